"""A review to the places of its author's links on the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from site_builder.characters import in_html
from site_builder.diagnostics import Location
from site_builder.pages.bodies import link_of
from site_builder.pages.edition import AssetOf
from site_builder.pages.print_pages import printings
from site_builder.relative_links import Origin
from site_builder.resolve import PlacedImage, PlacedLink, Review


def written_links(review: Review, asset_of: AssetOf) -> Iterator[tuple[tuple[str, str], Location | None]]:
    """Each author's link, by page and address, with its place in the text; None if it is already reported as dead."""
    in_print = {
        text.address: printed.origin.within(text.address) for printed in printings(review) for text in printed.texts
    }
    for text in (*review.chapters, *(study.text for study in review.studies if study.text)):
        for hole in chain(*text.bodies):
            placed = hole.link if isinstance(hole, PlacedImage) else hole
            if isinstance(placed, PlacedLink):
                link = in_html(link_of(Origin(text.address), placed, asset_of))
                yield (text.address, link), None if placed.dead else placed.location
                if origin := in_print.get(text.address):
                    # A dead link is reported for the text's own page.
                    yield (origin.address, in_html(link_of(origin, placed, asset_of))), None
