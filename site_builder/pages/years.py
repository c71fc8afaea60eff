"""Years to spans of time, few enough to see at a glance."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import Final

from site_builder.resolve import Axis, AxisValue

STEPS: Final = (1, 2, 5)


def spans(years: Axis, most: int) -> tuple[AxisValue, ...]:
    """Years, or spans of years where there would be too many; those without a study as well."""
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
