"""The page of the evidence map with its charts, and the pages of all other maps."""

from __future__ import annotations

from typing import ClassVar

from site_builder import addresses
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.pages.charts import chart_view
from site_builder.pages.edition import Edition, axis_label
from site_builder.pages.exhibits import BarChart, MapView
from site_builder.pages.frames import make_frame
from site_builder.pages.maps import map_view
from site_builder.pages.page_views import Frame
from site_builder.relative_links import Origin
from site_builder.resolve import Axis


@frozen
class EvidencePage:
    """`main_href` leads to the main map. It is empty on the main map's page, which alone has charts."""

    template: ClassVar[str] = "evidence_map.html"
    frame: Frame
    map: MapView
    others: tuple[LinkLine, ...]
    charts: tuple[ChartSection, ...]
    main_href: str


@frozen
class LinkLine:
    """Links, after a label for what they have in common."""

    label: str
    links: tuple[Link, ...]


@frozen
class ChartSection:
    id: str
    chart: BarChart


def evidence_page(edition: Edition, rows: str, columns: str) -> EvidencePage:
    """The page of a map. The main one has the charts and links to all maps; the others, to those with a common axis."""
    axes = {axis.name: axis for axis in edition.review.axes.of_map}
    address = edition.review.maps[rows, columns]
    origin = Origin(address)
    is_main = address == addresses.EVIDENCE_MAP
    labels = {name: axis_label(edition, axes[name]) for name in (rows, columns)}
    heading = edition.words("map_titled", rows=labels[rows], columns=labels[columns])
    if is_main:
        heading = edition.words("evidence_map")
    return EvidencePage(
        frame=make_frame(edition, origin, heading, edition.words("evidence_map_about")),
        map=map_view(edition, origin, axes[rows], axes[columns]),
        others=tuple(_line(edition, origin, axes[name]) for name in (axes if is_main else (rows, columns))),
        charts=_charts(edition, origin) if is_main else (),
        main_href="" if is_main else origin.link(addresses.EVIDENCE_MAP),
    )


def _line(edition: Edition, origin: Origin, rows: Axis) -> LinkLine:
    """Links to the maps that have this axis as rows."""
    return LinkLine(
        edition.words("maps_of", rows=axis_label(edition, rows)),
        tuple(
            Link(axis_label(edition, columns), origin.link(address), address == origin.address)
            for columns in edition.review.axes.of_map
            if (address := edition.review.maps.get((rows.name, columns.name)))
        ),
    )


def _charts(edition: Edition, origin: Origin) -> tuple[ChartSection, ...]:
    axes = edition.review.axes
    return tuple(
        ChartSection(f"by-{axis.slug}", chart_view(edition, origin, axis))
        for axis in (axes.year, *axes.facets, axes.keyword)
        if axis.values
    )
