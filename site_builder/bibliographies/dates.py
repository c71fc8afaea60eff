"""Dates as databases and reference managers write them to BibLaTeX's."""

from __future__ import annotations

import re
from typing import Final

from site_builder.bibtex import date_latex, read_date
from site_builder.patterns import pattern

_SLASHED: Final = pattern(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?/*")
_COMPACT: Final = pattern(r"(\d{4})(\d\d)(\d\d)")
_TIME: Final = pattern(r"[T ] ?\d{1,2}:\d\d.*|(?<=/\d\d)/\d\d:\d\d.*$")


def iso_date(written: str, year: str = "") -> str:
    """A date in EDTF; "" for one that cannot be read. `year` is for a date that has none of its own."""
    text = _TIME.sub("", " ".join(written.split()))
    if slashed := _SLASHED.fullmatch(text):
        first, month, day, rest = (part or "" for part in slashed.groups())
        text = "-".join(filter(None, (first, month.zfill(2) if month else "", day.zfill(2) if month and day else "")))
        text = f"{rest} {first}" if rest and not month else text
    elif compact := _COMPACT.fullmatch(text):
        text = "-".join(compact.groups())
    elif year and year not in text:
        text = f"{text} {year}"
    date = read_date(text)
    return "" if date is None or date.literal else date_latex(date)


def year_of(written: str) -> str:
    found = re.search(r"(?<!\d)\d{4}(?!\d)", written)
    return found[0] if found else ""
