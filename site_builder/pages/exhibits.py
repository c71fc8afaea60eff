"""The parts of maps and charts, as templates print them."""

from __future__ import annotations

from typing import ClassVar

from site_builder.frozen import frozen


@frozen
class MapCell:
    """How many studies have both values, with a link to them.

    `radius` is that of a disc whose area shows the number.
    """

    count: int
    href: str = ""
    radius: str = ""


@frozen
class MapHead:
    """The head of a row or column. A value that stands for none (“not stated”) is set `apart`."""

    label: str
    apart: bool
    total: MapCell


@frozen
class MapRow:
    head: MapHead
    cells: tuple[MapCell, ...]


@frozen
class OmittedValues:
    """How many values of an axis are left out, as they are less frequent than those that are shown."""

    label: str
    shown: int
    others: int


@frozen
class MapView:
    """How many studies have which values of two axes.

    `gaps` is how many of the `combinations`, which leave out values set apart, have no study. `repeats` says that a
    study may be in several cells; `outside` is the number of studies in none, as they lack one of the two values.
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
    cut: tuple[OmittedValues, ...] = ()
    kind: ClassVar[str] = "map"


@frozen
class Bar:
    label: str
    href: str
    count: int
    apart: bool = False


@frozen
class BarChart:
    """A bar chart. If `in_time`, its bars are upright and in order of time. `others` are only in the table."""

    title: str
    head: str
    bars: tuple[Bar, ...]
    others: tuple[Bar, ...] = ()
    in_time: bool = False
    kind: ClassVar[str] = "chart"

    @property
    def most(self) -> int:
        return max((bar.count for bar in self.bars), default=0)
