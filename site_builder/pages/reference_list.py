"""A text's citations to the entries of its reference list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from site_builder.addresses import citation_anchor, reference_anchor
from site_builder.dois import doi_link
from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.body_views import Link
from site_builder.pages.edition import Edition, type_label
from site_builder.pages.metadata import brief_coins
from site_builder.relative_links import Origin
from site_builder.resolve import Study, Text

SAMPLE: Final = "sample"


@frozen
class EntryView:
    """A reference in a list.

    `cited` are the places on this page that cite it, `mentions` counts those in the whole site.

    `coins` is its OpenURL record. A study's page has none, since Zotero would take the record for the page's subject.
    `about` holds a few words on the study, and `finding` its result in a sentence, for a reader who asks what is cited.
    `status` says what has become of the work since. `doi_href` is empty if the style already prints the DOI.
    """

    key: str
    id: str
    html: Html
    study: str
    citation: str
    cited: tuple[Link, ...] = ()
    mentions: int = 0
    coins: str = ""
    about: tuple[str, ...] = ()
    finding: str = ""
    doi_href: str = ""
    status: str = ""


def entries_of(edition: Edition, origin: Origin, text: Text, with_coins: bool = False) -> tuple[EntryView, ...]:
    """The reference list at the end of a text, with links back to each citation."""
    places: dict[str, list[Link]] = {}
    for key, number in text.numbers:
        links = places.setdefault(key, [])
        links.append(Link(str(len(links) + 1), origin.link(origin.address, citation_anchor(number))))
    return tuple(
        entry_view(edition, origin, key, places.get(key, ()), brief_coins(edition.reference(key)) if with_coins else "")
        for key in edition.ordered(text.keys)
    )


def entry_view(edition: Edition, origin: Origin, key: str, cited: Iterable[Link] = (), coins: str = "") -> EntryView:
    formatted = edition.entries[key]
    study = edition.study_of[key]
    doi = edition.reference(key).text("DOI")
    is_printed = escape(doi, quote=False).casefold() in formatted.html.casefold()
    return EntryView(
        key=key,
        id=reference_anchor(key),
        html=formatted.html,
        study=origin.link(study.address),
        citation=edition.name_of(key),
        cited=tuple(cited),
        mentions=len(study.mentions),
        coins=coins,
        about=tuple(_about(edition, study)),
        finding=study.summary,
        doi_href="" if is_printed else doi_link(doi),
        status=edition.marks.get(key, ""),
    )


def _about(edition: Edition, study: Study) -> Iterator[str]:
    """What kind of study it is, as coded or by type, and its sample."""
    yield from edition.coded(study) or [type_label(edition, study.main)]
    yield from (fact.value.rstrip(".") for fact in study.facts if fact.field == SAMPLE)
