"""An entry's fields to CSL's text variables (CSL 1.0.2, appendix IV)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.bibtex.casing import in_their_case
from site_builder.bibtex.chapters import with_named_chapter
from site_builder.bibtex.inherit import Fields
from site_builder.bibtex.journals import journal
from site_builder.bibtex.languages import language_tag
from site_builder.bibtex.latex import plain_text, rich_text, verbatim
from site_builder.bibtex.pages import number_alone, pages_read, volume_and_issue, without_next_tag
from site_builder.bibtex.types import ARTICLES, BOOKS, CHAPTERS, LAW, WHOLE, genre, localised
from site_builder.bibtex.visited import INTRODUCES
from site_builder.dois import first_doi
from site_builder.patterns import pattern

# Fields that are one CSL variable each, whatever the entry's type.
_RICH: Mapping[str, str] = MappingProxyType(
    {
        "abstract": "abstract",
        "annotation": "annote",
        "chapter": "chapter-number",
        "origlocation": "original-publisher-place",
        "origpublisher": "original-publisher",
        "venue": "event-place",
        "version": "version",
        "volumes": "number-of-volumes",
    }
)
_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "eventtitle": "event-title",
        "origtitle": "original-title",
        "series": "collection-title",
        "shortjournal": "container-title-short",
    }
)
_VERBATIM: Mapping[str, str] = MappingProxyType(
    {"isbn": "ISBN", "issn": "ISSN", "library": "call-number", "pmcid": "PMCID", "pmid": "PMID"}
)
# A series and a journal keep their names.
_CASED = ("title", "title-short", "volume-title", "original-title")
_PUBLISHERS = ("school", "institution", "organization", "howpublished", "publisher")
_EPRINTS: Mapping[str, str] = MappingProxyType(
    {
        "arxiv": "https://arxiv.org/abs/",
        "googlebooks": "https://books.google.com?id=",
        "jstor": "https://www.jstor.org/stable/",
        "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/",
    }
)
# Before archives had names in BibTeX, physicists gave the number alone.
_ARXIV = pattern(r"(?:arxiv:\s*)?((?:[a-z-]+(?:\.[a-z-]+)?/\d{7}|\d{4}\.\d+)(?:v\d+)?)", re.IGNORECASE)
_ARXIV_ALONE = pattern(r"(?:arxiv:)?((?:[a-z-]+(?:\.[a-z-]+)?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)", re.IGNORECASE)
_ARXIV_WITHIN = pattern(r"\d{7}(?:v\d+)?")
# Mendeley puts several addresses into one field.
_NEXT_ADDRESS = pattern(r"(?:\s|%0A|%5Cn|\\n)\s*+(?=https?://)", re.IGNORECASE)
_LONGEST_NUMBER = 3
# “332”, “xxi + 554”, “xiv, 111 p.”
_TOTAL = pattern(r"(?:[ivxlcdm]+\s*[,+]\s*)*\d+(\s*(?:pp?|pages?|s|seiten|str)\b\.?)?", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_EDITION = pattern(r"(?<!\s)\s*+\b(?:edition|edn?\.?)$", re.IGNORECASE)
_NUMBERED = pattern(r"(\d+(?:st|nd|rd|th)?)\.?")
_WEB = pattern(r"https?://\S+", re.IGNORECASE)
# What Mendeley takes from MDPI's pages for the end of a journal's name
_WHERE = pattern(r" (?:19|20)\d\d, Vol\. \d+, Pages? [\w-]+$")
# Where a sentence names the address that stands behind it: “Retrieved June 30, 2023, from”.
_AT_ADDRESS = pattern(
    r"(?<![\s,;:(<])[\s,;:(<]*+"
    r"(?:\b(?:available|online|from|at|on|via|see|url|verfügbar|abrufbar|unter|disponible|dispon[ií]vel|em)\b[\s:(<]*){0,4}"
    r"https?://\S+\s*$",
    re.IGNORECASE,
)


def text_variables(entry_type: str, fields: Fields, citing: str = "") -> dict[str, str]:
    """Every text variable of an entry that is not empty; `citing` is the language of the texts that cite it."""
    fields = with_named_chapter(entry_type, fields)
    rich = {variable: rich_text(fields[name].value) for name, variable in _RICH.items() if name in fields}
    titles = {variable: _title_text(fields, name) for name, variable in _TITLES.items() if name in fields}
    verbatims = {variable: verbatim(fields[name].value) for name, variable in _VERBATIM.items() if name in fields}
    variables = {
        **rich,
        **titles,
        **verbatims,
        **_whole_titles(entry_type, fields),
        **_numbers(entry_type, fields),
        **_published(entry_type, fields),
        "genre": genre(entry_type, _text(fields, "type")),
        "language": _language(fields),
        "note": _joined(".", "" if entry_type == "periodical" else _text(fields, "note"), _text(fields, "addendum")),
        "status": localised(_text(fields, "pubstate")),
    }
    if "series" in fields:
        named = journal(fields["series"].value)
        variables["collection-title"] = named or _series(localised(variables["collection-title"]))
    # The American Society for Microbiology says a DOI for pages.
    if variables["DOI"] and variables["page"].replace("–", "-").lower() == variables["DOI"].lower():
        variables["page"] = ""
    if entry_type not in LAW:
        is_in_book = entry_type in CHAPTERS and not {"booktitle", "maintitle"}.isdisjoint(fields)
        variables |= in_their_case(variables, (*_CASED, "container-title") if is_in_book else _CASED, citing)
    return {variable: text for variable, text in variables.items() if text}


def keywords(fields: Fields) -> tuple[str, ...]:
    """The keywords, each once. A list with a semicolon is split at semicolons, any other at commas."""
    written = plain_text(fields["keywords"].value) if "keywords" in fields else ""
    words = (" ".join(word.split()) for word in written.split(";" if ";" in written else ","))
    return tuple(dict.fromkeys(word for word in words if word))


def _text(fields: Fields, name: str) -> str:
    return rich_text(fields[name].value) if name in fields else ""


def _title_text(fields: Fields, name: str) -> str:
    return rich_text(fields[name].value, nocase=True) if name in fields else ""


def _joined(mark: str, *texts: str) -> str:
    """The texts that are not empty, with a mark between them except where one ends in a mark itself."""
    joined = ""
    for text in filter(None, texts):
        joined += (f"{'' if joined[-1] in '!?.,:;' else mark} " if joined else "") + text
    return joined


def _title(fields: Fields, prefix: str, main: str = "title") -> str:
    main_and_sub = _joined(":", _title_text(fields, prefix + main), _title_text(fields, prefix + "subtitle"))
    return _joined(".", main_and_sub, _title_text(fields, prefix + "titleaddon")) if main_and_sub else ""


def _whole_titles(entry_type: str, fields: Fields) -> dict[str, str]:
    """Titles with their subtitles: of the work, of what contains it, and of a volume that has its own."""
    is_chapter = entry_type in CHAPTERS
    has_main = "maintitle" in fields
    container = _WHERE.sub("", _title(fields, "journal"))
    if "journaltitle" in fields:
        container = journal(fields["journaltitle"].value) or container
    volume = ""
    if entry_type == "periodical":
        container = _title(fields, "") or container
        title = _title(fields, "issue") or _title(fields, "")
    elif is_chapter:
        container = _title(fields, "main") or _title(fields, "book") or container
        volume = _title(fields, "book") if has_main else ""
        title = _title(fields, "")
    else:
        title = _title(fields, "main" if has_main else "") or _title(fields, "book")
        volume = _title(fields, "") if has_main else ""
    short = _title_text(fields, "shorttitle")
    if not short and not has_main and entry_type != "periodical":
        is_one = not ("subtitle" in fields or "titleaddon" in fields)
        before, colon, _ = f"{title if is_one else _title_text(fields, 'title')} ".partition(": ")
        cut = before.count("<") == 2 * before.count("</")
        short = before if cut and (colon or not is_one) else ""
    return {"title": title or short, "container-title": container, "volume-title": volume, "title-short": short.strip()}


def _numbers(entry_type: str, fields: Fields) -> dict[str, str]:
    number, issue, volume = _text(fields, "number"), _text(fields, "issue"), _text(fields, "volume")
    pages = pages_read(_text(fields, "pages"))
    # All of a book's pages say how long it is, as Zotero has it, and not where to look; so do a report's “29 p.”.
    counted = _TOTAL.fullmatch(pages) if "pagetotal" not in fields and entry_type not in ARTICLES | CHAPTERS else None
    total = pages if counted and (counted[1] or entry_type in WHOLE) else ""
    variables = {
        "edition": _edition(_text(fields, "edition")),
        "number-of-pages": total or (rich_text(fields["pagetotal"].value) if "pagetotal" in fields else ""),
        "page": "" if total else pages,
        "volume": ".".join(filter(None, (number_alone(volume), _text(fields, "part")))),
    }
    # A paper of a conference that Scopus knows only a journal of
    in_journal = entry_type == "conference" and "booktitle" not in fields
    if entry_type in ARTICLES and not (number or issue or "part" in fields):
        variables["volume"], variables["issue"] = volume_and_issue(volume)
    elif entry_type in ARTICLES:
        variables["issue"] = _joined(",", *dict.fromkeys((number_alone(number), issue)))
        number = ""
    elif (entry_type in CHAPTERS or entry_type in BOOKS) and not in_journal:
        variables["collection-number"] = number
        number = ""
    # CSL 1.0.2 has no article number; APA and others take it from `number`. One that stands for the pages says no more.
    eid = _text(fields, "eid")
    variables["number"] = number or (eid if eid != pages and not pages.startswith(f"{eid}:") else "")
    return variables


def _language(fields: Fields) -> str:
    language, options = _text(fields, "langid"), _text(fields, "langidopts")
    if language == "english" and options.startswith("variant="):
        language = options.removeprefix("variant=")
    return language_tag(language) or language_tag(_text(fields, "language"))


def _series(written: str) -> str:
    """A series that is a mere number is a part of a journal's or a publisher's life."""
    if not written.isdecimal() or len(written) > _LONGEST_NUMBER:
        return written
    number = int(written)
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last} series"


def _edition(written: str) -> str:
    edition = _EDITION.sub("", written)
    if edition.lower() in _ORDINALS:
        return str(_ORDINALS.index(edition.lower()) + 1)
    # Styles put the word behind numbers alone.
    numbered = _NUMBERED.fullmatch(edition)
    return numbered[1] if numbered else written


def _address_in(archive: str, eprint: str, section: str) -> str:
    """Where an archive has a work; "" where that is not known."""
    if archive in ("", "arxiv"):
        number = f"{section}/{eprint}" if section and _ARXIV_WITHIN.fullmatch(eprint) else eprint
        found = _ARXIV.match(number) if archive else _ARXIV_ALONE.fullmatch(number)
        archive, eprint = ("arxiv", found[1]) if found else ("", eprint)
    if archive in _EPRINTS and eprint:
        return _EPRINTS[archive] + eprint
    return eprint if _WEB.fullmatch(eprint) else ""


def _published(entry_type: str, fields: Fields) -> dict[str, str]:
    """Publishers, places, and where the work is on the web."""
    url = verbatim(fields["url"].value) if "url" in fields else ""
    if url.startswith("<") and url.endswith(">"):
        url = url[1:-1]
    if _WEB.match(url) and (following := _NEXT_ADDRESS.search(url)):
        url = url[: following.start()].rstrip(",;")
    # Mendeley keeps what HTML makes of the sign between two values.
    url = url.replace("&amp;", "&")
    how = verbatim(fields["howpublished"].value) if "howpublished" in fields else ""
    names = [_text(fields, name) for name in _PUBLISHERS]
    if link := _WEB.search(how):
        url = url or link.group().rstrip(".,;")
        said = _text(fields, "howpublished")
        is_introduction = INTRODUCES.fullmatch(_WEB.sub("", how).strip(" .,;:()[]<>"))
        names[names.index(said)] = "" if is_introduction else _AT_ADDRESS.sub("", said)
    archive, eprint = _text(fields, "eprinttype"), verbatim(fields["eprint"].value) if "eprint" in fields else ""
    variables = {"publisher": without_next_tag(_joined(";", *dict.fromkeys(names)))}
    url = url or _address_in(archive.lower(), eprint, _text(fields, "eprintclass"))
    if eprint and archive and not variables["publisher"] and entry_type in ("misc", "online"):
        variables["publisher"] = archive
    place = localised(_text(fields, "location"))
    variables["jurisdiction" if entry_type == "patent" else "publisher-place"] = place
    doi, _ = first_doi(verbatim(fields["doi"].value)) if "doi" in fields else ("", False)
    return {**variables, "URL": url, "DOI": doi}
