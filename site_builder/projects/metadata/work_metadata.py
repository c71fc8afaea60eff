"""The metadata of a work in front matter or a project's file, in the words of any tool, to settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from posixpath import normpath
from typing import Final

from site_builder.bibliographies import read_csl_nodes
from site_builder.bibtex.languages import language_tag
from site_builder.characters import WIDE_SEPARATORS
from site_builder.definitions import CITATION, LANGUAGE, variable_of
from site_builder.diagnostics import Diagnostic, Location, left_out
from site_builder.dois import DOI, bare_doi
from site_builder.foreign_front_matter import ACM, BIBLIOGRAPHIES
from site_builder.frozen import frozen
from site_builder.language_tags import as_locales_are_named
from site_builder.model import Reference, Settings, YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.inline_code import runs_code, with_known_results
from site_builder.projects.latex.inline_commands import inline_commands_in_markdown
from site_builder.projects.layout import NamedFile
from site_builder.projects.metadata.dates import work_date
from site_builder.projects.metadata.plain_titles import LONGEST, plain_title
from site_builder.projects.metadata.unshown_metadata import report_unshown
from site_builder.projects.people.affiliations import authors_in
from site_builder.projects.people.persons import authors_of
from site_builder.titles import with_subtitle
from site_builder.yaml_values import first_of, items_of, node_at, pairs_of, text_of, texts_of, yes_or_no

STYLES: Final = ("csl", "citation-style")
KEYWORDS: Final = ("keywords", "tags", "keyword", "categories")
LONGEST_DESCRIPTION: Final = 300
LONGEST_NAME: Final = 500
# A file that R would find in a package: `r system.file("refs.bib", package = "x")`
FOUND_BY_CODE: Final = pattern(r"""`r\b[^`]*["']([^"'`]{1,200}\.(?:bib|json|ya?ml))["'][^`]*`""")
STYLE_ADDRESS: Final = pattern(r"https?://.*?/([^/?#]+?)(?:\.csl)?(?:[?#].*)?")
NUMBERS: Final = ("number-sections", "number_sections", "numbersections", "numberSections")
# Names of formats that are web pages in Quarto, R Markdown and bookdown
IS_WEB: Final = pattern(r"html|gitbook|bs4_book|tufte")
BOOKDOWN_DOCUMENT: Final = pattern(r"bookdown::([a-z]+)_document2")
IN_LATEX: Final = ("pdf", "context")
DEPTHS: Final = ("1", "2", "3", "4", "5", "6")
SEPARATOR: Final = pattern(rf"\s*[,;{WIDE_SEPARATORS}]\s*(?:and\s+)?")
DASHES: Final = pattern(r"\s(?:---?|[–—])\s")


@frozen
class WorkMetadata:
    """The settings that were found, the locations of some, the named bibliographies, and references given in full."""

    settings: Settings = field(default_factory=Settings)
    places: Mapping[str, Location] = field(default_factory=dict)
    bibliographies: tuple[NamedFile, ...] = ()
    references: tuple[Reference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_work_metadata(values: YamlMap, folder: str, names: frozenset[str], settings: Settings) -> WorkMetadata:
    """The settings with the values that describe the whole work. `folder`, with its slash, is that of their file."""
    stated = node_at(values, "doi") or node_at(values, "citation", "doi")
    doi = bare_doi(text_of(stated))
    is_doi = DOI.fullmatch(doi) is not None
    by = authors_in(values) or first_of(values, "creator") or node_at(values, "affiliation", "author")
    published, undated = work_date(first_of(values, "date", "published", "degreedate", "date-meta"))
    citation = dict(settings.citation) | dict(_citation(pairs_of(node_at(values, "citation"))))
    if published:
        citation.setdefault("issued", published)
    depths = map(text_of, _of_formats(values, "number-depth"))
    numbers, moved = numbers_sections(values), yes_or_no(node_at(values, "notes-after-punctuation"))
    lang, style = _language(text_of(node_at(values, "lang"))), _style(text_of(first_of(values, *STYLES)), folder, names)
    day = date.fromisoformat(published) if len(published) == len("2025-03-01") else None
    described = replace(
        settings,
        title=_title(values) or settings.title,
        contributors=authors_of(by, values) or settings.contributors,
        lang=lang or settings.lang,
        citation_style=style or settings.citation_style,
        notes_after_punctuation=settings.notes_after_punctuation if moved is None else moved,
        number_sections=settings.number_sections if numbers is None else numbers,
        number_depth=int(next((depth for depth in depths if depth in DEPTHS), settings.number_depth)),
        doi=doi if is_doi else settings.doi,
        description=_description(values) or settings.description,
        keywords=tuple(_keywords(first_of(values, *KEYWORDS) or node_at(values, ACM, "keywords"))) or settings.keywords,
        license=_license(first_of(values, "license", "licence", "rights")) or settings.license,
        citation=tuple(citation.items()),
        updated=day if published else settings.updated,
    )
    said = ("lang", lang, node_at(values, "lang")), ("citation_style", style, first_of(values, *STYLES))
    references, unread = references_given(values)
    no_doi = _no_doi(stated) if stated and doi and not is_doi else ()
    return WorkMetadata(
        described,
        {name: node.location for name, value, node in said if value and node},
        tuple(bibliographies_named(values, folder)),
        references,
        (*report_unshown(values), *undated, *no_doi, *unread, *_unrun(values)),
    )


def _license(node: YamlNode | None) -> str:
    """The licence, as text or by a part: Quarto has a text and an address, mystmd a licence for the content alone."""
    return ", ".join(map(text_of, texts_of(node))) or text_of(first_of(pairs_of(node), "content", "text", "url"))


def _title(values: YamlMap) -> str:
    title, subtitle = (_in_plain_words(text_of(node_at(values, key))) for key in ("title", "subtitle"))
    return with_subtitle(title, subtitle) if title and subtitle else title


def _unrun(values: YamlMap) -> Iterator[Diagnostic]:
    """The diagnostics of code in the title, where its result is missing."""
    for node in filter(None, (node_at(values, key) for key in ("title", "subtitle"))):
        _, unrun = with_known_results(text_of(node), node.location, {}) if runs_code(node.location.path) else ("", ())
        message = "The code in this title is not run, so its result is missing."
        yield from (replace(each, location=node.location, message=message) for each in unrun[:1])


def _language(written: str) -> str:
    """The tag of a language, which papaja writes as babel's name; "" if it is unknown."""
    lang = language_tag(written) or written.replace("_", "-")
    return as_locales_are_named(lang) if re.fullmatch(LANGUAGE, lang) else ""


def _description(values: YamlMap) -> str:
    """The description of the work, if it is short."""
    written = text_of(first_of(values, "description", "description-meta"))
    return plain_title(written) if len(written) <= LONGEST_DESCRIPTION else ""


def numbers_sections(values: YamlMap) -> bool | None:
    """Whether headings are numbered: in all formats, else in web pages, else in others; None if it is not stated.

    Where figures are numbered by chapter, chapters have numbers, too, unless the opposite is stated. So they have in
    bookdown's documents.
    """
    said = next((said for said in map(yes_or_no, _of_formats(values, *NUMBERS)) if said is not None), None)
    return True if said is None and (counts_in_chapters(values) or _bookdown_document(values)) else said


def counts_in_chapters(values: YamlMap) -> bool:
    """Whether pandoc-crossref, Quarto in a single text, or bookdown's document is to number figures by chapter."""
    said = (yes_or_no(node_at(values, "chapters")), yes_or_no(node_at(values, "crossref", "chapters")))
    return any(said) or (_bookdown_document(values) not in ("", *IN_LATEX) and not counts_globally(values))


def _bookdown_document(values: YamlMap) -> str:
    """The format of bookdown's that a single text has, “html” for `bookdown::html_document2`; "" if it has another."""
    output = node_at(values, "output")
    names = sorted((name for name, _ in pairs_of(output).pairs), key=lambda name: not IS_WEB.search(name))
    found = BOOKDOWN_DOCUMENT.fullmatch((names or [text_of(output)])[0])
    return found[1] if found else ""


def counts_globally(values: YamlMap) -> bool:
    """Whether bookdown is not to number figures and the like by chapter."""
    return any(map(yes_or_no, _of_formats(values, "global_numbering")))


def _of_formats(values: YamlMap, *keys: str) -> Iterator[YamlNode]:
    """The values of one of these keys for all formats, then for web pages, then for other formats."""
    nodes = [first_of(values, *keys)]
    for key in ("format", "output"):
        formats = sorted(pairs_of(node_at(values, key)).pairs, key=lambda pair: not IS_WEB.search(pair[0]))
        nodes += [first_of(pairs_of(options), *keys) for _, options in formats]
    nodes += [first_of(pairs_of(options), *keys) for name, options in values.pairs if IS_WEB.search(name)]
    return (node for node in nodes if node is not None)


def _style(written: str, folder: str, names: frozenset[str]) -> str:
    """The path of the style's file if there is one; otherwise the style as written, or its name in an address."""
    if not written:
        return ""
    for start in (folder, ""):
        path = normpath(f"{start}{written}").lstrip("/")
        if path in names:
            return path
    address = STYLE_ADDRESS.fullmatch(written)
    return address[1] if address else written


def _keywords(node: YamlNode | None) -> Iterator[str]:
    for item in texts_of(node):
        if yes_or_no(item):
            continue
        is_row = node is item
        words = SEPARATOR.split(text_of(item).rstrip().removesuffix(".")) if is_row else [text_of(item)]
        words = DASHES.split(words[0]) if is_row and len(words) == 1 else words
        yield from (_in_plain_words(word) for word in words if word)


def _in_plain_words(text: str) -> str:
    return plain_title(inline_commands_in_markdown(text[:LONGEST]))


def _no_doi(node: YamlNode) -> Iterator[Diagnostic]:
    """The diagnostic of a DOI that is none, such as a template's placeholder."""
    message = "This is not a DOI, so it is left out."
    yield left_out(node.location, message, "write, for example, doi: 10.1000/182.")


def _citation(values: YamlMap) -> Iterator[tuple[str, str]]:
    for key in CITATION.names:
        text = text_of(node_at(values, key))
        defined = CITATION.key(key)
        if text and not defined.fault(text) and (not defined.choices or text in defined.choices):
            yield variable_of(key), text


def references_given(values: YamlMap) -> tuple[tuple[Reference, ...], Sequence[Diagnostic]]:
    """The references that are given in full, and diagnostics of those that cannot be read."""
    references, unread = read_csl_nodes(items_of(node_at(values, "references")))
    return tuple(reference for reference in references if reference.key), unread


def bibliographies_named(values: YamlMap, folder: str) -> Iterator[NamedFile]:
    for node in texts_of(first_of(values, *BIBLIOGRAPHIES)):
        found = FOUND_BY_CODE.fullmatch(text_of(node)[:LONGEST_NAME])
        yield NamedFile(found[1] if found else text_of(node), node.location, folder)
