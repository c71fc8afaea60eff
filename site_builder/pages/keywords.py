"""The page of a keyword, and the pages of synonyms that lead there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import keyword_address
from site_builder.alphabets import SortValue
from site_builder.frozen import frozen
from site_builder.model import Keyword
from site_builder.pages.body_views import Link
from site_builder.pages.divisions import Division, PartLinks
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import contents_of, make_frame
from site_builder.pages.page_views import CountedLink, Frame, SearchMetadata
from site_builder.pages.study_lists import Studies, YearGroup, by_year, study_parts
from site_builder.relative_links import Origin
from site_builder.resolve import Synonym

# Every keyword's page lists those of its group, so a large group would make the site grow with its square.
MOST_SIBLINGS: Final = 40
MOST_RELATED: Final = 100


@frozen
class KeywordPage:
    template: ClassVar[str] = "keyword.html"
    frame: Frame
    label: str
    group: Link | None
    overview: tuple[str, ...]
    definition: str
    synonyms: tuple[str, ...]
    years: tuple[YearGroup, ...]
    sections: tuple[CountedLink, ...]
    related: tuple[CountedLink, ...]
    siblings: tuple[CountedLink, ...]
    parts: PartLinks | None = None


@frozen
class SeePage:
    """The page of a synonym, which leads to its keyword."""

    template: ClassVar[str] = "see.html"
    frame: Frame
    keyword: Link


def keyword_in_parts(edition: Edition, keyword: Keyword) -> Division:
    return Division(keyword_address(keyword.slug), len(edition.studies_with[keyword.slug]))


def keyword_page(edition: Edition, keyword: Keyword, newest: Studies, number: int) -> KeywordPage:
    """A keyword with its studies. If these are divided, everything else is on the first part."""
    division = keyword_in_parts(edition, keyword)
    origin = division.origin(number)
    studies = newest()
    span = division.span(number)
    is_first = number == 1
    sections = tuple(_sections(edition, origin, keyword)) if is_first else ()
    related = tuple(_related(edition, origin, keyword)) if is_first else ()
    siblings = _siblings(edition, origin, keyword) if is_first else ()
    words = edition.words
    parts = (
        ("studies", "studies", studies),
        ("sections", "sections", sections),
        ("related", "related_keywords", related),
        ("siblings", "keywords_of_group", siblings),
    )
    description = keyword.definition or words("keyword_about", keyword=keyword.label)
    count = (words("studies_count", len(studies)), *years_of(studies)) if studies and is_first else ()
    return KeywordPage(
        frame=make_frame(
            edition,
            origin,
            division.titled(keyword.label, number, words),
            description,
            contents_of(edition, parts),
            found=SearchMetadata("keyword") if is_first else None,
        ),
        label=keyword.label,
        group=Link(keyword.group, _group_link(edition, origin, keyword.group)) if keyword.group else None,
        overview=count,
        definition=keyword.definition if is_first else "",
        synonyms=keyword.synonyms if is_first else (),
        years=by_year(edition, origin, studies[span.start : span.stop]),
        sections=sections,
        related=related,
        siblings=siblings,
        parts=study_parts(edition, division, studies, number),
    )


def _group_link(edition: Edition, origin: Origin, group: str) -> str:
    anchor = addresses.group_anchor(group)
    return origin.link(edition.part_of(addresses.KEYWORDS, anchor), anchor)


def _sections(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The sections that cite studies with the keyword, with the number of those studies."""
    studies = edition.studies_with[keyword.slug]
    cited = Counter(address for study in studies for address in {mention.address for mention in study.mentions})
    for text in edition.review.chapters if cited else ():
        if cited[text.address]:
            yield CountedLink(edition.place(text.address), origin.link(text.address), cited[text.address])


def _related(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The keywords that occur together with this one in studies, most frequent first."""
    together = Counter(other for study in edition.studies_with[keyword.slug] for other in study.keywords)
    del together[keyword.slug]

    key = edition.alphabet.key

    def rank(pair: tuple[str, int]) -> tuple[int, SortValue]:
        return -pair[1], key(edition.keywords[pair[0]].label)

    for other, count in nsmallest(MOST_RELATED, together.items(), key=rank):
        yield edition.keyword_link(origin, other, count)


def _siblings(edition: Edition, origin: Origin, keyword: Keyword) -> tuple[CountedLink, ...]:
    """The other keywords of the same group, A–Z; none if they are too many to look over."""
    if not keyword.group:
        return ()
    others = [other for other in edition.keywords.values() if other.group == keyword.group and other is not keyword]
    if len(others) > MOST_SIBLINGS:
        return ()
    key = edition.alphabet.key
    return tuple(
        edition.keyword_link(origin, other.slug, len(edition.studies_with[other.slug]))
        for other in sorted(others, key=lambda other: key(other.label))
    )


def see_page(edition: Edition, synonym: Synonym) -> SeePage:
    """The page that leads from a synonym to its keyword."""
    origin = Origin(keyword_address(synonym.slug))
    keyword = edition.keywords[synonym.keyword]
    address = keyword_address(keyword.slug)
    return SeePage(
        frame=make_frame(edition, origin, synonym.word, meta=(("robots", "noindex"),), canonical=address),
        keyword=Link(keyword.label, origin.link(address)),
    )
