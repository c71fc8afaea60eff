"""The frame of every page: its head, the menu, the list of sections, and its table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from site_builder import addresses
from site_builder.addresses import public_path
from site_builder.html_merging import joined
from site_builder.licenses import license_of
from site_builder.model import Html, Settings
from site_builder.pages.body_views import Link
from site_builder.pages.content_security_policy import policy_for
from site_builder.pages.edition import Edition
from site_builder.pages.page_views import Frame, Heading, SearchMetadata, Site
from site_builder.patterns import pattern
from site_builder.relative_links import Origin
from site_builder.resolve import PlacedBody, PlacedFlow, Text
from site_builder.titles import with_subtitle

REFERENCES_ANCHOR = "references"
SECTIONS_ANCHOR = "sections"
CITE_ANCHOR = "cite"
# A list of all sections beside each of many would make the site grow with their square.
MOST_BESIDE: Final = 100
NEAREST: Final = 10
FIGURE: Final = pattern(r'<code class="|<span class="line"|<math|<\w[^<>]*\sclass="(?:[^"<>]* )?(?:width-\d|formula)')


def make_site(edition: Edition) -> Site:
    title = site_title(edition)
    return Site(
        title=title,
        name=title.partition(": ")[0].rstrip(),
        lang=edition.review.settings.lang,
        style=edition.style,
        license=license_of(edition.review.settings.license),
        words=edition.words,
    )


def site_title(edition: Edition) -> str:
    """The review's title; if review.yaml gives none, the home page's."""
    title = edition.review.settings.title
    return edition.titles.get(addresses.HOME, title) if title == Settings().title else title


def site_description(edition: Edition) -> str:
    """The review's description; if review.yaml gives none, the home page's."""
    home = edition.review.home
    return edition.review.settings.description or (home.description if home else "")


def has_site_title(edition: Edition, whole: bool = False) -> bool:
    """Whether the home page's own title is the site's title or, unless `whole`, the part before its subtitle."""
    # A title in plain text has Unicode's signs for superscripts and subscripts.
    both = (site_title(edition), edition.titles.get(addresses.HOME, ""))
    title, own = (normalize("NFKC", text).replace("−", "-") for text in both)
    return own == title or (not whole and own != "" and title.startswith(with_subtitle(own, "")))


def downloads(origin: Origin, study_slug: str = "") -> tuple[Link, ...]:
    """Links to the bibliography in every format, or to a study's."""
    return tuple(
        Link(name, origin.link(addresses.bibliography_address(form, study_slug)))
        for form, name in addresses.FORMS.items()
    )


def _around(edition: Edition, origin: Origin) -> Frame:
    """The links in a page's frame. Pages in neighbouring folders share them, so they are made once."""
    above = origin.address.rpartition("/")[0].rpartition("/")[0]
    known = edition.around.get(above) if above and not origin.prefix else None
    if known is None:
        search, has_texts = origin.link(addresses.SEARCH), bool(edition.review.chapters)
        known = Frame(
            address="",
            title="",
            description="",
            home=origin.link(addresses.HOME),
            style_sheet=edition.loaded(origin, addresses.STYLE_SHEET),
            figure_styles=edition.loaded(origin, addresses.FIGURE_STYLES),
            fonts=edition.loaded(origin, addresses.FONTS) if edition.review.settings.has_web_fonts else "",
            script=edition.loaded(origin, addresses.SCRIPT),
            menu=(*indexes(edition, origin), Link(edition.words("search"), search, origin.address == addresses.SEARCH)),
            search=search,
            icon=origin.link(addresses.ICON),
            print=origin.link(addresses.PRINT) if has_texts and not addresses.is_print(origin.address) else "",
            basket=origin.link(addresses.BASKET) if edition.studies else "",
            feed=origin.link(addresses.FEED) if edition.is_dated else "",
        )
        if above and not origin.prefix:
            edition.around[above] = known
    return known


def contents_of(edition: Edition, parts: Iterable[tuple[str, str, object]]) -> tuple[Heading, ...]:
    """The table of contents for parts that are not empty; each is given as its anchor, a phrase, and its content."""
    return tuple(Heading(2, f"#{anchor}", edition.words(phrase)) for anchor, phrase, inside in parts if inside)


def make_frame(
    edition: Edition,
    origin: Origin,
    title: str,
    description: str = "",
    contents: Iterable[Heading] = (),
    section: int | None = None,
    meta: tuple[tuple[str, str], ...] = (),
    bibliography: str = "",
    linked_data: Html | None = None,
    found: SearchMetadata | None = None,
    scripts: Sequence[str] = (),
    canonical: str = "",
    is_listed: bool = True,
    texts: Iterable[Text] = (),
    quoted: Iterable[PlacedBody] = (),
) -> Frame:
    """The frame of a page.

    `texts` are the author's texts on the page, `quoted` is what it shows of others: they decide its
    Content-Security-Policy, and whether it needs the style sheet for figures. `section` is the index of a section whose
    page lists the others. `canonical` is the address of the page that stands for this one, if it is another.
    `is_listed` is False for pages that search engines should not list: the basket, and printed copies of other pages.
    """
    bodies = [*(body for text in texts for body in (text.title, *text.bodies)), *quoted]
    html = "".join(map(joined, bodies))
    settings = edition.review.settings
    is_listed = is_listed and bool(settings.base_url) and not origin.prefix
    around = _around(edition, origin)
    # Shows how many studies are in the basket. Pages for reading load enough script without it, or ask for it
    # themselves.
    counting = (addresses.KEEP_SCRIPT,) if edition.studies and addresses.READING_SCRIPT not in scripts else ()
    return replace(
        around,
        address=origin.address,
        title=title,
        description=description or edition.opening(origin.address),
        figure_styles=around.figure_styles if _has_figures(bodies, html) else "",
        sections=() if section is None else _sections(edition, origin, section),
        contents=tuple(contents),
        canonical=f"{settings.base_url}/{public_path(canonical or origin.address)}" if is_listed else "",
        meta=meta,
        bibliography=bibliography,
        linked_data=linked_data,
        found=found,
        scripts=tuple(edition.loaded(origin, name) for name in (*scripts, *counting)),
        policy=policy_for(html),
    )


def _has_figures(bodies: Iterable[PlacedBody], html: str) -> bool:
    """Whether texts need the style sheet for figures: they have code, formulas, sized pictures or flow diagrams."""
    has_flow = any(isinstance(part, PlacedFlow) for body in bodies for part in body)
    return has_flow or FIGURE.search(html) is not None


def indexes(edition: Edition, origin: Origin) -> tuple[Link, ...]:
    """Links to the lists of everything on the site."""
    folder = origin.address.partition("/")[0]
    sections = Link(edition.words("sections"), origin.link(addresses.HOME, SECTIONS_ANCHOR))
    lists = (
        ("studies", addresses.STUDIES, edition.studies),
        ("evidence_map", addresses.EVIDENCE_MAP, edition.review.maps),
        ("keywords", addresses.KEYWORDS, edition.keywords),
        ("authors", addresses.AUTHORS, edition.studies),
        ("references", addresses.REFERENCES, edition.studies),
    )
    links = (
        Link(edition.words(name), origin.link(address), address.startswith(f"{folder}/"))
        for name, address, listed in lists
        if listed
    )
    return (*((sections,) if edition.review.sections else ()), *links)


def _sections(edition: Edition, origin: Origin, at: int) -> tuple[Link, ...]:
    """All sections or, if there are many, those around the one at an index."""
    sections = edition.review.sections
    shown = sections if len(sections) <= MOST_BESIDE else sections[max(0, at - NEAREST) : at + NEAREST + 1]
    links = [edition.text_link(origin, text) for text in shown]
    if len(shown) < len(sections):
        links.append(Link(edition.words("sections_all", len(sections)), origin.link(addresses.HOME, SECTIONS_ANCHOR)))
    return tuple(links)
