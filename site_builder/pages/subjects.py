"""The index of keywords, the page of each, and those of the synonyms that lead there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final

from site_builder import addresses
from site_builder.addresses import Origin, keyword_address, slug
from site_builder.model import Keyword
from site_builder.pages.alphabet import a_to_z, sorting
from site_builder.pages.edition import Edition, years_of
from site_builder.pages.frames import make_frame
from site_builder.pages.parts import CountedLink, Found, Heading, Link
from site_builder.pages.studies import by_year
from site_builder.pages.study_parts import KeywordGroup, KeywordLine
from site_builder.pages.views import KeywordPage, KeywordsPage, SeePage
from site_builder.resolve import Synonym

# The page of each keyword lists those of its group, so that a large group would make the site grow with its square.
MOST_SIBLINGS: Final = 40
MOST_RELATED: Final = 100
A_TO_Z: Final = "a-z"


def keywords_page(edition: Edition) -> KeywordsPage:
    """Keywords in the groups of keywords.yaml, and with their synonyms from A to Z."""
    origin = Origin(addresses.KEYWORDS)
    words = edition.words
    groups = tuple(_groups(edition, origin))
    contents = [Heading(2, f"#{group.id}", group.label) for group in groups]
    return KeywordsPage(
        frame=make_frame(
            edition,
            origin,
            words("keywords"),
            words("keywords_about"),
            [*contents, Heading(2, f"#{A_TO_Z}", words("a_to_z"))] if contents else [],
        ),
        count=words("keywords_count", len(edition.keywords)),
        groups=groups,
        letters=tuple(
            KeywordGroup(letter, anchor, lines)
            for letter, anchor, lines in a_to_z(_lines(edition, origin), lambda line: line.synonym or line.label)
        ),
    )


def _groups(edition: Edition, origin: Origin) -> Iterator[KeywordGroup]:
    if not any(keyword.group for keyword in edition.keywords.values()):
        return
    grouped: dict[str, list[Keyword]] = {}
    for keyword in edition.keywords.values():
        grouped.setdefault(keyword.group, []).append(keyword)
    for group in sorted(grouped, key=lambda group: not group):
        label = group or edition.words("other_keywords")
        in_order = sorted(grouped[group], key=lambda keyword: sorting(keyword.label))
        yield KeywordGroup(label, _group_id(label), tuple(_line(edition, origin, keyword) for keyword in in_order))


def _lines(edition: Edition, origin: Origin) -> Iterator[KeywordLine]:
    for keyword in edition.keywords.values():
        yield _line(edition, origin, keyword)
    for synonym in edition.review.synonyms:
        keyword = edition.keywords[synonym.keyword]
        yield KeywordLine(keyword.label, origin.link(keyword_address(keyword.slug)), synonym=synonym.word)


def _line(edition: Edition, origin: Origin, keyword: Keyword) -> KeywordLine:
    count = len(edition.studies_with[keyword.slug])
    return KeywordLine(keyword.label, origin.link(keyword_address(keyword.slug)), count)


def _group_id(label: str) -> str:
    return f"group-{slug(label)}"


def keyword_page(edition: Edition, keyword: Keyword) -> KeywordPage:
    origin = Origin(keyword_address(keyword.slug))
    studies = edition.studies_with[keyword.slug]
    sections = tuple(_sections(edition, origin, keyword))
    related = tuple(_related(edition, origin, keyword))
    siblings = _siblings(edition, origin, keyword)
    words = edition.words
    parts = [
        ("studies", words("studies"), bool(studies)),
        ("sections", words("sections"), bool(sections)),
        ("related", words("related_keywords"), bool(related)),
        ("siblings", words("keywords_of_group"), bool(siblings)),
    ]
    description = keyword.definition or words("keyword_about", keyword=keyword.label)
    count = (words("studies_count", len(studies)), *years_of(studies)) if studies else ()
    return KeywordPage(
        frame=make_frame(
            edition,
            origin,
            keyword.label,
            description,
            [Heading(2, f"#{anchor}", label) for anchor, label, found in parts if found],
            found=Found("keyword"),
        ),
        label=keyword.label,
        group=Link(keyword.group, origin.link(addresses.KEYWORDS, _group_id(keyword.group))) if keyword.group else None,
        overview=count,
        definition=keyword.definition,
        synonyms=keyword.synonyms,
        years=by_year(edition, origin, studies),
        sections=sections,
        related=related,
        siblings=siblings,
    )


def _sections(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The sections that cite studies with the keyword, and how many of them."""
    studies = edition.studies_with[keyword.slug]
    cited = Counter(address for study in studies for address in {mention.address for mention in study.mentions})
    for text in edition.chapters if cited else ():
        if cited[text.address]:
            yield CountedLink(edition.place(text.address), origin.link(text.address), cited[text.address])


def _related(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The keywords that stand beside this one in studies, the most frequent first."""
    together = Counter(other for study in edition.studies_with[keyword.slug] for other in study.keywords)
    del together[keyword.slug]

    def rank(pair: tuple[str, int]) -> tuple[int, tuple[str, str]]:
        return -pair[1], sorting(edition.keywords[pair[0]].label)

    for other, count in nsmallest(MOST_RELATED, together.items(), key=rank):
        yield CountedLink(edition.keywords[other].label, origin.link(keyword_address(other)), count)


def _siblings(edition: Edition, origin: Origin, keyword: Keyword) -> tuple[CountedLink, ...]:
    """The other keywords of the same group, A–Z, where they are few enough to be looked over."""
    if not keyword.group:
        return ()
    others = [other for other in edition.keywords.values() if other.group == keyword.group and other is not keyword]
    if len(others) > MOST_SIBLINGS:
        return ()
    return tuple(
        CountedLink(other.label, origin.link(keyword_address(other.slug)), len(edition.studies_with[other.slug]))
        for other in sorted(others, key=lambda other: sorting(other.label))
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
