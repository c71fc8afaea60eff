"""A review with its citations formatted, from which every page is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from itertools import islice
from typing import Final, TypeAlias

from site_builder import addresses
from site_builder.addresses import as_label
from site_builder.alphabets import Alphabet, alphabet_of
from site_builder.csl.output import rich_html, rich_plain
from site_builder.frozen import frozen
from site_builder.model import Asset, Date, Facet, FormattedCitation, FormattedEntry, Html, Keyword, Reference
from site_builder.pages.body_views import Link
from site_builder.pages.long_tables import PartedText
from site_builder.pages.page_views import CountedLink, Frame
from site_builder.pages.spoken_text import FormattedCitations, plain_body, printed_html
from site_builder.person_names import creators, family_name, inverted_name
from site_builder.relative_links import Origin
from site_builder.resolve import Author, Axis, PlacedBody, PlacedCitation, Review, Study, Text
from site_builder.titles import escaped, meta_description
from site_builder.words import Words

LONGEST_NAME: Final = 60
OVERVIEW_FACETS: Final = 2

Paragraph: TypeAlias = tuple[str, int]
"""A page's address and the number of a paragraph there, 0 for the title."""

FormatAlone: TypeAlias = Callable[[Reference], str]
"""Formats a work that is in none of the review's lists."""


AssetOf: TypeAlias = Callable[[str], Asset | None]
"""What pages need to know of the file at an address that they load."""


PartOf: TypeAlias = Callable[[str, str], str]
"""The address of a list and an id in it to the address of the part with that id."""


def whole(address: str, _anchor: str) -> str:
    return address


def version_query(asset: Asset | None) -> str:
    """The query after a file's address that makes browsers load it again once it has changed."""
    return f"?h={asset.version}" if asset else ""


@frozen
class Edition:
    """A review as one style prints it. `entries` and `studies` are in the order of the bibliography.

    `cited` are the citations of each page with a text, and `titles` the plain titles of texts that have one, by
    address. `order` is the index of each key in `entries`; `paragraphs` are the studies that each paragraph cites.
    `is_dated` says that some study has a date. `marks` say in words what has become of a work, by key. `parted` are the
    sections, by address, that continue on further pages. `around` caches the frame that pages in neighbouring folders
    share, by the folder above them.
    """

    review: Review
    words: Words
    cited: FormattedCitations
    style: str
    entries: Mapping[str, FormattedEntry]
    study_of: Mapping[str, Study]
    studies: tuple[Study, ...]
    keywords: Mapping[str, Keyword]
    studies_with: Mapping[str, tuple[Study, ...]]
    authors: Mapping[str, Author]
    studies_by: Mapping[str, tuple[Study, ...]]
    texts: Mapping[str, Text]
    titles: Mapping[str, str]
    study_at: Mapping[str, Study]
    order: Mapping[str, int]
    paragraphs: Mapping[Paragraph, tuple[Study, ...]]
    format_alone: FormatAlone
    is_dated: bool
    marks: Mapping[str, str]
    asset_of: AssetOf
    parted: Mapping[str, PartedText]
    part_of: PartOf = whole
    around: dict[str, Frame] = field(default_factory=dict)

    def loaded(self, origin: Origin, address: str) -> str:
        """A link to a file that every page loads."""
        return origin.link(address) + version_query(self.asset_of(address))

    @property
    def alphabet(self) -> Alphabet:
        return alphabet_of(self.words.lang)

    def plain(self, body: PlacedBody) -> str:
        return plain_body(self.cited, self.words, self.marks, body)

    def opening(self, address: str) -> str:
        """The beginning of the text at an address, no longer than what search engines show."""
        if address not in self.texts:
            return ""
        return meta_description(printed_html(self.cited, self.words, self.marks, self.texts[address].body))

    def printed(self, placed: PlacedCitation) -> FormattedCitation | None:
        """What the style prints for a citation; None if none of its items is known."""
        return None if placed.index is None else self.cited[placed.address][placed.index]

    def reference(self, key: str) -> Reference:
        return next(report for report in self.study_of[key].reports if report.key == key)

    def name_of(self, key: str) -> str:
        """A work's name in lists: the one in running text, unless the style prints a bare number or a whole note there.

        The mark that says what has become of the work is part of its name.
        """
        citation = self.entries[key].citation
        is_name = any(character.isalpha() for character in citation) and len(citation) <= LONGEST_NAME
        return self.marked(citation if is_name else author_and_year(self.reference(key), self.words), key)

    def marked(self, name: str, key: str) -> str:
        """A work's name followed by its mark, if it has one."""
        return f"{name} {self.marks[key]}" if key in self.marks else name

    def author_link(self, origin: Origin, slug: str) -> Link:
        """An author's name, with a link if there is a page for them."""
        author = self.authors[slug]
        return Link(inverted_name(author.name), origin.link(addresses.author_address(slug)) if author.has_page else "")

    def text_link(self, origin: Origin, text: Text) -> Link:
        return Link(self.titles[text.address], origin.link(text.address), text.address == origin.address)

    def keyword_link(self, origin: Origin, slug: str, count: int) -> CountedLink:
        return CountedLink(self.keywords[slug].label, origin.link(addresses.keyword_address(slug)), count)

    def ordered(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Citation keys in the order of the bibliography."""
        return tuple(sorted({*keys} & self.order.keys(), key=self.order.__getitem__))

    def place(self, address: str) -> str:
        """A page's name in a list of places in the site."""
        if address == addresses.HOME:
            return self.words("home")
        study = self.study_at.get(address)
        return self.words("study_page_titled", title=self.title_of(study)) if study else self.titles[address]

    def coded(self, study: Study) -> tuple[str, ...]:
        """A study's values in the first facets for which it has any."""
        values = (values_of(self, study, facet) for facet in self.review.facets)
        return tuple(islice((value for value in values if value), OVERVIEW_FACETS))

    def title_of(self, study: Study) -> str:
        """A study's short title, else its main report's title or key."""
        title = self.titles.get(study.address)
        return title or rich_plain(study.main.text("title")) or study.main.key


def study_title_html(edition: Edition, study: Study) -> Html:
    """A study's short title, else its main report's title with its italics."""
    if study.text and study.text.title:
        return escaped(edition.title_of(study))
    return rich_html(study.main.text("title") or study.main.key)


def author_and_year(reference: Reference, words: Words) -> str:
    """“Hall (2017)”, “Hall and Ito (2017)”, “Hall et al. (2017)”."""
    families = [name.literal or family_name(name) for name in creators(reference)]
    title = rich_plain(reference.text("title")) or reference.key
    match families:
        case []:
            names = title
        case [one]:
            names = one
        case [one, two]:
            names = words("two_names", one=one, two=two)
        case [first, *_]:
            names = words("and_others", name=first)
    return f"{names} ({year_of(reference) or words('no_date')})"


def year_of(reference: Reference) -> str:
    issued: Date = reference.date("issued")
    return str(reference.year) if reference.year > 0 else issued.literal


def years_of(studies: Iterable[Study]) -> tuple[str, ...]:
    """The range of years in which studies appeared, “2014–2020”; () if none has a year."""
    years = [study.main.year for study in studies if study.main.year > 0]
    return ("–".join(map(str, sorted({min(years), max(years)}))),) if years else ()


def axis_label(edition: Edition, axis: Axis) -> str:
    return axis.facet.label if axis.facet else edition.words(axis.name)


def values_of(edition: Edition, study: Study, facet: Facet) -> str:
    """A study's values in a facet, as pages show them."""
    return edition.words.capitalised(", ".join(facet.label_of(value) for value in study.values_of(facet.name)))


def type_label(edition: Edition, reference: Reference) -> str:
    """The name of a reference's type. A type without a phrase is shown by CSL's term for it."""
    kind = reference.type or "document"
    return edition.words.known(f"type.{kind}", as_label(kind))
