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

# Anchors that stand for the top of a page.
TOP: Final = ("", "main", "top")
FRAGMENT_SAFE: Final = "!$&'()*+,;=:@/?-._~"
NEVER_QUOTED: Final = pattern(r"[\w.~/-]*", re.ASCII)


@frozen
class Origin:
    """The page that links start from. If `prefix` is set, links begin with it instead of being relative.

    A page may hold the texts of other pages. `names` then maps the address of each to the prefix of its ids on this
    page; ids in `shared` get none. `text` is the address of the text being shown, "" for the page's own.
    """

    address: str
    prefix: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    text: str = ""

    @property
    def here(self) -> str:
        """The address of the text being shown."""
        return self.text or self.address

    def within(self, text: str) -> Origin:
        return replace(self, text=text)

    def anchor(self, anchor: str) -> str:
        """The id on this page for an anchor in the text being shown."""
        return self._anchor(self.here, anchor)

    def _anchor(self, address: str, anchor: str) -> str:
        name = self.names.get(address)
        if name is None or anchor in self.shared:
            return anchor
        return f"{name}-{anchor}" if anchor not in TOP else name

    def filtered(self, axis: str, value: str) -> str:
        """A link to the table of studies, limited to those with a value.

        Appending `&` and `table_query(…)` limits it further.
        """
        return f"{self.link(STUDIES)}?{table_query(axis, value)}"

    def link(self, address: str, anchor: str = "") -> str:
        anchor = self._anchor(address, anchor)
        fragment = f"#{_quoted(anchor, FRAGMENT_SAFE)}" if anchor else ""
        if self.prefix:
            return self.prefix + _quoted(address) + fragment
        if fragment and (address == self.address or address in self.names):
            return fragment
        return _quoted(relative_path(self.address, address)) + fragment


def table_query(axis: str, value: str) -> str:
    """The query that asks the table of studies for a value. A year may be a range, “2017-2020”."""
    return f"{_quoted(axis, '')}={_quoted(value, '')}"


def _quoted(text: str, safe: str = "/") -> str:
    """The same as `quote`, but faster for the many addresses that need no quoting."""
    return text if NEVER_QUOTED.fullmatch(text) and (safe or "/" not in text) else quote(text, safe=safe)


def relative_path(origin: str, address: str) -> str:
    """The relative path between two files of the site. posixpath.relpath would ask for the working folder each time."""
    here = origin[: origin.rfind("/") + 1]
    up = 0
    while not address.startswith(here):
        here = here[: here.rfind("/", 0, -1) + 1]
        up += 1
    return "../" * up + address[len(here) :]
