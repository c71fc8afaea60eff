"""Addresses to links, as they lead from the page that holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, replace
from typing import Final
from urllib.parse import quote

from site_builder.addresses import STUDIES
from site_builder.frozen import frozen
from site_builder.patterns import pattern

# What leads to the top of a page.
TOP: Final = ("", "main", "top")
FRAGMENT_SAFE: Final = "!$&'()*+,;=:@/?-._~"
NEVER_QUOTED: Final = pattern(r"[\w.~/-]*", re.ASCII)


@frozen
class Origin:
    """The page that links start from. Where `prefix` is set, links begin with it instead of being relative.

    A page may hold the texts of other pages: `names` gives each of them, by its address, a name that its ids here
    begin with, save those that all texts share. `text` is the address of the one that is shown, "" for the page's own.
    """

    address: str
    prefix: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    text: str = ""

    @property
    def here(self) -> str:
        """The address of the text that is shown."""
        return self.text or self.address

    def within(self, text: str) -> Origin:
        return replace(self, text=text)

    def anchor(self, anchor: str) -> str:
        """The id that an anchor of the text has on this page."""
        return self._anchor(self.here, anchor)

    def _anchor(self, address: str, anchor: str) -> str:
        name = self.names.get(address)
        if name is None or anchor in self.shared:
            return anchor
        return f"{name}-{anchor}" if anchor not in TOP else name

    def filtered(self, axis: str, value: str) -> str:
        """A link to the table of those studies that have a value; behind `&`, it takes what else is `asked`."""
        return f"{self.link(STUDIES)}?{asked(axis, value)}"

    def link(self, address: str, anchor: str = "") -> str:
        anchor = self._anchor(address, anchor)
        fragment = f"#{_quoted(anchor, FRAGMENT_SAFE)}" if anchor else ""
        if self.prefix:
            return self.prefix + _quoted(address) + fragment
        if fragment and (address == self.address or address in self.names):
            return fragment
        return _quoted(way(self.address, address)) + fragment


def asked(axis: str, value: str) -> str:
    """What a link to the table of studies says of a value; a year may be a span, “2017-2020”."""
    return f"{_quoted(axis, '')}={_quoted(value, '')}"


def _quoted(text: str, safe: str = "/") -> str:
    """What `quote` makes of it; most addresses are fine as they are, which is seen sooner."""
    return text if NEVER_QUOTED.fullmatch(text) and (safe or "/" not in text) else quote(text, safe=safe)


def way(origin: str, address: str) -> str:
    """The path from one file of the site to another; posixpath's own asks for the working folder each time."""
    here = origin[: origin.rfind("/") + 1]
    up = 0
    while not address.startswith(here):
        here = here[: here.rfind("/", 0, -1) + 1]
        up += 1
    return "../" * up + address[len(here) :]
