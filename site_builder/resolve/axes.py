"""The axes that studies are counted by: tables filter by them, and maps and charts show them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from site_builder.addresses import EVIDENCE_MAP, map_address
from site_builder.diagnostics import NOWHERE, Diagnostic, Rule, did_you_mean
from site_builder.frozen import frozen
from site_builder.model import AxisName, EvidenceMap, Facet
from site_builder.slugs import Claim, distinct


@frozen
class AxisValue:
    """A value that studies have; `name` is the value as coded. `studies` has a bit for each, in the review's order."""

    name: str
    label: str
    studies: int
    is_absent: bool = False

    @property
    def count(self) -> int:
        return self.studies.bit_count()


@frozen
class Axis:
    """Something to count studies by: a facet or, if `facet` is None, the year or the keywords. Every value occurs."""

    name: str
    slug: str
    values: tuple[AxisValue, ...]
    facet: Facet | None = None

    @property
    def studies(self) -> int:
        """The studies that have at least one of the values."""
        found = 0
        for value in self.values:
            found |= value.studies
        return found


@frozen
class Axes:
    """All axes: the facets in use, in their order, the year and the keywords.

    `studies` has a bit for every study.
    """

    studies: int
    facets: tuple[Axis, ...]
    year: Axis
    keyword: Axis

    @property
    def of_map(self) -> tuple[Axis, ...]:
        """The axes that can make the rows and columns of a map."""
        return (*self.facets, *((self.year,) if self.year.values else ()))

    def find(self, name: str) -> Axis | None:
        """The axis of that name; None if there is none or no study has a value of it."""
        return next((axis for axis in (*self.of_map, self.keyword) if axis.name == name and axis.values), None)


def find_axis(key: str, axis: AxisName, known: Sequence[str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The name of an axis, "" with a diagnostic if it is unknown. `key` is the attribute that names it."""
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
    """The names of a map's rows and columns; None with diagnostics if they are not two different axes."""
    rows, wrong_rows = find_axis("rows", wanted.rows, known)
    columns, wrong_columns = find_axis("columns", wanted.columns, known)
    if rows and rows == columns:
        message = f"“{rows}” is used for both the rows and the columns of this map."
        hint = "name another facet for one of the two."
        return None, (Diagnostic(Rule.MISSING_VALUE, wanted.columns.location, message, hint),)
    return (rows, columns) if rows and columns else None, (*wrong_rows, *wrong_columns)


def map_addresses(axes: Axes, wanted: tuple[str, str] | None) -> dict[tuple[str, str], str]:
    """The address of a map for each ordered pair of axes (rows, columns). The main map comes first.

    The main map is the `wanted` one, else that of the first two facets. There are no maps unless two facets are in use.
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
