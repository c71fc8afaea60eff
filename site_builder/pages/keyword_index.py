"""The index of keywords, by group and from A to Z."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from site_builder import addresses
from site_builder.addresses import group_anchor, keyword_address
from site_builder.frozen import frozen
from site_builder.model import Keyword
from site_builder.pages.body_views import Link
from site_builder.pages.divisions import Division, Group, PartLinks, a_to_z, group_starts, groups_within, item_namer
from site_builder.pages.edition import Edition
from site_builder.pages.frames import make_frame
from site_builder.pages.page_views import Frame, Heading
from site_builder.relative_links import Origin

A_TO_Z: Final = "a-z"
# The id of the keywords without a group, whose heading may be a group's name, too
NO_GROUP: Final = "no-group"


@frozen
class KeywordsPage:
    """`letters` are keywords and their synonyms from A to Z. `jumps` lead to each letter on whatever part it begins.

    `is_grouped` says that keywords have groups, which may be on other parts.
    """

    template: ClassVar[str] = "keywords.html"
    frame: Frame
    count: str
    is_grouped: bool
    groups: tuple[KeywordGroup, ...]
    jumps: tuple[Link, ...]
    letters: tuple[KeywordGroup, ...]
    parts: PartLinks | None = None


@frozen
class KeywordLine:
    """A printed line of the index: a keyword, or a synonym that leads to one."""

    label: str
    href: str
    count: int = 0
    synonym: str = ""


@frozen
class KeywordGroup:
    label: str
    id: str
    keywords: tuple[KeywordLine, ...]


@frozen
class KeywordEntry:
    """A line of the index: a keyword, or a synonym of it."""

    keyword: Keyword
    synonym: str = ""

    @property
    def word(self) -> str:
        return self.synonym or self.keyword.label


@frozen
class KeywordIndex:
    """Keywords in the groups of keywords.yaml, if any has one, and keywords with their synonyms from A to Z."""

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
        yield label, group_anchor(group) if group else NO_GROUP, tuple(map(KeywordEntry, in_order))


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
    begun = [
        (label, origin.link(address, anchor), address) for label, anchor, address in group_starts(index.all, division)
    ]
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
        parts=division.links(number, words, item_namer(index.all, lambda entry: entry.word)),
    )


def _lines(
    edition: Edition, origin: Origin, groups: tuple[Group[KeywordEntry], ...], span: range
) -> Iterator[KeywordGroup]:
    for label, anchor, some in groups_within(groups, span):
        yield KeywordGroup(label, anchor, tuple(_line(edition, origin, entry) for entry in some))


def _line(edition: Edition, origin: Origin, entry: KeywordEntry) -> KeywordLine:
    keyword = entry.keyword
    count = 0 if entry.synonym else len(edition.studies_with[keyword.slug])
    return KeywordLine(keyword.label, origin.link(keyword_address(keyword.slug)), count, entry.synonym)
