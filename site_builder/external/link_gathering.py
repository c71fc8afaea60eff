"""A built site to the addresses of other sites in it, each with the places where their author wrote it."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from site_builder.bibliographies import decode_any, is_bibtex
from site_builder.bibtex.blocks import Lines, find_blocks
from site_builder.diagnostics import Location
from site_builder.dois import doi_link, link_to_work
from site_builder.external.http_request import requestable_address
from site_builder.links import LINKING, TagPlaces, read_file_links
from site_builder.model import Files, Reference
from site_builder.patterns import pattern
from site_builder.project_paths import KEYWORDS, SETTINGS
from site_builder.reading import decode, place_of_setting, read_manuscript
from site_builder.resolve import Manuscript

WEB: Final = pattern(r"(?:https?:)?//", re.IGNORECASE)
WRITTEN: Final = pattern(r"https?://[^\s<>\"`{}|\\^]+(?:\\[_&%#~][^\s<>\"`{}|\\^]*)*", re.IGNORECASE)
ENDS: Final = ".,;:!?'’”»)]*_"


def gather_addresses(files: Files, site: Files, base_url: str | None = None) -> dict[str, tuple[Location, ...]]:
    """The addresses to try, sorted, each with its places in the sources; if there are none, its place on a page.

    `base_url` is where the site will be published, if not at the address in review.yaml. Its own pages are not other
    sites.
    """
    manuscript, _ = read_manuscript(files)
    on_pages = dict(_on_pages(site, manuscript.settings.base_url if base_url is None else base_url))
    places: dict[str, dict[tuple[str, int], Location]] = defaultdict(dict)

    def found(address: str, place: Location) -> None:
        if address in on_pages:
            places[address].setdefault((place.path, place.line), place)

    entries = _entries(files, manuscript.references)
    for reference in manuscript.references:
        written = entries.get(reference.location, "")
        for field, address in (("doi", doi_link(reference.text("DOI"))), ("url", reference.text("URL"))):
            # A style may omit it, but readers get it in the exported bibliography.
            if asked := requestable_address(address):
                on_pages.setdefault(asked, reference.location)
                found(asked, _field(written, field, reference.location))
    found(requestable_address(doi_link(manuscript.settings.doi)), place_of_setting(files, "doi"))
    for note in manuscript.notes:
        for notice in note.notices:
            for named in (notice.link, notice.by):
                found(requestable_address(link_to_work(named)), notice.location)
    for path in sorted(_sources(manuscript) & {str(path) for path in files}):
        for address, place in _written(decode(path, files[PurePosixPath(path)])[0], path, on_pages):
            found(address, place)
    return {address: tuple(places[address].values()) or (place,) for address, place in sorted(on_pages.items())}


def _sources(manuscript: Manuscript) -> set[str]:
    """The files that an author writes addresses into."""
    texts = {chapter.document.path for chapter in manuscript.chapters} | {
        note.document.path for note in manuscript.notes
    }
    return {SETTINGS, f"{manuscript.root}{KEYWORDS}", *manuscript.settings.bibliography, *texts}


def _on_pages(site: Files, base_url: str) -> Iterator[tuple[str, Location]]:
    """The addresses that readers can follow or that a page loads. Places come in reverse, so that the first is kept."""
    for path in sorted(site, reverse=True):
        if path.suffix in LINKING:
            places = TagPlaces(path, site[path])
            for spot in reversed(read_file_links(path, site[path]).links):
                text = f"https:{spot.text}" if spot.text.startswith("//") else spot.text
                is_own = bool(base_url) and (text == base_url or text.startswith((f"{base_url}/", f"{base_url}#")))
                if WEB.match(text) and not is_own:
                    yield requestable_address(text) or text, places.of(spot)


def _written(text: str, path: str, wanted: Iterable[str]) -> Iterator[tuple[str, Location]]:
    """The places of wanted addresses in a text. A bracket, a full stop and the like may follow an address directly."""
    known = frozenset(wanted)
    for number, line in enumerate(text.split("\n"), 1):
        for match in WRITTEN.finditer(line) if "://" in line else ():
            written = match[0]
            while written:
                address = next((form for form in _forms(written) if form in known), "")
                if address:
                    yield address, Location(path, number, match.start() + 1)
                    break
                if written[-1] not in ENDS:
                    break
                written = written[:-1]


def _forms(written: str) -> Iterator[str]:
    yield requestable_address(written) or written
    yield requestable_address(html.unescape(written))
    yield requestable_address(re.sub(r"\\([_&%#~])", r"\1", written))


def _entries(files: Files, references: Iterable[Reference]) -> dict[Location, str]:
    """The entries of bibliographies as written. A reference's source may hold other fields, on other lines."""
    paths = {reference.location.path for reference in references}
    entries: dict[Location, str] = {}
    for path in (path for path in map(PurePosixPath, paths) if path in files and is_bibtex(str(path))):
        text, _ = decode_any(files[path], str(path))
        lines = Lines(text, str(path))
        entries |= {lines.location(block.start): text[block.start : block.end] for block in find_blocks(text)}
    return entries


def _field(entry: str, name: str, place: Location) -> Location:
    """The line of the field of an entry; the entry's own `place` if it has no such field."""
    field = re.search(rf"(?:^|[,\n])([ \t]*){name}[ \t]*=", entry, re.IGNORECASE)
    if field is None:
        return place
    lines = entry.count("\n", 0, field.end())
    return Location(place.path, place.line + lines, len(field[1]) + 1) if lines else place
