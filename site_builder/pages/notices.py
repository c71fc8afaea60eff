"""What has become of a study's reports, as the notice at the top of its page says it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.dois import link_to_work
from site_builder.frozen import frozen
from site_builder.model import Notice
from site_builder.pages.body_views import Link
from site_builder.pages.days import date_in_words
from site_builder.pages.edition import Edition
from site_builder.relative_links import Origin
from site_builder.resolve import Study


@frozen
class NoticeView:
    """What has become of a work and why, when and where it was announced, and what replaces it.

    `work` names the report if the study has several. The `link` may have no address.
    """

    what: str
    work: str
    reason: str
    link: Link
    date: str
    by: Link | None


def notices_on(edition: Edition, origin: Origin, study: Study) -> Iterator[NoticeView]:
    words = edition.words
    for notice in study.notices:
        kind = notice.mark.value
        yield NoticeView(
            what=words(f"became.{kind}"),
            work=edition.entries[notice.key].citation if len(study.reports) > 1 else "",
            reason=_as_sentence(notice.reason),
            link=Link(words(f"notice.{kind}"), link_to_work(notice.link)),
            date=date_in_words(notice.date, words),
            by=_successor(edition, origin, notice),
        )


def _successor(edition: Edition, origin: Origin, notice: Notice) -> Link | None:
    if notice.by in edition.study_of:
        return Link(edition.name_of(notice.by), origin.link(edition.study_of[notice.by].address))
    return Link(notice.by, link_to_work(notice.by)) if notice.by else None


def _as_sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?", "…")) or not reason else f"{reason}."
