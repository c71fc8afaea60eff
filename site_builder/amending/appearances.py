"""What a site was made from to how and where its texts and works appear on it, which is what amending needs."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder import addresses
from site_builder.amending.prose_edits import Place, TextPlaces, Texts
from site_builder.amending.sample_sites import SiteWork, SiteWorks
from site_builder.drafts import SiteBasis
from site_builder.pages import printings
from site_builder.resolve import Review, doi_and_title


def texts_of(basis: SiteBasis) -> Texts:
    """The texts whose prose can be amended."""
    page_of = {key: study.address for key, study in basis.review.study_of.items()}
    return Texts(basis.dialect, dict(_text_places(basis.review)), page_of)


def _text_places(review: Review) -> Iterator[tuple[str, TextPlaces]]:
    """Each text with the pages that print it."""
    for printed in printings(review):
        for text in printed.texts:
            is_home = text.address == addresses.HOME
            is_undescribed = not (text.description or (is_home and review.settings.description))
            in_print = Place(printed.address, f"{printed.origin.names[text.address]}-", is_home and is_undescribed)
            yield text.path, TextPlaces((Place(text.address, shows_opening=is_undescribed), in_print))
    for study in review.studies:
        if study.text:
            yield study.text.path, TextPlaces((Place(study.address),), is_note=True)


def works_of(basis: SiteBasis) -> SiteWorks:
    """The works that the bibliography tells apart, as the site shows them."""
    review = basis.review
    cited = {item.key for citation in review.in_reading_order for item in citation.items}
    with_page = {author.slug for author in review.authors if author.has_page}
    of_key = {report.key: (study, report) for study in review.studies for report in study.reports}
    found: dict[str, SiteWork] = {}
    for entry in basis.formatted.bibliography:
        if entry.key in of_key and entry.key in basis.apart:
            study, report = of_key[entry.key]
            found[entry.key] = SiteWork(
                address=study.address,
                note=study.text.path if study.text else "",
                citation=entry.citation,
                is_cited=entry.key in cited,
                mentions=len(study.mentions),
                shares_authors=not with_page.isdisjoint(study.authors),
                apart=basis.apart[entry.key],
                signs=doi_and_title(report),
            )
    return SiteWorks(review.settings.bibliography, found)
