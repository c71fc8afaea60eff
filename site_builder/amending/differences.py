"""Two versions of a small site to their differences, and files of a large site to the same with those applied.

A difference is in whole lines, which are found in another file by the lines that stood there before.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import quote

from site_builder.addresses import FEED, HOME, RESERVED_FOLDERS, ROWS_SCRIPT, STUDIES
from site_builder.model import Files
from site_builder.patterns import pattern
from site_builder.relative_links import relative_path
from site_builder.render import as_script
from site_builder.splicing import spliced

MOST_CONTEXT: Final = 40
RELATIVE: Final = pattern(rb'((?:href|src)=")(?![a-z][a-z0-9+.-]*:|[/#])([^"#?]+)', re.IGNORECASE)
# Shorter text may be on a page for another reason.
TELLING: Final = pattern(rb"(?<=>)[^<>]{20,}(?=<)")
# An entry in a list of references, with its id.
ENTRY: Final = pattern(rb'^.*? id="(ref-[^"]*)".*$', re.MULTILINE)


def amended_files(site: Files, study: str, before: Files, after: Files) -> dict[PurePosixPath, bytes] | None:
    """The files of a site that show the study whose page is at an address, in their new form.

    `before` and `after` are two versions of a site of that study alone. None if some file shows the study in another
    way.
    """
    folder = PurePosixPath(study).parent
    name = quote(folder.name).encode()
    link = b"%b/index.html" % name
    # If the site's address is known, the feed links to the folder instead of the file.
    in_feed = re.compile(rb'/%b/(?:index\.html)?"' % re.escape(name))
    marks = re.compile(rb"""["/]%b["#\\]""" % re.escape(link))

    def shows_others(path: PurePosixPath) -> bool:
        """Whether a file is a page that is not the study's own, or the script with rows of such a page."""
        return path.parent != folder and path.name.endswith((".html", ROWS_SCRIPT))

    made: dict[PurePosixPath, bytes] = {}
    for path in before:
        if shows_others(path) or before[path] == after[path]:
            continue
        if path not in site:
            return None
        changes = differences(before[path], after[path])
        # The feed only has the newest of many studies, so it may lack this one.
        now = applied(site[path], changes) if path.name != FEED or in_feed.search(site[path]) else site[path]
        if now is None:
            return None
        made[path] = now
    pages = (path for path in before if path.suffix == ".html" and shows_others(path))
    shared = {stretch for path in pages for stretch in _stretches(str(path), before[path], after[path], marks)}
    if len({stretch[:2] for stretch in shared}) < len(shared):
        return None
    found = _Occurrences(shared)
    for path in filter(shows_others, site) if shared else ():
        page = site[path]
        if link in page and marks.search(page):
            now = found.in_script(page) if path.suffix == ".js" else found.on_page(str(path), page)
            if now is None:
                return None
            made[path] = now
    return made if found.are_all_used else None


class Difference(NamedTuple):
    """The lines from `start` to `end` of a file, and the lines that replace them in its next version."""

    lines: Sequence[bytes]
    start: int
    end: int
    new: Sequence[bytes]


class Stretch(NamedTuple):
    """Lines on pages of a kind, and the lines in the next version. Links in them are relative to the home page."""

    kind: str
    old: bytes
    new: bytes


def differences(before: bytes, after: bytes) -> tuple[Difference, ...]:
    """The differences in lines between a file and its next version."""
    if before == after:
        return ()
    lines, new = before.split(b"\n"), after.split(b"\n")
    found = SequenceMatcher(None, lines, new, autojunk=False).get_opcodes()
    return tuple(
        Difference(lines, start, end, new[first:last]) for kind, start, end, first, last in found if kind != "equal"
    )


def applied(file: bytes, changes: Iterable[Difference]) -> bytes | None:
    """A file with the differences applied; None if it is unclear where one of them belongs.

    If the lines to replace occur twice, as many neighbouring lines are compared as it takes to tell them apart.
    """
    padded = b"\n%b\n" % file
    spots = []
    for change in changes:
        start = _place(padded, change)
        if start is None:
            return None
        spots.append((start, _joined(change.lines[change.start : change.end]), _joined(change.new)))
    changed = spliced(padded, spots)
    return None if changed is None else changed[1:-1]


def _joined(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _place(padded: bytes, change: Difference) -> int | None:
    beside = range(MOST_CONTEXT)
    for up, down in chain(((more, 0) for more in beside), ((0, more) for more in beside)):
        if up > change.start or change.start - up == change.end + down:
            continue
        above = _joined(change.lines[change.start - up : change.start])
        block = b"\n" + above + _joined(change.lines[change.start : change.end + down])
        first = padded.find(block)
        if first >= 0 and padded.find(block, first + 1) < 0:
            return first + 1 + len(above)
    return None


def _stretches(address: str, before: bytes, after: bytes, marks: re.Pattern[bytes]) -> Iterator[Stretch]:
    """The differences of a page. Each begins at the nearest line above that is about the study or is its entry."""
    for change in differences(before, after):
        start = change.start
        while start and not _is_about(_joined(change.lines[start : change.end]), marks):
            start -= 1
        above = _joined(change.lines[start : change.start])
        stretch = (above + _joined(change.lines[change.start : change.end]), above + _joined(change.new))
        yield Stretch(_kind(address), *(_linked(address, HOME, html) for html in stretch))


def _is_about(lines: bytes, marks: re.Pattern[bytes]) -> bool:
    return bool(marks.search(lines) or ENTRY.search(lines))


def _kind(address: str) -> str:
    """The folder of pages of the same kind; "" for pages of texts."""
    folder = address.partition("/")[0]
    return folder if folder in RESERVED_FOLDERS else ""


class _Occurrences:
    """Stretches that may occur on many pages, and the search for them."""

    def __init__(self, changes: Collection[Stretch]) -> None:
        self._changes = sorted(changes, key=lambda change: (-len(change.old), change))
        old = {text for change in changes for text in TELLING.findall(change.old)}
        new = {text for change in changes for text in TELLING.findall(change.new)}
        self._gone, self._come = old - new, sorted(new - old, key=len, reverse=True)
        entries = _entries(change.new for change in changes)
        self._ids = {entries[line] for line in entries.keys() - _entries(change.old for change in changes)}
        self._used: set[Stretch] = set()

    def on_page(self, address: str, page: bytes) -> bytes | None:
        """A page in its new form; None if it still shows something old, outside of the stretches."""
        changed = b"\n" + page
        shown: set[bytes] = set()
        for change in self._of_kind(_kind(address)):
            old, new = (b"\n" + _linked(HOME, address, html) for html in change[1:])
            if old in changed:
                self._used.add(change)
                changed = changed.replace(old, new)
            shown |= _entries([new]).keys()
        entries = _entries([changed]) if self._ids else {}
        is_old = any(name in self._ids and line not in shown for line, name in entries.items())
        return None if is_old or self._shows_what_is_gone(changed) else changed[1:]

    def in_script(self, script: bytes) -> bytes:
        """A script with the new content in the rows that it holds of the table of studies."""
        for change in self._of_kind(_kind(STUDIES)):
            old, new = (as_script(_linked(HOME, STUDIES, html).decode()).encode() for html in change[1:])
            if old in script:
                self._used.add(change)
                script = script.replace(old, new)
        return script

    @property
    def are_all_used(self) -> bool:
        """Whether each stretch was found somewhere. Entries are exempt: `on_page` checks lists of references by id."""
        return all(change in self._used or ENTRY.search(change.new) for change in self._changes)

    def _of_kind(self, kind: str) -> Iterator[Stretch]:
        return (change for change in self._changes if change.kind == kind)

    def _shows_what_is_gone(self, page: bytes) -> bool:
        # New text may contain the old.
        for text in self._come if any(text in page for text in self._gone) else ():
            page = page.replace(text, b"")
        return any(text in page for text in self._gone)


def _entries(pages: Iterable[bytes]) -> dict[bytes, bytes]:
    """The lines that are entries in lists of references, with their ids."""
    return {entry[0]: entry[1] for page in pages for entry in ENTRY.finditer(page)}


def _linked(there: str, here: str, html: bytes) -> bytes:
    """HTML of one page as it would be on another, with relative links that lead to the same places."""
    folder = posixpath.dirname(there)

    def relinked(link: re.Match[bytes]) -> bytes:
        return link[1] + relative_path(here, posixpath.normpath(posixpath.join(folder, link[2].decode()))).encode()

    return html if folder == posixpath.dirname(here) else RELATIVE.sub(relinked, html)
