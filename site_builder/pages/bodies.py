"""Texts to what a template prints of them: holes filled, links made from one page."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.addresses import Origin, citation_anchor, reference_anchor
from site_builder.model import CitationMode, FormattedPart, Html
from site_builder.pages.edition import Edition
from site_builder.pages.metadata import coins
from site_builder.pages.parts import (
    BodyView,
    CitationView,
    CitedPart,
    CrossReferenceView,
    EntryView,
    Link,
)
from site_builder.pages.titles import escaped
from site_builder.resolve import PlacedBody, PlacedCitation, PlacedLink, PlacedReference, Text


def fill(edition: Edition, origin: Origin, body: PlacedBody, copy: bool = False, mark: int = 0) -> BodyView:
    """A body as its page prints it. A copy on another page has no ids; the item with the number `mark` is marked."""
    filled: list[Html | str | CitationView | CrossReferenceView] = []
    for part in body:
        match part:
            case PlacedCitation():
                filled.append(_citation(edition, origin, part, copy, mark))
            case PlacedReference():
                href = origin.link(part.address, part.anchor) if part.address else ""
                filled.append(CrossReferenceView(part.text, part.before, href))
            case PlacedLink():
                filled.append(link_of(origin, part))
            case _:
                filled.append(part)
    return tuple(filled)


def link_of(origin: Origin, link: PlacedLink) -> str:
    if not link.address:
        return link.written
    path, hash_sign, fragment = origin.link(link.address, link.anchor).partition("#")
    query = f"?{link.query}" if link.query else ""
    return path + query + hash_sign + fragment


def _citation(edition: Edition, origin: Origin, placed: PlacedCitation, copy: bool, mark: int) -> CitationView:
    items = placed.citation.items
    parts = _printed(edition, placed)
    printed = [part.item for part in parts if part.item is not None]
    marked = mark - placed.first
    stretch = range(0)
    if 0 <= marked < len(items):
        # The punctuation within the marked item, and all of it around an only one, is marked as well.
        places = [at for at, part in enumerate(parts) if part.item == marked]
        stretch = range(len(parts)) if len(items) == 1 else range(min(places, default=0), max(places, default=-1) + 1)
    seen: set[int] = set()
    views = []
    for at, part in enumerate(parts):
        if part.item is None:
            views.append(CitedPart(part.html, marked=at in stretch))
            continue
        views.append(
            CitedPart(
                html=part.html,
                href=origin.link(edition.study_of[items[part.item].key].address),
                id="" if copy or part.item in seen else citation_anchor(placed.first + part.item),
                marked=at in stretch,
            )
        )
        seen.add(part.item)
    for at, item in enumerate(items):
        if at not in printed:
            views.append(
                CitedPart(
                    html=escaped(edition.name_of(item.key)),
                    href=origin.link(edition.study_of[item.key].address),
                    id="" if copy else citation_anchor(placed.first + at),
                    collapsed=True,
                )
            )
    keys = " ".join([*(item.key for item in items), *placed.unknown])
    return CitationView(keys, tuple(views), placed.unknown)


def _printed(edition: Edition, placed: PlacedCitation) -> tuple[FormattedPart, ...]:
    """What the style prints. “Hall (2017)”, which styles print in two parts, is one: a work is one link."""
    if placed.index is None:
        return ()
    parts = edition.formatted.citations[placed.index].parts
    if placed.citation.mode is CitationMode.TEXTUAL and len(placed.citation.items) == 1:
        return (FormattedPart(Html("".join(part.html for part in parts)), 0),)
    return parts


def entries_of(edition: Edition, origin: Origin, text: Text, with_coins: bool = True) -> tuple[EntryView, ...]:
    """The reference list that a text ends with: what it cites, with the way back to each citation."""
    places: dict[str, list[Link]] = {}
    for key, number in text.numbers:
        links = places.setdefault(key, [])
        links.append(Link(str(len(links) + 1), origin.link(origin.address, citation_anchor(number))))
    return tuple(entry(edition, origin, key, places.get(key, ()), with_coins) for key in edition.ordered(text.keys))


def entry(edition: Edition, origin: Origin, key: str, cited: Iterable[Link] = (), with_coins: bool = True) -> EntryView:
    formatted = edition.entries[key]
    study = edition.study_of[key]
    return EntryView(
        key=key,
        id=reference_anchor(key),
        html=formatted.html,
        study=origin.link(study.address),
        citation=edition.name_of(key),
        cited=tuple(cited),
        mentions=len(study.mentions),
        coins=coins(edition.reference(key)) if with_coins else "",
    )
