"""A study to its entry in the reading basket; and the page of the basket, whose content is kept in the browser."""

from __future__ import annotations

import json
from typing import ClassVar

from site_builder import addresses
from site_builder.frozen import frozen
from site_builder.pages.body_views import Link
from site_builder.pages.edition import Edition
from site_builder.pages.frames import downloads, make_frame
from site_builder.pages.page_views import Frame
from site_builder.relative_links import Origin
from site_builder.resolve import Study


@frozen
class BasketPage:
    """`own` links to the page itself, without a shared selection. `forms` are those that the script can export."""

    template: ClassVar[str] = "basket.html"
    frame: Frame
    own: str
    forms: tuple[tuple[str, str], ...]
    downloads: tuple[Link, ...]


def basket_page(edition: Edition) -> BasketPage:
    origin = Origin(addresses.BASKET)
    return BasketPage(
        frame=make_frame(
            edition,
            origin,
            edition.words("reading_basket"),
            edition.words("basket_about"),
            scripts=(addresses.BASKET_SCRIPT, addresses.READING_SCRIPT, addresses.KEEP_SCRIPT),
            is_listed=False,
        ),
        own=origin.link(addresses.BASKET),
        forms=tuple(addresses.FORMS.items()),
        downloads=downloads(origin),
    )


def kept_study(edition: Edition, study: Study) -> str:
    """What the basket keeps of a study, as JSON: its slug, its name in running text, and its title."""
    return json.dumps([study.slug, edition.name_of(study.main.key), edition.title_of(study)], ensure_ascii=False)
