"""The front matter of a page to lines of its text: its subtitle, its authors and its date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.diagnostics import Location
from site_builder.model import Settings, YamlMap, YamlNode
from site_builder.projects.metadata.dates import OF_THE_BUILD
from site_builder.projects.people.affiliations import authors_in
from site_builder.projects.people.persons import authors_of
from site_builder.projects.shortcodes import plainly_marked
from site_builder.yaml_values import first_of, node_at, text_of

LONGEST: Final = 2_000


def shown_of_a_page(front_matter: YamlMap, settings: Settings) -> Iterator[tuple[str, Location]]:
    """The subtitle of a page other than the home page, and its authors and date, if they are not those of the whole."""
    yield from shown_of_the_first_page(front_matter)
    date = first_of(front_matter, "date", "published")
    by = authors_in(front_matter)
    authors = authors_of(by, front_matter)
    known = [author.in_parts for author in settings.contributors]
    if by is None or not authors or [author.in_parts for author in authors] == known:
        return
    said = [
        f"{author.name} ({'; '.join(author.affiliations)})" if author.affiliations else author.name
        for author in authors
    ]
    day = "" if OF_THE_BUILD.fullmatch(text_of(date)[:500]) else text_of(date)[:LONGEST]
    yield from _paragraph(", ".join(said) + (f" · {day}" if day else ""), by)


def shown_of_the_first_page(front_matter: YamlMap) -> Iterator[tuple[str, Location]]:
    """The subtitle of a home page with a title of its own. The page shows the authors and the date anyway."""
    subtitle = node_at(front_matter, "subtitle")
    if subtitle is not None and text_of(subtitle):
        yield from _paragraph(text_of(subtitle), subtitle)


def _paragraph(text: str, node: YamlNode) -> Iterator[tuple[str, Location]]:
    yield "", node.location
    yield plainly_marked(" ".join(text[:LONGEST].split())), node.location
    yield "", node.location
