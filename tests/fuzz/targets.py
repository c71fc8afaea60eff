"""Bytes to what each reader makes of them, and the demand that nothing is raised and no text becomes markup."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from site_builder.addresses import STUDY_ANCHORS
from site_builder.bibtex import read_bibliography, read_standalone_entries, write_reference
from site_builder.bibtex.references import BibliographyMemo
from site_builder.citation_styles import find_style
from site_builder.csl import Formatter, Locales, read_style
from site_builder.csl.output import rich_html
from site_builder.diagnostics import NOWHERE, Diagnostic
from site_builder.files.reading import ProjectFiles, bundled
from site_builder.markdown import Dialect, read_document, read_plain_sentences
from site_builder.markdown.inline_html import simple_body
from site_builder.markdown.parser import parse_inline
from site_builder.markdown.raw.sanitising import TAGS
from site_builder.markdown.source_positions import Reading
from site_builder.model import (
    Citation,
    CitationItem,
    CitationMode,
    Date,
    Document,
    Formatted,
    Name,
    RawHtml,
    Reference,
)
from site_builder.settings import places_of, read_settings
from site_builder.study_notes import read_keywords, read_note, read_section
from tests.fuzz.judging import WRITTEN, judge_body, judge_html

STYLES: Final = ("apa", "ieee", "chicago-notes-bibliography", "vancouver-superscript")
LABELS: Final = ("page", "chapter", "figure", "")
NAMED: Final = frozenset({"author", "editor", "translator", "container-author", "interviewer"})
DATED: Final = frozenset({"issued", "accessed", "original-date", "event-date"})


def fuzz_bibtex(data: bytes) -> None:
    """A bibliography, read as one and for an import, and each reference written as text and as BibTeX again."""
    text = data.decode(errors="replace")
    references, found = read_bibliography(text, "x.bib", BibliographyMemo())
    _judge_diagnostics(found, text)
    read_standalone_entries(text, "x.bib")
    for reference in references:
        for _, value in reference.texts:
            judge_html(rich_html(value))
        write_reference(reference)


def fuzz_markdown(data: bytes) -> None:
    """A section, with raw HTML under each policy that there is something to do for: where it is refused, nothing but
    what Markdown means may come out, and where it is made harmless, nothing that acts."""
    text = data.decode(errors="replace")
    allowed: dict[RawHtml, frozenset[str] | None] = {RawHtml.REFUSE: WRITTEN}
    if "<" in text:
        allowed |= {RawHtml.SANITISE: WRITTEN | TAGS, RawHtml.ALLOW: None}
    for policy, tags in allowed.items():
        document, found = read_document(text, "x.md", dialect=Dialect(policy))
        _judge_diagnostics(found, text)
        _judge_marked(document)
        if tags is not None:
            for body in (document.body, *document.notes):
                judge_body(body, tags)
    read_plain_sentences(text, "x.md")


def fuzz_citations(data: bytes) -> None:
    """Text with citations, and what of it a style prints: words before and after the work, and its locator."""
    text = data.decode(errors="replace")
    reading = Reading("x.md", text.split("\n"), 1)
    reading.enter(text, 0)
    tokens = parse_inline(text, reading, nocite=text.startswith("@*"))
    _judge_diagnostics(tuple(reading.diagnostics), text)
    for token in tokens:
        hole = token.meta.get("hole")
        if isinstance(hole, Citation):
            _judge_citation(hole)
    judge_body(simple_body(tokens))


def fuzz_csl(data: bytes) -> None:
    """A style of its own where the bytes are XML, else the values of a reference and a citation of it."""
    if data.lstrip()[:1] == b"<":
        _fuzz_style(data)
    else:
        _fuzz_values(data.decode(errors="replace"))


def fuzz_yaml(data: bytes) -> None:
    """YAML as what its first letter says: review.yaml, keywords.yaml, or front matter of a section or of a note."""
    text = data[1:].decode(errors="replace")
    match data[:1]:
        case b"r":
            _judge_diagnostics(read_settings(text, "review.yaml")[1], text)
            places_of("bibliography", text, "review.yaml")
        case b"k":
            _judge_diagnostics(read_keywords(text, "keywords.yaml")[1], text)
        case kind:
            source = f"---\n{text}\n---\n"
            document, found = read_document(source, "x.md", STUDY_ANCHORS)
            _judge_diagnostics(found, source)
            judge_body(document.title)
            (read_note if kind == b"n" else read_section)(document)


TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = MappingProxyType(
    {
        "bibtex": fuzz_bibtex,
        "markdown": fuzz_markdown,
        "citations": fuzz_citations,
        "csl": fuzz_csl,
        "yaml": fuzz_yaml,
    }
)


def _judge_diagnostics(found: tuple[Diagnostic, ...], text: str) -> None:
    """Every place lies in the file: a line that is there, and a column that is not far behind its end."""
    lines = text.count("\n") + text.count("\r") + 1
    for diagnostic in found:
        place = diagnostic.location
        if not (0 <= place.line <= lines and place.column >= 0 and diagnostic.message):
            raise AssertionError(f"no place in the file: {diagnostic}")


def _judge_marked(document: Document) -> None:
    """What is escaped whatever HTML the author may write: titles, headings, sentences, and what citations hold."""
    judge_body(document.title)
    for heading in document.headings:
        judge_body(heading.content)
    for sentence in document.sentences:
        judge_body(sentence.content)
    for body in (document.body, *document.notes):
        for part in body:
            if isinstance(part, Citation):
                _judge_citation(part)


def _judge_citation(citation: Citation) -> None:
    for item in citation.items:
        for text in (item.prefix, item.suffix, item.locator):
            judge_html(rich_html(text))


@functools.cache
def _locales() -> Locales:
    _, locales, _ = find_style(_files(), "apa", "en-US", NOWHERE)
    return locales


@functools.cache
def _files() -> ProjectFiles:
    return ProjectFiles({}, bundled(), {})


def _formatter(name: str) -> Formatter:
    style, locales, _ = find_style(_files(), name, "en-US", NOWHERE)
    assert style is not None
    return Formatter(style, locales)


@functools.cache
def _formatters() -> tuple[Formatter, ...]:
    return tuple(map(_formatter, STYLES))


def _fuzz_style(data: bytes) -> None:
    style, found = read_style(data, "x.csl")
    _judge_diagnostics(found, data.decode(errors="replace"))
    if style is not None and not style.parent:
        references = (
            _reference("a", {"title": "A <i>title</i>", "URL": "https://example.org/", "page": "1-9", "volume": "2"}),
            _reference("b", {"title": "B", "DOI": "10.1/x", "container-title": "J", "note": "<b>n</b>"}),
        )
        formatter = Formatter(style, _locales())
        _judge_formatted(formatter.format(references, _cited(CitationItem("b", "see ", ", x", "3", "page"))))
        formatter.format_alone(references[0])


def _fuzz_values(text: str) -> None:
    """The first character says which style; then lines of `variable=value`, some of them the citation's."""
    lines = [line.partition("=")[::2] for line in text[1:].split("\n")]
    values = {name.strip(): value for name, value in lines if value}
    at = ord(text[:1] or "\0")
    prefix, suffix, locator = (values.pop(name, "") for name in ("prefix", "suffix", "locator"))
    item = CitationItem("a", prefix, suffix, locator, LABELS[at // 4 % 4], at % 32 >= 16)
    references = (_reference("a", values), _reference("b", {"title": "B"}))
    formatter = _formatters()[at % 4]
    _judge_formatted(formatter.format(references, _cited(item)))
    formatter.format_alone(references[0])


def _reference(key: str, values: Mapping[str, str]) -> Reference:
    texts = {name: value for name, value in values.items() if name not in NAMED | DATED | {"type"}}
    return Reference(
        key,
        values.get("type", "article-journal"),
        tuple(sorted(texts.items())),
        tuple((name, tuple(map(_name, values[name].split(";")))) for name in sorted(NAMED & values.keys())),
        tuple((name, _date(values[name])) for name in sorted(DATED & values.keys())),
    )


def _name(written: str) -> Name:
    family, given, dropping, particle, suffix = (written.split("|") + [""] * 5)[:5]
    is_person = bool(family or given)
    return Name(family, given, dropping, particle, suffix) if is_person else Name(literal=written)


def _date(written: str) -> Date:
    start, _, end = written.partition("/")
    parts = tuple(_numbers(point) for point in (start, end) if _numbers(point))
    return Date(parts, circa="~" in written) if parts else Date(literal=written)


def _numbers(point: str) -> tuple[int, ...]:
    parts = [part for part in point.split("-") if part.isascii() and part.isdecimal() and len(part) < 5][:3]
    if not parts:
        return ()
    year, *rest = map(int, parts)
    limits = (12, 28)
    return (year, *(1 + number % limit for number, limit in zip(rest, limits, strict=False)))


def _cited(item: CitationItem) -> tuple[Citation, ...]:
    return (
        Citation((item, CitationItem("b")), CitationMode.PARENTHETICAL),
        Citation((item,), CitationMode.TEXTUAL),
        Citation((CitationItem("b"), CitationItem("lost")), CitationMode.PARENTHETICAL),
    )


def _judge_formatted(formatted: Formatted) -> None:
    for html in _htmls(formatted):
        judge_html(html)


def _htmls(formatted: Formatted) -> Iterator[str]:
    for citation in formatted.citations:
        yield "".join(part.html for part in citation.parts)
        yield "".join(part.html for part in citation.author)
    yield from (entry.html for entry in formatted.bibliography)
