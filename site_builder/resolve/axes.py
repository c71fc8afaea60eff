"""What studies can be filtered and counted by."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model import Facet


@dataclass(frozen=True, slots=True)
class AxisValue:
    """A value that studies have: `name` as it is coded. `studies` has a bit for each of them, in the review's order."""

    name: str
    label: str
    studies: int
    is_absent: bool = False

    @property
    def count(self) -> int:
        return self.studies.bit_count()


@dataclass(frozen=True, slots=True)
class Axis:
    """What studies can be counted by: a facet, or without one the year or the keywords. It has values that occur."""

    name: str
    slug: str
    values: tuple[AxisValue, ...]
    facet: Facet | None = None


@dataclass(frozen=True, slots=True)
class Axes:
    """All that studies can be counted by: the facets in use, in their order, the year and the keywords.

    `studies` has a bit for every study.
    """

    studies: int
    facets: tuple[Axis, ...]
    year: Axis
    keyword: Axis
