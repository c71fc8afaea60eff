"""Studies to axes: which studies have which value of each facet, each year and each keyword."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from site_builder.addresses import KEYWORD, YEAR, axis_name
from site_builder.diagnostics import NOWHERE
from site_builder.model import Facet, Keyword
from site_builder.resolve.axes import Axes, Axis, AxisValue
from site_builder.resolve.review import Study
from site_builder.slugs import Claim, distinct, slug


def make_axes(studies: Sequence[Study], facets: Iterable[Facet], keywords: Iterable[Keyword]) -> Axes:
    """The axes of the facets that studies are coded by, of the year and of the keywords."""
    coded: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    years: dict[int, list[int]] = defaultdict(list)
    subjects: dict[str, list[int]] = defaultdict(list)
    for at, study in enumerate(studies):
        for name, values in study.facets:
            for value in values:
                coded[name][value].append(at)
        for keyword in study.keywords:
            subjects[keyword].append(at)
        if (year := study.main.year) > 0:
            years[year].append(at)
    labels = {keyword.slug: keyword.label for keyword in keywords}
    return Axes(
        studies=(1 << len(studies)) - 1,
        facets=tuple(_facet_axes(facets, coded)),
        year=Axis(YEAR, YEAR, tuple(AxisValue(str(year), str(year), _bits(years[year])) for year in sorted(years))),
        keyword=Axis(
            KEYWORD, KEYWORD, _by_count(AxisValue(name, labels[name], _bits(subjects[name])) for name in subjects)
        ),
    )


def _bits(places: Sequence[int]) -> int:
    """A number with a bit set at each place. Places are in ascending order."""
    octets = bytearray(places[-1] // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


def _facet_axes(facets: Iterable[Facet], coded: Mapping[str, Mapping[str, Sequence[int]]]) -> Iterator[Axis]:
    used = {axis_name(facet.name): facet for facet in facets if coded[facet.name]}
    slugs, _ = distinct((Claim(name, slug(name), NOWHERE) for name in used), {YEAR: ""})
    for (name, facet), own in zip(used.items(), slugs, strict=True):
        yield Axis(name, own, _values(facet, coded[facet.name]), facet)


def _values(facet: Facet, coded: Mapping[str, Sequence[int]]) -> tuple[AxisValue, ...]:
    """Values in the order of the facet's labels, then those without a label by frequency, then absent ones."""
    places = {value: at for at, (value, _) in enumerate(facet.labels)}
    values = (AxisValue(value, facet.label_of(value), _bits(coded[value]), value in facet.absent) for value in coded)
    return tuple(sorted(_by_count(values), key=lambda value: (value.is_absent, places.get(value.name, len(places)))))


def _by_count(values: Iterable[AxisValue]) -> tuple[AxisValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
