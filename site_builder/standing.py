"""A review to where on the site its author's texts, works and links stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder import addresses
from site_builder.addresses import Origin
from site_builder.characters import in_html
from site_builder.csl import Apart
from site_builder.diagnostics import Location
from site_builder.markdown import Dialect
from site_builder.model import Formatted
from site_builder.pages import AssetOf, link_of, printings
from site_builder.prose import Place, Standing, Texts
from site_builder.resolve import PlacedImage, PlacedLink, Review, signs_of
from site_builder.samples import Work, Works


def texts_of(review: Review, dialect: Dialect, in_notes: bool) -> Texts:
    """The texts that stand on the site as they are read; none of another tool's project, or where marks are moved."""
    page_of = {report.key: study.address for study in review.studies for report in study.reports}
    return Texts(dialect, {} if in_notes or dialect.is_foreign else dict(_standing(review)), page_of)


def _standing(review: Review) -> Iterator[tuple[str, Standing]]:
    """Each text with the pages that print it."""
    for printed in printings(review):
        for text in printed.texts:
            is_home = text.address == addresses.HOME
            is_undescribed = not (review.settings.description if is_home else text.description)
            in_print = Place(printed.address, f"{printed.origin.names[text.address]}-", is_home and is_undescribed)
            yield text.path, Standing((Place(text.address, shows_opening=is_undescribed), in_print))
    for study in review.studies:
        if study.text:
            yield study.text.path, Standing((Place(study.address),), is_note=True)


def works_of(
    review: Review, bibliographies: tuple[str, ...], formatted: Formatted, apart: Mapping[str, Apart]
) -> Works:
    """The works of the bibliography that are told apart, as the site shows them."""
    cited = {item.key for citation in review.in_reading_order for item in citation.items}
    with_page = {author.slug for author in review.authors if author.has_page}
    of_key = {report.key: (study, report) for study in review.studies for report in study.reports}
    found: dict[str, Work] = {}
    for entry in formatted.bibliography:
        if entry.key in of_key and entry.key in apart:
            study, report = of_key[entry.key]
            found[entry.key] = Work(
                address=study.address,
                note=study.text.path if study.text else "",
                citation=entry.citation,
                is_cited=entry.key in cited,
                mentions=len(study.mentions),
                shares_authors=not with_page.isdisjoint(study.authors),
                apart=apart[entry.key],
                signs=signs_of(report),
            )
    return Works(bibliographies, found)


def written_links(review: Review, asset_of: AssetOf) -> Iterator[tuple[tuple[str, str], Location | None]]:
    """Each author's link by its page and address, with its place in the text; None where that was told of as dead."""
    in_print = {
        text.address: printed.origin.within(text.address) for printed in printings(review) for text in printed.texts
    }
    for text in (*review.chapters, *(study.text for study in review.studies if study.text)):
        for hole in (*text.body, *(part for note in text.notes for part in note.body)):
            placed = hole.link if isinstance(hole, PlacedImage) else hole
            if isinstance(placed, PlacedLink):
                link = in_html(link_of(Origin(text.address), placed, asset_of))
                yield (text.address, link), None if placed.dead else placed.location
                if origin := in_print.get(text.address):
                    # Whether it leads somewhere is told of the text's own page.
                    yield (origin.address, in_html(link_of(origin, placed, asset_of))), None
