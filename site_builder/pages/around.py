"""What all pages have, as templates print it: the site, and what stands around the content of each."""

from __future__ import annotations

from typing import ClassVar, Protocol

from site_builder.frozen import frozen
from site_builder.licenses import License
from site_builder.model import Html
from site_builder.pages.body_parts import Link
from site_builder.words import Words


@frozen
class CountedLink:
    label: str
    href: str
    count: int


@frozen
class Heading:
    """A line of the table of contents: `text` is free of links and ids."""

    level: int
    href: str
    text: str


@frozen
class Site:
    """What all pages share. `name` is the title without its subtitle; `style` the citation style's full name.

    `words` are the words of the interface in the review's language.
    """

    title: str
    name: str
    lang: str
    style: str
    license: License
    words: Words


@frozen
class Found:
    """What the search shows of a page, beside its title, and finds and filters it by. `kind` is a phrase of the site.

    The DOIs are those of a study's reports, whatever its citation style prints of them.
    """

    kind: str
    year: str = ""
    byline: str = ""
    dois: tuple[str, ...] = ()


@frozen
class Frame:
    """What stands around the content of a page. `title` is plain text; `canonical` needs a `base_url`.

    `search` is the link to the search page; without `found` this page is not searched. `print` leads to the page that
    holds the whole review, `feed` to the news of it, and `basket` to the page of the reading basket. `figure_styles`
    is the style sheet for code, formulas and the like, where there are any. `policy` is its Content-Security-Policy.
    """

    address: str
    title: str
    description: str
    home: str
    style_sheet: str
    script: str
    icon: str
    menu: tuple[Link, ...]
    search: str
    sections: tuple[Link, ...] = ()
    contents: tuple[Heading, ...] = ()
    canonical: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    bibliography: str = ""
    linked_data: Html | None = None
    found: Found | None = None
    scripts: tuple[str, ...] = ()
    fonts: str = ""
    figure_styles: str = ""
    basket: str = ""
    print: str = ""
    feed: str = ""
    policy: str = ""


class Page(Protocol):
    """All that a template shows, links made and citations formatted: two equal ones are the same page."""

    template: ClassVar[str]

    @property
    def frame(self) -> Frame: ...
