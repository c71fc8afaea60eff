"""Studies to lists, grouped by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.divisions import Division, PartLinks
from site_builder.pages.edition import Edition, study_title_html, year_of
from site_builder.relative_links import Origin
from site_builder.resolve import Study

Studies: TypeAlias = Callable[[], Sequence[Study]]
"""Gives studies in order. They are sorted only when it is called."""


@frozen
class StudyLink:
    """A study in a list: its name in running text, its title, and its result."""

    citation: str
    title: Html
    href: str
    summary: str = ""


@frozen
class YearGroup:
    """The studies of one year. `year` is “n.d.” for those without one."""

    year: str
    studies: tuple[StudyLink, ...]


def newest_first(studies: Iterable[Study]) -> tuple[Study, ...]:
    """The studies, newest first; those without a year come last."""
    return tuple(sorted(studies, key=_newest_first))


def by_year(edition: Edition, origin: Origin, studies: Iterable[Study]) -> tuple[YearGroup, ...]:
    """Studies, already in the order of `newest_first`, grouped by year."""
    return tuple(
        YearGroup(year or edition.words("no_date"), tuple(_line(edition, origin, study) for study in some))
        for year, some in groupby(studies, key=lambda study: year_of(study.main))
    )


def study_parts(edition: Edition, division: Division, studies: Sequence[Study], number: int) -> PartLinks | None:
    """Links from one part of a list of studies to the others."""
    return division.links(number, edition.words, lambda place: edition.name_of(studies[place].main.key))


def _newest_first(study: Study) -> tuple[int, bool, str]:
    year = year_of(study.main)
    return -max(study.main.year, 0), not year, year


def _line(edition: Edition, origin: Origin, study: Study) -> StudyLink:
    link = origin.link(study.address)
    return StudyLink(edition.name_of(study.main.key), study_title_html(edition, study), link, summary=study.summary)
