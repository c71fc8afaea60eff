"""What stands around the texts of pages, and in lists: frames, title blocks, entries, as templates print them."""

from __future__ import annotations

from site_builder.frozen import frozen
from site_builder.licenses import License
from site_builder.model import Html
from site_builder.pages.body_parts import BodyView, Link, NoteView
from site_builder.pages.exhibits import BarChart
from site_builder.words import Words


@frozen
class AuthorView:
    """An author of the review, with the numbers of the institutions below; none where all are at the only one."""

    name: str
    orcid_href: str = ""
    numbers: tuple[int, ...] = ()


@frozen
class Correspondent:
    """An author who answers for the review; the address may be unknown."""

    name: str
    email: str = ""


@frozen
class TitleBlock:
    """What stands below the title of the review. `equals` are those authors who contributed as much as each other."""

    description: str = ""
    authors: tuple[AuthorView, ...] = ()
    affiliations: tuple[str, ...] = ()
    corresponding: tuple[Correspondent, ...] = ()
    equals: tuple[str, ...] = ()
    published_in: str = ""
    doi: str = ""
    doi_href: str = ""
    landing_page: str = ""
    updated: str = ""
    issued: str = ""


@frozen
class FeedEntry:
    """A study in the feed. The `href` of a category is its term. Moments are written as RFC 3339 has them."""

    id: str
    title: str
    href: str
    updated: str
    published: str
    authors: tuple[str, ...]
    summary: str
    categories: tuple[Link, ...]


@frozen
class PrintedText:
    """The home page's text or a section on the page that holds them all. Without a `title` it is the review's own."""

    id: str
    title: BodyView
    description: str
    body: BodyView
    notes: tuple[NoteView, ...]


@frozen
class CountedLink:
    label: str
    href: str
    count: int


@frozen
class LinkLine:
    """Links with what they have in common before them."""

    label: str
    links: tuple[Link, ...]


@frozen
class ChartSection:
    id: str
    chart: BarChart


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
    """What the search shows of a page, beside its title, and filters it by. `kind` is a phrase of the interface."""

    kind: str
    year: str = ""
    byline: str = ""


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


@frozen
class EntryView:
    """A reference in a list. `cited` are the places of this page that cite it.

    `coins` is its OpenURL record; on a study's page there is none, since Zotero would take it for the subject.
    `about` are a few words on the study and `finding` what it reports in one sentence, for who asks what is cited.
    `status` says what has become of the work since.
    `doi_href` is empty where the style prints the DOI already; `mentions` counts the places in the whole site.
    """

    key: str
    id: str
    html: Html
    study: str
    citation: str
    cited: tuple[Link, ...] = ()
    mentions: int = 0
    coins: str = ""
    about: tuple[str, ...] = ()
    finding: str = ""
    doi_href: str = ""
    status: str = ""


@frozen
class SectionLink:
    label: str
    href: str
    description: str
    studies: int
    part: str = ""
