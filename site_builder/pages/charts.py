"""An axis to a chart of how many studies have each value, and years to few enough spans to see at a glance."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import Final

from site_builder.addresses import KEYWORD, YEAR, keyword_address
from site_builder.pages.edition import Edition, axis_label
from site_builder.pages.exhibits import Bar, BarChart
from site_builder.relative_links import Origin
from site_builder.resolve import Axis, AxisValue

MOST_BARS: Final = 20
MOST_YEARS: Final = 60
STEPS: Final = (1, 2, 5)


def chart_view(edition: Edition, origin: Origin, axis: Axis) -> BarChart:
    """A chart of an axis. Years are in their order, other values by frequency, with absent ones (“not stated”) last."""
    label = axis_label(edition, axis)
    title = edition.words("studies_by", axis=label)
    if axis.name == YEAR:
        return BarChart(
            title, label, tuple(_bar(edition, origin, axis, span) for span in spans(axis, MOST_YEARS)), in_time=True
        )
    by_count = sorted(axis.values, key=lambda value: (value.is_absent, -value.count))
    present = [value for value in by_count if not value.is_absent]
    shown = [*present[:MOST_BARS], *(value for value in by_count if value.is_absent)]
    return BarChart(
        title,
        label,
        bars=tuple(_bar(edition, origin, axis, value) for value in shown),
        others=tuple(_bar(edition, origin, axis, value) for value in present[MOST_BARS:]),
    )


def _bar(edition: Edition, origin: Origin, axis: Axis, value: AxisValue) -> Bar:
    if axis.name == KEYWORD:
        href = origin.link(keyword_address(value.name))
    else:
        href = origin.filtered(axis.name, value.name) if value.count else ""
    return Bar(edition.words.capitalised(value.label), href, value.count, value.is_absent)


def spans(years: Axis, most: int) -> tuple[AxisValue, ...]:
    """Years, or spans of years if there would be more than `most`, including those without a study."""
    if not years.values:
        return ()
    bits: dict[int, int] = defaultdict(int)
    for value in years.values:
        bits[int(value.name)] = value.studies
    first, last = min(bits), max(bits)
    step = next(
        step for power in count() for step in (own * 10**power for own in STEPS) if last // step - first // step < most
    )
    starts = range(first // step * step, last + 1, step)
    found: dict[int, int] = defaultdict(int)
    for year, studies in bits.items():
        found[year // step * step] |= studies
    return tuple(_span(start, start + step - 1, found[start]) for start in starts)


def _span(start: int, end: int, studies: int) -> AxisValue:
    if start == end:
        return AxisValue(str(start), str(start), studies)
    return AxisValue(f"{start}-{end}", f"{start}–{end}", studies)
