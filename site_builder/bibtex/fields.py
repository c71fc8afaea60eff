"""An entry's fields to CSL's text variables (CSL 1.0.2, appendix IV)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from site_builder.bibtex.canonical_fields import Fields
from site_builder.bibtex.field_texts import joined, text_of, title_of, value_of, verbatim_of
from site_builder.bibtex.foreign_titles import is_surely_english, name_with_case
from site_builder.bibtex.journals import journal
from site_builder.bibtex.languages import language_tag
from site_builder.bibtex.latex import plain_text
from site_builder.bibtex.localisation_keys import localised
from site_builder.bibtex.page_numbers import number_without_label, page_ranges, pages_and_volume, volume_and_issue
from site_builder.bibtex.publication import publication_variables
from site_builder.bibtex.sentence_case import in_sentence_case, to_sentence_case
from site_builder.bibtex.types import ARTICLES, BOOKS, CHAPTERS, LAW, WHOLE, genre
from site_builder.characters import capitalised, without_tags
from site_builder.patterns import pattern

# The star of a main heading, in exports of MEDLINE and PsycINFO: “*Sleep”, “Sleep/*physiology”
_MAIN_HEADING = pattern(r"(?:^|(?<=/))\*(?=[^\W_])")
_SHORT = 50
# Fields that are one CSL variable each, whatever the entry's type, and how each is read
_ALONE: Mapping[str, tuple[str, Callable[[Fields, str], str]]] = MappingProxyType(
    {
        "abstract": ("abstract", text_of),
        "annotation": ("annote", text_of),
        "chapter": ("chapter-number", text_of),
        "origlocation": ("original-publisher-place", text_of),
        "origpublisher": ("original-publisher", text_of),
        "venue": ("event-place", text_of),
        "version": ("version", text_of),
        "volumes": ("number-of-volumes", text_of),
        "eventtitle": ("event-title", title_of),
        "origtitle": ("original-title", title_of),
        "series": ("collection-title", title_of),
        "shortjournal": ("container-title-short", title_of),
        "isbn": ("ISBN", verbatim_of),
        "issn": ("ISSN", verbatim_of),
        "library": ("call-number", verbatim_of),
        "pmcid": ("PMCID", verbatim_of),
        "pmid": ("PMID", verbatim_of),
    }
)
# The titles that are put into sentence case. The names of series and journals stay as they are.
_CASED = ("title", "title-short", "volume-title", "original-title")
_NAMES = ("container-title", "container-title-short", "collection-title")
_LONGEST_NUMBER = 3
# “332”, “xxi + 554”, “xiv, 111 p.”, “332 с.” (in Cyrillic letters)
_TOTAL = pattern(r"(?:[ivxlcdm]+\s*[,+]\s*)*\d+(\s*(?:pp?|pages?|[sс]|seiten|sivua|str)\b\.?)?", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EDITION = pattern(r"(?<!\s)\s*+\b(?:edition|edn?\.?)$", re.IGNORECASE)
_NUMBERED = pattern(r"(\d+(?:st|nd|rd|th)?)\.?")
# Mendeley takes this from MDPI's pages as the end of a journal's name.
_WHERE = pattern(r" (?:19|20)\d\d, Vol\. \d+, Pages? [\w-]+$")
_WORD: Final = pattern(r"[^\W\d_]{3,}")
# “Chapter 3, Section 4” is no name.
_NO_NAMES: Final = frozenset("and appendix chapter chapters part parts section sections".split())
_OF_BOOK: Final = ("title", "subtitle", "titleaddon")


def text_variables(entry_type: str, fields: Fields, citing: str) -> dict[str, str]:
    """The text variables of an entry that are not empty. `citing` is the language of the texts that cite it."""
    fields = _with_named_chapter(entry_type, fields)
    variables = {
        **{variable: read(fields, name) for name, (variable, read) in _ALONE.items() if name in fields},
        **_titles_with_subtitles(entry_type, fields),
        **_numbers(entry_type, fields),
        **publication_variables(entry_type, fields, citing),
        "genre": genre(entry_type, text_of(fields, "type"), citing),
        "language": _language(fields),
        "note": joined(".", "" if entry_type == "periodical" else text_of(fields, "note"), text_of(fields, "addendum")),
        "status": localised(text_of(fields, "pubstate"), citing),
    }
    if "series" in fields:
        named = journal(fields["series"].value)
        variables["collection-title"] = named or _series(variables["collection-title"], citing)
    # The American Society for Microbiology exports the DOI as the pages, ADS as the article number.
    for name in ("page", "number"):
        if variables["DOI"] and variables[name].replace("–", "-").lower() == variables["DOI"].lower():
            variables[name] = ""
    if entry_type not in LAW:
        is_in_book = entry_type in CHAPTERS and not {"booktitle", "maintitle"}.isdisjoint(fields)
        variables |= in_sentence_case(variables, (*_CASED, "container-title") if is_in_book else _CASED, citing)
        if not variables["language"] or variables["language"].startswith("en"):
            variables |= {name: name_with_case(variables[name]) for name in _NAMES if variables.get(name)}
    return {variable: text for variable, text in variables.items() if text}


def keywords(fields: Fields) -> tuple[str, ...]:
    """The keywords, each once. A list with a semicolon is split at semicolons, any other at commas or line ends."""
    if "keywords" not in fields:
        return ()
    written = fields["keywords"].value.strip()
    words = [*map(plain_text, lines)] if _are_items(lines := written.split("\n")) else _split(plain_text(written))
    unmarked = (_MAIN_HEADING.sub("", " ".join(word.split())) for word in words)
    return tuple(dict.fromkeys(word for word in unmarked if word))


def _split(keywords: str) -> list[str]:
    return keywords.split(";" if ";" in keywords else ",")


def _are_items(lines: Sequence[str]) -> bool:
    """Whether each line is a keyword, as in EndNote's exports. Lines that were only broken are indented or long."""
    is_list = any(len(line) < _SHORT for line in lines[:-1])
    return is_list and not any(line[:1].isspace() or ";" in line or line.rstrip().endswith(",") for line in lines)


def _title(fields: Fields, prefix: str) -> str:
    title = title_of(fields, f"{prefix}title")
    if f"{prefix}subtitle" not in fields and f"{prefix}titleaddon" not in fields:
        return title
    main_and_sub = joined(":", title, title_of(fields, f"{prefix}subtitle"))
    addon = title_of(fields, f"{prefix}titleaddon")
    if not (main_and_sub and addon):
        return main_and_sub
    whole = joined(".", main_and_sub, addon)
    if all(to_sentence_case(text).endswith(addon[1:]) for text in (addon, whole)):
        return whole
    # “Directed by Ann Ash” is no title, and its names keep their capitals.
    return joined(".", main_and_sub, f'<span class="nocase">{addon}</span>')


def _titles_with_subtitles(entry_type: str, fields: Fields) -> dict[str, str]:
    """Titles with their subtitles: of the work, of what contains it, and of a volume that has its own."""
    is_chapter = entry_type in CHAPTERS
    has_main = "maintitle" in fields
    container = _WHERE.sub("", _title(fields, "journal"))
    if "journaltitle" in fields:
        container = journal(fields["journaltitle"].value) or container
    # Zotero names a website there.
    if entry_type == "online" and "title" in fields and not container:
        container = title_of(fields, "titleaddon")
        fields = {name: field for name, field in fields.items() if name != "titleaddon"}
    volume = ""
    if entry_type == "periodical":
        # Beside a journal, the title is that of an issue.
        of_issue = _title(fields, "issue")
        title = joined(".", _title(fields, ""), of_issue) if container else of_issue or _title(fields, "")
        container = container or _title(fields, "")
    elif is_chapter:
        container = _title(fields, "main") or _title(fields, "book") or container
        volume = _title(fields, "book") if has_main else ""
        title = _title(fields, "")
    else:
        title = _title(fields, "main" if has_main else "") or _title(fields, "book")
        volume = _title(fields, "") if has_main else ""
    short = title_of(fields, "shorttitle")
    if not short and not has_main and entry_type != "periodical":
        is_one = not ("subtitle" in fields or "titleaddon" in fields)
        before, colon, _ = f"{title if is_one else title_of(fields, 'title')} ".partition(": ")
        short = before if (colon or not is_one) and _is_whole(before) else ""
    short = short.strip()
    if not title and (addon := title_of(fields, "titleaddon")):
        title = capitalised(addon)
    title = title or short
    return {"title": title, "container-title": container, "volume-title": volume, "title-short": short}


def _is_whole(text: str) -> bool:
    """Whether all tags, quotation marks and brackets that a text opens are closed in it: “Notes (on Bees” is cut."""
    tags = text.count("<") == 2 * text.count("</")
    # In German, “ closes.
    quoted = text.count("“") == text.count("”") + text.count("„")
    return tags and quoted and all(text.count(opens) == text.count(closes) for opens, closes in ("()", "[]", "«»"))


def _numbers(entry_type: str, fields: Fields) -> dict[str, str]:
    number, issue = text_of(fields, "number"), text_of(fields, "issue")
    pages, volume = pages_and_volume(page_ranges(text_of(fields, "pages")), text_of(fields, "volume"))
    # Zotero exports the length of a book, or of a report as “29 p.”, as its pages. It is no place in the work.
    is_part = "pagetotal" in fields or entry_type in ARTICLES or entry_type in CHAPTERS
    counted = None if is_part else _TOTAL.fullmatch(pages)
    total = pages if counted and (counted[1] or entry_type in WHOLE) else ""
    variables = {
        "edition": _edition(text_of(fields, "edition")),
        # The American Physical Society exports `numpages = {0}` for “not known”.
        "number-of-pages": total or text_of(fields, "pagetotal").lstrip("0"),
        "page": "" if total else pages,
        "volume": ".".join(filter(None, (number_without_label(volume), text_of(fields, "part")))),
    }
    # Scopus exports some conference papers with a journal and no book.
    in_journal = entry_type == "conference" and "booktitle" not in fields
    if entry_type in ARTICLES and not (number or issue or "part" in fields):
        variables["volume"], variables["issue"] = volume_and_issue(volume)
    elif entry_type in ARTICLES:
        variables["issue"] = joined(",", *dict.fromkeys((number_without_label(number), issue)))
        number = ""
    elif (entry_type in CHAPTERS or entry_type in BOOKS) and not in_journal:
        variables["collection-number"] = number
        number = ""
    # CSL 1.0.2 has no article number; APA and others take it from `number`. If it repeats the pages, or ADS has put it
    # into the publisher, too, it adds nothing.
    eid = "" if number else number_without_label(text_of(fields, "eid"))
    is_in_pages = eid == number_without_label(pages) or pages.startswith(f"{eid}:")
    is_repeated = eid and (is_in_pages or text_of(fields, "howpublished").endswith(f" {eid}"))
    variables["number"] = number or ("" if is_repeated else eid)
    return variables


def _language(fields: Fields) -> str:
    if "langid" not in fields and "language" not in fields:
        return ""
    language, options = text_of(fields, "langid"), text_of(fields, "langidopts")
    if language == "english" and options.startswith("variant="):
        language = options.removeprefix("variant=")
    of_title, of_work = language_tag(language), language_tag(text_of(fields, "language"))
    # Databases give works in other languages an English title.
    translated = of_work and not of_work.startswith("en") and is_surely_english(text_of(fields, "title"))
    return of_title or ("" if translated else of_work)


def _series(written: str, citing: str) -> str:
    """“3” as “3rd series”: a number alone counts the series of a journal or a publisher."""
    if not written.isdecimal() or len(written) > _LONGEST_NUMBER:
        return localised(written, citing)
    number = int(written)
    if (word := localised("jourser", citing)) != localised("jourser", "en"):
        return f"{word} {number}"
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last} series"


def _edition(written: str) -> str:
    if not written:
        return ""
    edition = _EDITION.sub("", written)
    if edition.lower() in _ORDINALS:
        return str(_ORDINALS.index(edition.lower()) + 1)
    # Styles add the word “edition” only to numbers.
    numbered = _NUMBERED.fullmatch(without_tags(edition))
    return numbered[1] if numbered else written


def _with_named_chapter(entry_type: str, fields: Fields) -> Fields:
    """If `chapter` is a name, as the ACM's library exports it, make it the title, and the title that of the book.

    A chapter that repeats the title is no number.
    """
    if entry_type not in CHAPTERS or "chapter" not in fields:
        return fields
    if plain_text(fields["chapter"].value).lower() == plain_text(value_of(fields, "title")).lower():
        return {name: field for name, field in fields.items() if name != "chapter"}
    if "booktitle" in fields:
        return fields
    words = {word.lower() for word in _WORD.findall(plain_text(fields["chapter"].value))}
    if len(words - _NO_NAMES) < 2:
        return fields
    rest = {name: field for name, field in fields.items() if name not in (*_OF_BOOK, "chapter")}
    book = {f"book{name}": fields[name] for name in _OF_BOOK if name in fields}
    return {**rest, **book, "title": fields["chapter"]}
