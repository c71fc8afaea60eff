"""What maps and charts are made of, as templates print them."""

from __future__ import annotations

from typing import ClassVar

from site_builder.frozen import frozen


@frozen
class MapCell:
    """How many studies have both values, and a link to them; `radius` is that of a disc with so much area."""

    count: int
    href: str = ""
    radius: str = ""


@frozen
class MapHead:
    """A value that a row or a column is for. It stands `apart` where it says that there is none (“not stated”)."""

    label: str
    apart: bool
    total: MapCell


@frozen
class MapRow:
    head: MapHead
    cells: tuple[MapCell, ...]


@frozen
class Cut:
    """How many values of an axis are left out, being less frequent than those that are shown."""

    label: str
    shown: int
    others: int


@frozen
class MapView:
    """How many studies have which values of two axes.

    Of `combinations`, those with values apart not counted, `gaps` have no study. `repeats` says that a study may
    stand in several cells; `outside` is how many studies stand in none, since they lack one of the two.
    """

    rows: str
    columns: str
    heads: tuple[MapHead, ...]
    lines: tuple[MapRow, ...]
    total: MapCell
    gaps: int
    combinations: int
    repeats: bool
    outside: int
    cut: tuple[Cut, ...] = ()
    kind: ClassVar[str] = "map"


@frozen
class Bar:
    label: str
    href: str
    count: int
    apart: bool = False


@frozen
class BarChart:
    """Bars side by side, or upright in time where `in_time`. `others` stand in the table alone."""

    title: str
    head: str
    bars: tuple[Bar, ...]
    others: tuple[Bar, ...] = ()
    in_time: bool = False
    kind: ClassVar[str] = "chart"

    @property
    def most(self) -> int:
        return max((bar.count for bar in self.bars), default=0)
