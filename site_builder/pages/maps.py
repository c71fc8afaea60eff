"""Two axes to an evidence map, which shows how many studies have which pair of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from site_builder import addresses
from site_builder.addresses import YEAR
from site_builder.pages.charts import spans
from site_builder.pages.edition import Edition, axis_label
from site_builder.pages.exhibits import MapCell, MapHead, MapRow, MapView, OmittedValues
from site_builder.relative_links import Origin, table_query
from site_builder.resolve import Axis, AxisValue

MOST_ROWS: Final = 40
MOST_COLUMNS: Final = 20
LARGEST_RADIUS: Final = 14


def map_view(edition: Edition, origin: Origin, rows: Axis, columns: Axis) -> MapView:
    """The map of two axes. Only the most frequent values of an axis are shown if it has very many."""
    row_values, column_values = _shown(rows, MOST_ROWS), _shown(columns, MOST_COLUMNS)
    counts = [[(row.studies & column.studies).bit_count() for column in column_values] for row in row_values]
    most = max((count for line in counts for count in line), default=0)
    expected = [
        count
        for row, line in zip(row_values, counts, strict=True)
        for column, count in zip(column_values, line, strict=True)
        if not row.is_absent and not column.is_absent
    ]
    every = edition.review.axes.studies
    row_heads = [_head(edition, origin, rows, row) for row in row_values]
    chosen = [table_query(columns.name, column.name) for column in column_values]
    return MapView(
        rows=axis_label(edition, rows),
        columns=axis_label(edition, columns),
        heads=tuple(_head(edition, origin, columns, column) for column in column_values),
        lines=tuple(
            MapRow(head, tuple(_cell(head, pair, count, most) for pair, count in zip(chosen, line, strict=True)))
            for head, line in zip(row_heads, counts, strict=True)
        ),
        total=MapCell(every.bit_count(), origin.link(addresses.STUDIES)),
        gaps=expected.count(0),
        combinations=len(expected),
        repeats=_repeats(rows) or _repeats(columns),
        outside=(every & ~(rows.studies & columns.studies)).bit_count(),
        cut=tuple(_cuts(edition, (rows, row_values), (columns, column_values))),
    )


def _shown(axis: Axis, most: int) -> tuple[AxisValue, ...]:
    if axis.name == YEAR:
        return spans(axis, most)
    present = sorted((value for value in axis.values if not value.is_absent), key=lambda value: -value.count)
    kept = {value.name for value in present[:most]}
    return tuple(value for value in axis.values if value.is_absent or value.name in kept)


def _head(edition: Edition, origin: Origin, axis: Axis, value: AxisValue) -> MapHead:
    total = MapCell(value.count, origin.filtered(axis.name, value.name))
    return MapHead(edition.words.capitalised(value.label), value.is_absent, total)


def _cell(row: MapHead, column: str, count: int, most: int) -> MapCell:
    if not count:
        return MapCell(0)
    return MapCell(count, f"{row.total.href}&{column}", f"{LARGEST_RADIUS * sqrt(count / most):.1f}")


def _repeats(axis: Axis) -> bool:
    """Whether some study has more than one value."""
    return sum(value.count for value in axis.values) > axis.studies.bit_count()


def _cuts(edition: Edition, *axes: tuple[Axis, Sequence[AxisValue]]) -> Iterator[OmittedValues]:
    for axis, shown in axes:
        if axis.name != YEAR and len(shown) < len(axis.values):
            present = sum(not value.is_absent for value in shown)
            yield OmittedValues(axis_label(edition, axis), present, len(axis.values) - len(shown))
