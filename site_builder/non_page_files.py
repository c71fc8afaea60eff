"""A review to those files of its site that are generated but are not pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from site_builder import addresses
from site_builder.exports import export_references, studies_csv, studies_json
from site_builder.hosting import NO_JEKYLL, ROBOTS, robots_txt
from site_builder.model import Reference
from site_builder.pages import Site, review_reference, running_title
from site_builder.resolve import Review


def non_page_files(
    review: Review, references: Sequence[Reference], site: Site, is_printed: bool
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The address of each file with the function that makes it.

    These are the exports, and the files that web hosts and printers look for.
    """
    if references:
        notices = [notice for study in review.studies for notice in study.notices]
        for form in addresses.FORMS:
            yield addresses.bibliography_address(form), partial(export_references, references, form, notices)
        yield addresses.STUDIES_CSV, partial(studies_csv, review)
        yield addresses.STUDIES_JSON, partial(studies_json, review)
    for study in review.studies:
        for form in addresses.FORMS:
            make = partial(export_references, study.reports, form, study.notices)
            yield addresses.bibliography_address(form, study.slug), make
    cited = review_reference(review.settings, site.title)
    for form in addresses.FORMS:
        yield addresses.review_record(form), partial(export_references, [cited], form)
    if is_printed:
        yield addresses.RUNNING_TITLE, partial(running_title, site)
    yield NO_JEKYLL, bytes
    yield ROBOTS, partial(robots_txt, review.settings.base_url)
