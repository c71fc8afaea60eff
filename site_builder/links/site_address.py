"""A site's future address to what the links in it lead to."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from site_builder.patterns import pattern

# Stands before addresses that are on the site's host but outside of the site.
OUTSIDE: Final = "/.."
_HAS_HOST = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class SiteAddress:
    """The address at which the site will be published, and which links lead into it."""

    def __init__(self, base_url: str) -> None:
        parts = urlsplit(base_url)
        self.host = parts.netloc.casefold()
        self.folder = parts.path.rstrip("/")

    def inside(self, text: str, base: str) -> str | None:
        """A link relative to its page or to the site's root, “/”; None if it leads to another site.

        A link to the site's host but outside the site climbs above the root.
        """
        try:
            text = _from(base, text) if base and not _HAS_HOST.match(text) else text
            parts = urlsplit(text) if _HAS_HOST.match(text) else None
        except ValueError:
            return None
        if parts is None:
            return (self._below(text) or OUTSIDE + text) if text.startswith("/") else text
        is_here = parts.scheme.casefold() in ("http", "https", "") and parts.netloc.casefold() == self.host != ""
        return self._below(urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))) if is_here else None

    def _below(self, path: str) -> str | None:
        """A path on the site's host as one from the site's root; None if it is outside the site."""
        whole = path.partition("#")[0].partition("?")[0]
        start = "/".join(whole.split("/")[: self.folder.count("/") + 1])
        if unquote(start) != unquote(self.folder):
            return None
        rest = path[len(start) :]
        return rest if rest.startswith("/") else f"/{rest}"


def _from(base: str, text: str) -> str:
    """A relative link resolved against a base, which may itself be relative."""
    if _HAS_HOST.match(base):
        return urljoin(base, text)
    if text.startswith("/"):
        return text
    return base.partition("#")[0] + text if text[:1] in ("", "#", "?") else base[: base.rfind("/") + 1] + text
