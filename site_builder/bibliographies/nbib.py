"""PubMed's and ERIC's NBIB (MEDLINE's tagged format) to references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.bibliographies.biblatex_values import doi_in, institution, iso_date, name_from_medline, year_of
from site_builder.bibliographies.records import Fields, ReadReferences, Tags
from site_builder.bibtex import escape, escape_rich, escape_verbatim, keywords_latex
from site_builder.diagnostics import Diagnostic, Location
from site_builder.model import Reference
from site_builder.patterns import pattern

_LINE: Final = pattern(r"([A-Z]{2,4}) {0,4}- ?(.*)")
_LEFT: Final = "nbib-"
_SINGLE: Final = {
    "PMID": "pmid",
    "PMC": "pmcid",
    "VI": "volume",
    "IP": "number",
    "LA": "language",
    "PB": "publisher",
    "EN": "edition",
}
_TITLES: Final = {"JT": "journaltitle", "TA": "shortjournal", "TT": "origtitle"}
_AUTHORS: Final = (("FAU", "CN"), ("AU", "CN"))
# ERIC names a publisher in the place of the journal.
_PUBLISHERS: Final = {"book": "publisher", "report": "institution", "thesis": "institution"}
# Tags that stand after the author to whom they belong
_OF_AUTHORS: Final = frozenset({"AD", "AUID"})
# A longer one is no name, and would be repeated with each affiliation.
_LONGEST_AUTHOR: Final = 300


def read_nbib(text: str, path: str) -> ReadReferences:
    read = [_reference(values, Location(path, line, 1)) for line, values in _records(text)]
    return tuple(reference for reference, _ in read), tuple(found for _, wrong in read for found in wrong)


def _records(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    values: list[tuple[str, list[str]]] = []
    begun = 0
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.match(line)
        if values and (not line.strip() or (found and found[1] == "PMID")):
            yield begun, _whole(values)
            values = []
        if found:
            begun = begun if values else number
            values.append((found[1], [found[2].strip()]))
        elif values:
            # Without its indentation if the text was copied through an editor
            values[-1][1].append(line.strip())
    if values:
        yield begun, _whole(values)


def _whole(values: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [(tag, " ".join(lines)) for tag, lines in values]


def _reference(values: list[tuple[str, str]], location: Location) -> tuple[Reference, tuple[Diagnostic, ...]]:
    people = _people(values, *_AUTHORS)
    editors = _people(values, ("FED",), ("ED",))
    tags = Tags(_with_authors(values))
    fields = Fields()
    fields.put("author", " and ".join(people))
    fields.put("editor", " and ".join(editors))
    tags.take_all("FAU", "CN", "FED")
    title, book = tags.take("TI"), tags.take("BTI")
    entry_type = ("incollection" if title else "book") if book else _type_in_eric(tags)
    fields.put("title", escape_rich((title or book).removesuffix(".")))
    fields.put("booktitle", escape_rich(book.removesuffix(".")) if title else "")
    if "JT" not in tags:
        # Older files have only the abbreviation.
        fields.put("journaltitle", escape_rich("".join(tags.peek("TA")[:1])))
    if entry_type == "thesis":
        _university(tags, fields)
    for tag, field in (_TITLES | {"JT": _PUBLISHERS.get(entry_type, "journaltitle")}).items():
        fields.take(tags, tag, field, escape_rich)
    _date(tags, fields)
    for tag, field in _SINGLE.items():
        fields.take(tags, tag, field)
    if book:
        fields.put("location", escape(tags.take("PL")))
    fields.put("pages", escape(tags.take("PG").replace("-", "–")))
    _identifiers(tags, fields)
    fields.put("abstract", escape_rich(tags.take("AB")))
    # A star marks a main heading. The headings with their stars are kept as a field of their own.
    headings = [heading.replace("*", "") for heading in (*tags.take_all("OT"), *tags.peek("MH"))]
    fields.put("keywords", keywords_latex(dict.fromkeys(headings)))
    for tag, left in tags.untaken():
        fields.put(_LEFT + tag.lower(), "; ".join(map(escape, left)))
    return fields.reference(entry_type, "", location)


def _type_in_eric(tags: Tags) -> str:
    """The entry type of a record without the title of a book. ERIC's numbers of what is no article begin with “ED”."""
    kinds = " ".join(tags.peek("PT"))
    if not "".join(tags.peek("OID")).startswith("ED") or "Journal Articles" in kinds:
        return "article"
    return "thesis" if "Dissertation" in kinds else "book" if "Books" in kinds else "report"


def _university(tags: Tags, fields: Fields) -> None:
    """Take “ProQuest LLC, Ph.D. Dissertation, University of Rest” apart."""
    source = tags.take("SO")
    _, kind, university = (*source.split(", ", 2), "", "")[:3]
    if not (fields.put("institution", escape(university)) and fields.put("type", escape(kind))):
        tags.put_back("SO", source)


def _people(values: list[tuple[str, str]], full: tuple[str, ...], short: tuple[str, ...]) -> list[str]:
    """The full names if there are any, else the short ones; institutions keep their places among them."""
    tags = _in_full(values, full, short)
    people = [institution(name) if tag == "CN" else name_from_medline(name) for tag, name in values if tag in tags]
    is_cut = any(tag == short[0] and name_from_medline(name) == "others" for tag, name in values)
    return [*people, "others"] if is_cut and "others" not in people else people


def _in_full(values: list[tuple[str, str]], full: tuple[str, ...], short: tuple[str, ...]) -> tuple[str, ...]:
    return full if any(tag == full[0] for tag, _ in values) else short


def _with_authors(values: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The values, in which affiliations and identifiers begin with the name of their author."""
    author = ""
    names = _in_full(values, *_AUTHORS)
    for tag, value in values:
        if tag in names:
            author = value if len(value) <= _LONGEST_AUTHOR else ""
        yield (tag, f"{author}: {value}") if tag in _OF_AUTHORS and author else (tag, value)


def _date(tags: Tags, fields: Fields) -> None:
    published = tags.take("DP")
    date = iso_date(published)
    if published and not date:
        tags.put_back("DP", published)
        date = year_of(published)
    fields.put("date", date or (iso_date(tags.peek("DEP")[0]) if "DEP" in tags else ""))


def _identifiers(tags: Tags, fields: Fields) -> None:
    for tag in ("LID", "AID"):
        kept: list[str] = []
        for value in tags.take_all(tag):
            number, _, kind = value.rpartition(" ")
            doi = doi_in(number) or number if kind == "[doi]" else doi_in(value) if value.startswith("http") else ""
            if not fields.put("doi", escape_verbatim(doi)):
                kept.append(value)
        tags.put_back(tag, *kept)
    # ERIC has addresses there, and numbers such as “EISSN-1234-5678”.
    fields.take(tags, "LID", "url", lambda address: escape_verbatim(address) if address.startswith("http") else "")
    fields.take(tags, "ISSN", "issn", lambda number: escape_verbatim(number.rpartition("SSN-")[2]))
    fields.take(tags, "ISBN", "isbn", lambda number: escape_verbatim(number.removeprefix("ISBN-")))
    if "pages" not in fields:
        # The number of an article, unlike “S1080-6032(22)00139-9”
        numbers = [value.removesuffix(" [pii]") for value in (*tags.peek("LID"), *tags.peek("AID"))]
        source = "".join(tags.peek("SO"))
        fields.put("eid", next((number for number in numbers if number.isalnum() and f":{number}." in source), ""))
    numbers = tags.take_all("IS")
    plain = [number.split(" ")[0] for number in numbers]
    is_all = bool(plain) and fields.put("issn", escape_verbatim(plain[0])) and numbers == plain[:1]
    tags.put_back("IS", *(() if is_all else numbers))
