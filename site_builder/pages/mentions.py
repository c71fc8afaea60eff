"""The places where the review cites a study, as its page lists them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.frozen import frozen
from site_builder.pages.bodies import fill
from site_builder.pages.body_views import BodyView
from site_builder.pages.edition import Edition
from site_builder.relative_links import Origin
from site_builder.resolve import Mention, Study, Text


@frozen
class MentionView:
    where: str
    href: str
    sentence: BodyView


@frozen
class MentionGroup:
    section: str
    href: str
    mentions: tuple[MentionView, ...]


def mention_groups(edition: Edition, origin: Origin, study: Study, is_data: bool) -> Iterator[MentionGroup]:
    """The places that cite the study, grouped by page: rows of evidence tables, each listed once, or all others."""
    found = [mention for mention in study.mentions if mention.sentence.is_data is is_data]
    if is_data:
        found = list({(mention.address, mention.sentence): mention for mention in reversed(found)}.values())[::-1]
    for address, group in groupby(found, key=lambda mention: mention.address):
        yield MentionGroup(
            section=edition.place(address),
            href=origin.link(address),
            mentions=tuple(_mention(edition, origin, mention) for mention in group),
        )


def _mention(edition: Edition, origin: Origin, mention: Mention) -> MentionView:
    return MentionView(
        where=_where(edition, edition.texts[mention.address], mention),
        href=origin.link(edition.part_of(mention.address, mention.anchor), mention.anchor),
        sentence=fill(edition, origin, mention.sentence.content, mention.address, mention.number),
    )


def _where(edition: Edition, text: Text, mention: Mention) -> str:
    if not mention.sentence.paragraph:
        return edition.words("in_title")
    heading = next((heading for heading in text.headings if heading.anchor == mention.sentence.heading), None)
    # Without headings, a whole text would be its beginning.
    return (
        edition.plain(heading.content)
        if heading
        else edition.words("at_beginning" if text.headings else "back_to_text")
    )


def times_cited(edition: Edition, study: Study) -> str:
    if not study.mentions:
        return edition.words("not_cited")
    pages = len({mention.address for mention in study.mentions})
    times = edition.words("cited_times", len(study.mentions))
    return f"{times} {edition.words('cited_on_pages', pages)}" if pages > 1 else times
