"""An author's own files to files of the site, at their own paths."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import PurePosixPath
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.hosting import REPLACEABLE
from site_builder.model import Files, RawHtml
from site_builder.patterns import pattern
from site_builder.resolve import Manuscript

PROGRAMS: Final = frozenset({".htm", ".html", ".js", ".mjs", ".xht", ".xhtml", ".xml", ".xsl", ".xslt"})
DRAWINGS: Final = frozenset({".svg", ".svgz"})
ACTS: Final = pattern(
    r"<(?:[\w.-]+:)?(?:script|foreignobject|iframe|handler)\b|\son[a-z]+\s*=|javascript:|<!entity", re.IGNORECASE
)


def copy_files(
    files: Files, manuscript: Manuscript, generated: Iterable[str]
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The author's files for the site: those below content/ that are not texts, and tables elsewhere that texts show.

    In another tool's project, they are the files that texts link to. A file that the site generates takes precedence
    over the author's, except robots.txt and .nojekyll.
    """
    sources = {address: manuscript.root + address for address in manuscript.files}
    sources |= {path: path for path in manuscript.tables}
    if not sources:
        return {}, ()
    taken = sorted(address.casefold() for address in generated)
    trusted = manuscript.settings.raw_html is RawHtml.ALLOW
    copies: dict[str, bytes] = {}
    problems = []
    for address, source in sources.items():
        path = PurePosixPath(source)
        if address not in REPLACEABLE and _is_taken(address.casefold(), taken):
            message = f"The site has a file “{address}” of its own, so this one is left out."
            problems.append(Diagnostic(Rule.SLUG_CLASH, Location(str(path)), message, "give it another name."))
            continue
        if _is_program(path, files[path], trusted):
            problems.append(_about_script(path, trusted))
            if not trusted:
                continue
        copies[address] = files[path]
    return copies, tuple(problems)


def _is_taken(address: str, taken: Sequence[str]) -> bool:
    """Whether the sorted addresses contain this one, one below it, or a file in the place of a folder above it."""
    steps = address.split("/")
    above = ["/".join(steps[:count]) for count in range(1, len(steps))]
    return _nearest(taken, f"{address}/").startswith(f"{address}/") or any(
        _nearest(taken, name) == name for name in (address, *above)
    )


def _nearest(taken: Sequence[str], name: str) -> str:
    """The first of the sorted addresses that is not before a name."""
    at = bisect_left(taken, name)
    return taken[at] if at < len(taken) else ""


def _is_program(path: PurePosixPath, data: bytes, trusted: bool) -> bool:
    """Whether a file could run code when a reader opens it. If the author is trusted, only drawings are checked."""
    suffix = path.suffix.lower()
    if suffix not in DRAWINGS:
        return suffix in PROGRAMS and not trusted
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    is_packed = data[:2] == b"\x1f\x8b"
    return is_packed or ACTS.search(unescape(data.decode(encoding, errors="replace"))) is not None


def _about_script(path: PurePosixPath, trusted: bool) -> Diagnostic:
    if trusted:
        message = "This drawing contains a script, or what may be one, which runs if a reader opens the file by itself."
        hint = "export it without scripts; a picture in a page never runs them."
    else:
        message = "This file could act in a reader's browser, so it is left out."
        how = "export it without scripts" if path.suffix.lower() in DRAWINGS else "remove it"
        hint = f"{how}, or trust all authors with “raw_html: allow” in review.yaml."
    return Diagnostic(Rule.SCRIPT_IN_FILE, Location(str(path)), message, hint)
