"""The index of keywords, and the page of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from site_builder import addresses
from site_builder.addresses import Origin, keyword_address, slug
from site_builder.model import Keyword
from site_builder.pages.alphabet import letter, sorting
from site_builder.pages.chapters import studies_cited
from site_builder.pages.edition import Edition
from site_builder.pages.frames import make_frame
from site_builder.pages.parts import (
    CountedLink,
    Found,
    Heading,
    KeywordGroup,
    KeywordLine,
)
from site_builder.pages.studies import study_link
from site_builder.pages.views import KeywordPage, KeywordsPage


def keywords_page(edition: Edition) -> KeywordsPage:
    """Keywords A–Z in the groups of keywords.yaml; where there are no groups, by their first letter."""
    origin = Origin(addresses.KEYWORDS)
    groups = tuple(_groups(edition, origin))
    return KeywordsPage(
        frame=make_frame(
            edition,
            origin,
            edition.words("keywords"),
            edition.words("keywords_about"),
            [Heading(2, f"#{group.id}", group.label) for group in groups if len(group.label) > 1],
        ),
        count=edition.words("keywords_count", len(edition.keywords)),
        groups=groups,
    )


def _groups(edition: Edition, origin: Origin) -> Iterator[KeywordGroup]:
    has_groups = any(keyword.group for keyword in edition.keywords.values())
    grouped: dict[str, list[Keyword]] = {}
    in_order = edition.keywords.values() if has_groups else _alphabetical(edition)
    for keyword in in_order:
        grouped.setdefault(keyword.group if has_groups else letter(keyword.label), []).append(keyword)
    for group in sorted(grouped, key=lambda group: not group):
        label = group or edition.words("other_keywords")
        yield KeywordGroup(
            label=label,
            id=_group_id(label),
            keywords=tuple(
                KeywordLine(
                    label=keyword.label,
                    href=origin.link(keyword_address(keyword.slug)),
                    count=len(edition.studies_with[keyword.slug]),
                    synonyms=keyword.synonyms,
                )
                for keyword in sorted(grouped[group], key=lambda keyword: sorting(keyword.label))
            ),
        )


def _group_id(label: str) -> str:
    return f"group-{slug(label)}"


def _alphabetical(edition: Edition) -> list[Keyword]:
    return sorted(edition.keywords.values(), key=lambda keyword: sorting(keyword.label))


def keyword_page(edition: Edition, keyword: Keyword) -> KeywordPage:
    origin = Origin(keyword_address(keyword.slug))
    studies = edition.studies_with[keyword.slug]
    sections = tuple(_sections(edition, origin, keyword))
    related = tuple(_related(edition, origin, keyword))
    words = edition.words
    parts = [
        ("studies", words("studies"), bool(studies)),
        ("sections", words("sections"), bool(sections)),
        ("related", words("related_keywords"), bool(related)),
    ]
    description = keyword.definition or words("keyword_about", keyword=keyword.label)
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
        group=keyword.group,
        group_href=origin.link(addresses.KEYWORDS, _group_id(keyword.group)) if keyword.group else "",
        definition=keyword.definition,
        synonyms=keyword.synonyms,
        studies=tuple(
            study_link(edition, origin, study) for study in sorted(studies, key=lambda study: -study.main.year)
        ),
        sections=sections,
        related=related,
    )


def _sections(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The sections that cite studies with the keyword, and how many of them."""
    for text in edition.chapters:
        cited = sum(keyword.slug in study.keywords for study in studies_cited(edition, text))
        if cited:
            yield CountedLink(edition.place(text.address), origin.link(text.address), cited)


def _related(edition: Edition, origin: Origin, keyword: Keyword) -> Iterator[CountedLink]:
    """The keywords that stand beside this one in studies, the most frequent first."""
    together = Counter(other for study in edition.studies_with[keyword.slug] for other in study.keywords)
    del together[keyword.slug]
    by_count = sorted(together.items(), key=lambda pair: (-pair[1], sorting(edition.keywords[pair[0]].label)))
    for other, count in by_count:
        yield CountedLink(edition.keywords[other].label, origin.link(keyword_address(other)), count)
