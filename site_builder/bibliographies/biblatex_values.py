"""Dates, names and identifiers of databases and reference managers to BibLaTeX's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

from site_builder.bibtex import date_latex, escape, read_date, without_years
from site_builder.bibtex.name_lists import read_names
from site_builder.patterns import pattern

_SLASHED: Final = pattern(r"(\d{4})(?:/(\d{0,2}|[A-Za-z]{3,9})(?:/(\d{0,2})(?:/(.*))?)?)?/*")
_COMPACT: Final = pattern(r"(\d{4})(\d\d)(\d\d)")
_TIME: Final = pattern(r"[T ] ?\d{1,2}:\d\d.*|(?<=/\d\d)/\d\d:\d\d.*$")
# Also in the short form of shortdoi.org: “10/fcftn7”
_DOI: Final = pattern(r"(?:^|\bdoi(?:\.org/|:)\s*)(10\.\d{4,9}/\S+|10/(?=\d*[a-z])[a-z\d]{3,12}\Z)", re.IGNORECASE)
_ISBN: Final = pattern(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_ISSN: Final = pattern(r"\d{4}-?\d{3}[\dXx]")
_SUFFIX: Final = pattern(r"(?:Jr|Sr|\d(?:st|nd|rd|th)|I{2,3}|IV|V)\.?")
_ET_AL: Final = pattern(r"et\.? al\.?|and others|others", re.IGNORECASE)
_LONGEST_FAMILY: Final = 3
# Embase's “Doe J.M.”. Its full stops distinguish it from the name of an institution with its country.
_DOTTED: Final = pattern(r"[^\W\d_a-z]{1,2}\.(?:[ -]?[^\W\d_a-z]{1,2}\.){0,3}")
_INITIALS: Final = pattern(r"[^\W\d_a-z]{1,4}(?:-[^\W\d_a-z]{1,2})?")
# The IEEE's “J. -P. van der Berg”. More words after the initials may be the name of an institution.
_GIVEN_FIRST: Final = pattern(r"[^\W\d_a-z]\.(?:(?: -?|-)[^\W\d_a-z]\.)* (?:[a-z]+ )*[^\W\d_a-z][\w'’-]+")
# ProQuest's “de Doe, Jane R, MD”, but neither “Harvard University, Boston, MA” nor “NIH, Bethesda, MD”
_ONE_WORD: Final = pattern(r"(?:[a-z]+ )*\S+")
_STATES: Final = frozenset({"MA", "MD", "MS"})
_DEGREES: Final = frozenset(
    "BA BS BSc DDS DO DrPH DSc EdD JD MA MBA MBBS MD MLS MPH MPhil MS MSc PharmD PhD RN".split()
)


def iso_date(written: str, year: str = "") -> str:
    """A date in EDTF; "" if it cannot be read. `year` is that of a date without a year."""
    text = _TIME.sub("", " ".join(written.split()))
    if slashed := _SLASHED.fullmatch(text):
        first, month, day, rest = (part or "" for part in slashed.groups())
        text = "-".join(filter(None, (first, month.zfill(2) if month else "", day.zfill(2) if month and day else "")))
        # Mendeley: “1991/aug/”
        text = f"{day} {month} {first}".strip() if month.isalpha() else text
        text = f"{rest} {first}" if rest and not month else text
    elif compact := _COMPACT.fullmatch(text):
        text = "-".join(compact.groups())
    elif year and year not in text:
        text = f"{text} {year}"
    date = read_date(text)
    # Scopus has “0000” for no year.
    return "" if date is None or date.literal or text.startswith("0000") else date_latex(date)


def year_of(written: str) -> str:
    found = re.search(r"(?<!\d)(?!0000)\d{4}(?!\d)", written)
    return found[0] if found else ""


def doi_in(text: str) -> str:
    """The DOI that a text consists of, or gives after “doi:” or in an address; "" for none."""
    found = _DOI.search(text.strip())
    return unquote(found[1].rstrip(".,;")) if found else ""


def serial_kind(text: str) -> str:
    """Whether a serial number is an ISBN or an ISSN, as the name of its field; "" for neither."""
    first = text.split("(")[0].strip()
    return "issn" if _ISSN.match(first) and not _ISBN.match(first) else "isbn" if _ISBN.match(first) else ""


def names_from_inverted(values: Iterable[str]) -> list[str]:
    """The names in tags for “Last, First”. All begin with given names if some have initials there, and no commas."""
    names = [name for value in values for name in _names_in(value)]
    if any(map(_GIVEN_FIRST.fullmatch, names)) and not any("," in name for name in names):
        return [escape(name.replace(" -", "-")) if _is_person(name) else name_from_inverted(name) for name in names]
    return [*map(name_from_inverted, names)]


def _is_person(name: str) -> bool:
    """Whether BibTeX takes “First Last” for a person with a given name."""
    read, _ = read_names(escape(name))
    return len(read) == 1 and bool(read[0].given)


def _names_in(value: str) -> list[str]:
    """The names in a tag for one, in which Ovid and others write “Doe JR, Roe A” or “Doe, J; Roe, A”."""
    parts = [part.strip() for part in value.split(",")]
    if len(parts) > 1 and all(map(_ends_with_initials, parts)):
        return [", ".join(part.rsplit(" ", 1)) for part in parts]
    return [name for part in value.split(";") if (name := part.strip())]


def _ends_with_initials(name: str) -> bool:
    family, _, initials = name.rpartition(" ")
    return bool(family) and initials.isupper() and _INITIALS.fullmatch(initials) is not None


def name_from_inverted(written: str) -> str:
    """“Last, First, Suffix” for BibTeX. A name without a comma is an institution's, unless it ends with initials."""
    written = without_years(written)
    parts = [part.strip() for part in written.split(",")]
    may_be_place = parts[0].isupper() or not _ONE_WORD.fullmatch(parts[0])
    degrees = _DEGREES - _STATES if may_be_place else _DEGREES
    parts = parts[:2] + [part for part in parts[2:] if part.replace(".", "") not in degrees]
    family, given, suffix = (*parts, "", "")[:3]
    if _ET_AL.fullmatch(written.strip()):
        return "others"
    if len(parts) == 1 and (dotted := _with_dotted_initials(family)):
        return dotted
    # Web of Science's “Doe, JR”, unlike “DOE, JO”, “Doe, III” and “Ministry of Health, UK”
    is_name = not (family.isupper() or " of " in family or _SUFFIX.fullmatch(given))
    if is_name and len(given) in (2, 3) and given.isalpha() and given.isupper():
        given = " ".join(f"{letter}." for letter in given)
    if len(parts) > 3 or not given:
        return institution(written.strip().rstrip(","))
    if suffix and not _SUFFIX.fullmatch(suffix):
        return institution(written)
    return person(family, given, suffix)


def _with_dotted_initials(written: str) -> str:
    family, _, given = written.rpartition(" ")
    is_person = family and len(family.split()) <= _LONGEST_FAMILY and _DOTTED.fullmatch(given)
    return person(family, given) if is_person else ""


def name_from_medline(written: str) -> str:
    """PubMed's full name, “Last, First M Jr”, or its short one, “Last FM Jr”."""
    if _ET_AL.fullmatch(written):
        return "others"
    family, comma, given = (part.strip() for part in written.partition(","))
    words = (given if comma else written).split()
    suffix = words.pop() if len(words) > 1 and _SUFFIX.fullmatch(words[-1]) else ""
    if comma:
        return person(family, " ".join(words), suffix)
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        return person(" ".join(words[:-1]), " ".join(f"{letter}." for letter in words[-1] if letter != "-"), suffix)
    return institution(written)


def person(family: str, given: str, suffix: str = "") -> str:
    return ", ".join(filter(None, (_part(family), _part(suffix), _part(given))))


def institution(name: str) -> str:
    return f"{{{escape(name)}}}"


def _part(text: str) -> str:
    """A part of a name, in braces if BibTeX would split it."""
    return f"{{{escape(text)}}}" if re.search(r"(?i)(?:^|\s)and(?:\s|$)", text) else escape(text)
