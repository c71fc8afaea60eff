"""A link that an author wrote to where it leads on the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote

from site_builder.addresses import STUDIES, folders_above
from site_builder.diagnostics import Diagnostic, Rule, did_you_mean
from site_builder.model import LocalLink
from site_builder.patterns import pattern
from site_builder.project_paths import STATIC
from site_builder.resolve.destinations import Destinations, Place
from site_builder.resolve.holes import PlacedLink

PAGE_OF_ID: Final = pattern(r"(?:\./)?([\w.-]{1,200})\.html")
# What filters and sorts the table of studies beside facets and years
OTHER_FILTERS: Final = ("q", "sort")
# Ids that pages add to those of their documents.
OF_THE_PAGE: Final = pattern(r"(?:ref|cite|par)-.+|fn(?:ref)?\d.*|refs|references|main|sections|cite")


def resolve_link(link: LocalLink, destinations: Destinations, place: Place) -> tuple[PlacedLink, Sequence[Diagnostic]]:
    """Where a link in a place leads, and a diagnostic if it leads nowhere."""
    rest, _, fragment = link.target.partition("#")
    written, _, query = rest.partition("?")
    # Windows separates folders so, and browsers understand it.
    written = written.replace("\\", "/")
    anchor = unquote(fragment)
    address = _address_of(normalize("NFC", unquote(written)), destinations, place)
    if address is None and (page := PAGE_OF_ID.fullmatch(unquote(written))):
        # bookdown names pages after the ids of their headings.
        address, anchor = destinations.elsewhere(anchor or page[1], place.address) or (None, anchor)
    if address is None:
        message = f"The link “{link.target}” leads to no page or file."
        known = (path for path in destinations.paths if path)
        there = f" to {destinations.root}" if destinations.root else ""
        otherwise = f"correct the link, or add the file{there}."
        beside = posixpath.join(posixpath.dirname(place.document.path), unquote(written))
        if posixpath.normpath(beside).startswith("../"):
            otherwise = "it is outside the folder that is built; copy it there, or build the folder above."
        hint = did_you_mean(unquote(written).lstrip("/"), known, otherwise)
        if written.startswith("www."):
            hint = f"did you mean “https://{link.target}”?"
        dead = PlacedLink(written=link.target, dead=True, location=link.location, is_loaded=link.is_loaded)
        return dead, [Diagnostic(Rule.DEAD_LINK, link.location, message, hint)]
    anchor = destinations.anchor_of(anchor, address)
    anchors = destinations.anchors.get(address)
    if anchor and not written and anchors is not None and anchor not in anchors:
        address, anchor = destinations.elsewhere(anchor, address) or (address, anchor)
        anchors = destinations.anchors.get(address)
    wrong = []
    if anchor and anchors is not None and anchor not in anchors and not OF_THE_PAGE.fullmatch(anchor):
        message = f"The link “{link.target}” leads to an anchor that its page does not have."
        hint = did_you_mean(anchor, anchors, f"give a heading there the id: {{#{anchor}}}.")
        wrong.append(Diagnostic(Rule.DEAD_ANCHOR, link.location, message, hint))
    placed = PlacedLink(address, anchor, query, link.target, bool(wrong), link.location, link.is_loaded)
    if address == STUDIES:
        wrong += _unknown_filters(link, query, (*destinations.axes, *OTHER_FILTERS))
    return placed, wrong


def _unknown_filters(link: LocalLink, query: str, known: Sequence[str]) -> Iterator[Diagnostic]:
    for name in dict(parse_qsl(query, keep_blank_values=True)):
        if name not in known:
            message = f"The table of studies has no filter “{name}”, so this link shows all studies."
            hint = did_you_mean(name, known, f"there are: {', '.join(known)}.")
            yield Diagnostic(Rule.UNKNOWN_FACET, link.location, message, hint)


def _address_of(path: str, destinations: Destinations, place: Place) -> str | None:
    if not path:
        return place.address
    # Depending on the tool, paths start from the folder in which it runs, from that of the text, or from that of all
    # texts.
    folders = folders_above(place.document.path.removeprefix(destinations.root))
    if path.startswith("/"):
        folders = ["", STATIC, *reversed(folders)]
    ways = (posixpath.normpath(posixpath.join(folder, path.lstrip("/")) or ".") for folder in folders)
    return next((address for way in ways if (address := destinations.paths.get("" if way == "." else way))), None)
