"""The index of keywords, the page of each, and those of the synonyms that lead there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final

from site_builder import addresses
from site_builder.addresses import keyword_address, slug
from site_builder.alphabets import SortValue
from site_builder.frozen import frozen
from site_builder.model import Keyword
from site_builder.origins import Origin
from site_builder.pages.body_parts import Link
from site_builder.pages.dividing import Division, Group, a_to_z, name_in, starts, within
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import contents_of, make_frame
from site_builder.pages.index_views import KeywordPage, KeywordsPage, SeePage
from site_builder.pages.parts import CountedLink, Found, Heading
from site_builder.pages.studies import Studies, by_year, study_parts
from site_builder.pages.study_parts import KeywordGroup, KeywordLine
from site_builder.resolve import Synonym

# The page of each keyword lists those of its group, so that a large group would make the site grow with its square.
MOST_SIBLINGS: Final = 40
MOST_RELATED: Final = 100
A_TO_Z: Final = "a-z"


@frozen
class KeywordEntry:
    """A line of the index: a keyword, or a synonym that leads to it."""

    keyword: Keyword
    synonym: str = ""

    @property
    def word(self) -> str:
        return self.synonym or self.keyword.label


@frozen
class KeywordIndex:
    """Keywords in the groups of keywords.yaml, none where no keyword has one, and with their synonyms from A to Z."""

    groups: tuple[Group[KeywordEntry], ...]
    letters: tuple[Group[KeywordEntry], ...]

    @property
    def all(self) -> tuple[Group[KeywordEntry], ...]:
        return (*self.groups, *self.letters)


def keyword_index(edition: Edition) -> KeywordIndex:
    entries = [*map(KeywordEntry, edition.keywords.values())]
    entries += (KeywordEntry(edition.keywords[one.keyword], one.word) for one in edition.review.synonyms)
    letters = a_to_z(entries, lambda entry: entry.word, edition.alphabet)
    return KeywordIndex(tuple(_groups(edition)), tuple(letters))


def _groups(edition: Edition) -> Iterator[Group[KeywordEntry]]:
    if not _is_grouped(edition):
        return
    key = edition.alphabet.key
    grouped: dict[str, list[Keyword]] = {}
    for keyword in edition.keywords.values():
        grouped.setdefault(keyword.group, []).append(keyword)
    for group in sorted(grouped, key=lambda group: not group):
        label = group or edition.words("other_keywords")
        in_order = sorted(grouped[group], key=lambda keyword: key(keyword.label))
        yield label, _group_id(label), tuple(map(KeywordEntry, in_order))


def _is_grouped(edition: Edition) -> bool:
    return any(keyword.group for keyword in edition.keywords.values())


def keywords_in_parts(edition: Edition) -> Division:
    total = len(edition.keywords) * (1 + _is_grouped(edition)) + len(edition.review.synonyms)
    return Division(addresses.KEYWORDS, total)


def keywords_page(edition: Edition, index: KeywordIndex, number: int) -> KeywordsPage:
    division = keywords_in_parts(edition)
    origin = division.origin(number)
    words = edition.words
    span = division.span(number)
    grouped = sum(len(some) for _, _, some in index.groups)
    begun = [(label, origin.link(address, anchor), address) for label, anchor, address in starts(index.all, division)]
    groups, letters = begun[: len(index.groups)], begun[len(index.groups) :]
    contents = [Heading(2, href, label) for label, href, _ in groups]
    if contents:
        contents.append(Heading(2, origin.link(letters[0][2], A_TO_Z), words("a_to_z")))
    return KeywordsPage(
        frame=make_frame(
            edition, origin, division.titled(words("keywords"), number, words), words("keywords_about"), contents
        ),
        count=words("keywords_count", len(edition.keywords)),
        is_grouped=bool(index.groups),
        groups=tuple(_lines(edition, origin, index.groups, span)),
        jumps=tuple(Link(label, href) for label, href, _ in letters),
        letters=tuple(_lines(edition, origin, index.letters, range(span.start - grouped, span.stop - grouped))),
        parts=division.links(number, words, name_in(index.all, lambda entry: entry.word)),
    )


def _lines(
    edition: Edition, origin: Origin, groups: tuple[Group[KeywordEntry], ...], span: range
) -> Iterator[KeywordGroup]:
    for label, anchor, some in within(groups, span):
        yield KeywordGroup(label, anchor, tuple(_line(edition, origin, entry) for entry in some))


def _line(edition: Edition, origin: Origin, entry: KeywordEntry) -> KeywordLine:
    keyword = entry.keyword
    count = 0 if entry.synonym else len(edition.studies_with[keyword.slug])
    return KeywordLine(keyword.label, origin.link(keyword_address(keyword.slug)), count, entry.synonym)


def _group_id(label: str) -> str:
    return f"group-{slug(label)}"


def keyword_in_parts(edition: Edition, keyword: Keyword) -> Division:
    return Division(keyword_address(keyword.slug), len(edition.studies_with[keyword.slug]))


def keyword_page(edition: Edition, keyword: Keyword, newest: Studies, number: int) -> KeywordPage:
    """A keyword with its studies. Where these are in parts, all else stands with the first."""
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
            found=Found("keyword") if is_first else None,
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
    anchor = _group_id(group)
    return origin.link(edition.part_of(addresses.KEYWORDS, anchor), anchor)


def _sections(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The sections that cite studies with the keyword, and how many of them."""
    studies = edition.studies_with[keyword.slug]
    cited = Counter(address for study in studies for address in {mention.address for mention in study.mentions})
    for text in edition.review.chapters if cited else ():
        if cited[text.address]:
            yield CountedLink(edition.place(text.address), origin.link(text.address), cited[text.address])


def _related(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The keywords that stand beside this one in studies, the most frequent first."""
    together = Counter(other for study in edition.studies_with[keyword.slug] for other in study.keywords)
    del together[keyword.slug]

    key = edition.alphabet.key

    def rank(pair: tuple[str, int]) -> tuple[int, SortValue]:
        return -pair[1], key(edition.keywords[pair[0]].label)

    for other, count in nsmallest(MOST_RELATED, together.items(), key=rank):
        yield edition.keyword_link(origin, other, count)


def _siblings(edition: Edition, origin: Origin, keyword: Keyword) -> tuple[CountedLink, ...]:
    """The other keywords of the same group, A–Z, where they are few enough to be looked over."""
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
    """A page that leads on from a synonym to its keyword."""
    origin = Origin(keyword_address(synonym.slug))
    keyword = edition.keywords[synonym.keyword]
    address = keyword_address(keyword.slug)
    return SeePage(
        frame=make_frame(edition, origin, synonym.word, meta=(("robots", "noindex"),), canonical=address),
        word=synonym.word,
        keyword=Link(keyword.label, origin.link(address)),
    )
