"""A finished site to the links in it that lead nowhere."""

from __future__ import annotations

import functools
import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import unquote

from site_builder.addresses import folders_above
from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule, did_you_mean
from site_builder.links.file_links import LinkOrId, TagPlaces, read_file_links
from site_builder.links.link_summaries import LinkSummary
from site_builder.links.site_address import OUTSIDE, SiteAddress
from site_builder.model import Files
from site_builder.patterns import pattern

WITH_ANCHORS: Final = frozenset({".html", ".svg"})
# Fragments that select a part of a picture or page without an id.
MEDIA_FRAGMENT: Final = pattern(r"(?:t|xywh|track)=|svgView\(")


def check_links(
    site: Files,
    link_summaries: Mapping[PurePosixPath, LinkSummary],
    written: Mapping[tuple[str, str], Location | None] = MappingProxyType({}),
    base_url: str = "",
) -> tuple[Diagnostic, ...]:
    """Every internal link of the site's pages that leads to no file or anchor, and every id that is given twice.

    `written` has, by a page's address and a link on it, the place where its author wrote it; links with None are
    skipped. `base_url` is where the site will be published: links that begin with it count as internal.
    """
    # Comparing paths gives the same order, but runs Python code for every comparison.
    link_summaries = {path: link_summaries[path] for path in sorted(link_summaries, key=attrgetter("parts"))}
    checker = _Checker(site, link_summaries, base_url)
    found: list[Diagnostic] = []
    for page, link_summary in link_summaries.items():
        faults = checker.faults(page, link_summary)
        is_repeated = page.suffix == ".html" and len(set(link_summary.anchors)) < len(link_summary.anchors)
        if faults or is_repeated:
            outline, places = read_file_links(page, site[page]), TagPlaces(page, site[page])
            found += _repeated(outline.anchors, places) if is_repeated else ()
            for spot in outline.links:
                wrong = faults.get(spot.text)
                where = written.get((str(page), spot.text), NOWHERE) if wrong else None
                if wrong and where:
                    found.append(Diagnostic(wrong.rule, places.of(spot) if where is NOWHERE else where, *wrong[1:]))
    return tuple(_once_for_each_target(found, link_summaries.keys()))


class _Fault(NamedTuple):
    rule: Rule
    message: str
    hint: str


class _Checker:
    """The files and anchors that the links of a site's pages may lead to."""

    def __init__(self, site: Files, link_summaries: Mapping[PurePosixPath, LinkSummary], base_url: str) -> None:
        self.anchors = {
            path: frozenset(each.anchors) for path, each in link_summaries.items() if path.suffix in WITH_ANCHORS
        }
        self.files = {str(path): path for path in site}
        self.home = SiteAddress(base_url)
        # Links that were found to be good, as addresses from the site's root, so that other pages need not check them
        # again.
        self.well: set[str] = set()
        self.file_hint = functools.cache(self._file_hint)
        self.anchor_hint = functools.cache(self._anchor_hint)

    def faults(self, page: PurePosixPath, link_summary: LinkSummary) -> dict[str, _Fault]:
        """The links of a page that lead nowhere."""
        faults = {}
        own, folders = self.anchors.get(page, frozenset()), _folders(page)
        for link in link_summary.links:
            whole = None if link_summary.base else _from_root(folders, link)
            if whole in self.well or (link[:1] == "#" and not link_summary.base and link[1:] in own):
                continue
            if wrong := self.fault(page, link_summary.base, link):
                faults[link] = wrong
            elif whole is not None:
                self.well.add(whole)
        return faults

    def fault(self, page: PurePosixPath, base: str, link: str) -> _Fault | None:
        inside = self.home.inside(link, base)
        if inside is None:
            return None
        address, _, fragment = inside.partition("#")
        path = _file_of(page, address.partition("?")[0], self.files)
        if isinstance(path, str):
            path = path.removeprefix(OUTSIDE) if inside.startswith(OUTSIDE) else path
            message = f"The link “{link}” leads to “{path}”, which the site does not have."
            return _Fault(Rule.DEAD_LINK, message, self.file_hint(path))
        if path in self.anchors and not (_has_anchor(self.anchors[path], fragment) or _is_part(path, fragment)):
            message = f"The link “{link}” leads to an anchor that “{_address(path)}” does not have."
            return _Fault(Rule.DEAD_ANCHOR, message, self.anchor_hint(path, unquote(fragment)))
        return None

    @functools.cached_property
    def addresses(self) -> tuple[str, ...]:
        return tuple(map(_address, self.files.values()))

    def _file_hint(self, address: str) -> str:
        if address in self.addresses:
            return f"begin it with “{self.home.folder}/”, the path of the site."
        return did_you_mean(address, self.addresses, "correct the link, or add the page or file.")

    def _anchor_hint(self, path: PurePosixPath, fragment: str) -> str:
        return did_you_mean(fragment, self.anchors[path], "correct the link, or give its target that id.")


def doubtful_links(
    page: PurePosixPath, link_summary: LinkSummary, addresses: Container[str], base_url: str = ""
) -> LinkSummary:
    """A summary with only those links that may be dead or need a look at other pages, which on large sites are few.

    `addresses` are those of all files of the site. Links to other sites are kept only if there is a `base_url`.
    """
    if link_summary.base:
        return link_summary
    folders = _folders(page)
    links = []
    for link in link_summary.links:
        if _from_root(folders, link) in addresses:
            continue
        if not base_url and link.startswith(("https://", "http://", "mailto:")):
            continue
        links.append(link)
    return replace(link_summary, links=tuple(links))


def _folders(page: PurePosixPath) -> tuple[str, ...]:
    """The folder of a page, then the folder above it, and so on up to the site's root."""
    return tuple(posixpath.join(folder, "") for folder in folders_above(str(page)))


def _from_root(folders: Sequence[str], link: str) -> str | None:
    """A relative link to a file, as an address from the site's root; None for any other link."""
    if link[:1] in ("", "/", "#", "?"):
        return None
    up = 0
    while link.startswith("../", 3 * up):
        up += 1
    return folders[up] + link[3 * up :] if up < len(folders) else None


def _once_for_each_target(found: Iterable[Diagnostic], pages: Container[PurePosixPath]) -> Iterator[Diagnostic]:
    """Report a fault once for each target if no author wrote the link: a template repeats it on every page."""
    alike: dict[tuple[Rule, str], list[Diagnostic]] = defaultdict(list)
    for each in found:
        if each.rule is Rule.DUPLICATE_ANCHOR or PurePosixPath(each.location.path) not in pages:
            yield each
        else:
            alike[each.rule, each.message.partition(" leads to ")[2]].append(each)
    for first, *others in alike.values():
        more = f" {len(others)} more such links are in the site." if len(others) > 1 else ""
        more = " One more such link is in the site." if len(others) == 1 else more
        yield replace(first, message=first.message + more)


def _repeated(anchors: tuple[LinkOrId, ...], places: TagPlaces) -> Iterator[Diagnostic]:
    first: dict[str, LinkOrId] = {}
    for spot in anchors:
        earlier = first.setdefault(spot.text, spot)
        if earlier is not spot:
            line = places.of(earlier).line
            message = f"“{spot.text}” is already the id of an element on line {line} of this page."
            yield Diagnostic(Rule.DUPLICATE_ANCHOR, places.of(spot), message, "give one of the two another id.")


def _address(path: PurePosixPath) -> str:
    """The address of a file as readers see it: `/studies/` for `studies/index.html`."""
    address = f"/{path}"
    return address.removesuffix("index.html") if path.name == "index.html" else address


def _file_of(page: PurePosixPath, address: str, files: Mapping[str, PurePosixPath]) -> PurePosixPath | str:
    """The file that an address leads to from a page; if there is none, the address from the site's root.

    An address that climbs above the root is dead, because it leaves the site.
    """
    if not address:
        return page
    target = unquote(address)
    folder = "" if target.startswith("/") else str(page).rpartition("/")[0]
    path = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
    is_folder = target.endswith(("/", "/.", "/..")) or target in (".", "..")
    index = "index.html" if path == "." else f"{path}/index.html"
    if file := files.get(index) or (None if is_folder else files.get(path)):
        return file
    return f"/{path}/" if is_folder else f"/{path}"


def _is_part(path: PurePosixPath, fragment: str) -> bool:
    return path.suffix == ".svg" and bool(MEDIA_FRAGMENT.match(fragment))


def _has_anchor(anchors: frozenset[str], fragment: str) -> bool:
    fragment = fragment.partition(":~:")[0]
    return fragment.lower() in ("", "top") or fragment in anchors or unquote(fragment) in anchors
