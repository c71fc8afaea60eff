"""Dates to days of the calendar, and to how a language writes them."""

from __future__ import annotations

from datetime import date

from site_builder.model import Date
from site_builder.resolve import Study
from site_builder.words import Words


def updated(study: Study) -> date | None:
    """The day on which a study was last updated, else published.

    Only authors can say when something changed: a build asks no clock, so that the same files give the same site.
    """
    return study.updated or published(study)


def published(study: Study) -> date | None:
    return first_day(study.main.date("issued"))


def first_day(issued: Date) -> date | None:
    """The first day that a date may mean; None if its year is missing or outside the calendar."""
    year, month, day = (*(issued.parts[0] if issued.parts else (0,)), 1, 1)[:3]
    for parts in ((year, month, day), (year, month, 1), (year, 1, 1)):
        try:
            return date(*parts)
        except ValueError:
            continue
    return None


def date_in_words(when: Date, words: Words) -> str:
    """A day, a month or a year as the language writes it out; "" for ranges, seasons and unclear dates."""
    match when.parts:
        case ((year,),):
            return f"{year:04}"
        case ((year, month),):
            return words.month(year, month)
        case ((year, month, day),):
            return words.date(date(year, month, day))
    return ""
