"""A finished site to the links in it that lead nowhere."""

from __future__ import annotations

import functools
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.model import Files

_LINKING_ATTRIBUTES = frozenset({"href", "src", "poster", "action"})
_HAS_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class Spot:
    """A link's address or an element's id as written in a page, and the place of its tag."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a page links to, and what in it can be linked to."""

    links: tuple[Spot, ...] = ()
    anchors: tuple[Spot, ...] = ()


class _Outliner(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[Spot] = []
        self.anchors: list[Spot] = []
        self.has_foreign_base = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, offset = self.getpos()
        for name, value in attrs:
            if value is None:
                continue
            if tag == "base" and name == "href":
                self.has_foreign_base |= bool(_HAS_HOST.match(value))
            elif name == "id" or (name == "name" and tag == "a"):
                spot = Spot(value, line, offset + 1)
                if spot not in self.anchors[-1:]:
                    self.anchors.append(spot)
            elif name in _LINKING_ATTRIBUTES and not _HAS_HOST.match(value.strip()):
                self.links.append(Spot(value.strip(), line, offset + 1))


def read_outline(page: bytes) -> Outline:
    """The internal links and the anchors of an HTML page, in its order.

    A page whose `<base>` is elsewhere has no internal links that could be followed here.
    """
    outliner = _Outliner()
    try:
        outliner.feed(page.decode(errors="replace"))
        outliner.close()
    except AssertionError:
        pass  # html.parser gives up on a malformed `<![`; what comes before it is still worth checking
    links = () if outliner.has_foreign_base else tuple(outliner.links)
    return Outline(links, tuple(outliner.anchors))


def check_links(
    site: Files,
    read: Callable[[bytes], Outline] = read_outline,
    written: Mapping[tuple[str, str], Location | None] = MappingProxyType({}),
    root: str = "/",
) -> tuple[Diagnostic, ...]:
    """Every internal link of the site's pages that leads to no file or no anchor, and every id given twice.

    `read` is there so that a caller can pass a memoised `read_outline`. `written` says of a page's address and a
    link on it where its author wrote it; None passes the link over. `root` is the path of the site on its host.
    """
    outlines = {path: read(site[path]) for path in sorted(site) if path.suffix == ".html"}
    anchors = {path: frozenset(spot.text for spot in outline.anchors) for path, outline in outlines.items()}
    addresses = tuple(_address(path) for path in site)

    @functools.cache
    def file_hint(address: str) -> str:
        if address in addresses:
            return f"begin it with “{root}”, where the site lives."
        return did_you_mean(address, addresses, "correct the link, or add the page or file.")

    @functools.cache
    def anchor_hint(path: PurePosixPath, fragment: str) -> str:
        return did_you_mean(fragment, anchors[path], "correct the link, or give its target that id.")

    def problems(page: PurePosixPath, link: Spot) -> Iterator[Diagnostic]:
        address, _, fragment = link.text.partition("#")
        path = _file_of(page, address.partition("?")[0], site, root)
        where = written.get((str(page), link.text), Location(str(page), link.line, link.column))
        if where is None:
            return
        if isinstance(path, str):
            message = f"The link “{link.text}” leads to “{path}”, which the site does not have."
            yield Diagnostic(Rule.DEAD_LINK, where, message, file_hint(path))
        elif path in anchors and not _has_anchor(anchors[path], fragment):
            message = f"The link “{link.text}” leads to an anchor that “{_address(path)}” does not have."
            yield Diagnostic(Rule.DEAD_ANCHOR, where, message, anchor_hint(path, unquote(fragment)))

    found: list[Diagnostic] = []
    for page, outline in outlines.items():
        found += _repeated(page, outline)
        for link in outline.links:
            found += problems(page, link)
    return tuple(_once_for_each_target(found, outlines.keys()))


def _once_for_each_target(found: Iterable[Diagnostic], pages: Container[PurePosixPath]) -> Iterator[Diagnostic]:
    """What no author wrote comes from a template, which makes the same fault on page after page: it is told once."""
    alike: dict[tuple[Rule, str], list[Diagnostic]] = defaultdict(list)
    for each in found:
        if each.rule is Rule.DUPLICATE_ANCHOR or PurePosixPath(each.location.path) not in pages:
            yield each
        else:
            alike[each.rule, each.message.partition(" leads to ")[2]].append(each)
    for first, *others in alike.values():
        more = f" {len(others)} more such links stand in the site." if len(others) > 1 else ""
        more = " One more such link stands in the site." if len(others) == 1 else more
        yield replace(first, message=first.message + more)


def _repeated(page: PurePosixPath, outline: Outline) -> Iterator[Diagnostic]:
    first: dict[str, Spot] = {}
    for spot in outline.anchors:
        earlier = first.setdefault(spot.text, spot)
        if earlier is not spot:
            message = f"“{spot.text}” is already the id of an element on line {earlier.line} of this page."
            where = Location(str(page), spot.line, spot.column)
            yield Diagnostic(Rule.DUPLICATE_ANCHOR, where, message, "give one of the two another id.")


def _address(path: PurePosixPath) -> str:
    """How a reader sees a file of the site: `/studies/` for `studies/index.html`."""
    address = f"/{path}"
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _file_of(page: PurePosixPath, address: str, site: Files, root: str) -> PurePosixPath | str:
    """The file that an address leads to from a page, or the address from the site's root where there is none.

    One that climbs above the root, or begins with a slash and leads past it, is dead: it leaves the site.
    """
    if not address:
        return page
    target = unquote(address)
    if target.startswith("/"):
        if not f"{target}/".startswith(unquote(root)):
            return target
        target = f"/{target[len(unquote(root)) :]}"
    path = posixpath.normpath(posixpath.join("/" if target.startswith("/") else str(page.parent), target)).lstrip("/")
    is_folder = target.endswith(("/", "/.", "/..")) or target in (".", "..")
    for candidate in [PurePosixPath(path, "index.html"), *([] if is_folder else [PurePosixPath(path)])]:
        if candidate in site:
            return candidate
    return f"/{path}/" if is_folder else f"/{path}"


def _has_anchor(anchors: frozenset[str], fragment: str) -> bool:
    fragment = fragment.partition(":~:")[0]
    return fragment.lower() in ("", "top") or fragment in anchors or unquote(fragment) in anchors
