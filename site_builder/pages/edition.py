"""The review with its citations formatted, as every page draws on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import islice
from typing import Final, TypeAlias

from site_builder import addresses
from site_builder.addresses import as_label
from site_builder.csl.output import rich_html, rich_plain
from site_builder.frozen import frozen
from site_builder.model import (
    Asset,
    Date,
    Facet,
    Formatted,
    FormattedCitation,
    FormattedEntry,
    Html,
    Keyword,
    Notice,
    Reference,
)
from site_builder.names import creators, family_name, inverted
from site_builder.origins import Origin
from site_builder.pages.aloud import Cited, plain_body, printed_html
from site_builder.pages.days import updated
from site_builder.pages.long_tables import PartedText, part_text
from site_builder.pages.parts import Around, Link
from site_builder.resolve import Author, Axis, PlacedBody, PlacedCitation, Review, Study, Text
from site_builder.titles import capitalised, escaped, opening
from site_builder.words import Words

LONGEST_NAME: Final = 60
OVERVIEW_FACETS: Final = 2

Paragraph: TypeAlias = tuple[str, int]
"""A page's address and the number of a paragraph there, 0 for the title."""

FormatAlone: TypeAlias = Callable[[Reference], str]
"""A work that is in no list of the review's to what the style prints of it."""


AssetOf: TypeAlias = Callable[[str], Asset | None]
"""The address of a file of the site to what pages that load it need to know."""


PartOf: TypeAlias = Callable[[str, str], str]
"""A list's address and something in it to the address of the part that shows it."""


def whole(address: str, _anchor: str) -> str:
    return address


def no_asset(_address: str) -> Asset | None:
    return None


def version_query(asset: Asset | None) -> str:
    """What makes browsers load a file anew once it has changed, behind its address."""
    return f"?h={asset.version}" if asset else ""


@frozen
class Edition:
    """A review as one style prints it. `entries` and `studies` stand in the order of the bibliography.

    `cited` are the citations of each page with a text, `titles` the plain titles of texts that have one, by address;
    `order` is the place of each key in `entries`, `paragraphs` the studies that each paragraph cites.
    `is_dated` says that some study has a date. `marks` say in words what has become of a work since, by its key.
    `parted` are the sections, by address, of which further pages show a part. `around` are links that pages beside each
    other have in common, by the folder above theirs, as they were made for the first of them.
    """

    review: Review
    words: Words
    cited: Cited
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
    asset_of: AssetOf = no_asset
    part_of: PartOf = whole
    parted: Mapping[str, PartedText] = field(default_factory=dict)
    around: dict[str, Around] = field(default_factory=dict)

    def loaded(self, origin: Origin, address: str) -> str:
        """A link to a file that every page loads."""
        return origin.link(address) + version_query(self.asset_of(address))

    @property
    def chapters(self) -> tuple[Text, ...]:
        """The home page and the sections, in reading order."""
        return self.review.chapters

    def plain(self, body: PlacedBody) -> str:
        return plain_body(self.cited, self.words, self.marks, body)

    def opening(self, address: str) -> str:
        """How the text at an address begins, no longer than what search engines show."""
        if address not in self.texts:
            return ""
        return opening(printed_html(self.cited, self.words, self.marks, self.texts[address].body))

    def printed(self, placed: PlacedCitation) -> FormattedCitation | None:
        """What the style prints for a citation, None where no item of it is known."""
        return None if placed.index is None else self.cited[placed.address][placed.index]

    def reference(self, key: str) -> Reference:
        return next(report for report in self.study_of[key].reports if report.key == key)

    def name_of(self, key: str) -> str:
        """How a list calls a work: as running text does, unless the style gives it a bare number or a whole note.

        What has become of the work since belongs to its name.
        """
        citation = self.entries[key].citation
        is_name = any(character.isalpha() for character in citation) and len(citation) <= LONGEST_NAME
        return self.marked(citation if is_name else author_and_year(self.reference(key), self.words), key)

    def marked(self, name: str, key: str) -> str:
        """A name of a work with what has become of the work since."""
        return f"{name} {self.marks[key]}" if key in self.marks else name

    def author_link(self, origin: Origin, slug: str) -> Link:
        """An author's name, which leads to their page if they have one."""
        author = self.authors[slug]
        return Link(inverted(author.name), origin.link(addresses.author_address(slug)) if author.has_page else "")

    def ordered(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Citation keys in the order of the bibliography."""
        return tuple(sorted({*keys} & self.order.keys(), key=self.order.__getitem__))

    def place(self, address: str) -> str:
        """How a list of places in the site calls a page."""
        if address == addresses.HOME:
            return self.words("home")
        study = self.study_at.get(address)
        return self.words("study_page_titled", title=self.title_of(study)) if study else self.titles[address]

    def coded(self, study: Study) -> tuple[str, ...]:
        """What a study is coded as, in the facets that come first."""
        values = (values_of(study, facet) for facet in self.review.facets)
        return tuple(islice((value for value in values if value), OVERVIEW_FACETS))

    def title_of(self, study: Study) -> str:
        """A study's own short title, its main report's, or its key."""
        title = self.titles.get(study.address)
        return title or rich_plain(study.main.text("title")) or study.main.key


def make_edition(
    review: Review,
    formatted: Formatted,
    style: str,
    words: Words,
    format_alone: FormatAlone,
    asset_of: AssetOf = no_asset,
) -> Edition:
    study_of = {report.key: study for study in review.studies for report in study.reports}
    entries = {entry.key: entry for entry in formatted.bibliography if entry.key in study_of}
    for study in review.studies:
        for report in study.reports:
            if report.key not in entries:
                entries[report.key] = _unformatted(report)
    texts = [*review.chapters, *(study.text for study in review.studies if study.text)]
    study_at = {study.address: study for study in review.studies}
    all_cited = iter(formatted.citations)
    cited = {address: tuple(islice(all_cited, len(some))) for address, some in review.citations.items()}
    marks = {notice.key: words(f"mark.{notice.mark.value}") for notice in _gravest(review.studies)}
    plain_titles = ((text, plain_body(cited, words, marks, text.title)) for text in texts)
    titles = {
        text.address: title or untitled(text) for text, title in plain_titles if title or text.address not in study_at
    }
    studies = tuple(study_of[key] for key in entries if study_of[key].main.key == key)
    with_keyword: dict[str, list[Study]] = {keyword.slug: [] for keyword in review.keywords}
    by_author: dict[str, list[Study]] = {author.slug: [] for author in review.authors}
    for study in studies:
        for slug in study.keywords:
            with_keyword[slug].append(study)
        for slug in study.authors:
            by_author[slug].append(study)
    return Edition(
        review=review,
        words=words,
        cited=cited,
        style=style,
        entries=entries,
        study_of=study_of,
        studies=studies,
        keywords={keyword.slug: keyword for keyword in review.keywords},
        studies_with={slug: tuple(some) for slug, some in with_keyword.items()},
        authors={author.slug: author for author in review.authors},
        studies_by={slug: tuple(some) for slug, some in by_author.items()},
        texts={text.address: text for text in texts},
        titles=titles,
        study_at=study_at,
        order={key: at for at, key in enumerate(entries)},
        paragraphs=_cited_by_paragraph(studies),
        format_alone=format_alone,
        is_dated=any(map(updated, studies)),
        marks=marks,
        asset_of=asset_of,
        parted=dict(_parted(review)),
    )


def _parted(review: Review) -> Iterator[tuple[str, PartedText]]:
    """Sections with a long table, unless a section has an address that a part would need."""
    taken = {text.address for text in review.sections}
    for text in review.sections:
        parted = part_text(text)
        if parted and taken.isdisjoint(part.text.address for part in parted.rows):
            yield text.address, parted


def _gravest(studies: Iterable[Study]) -> Iterator[Notice]:
    for study in studies:
        for report in study.reports if study.notices else ():
            yield from study.notices_on(report.key)[:1]


def paragraphs_citing(study: Study) -> set[Paragraph]:
    return {(mention.address, mention.sentence.paragraph) for mention in study.mentions}


def _cited_by_paragraph(studies: Iterable[Study]) -> Mapping[Paragraph, tuple[Study, ...]]:
    cited: dict[Paragraph, list[Study]] = {}
    for study in studies:
        for paragraph in paragraphs_citing(study):
            cited.setdefault(paragraph, []).append(study)
    return {paragraph: tuple(some) for paragraph, some in cited.items()}


def untitled(text: Text) -> str:
    """A title for a text that has none, from its file's name."""
    name = text.path.rpartition("/")[2].removesuffix(".md").lstrip("0123456789-_. ")
    return as_label(name) or text.path


def _unformatted(reference: Reference) -> FormattedEntry:
    title = reference.text("title") or reference.key
    text = rich_plain(title)
    return FormattedEntry(reference.key, rich_html(title), text, reference.key, text)


def study_title_html(edition: Edition, study: Study) -> Html:
    """A study's short title; where it has none, its main report's, italics and all."""
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
    """“2014–2020”: the years that studies appeared in, () where none has a year."""
    years = [study.main.year for study in studies if study.main.year > 0]
    return ("–".join(map(str, sorted({min(years), max(years)}))),) if years else ()


def axis_label(edition: Edition, axis: Axis) -> str:
    return axis.facet.label if axis.facet else edition.words(axis.name)


def values_of(study: Study, facet: Facet) -> str:
    """A study's values in a facet, as they are shown."""
    return capitalised(", ".join(facet.label_of(value) for value in study.values_of(facet.name)))


def type_label(edition: Edition, reference: Reference) -> str:
    """What kind of work a reference is; of types that only single styles know, CSL's own term."""
    kind = reference.type or "document"
    return edition.words.known(f"type.{kind}", as_label(kind))
