"""What studies can be counted by: what a table filters by, and what maps and charts show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from site_builder.addresses import EVIDENCE_MAP, Claim, distinct, map_address
from site_builder.diagnostics import NOWHERE, Diagnostic, Rule, did_you_mean
from site_builder.frozen import frozen
from site_builder.model import AxisName, EvidenceMap, Facet


@frozen
class AxisValue:
    """A value that studies have: `name` as it is coded. `studies` has a bit for each of them, in the review's order."""

    name: str
    label: str
    studies: int
    is_absent: bool = False

    @property
    def count(self) -> int:
        return self.studies.bit_count()


@frozen
class Axis:
    """What studies can be counted by: a facet, or without one the year or the keywords. It has values that occur."""

    name: str
    slug: str
    values: tuple[AxisValue, ...]
    facet: Facet | None = None

    @property
    def studies(self) -> int:
        """The studies that have any value."""
        found = 0
        for value in self.values:
            found |= value.studies
        return found


@frozen
class Axes:
    """All that studies can be counted by: the facets in use, in their order, the year and the keywords.

    `studies` has a bit for every study.
    """

    studies: int
    facets: tuple[Axis, ...]
    year: Axis
    keyword: Axis

    @property
    def of_map(self) -> tuple[Axis, ...]:
        """Those that make rows and columns."""
        return (*self.facets, *((self.year,) if self.year.values else ()))

    def find(self, name: str) -> Axis | None:
        """The axis with a name, if studies have values of it."""
        return next((axis for axis in (*self.of_map, self.keyword) if axis.name == name and axis.values), None)


def find_axis(key: str, axis: AxisName, known: Sequence[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The name of an axis, "" where there is none of the name. `key` is what names it."""
    if axis.name in known:
        return axis.name, ()
    names = ", ".join(known)
    if axis.name:
        message = f"“{axis.name}” is not among the facets of review.yaml."
        hint = did_you_mean(axis.name, known, f"there are: {names}.")
        return "", (Diagnostic(Rule.UNKNOWN_FACET, axis.location, message, hint),)
    message = f"This map or chart has no “{key}”."
    hint = f"add {key}=NAME to its attributes; the names are: {names}."
    return "", (Diagnostic(Rule.MISSING_VALUE, axis.location, message, hint),)


def map_axes(wanted: EvidenceMap, known: Sequence[str]) -> tuple[tuple[str, str] | None, tuple[Diagnostic, ...]]:
    """The names of a map's rows and columns; None where they are not two axes."""
    rows, wrong_rows = find_axis("rows", wanted.rows, known)
    columns, wrong_columns = find_axis("columns", wanted.columns, known)
    if rows and rows == columns:
        message = f"“{rows}” makes both the rows and the columns of this map."
        hint = "name another facet for one of the two."
        return None, (Diagnostic(Rule.MISSING_VALUE, wanted.columns.location, message, hint),)
    return (rows, columns) if rows and columns else None, (*wrong_rows, *wrong_columns)


def map_addresses(axes: Axes, wanted: tuple[str, str] | None) -> dict[tuple[str, str], str]:
    """The address of the map of each two axes, rows before columns; first that of the wanted two, or of two facets.

    Where studies are coded by one facet alone there is none.
    """
    if len(axes.facets) < 2:
        return {}
    slugs = {axis.name: axis.slug for axis in axes.of_map}
    first, second, *_ = slugs
    main = wanted if wanted and {*wanted} <= {*slugs} else (first, second)
    pairs = [main, *(pair for pair in permutations(slugs, 2) if pair != main)]
    claims = (Claim("", f"{slugs[rows]}-by-{slugs[columns]}", NOWHERE) for rows, columns in pairs)
    chosen, _ = distinct(claims)
    return dict(zip(pairs, (EVIDENCE_MAP, *map(map_address, chosen[1:])), strict=True))
