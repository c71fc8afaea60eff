"""What surrounds the content of a page, and what all pages share, as templates print it."""

from __future__ import annotations

from typing import ClassVar, Protocol

from site_builder.frozen import frozen
from site_builder.licenses import License
from site_builder.model import Html
from site_builder.pages.body_views import Link
from site_builder.words import Words


@frozen
class CountedLink:
    label: str
    href: str
    count: int


@frozen
class Heading:
    """A line of the table of contents. `text` has no links and no ids."""

    level: int
    href: str
    text: str


@frozen
class Site:
    """What all pages share. `name` is the title without its subtitle; `style` is the citation style's full name.

    `words` are the words of the interface in the review's language.
    """

    title: str
    name: str
    lang: str
    style: str
    license: License
    words: Words


@frozen
class SearchMetadata:
    """What the search shows of a page beside its title, and finds and filters it by.

    `kind` names a phrase of the interface.

    The DOIs are those of a study's reports, which the citation style may not print.
    """

    kind: str
    year: str = ""
    byline: str = ""
    dois: tuple[str, ...] = ()


@frozen
class Frame:
    """What surrounds the content of a page. `title` is plain text; `canonical` needs a `base_url`.

    `search` leads to the search page; a page without `found` is not searched. `print` leads to the page that holds the
    whole review, `feed` to its feed, and `basket` to the page of the reading basket. `figure_styles` is the style sheet
    for code, formulas and the like, if the page has any. `policy` is its Content-Security-Policy.
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
    found: SearchMetadata | None = None
    scripts: tuple[str, ...] = ()
    fonts: str = ""
    figure_styles: str = ""
    basket: str = ""
    print: str = ""
    feed: str = ""
    policy: str = ""


class Page(Protocol):
    """Everything that a template shows, with links made and citations formatted. Two equal pages are the same page."""

    template: ClassVar[str]

    @property
    def frame(self) -> Frame: ...
