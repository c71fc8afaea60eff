"""Edits of prose to the few files of a built site that show them, or to None if more has to be made anew."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from site_builder.addresses import SEARCH_INDEX
from site_builder.amending.html_replacement import with_replacements
from site_builder.amending.prose_edits import ProseEdit, TextPlaces, amended_page, quotation_changes, read_edit
from site_builder.cli.last_build import Edits, LastBuild
from site_builder.cli.text_cache import TextCache, decoded, leads_to_paragraphs
from site_builder.files.existing_files import LazyFiles
from site_builder.files.site_paths import is_site_path
from site_builder.files.staging import Staging, staging
from site_builder.files.stamps import SourceStamps

Counts: TypeAlias = tuple[int, int]
"""How many files were written and how many deleted."""


def amend_texts(
    chosen: argparse.Namespace, output: Path, sources: SourceStamps, last: LastBuild, edits: Edits
) -> Counts | None:
    """Show edits of texts. Does nothing and returns None if more than prose has changed."""
    try:
        texts = TextCache(last.texts(edits))
    except ValueError:
        return None
    leads = texts.lead_to_paragraphs or any(map(leads_to_paragraphs, edits.changed.values()))
    pages = _Pages(output)
    for path, data in edits.changed.items():
        kept, after = texts.find(path), decoded(data)
        if kept is None or after is None or not edits.was_read(path, kept.written):
            return None
        edit = read_edit(kept.written, after, path, kept.text_places, texts.dialect, not leads)
        if edit is None or not pages.amend(edit, kept.text_places, texts.page_of):
            return None
        texts.replace(path, kept._replace(written=after))
    with staging(output) as place:
        done = put_amended_files(pages.amended, place, None if chosen.no_search else chosen.jobs)
    if done is not None:
        last.keep(sources, edits.contents_now, edits.printed, texts.as_kept(), edits.works)
    return done


class _Pages:
    """The pages of a site, with the changes made so far."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self.amended: dict[PurePosixPath, bytes] = {}

    def amend(self, edit: ProseEdit, text_places: TextPlaces, page_of: Mapping[str, str]) -> bool:
        """Whether each page that prints a text or quotes a sentence of it could be amended."""
        quoting = quotation_changes(edit, page_of)
        if quoting is None:
            return False
        printed = (
            self._change(place.address, partial(amended_page, edit=edit, place=place)) for place in text_places.places
        )
        return all(printed) and all(
            self._change(address, partial(with_replacements, changes=changes)) for address, changes in quoting.items()
        )

    def _change(self, address: str, change: Callable[[bytes], bytes | None]) -> bool:
        path = PurePosixPath(address)
        if not is_site_path(path):
            return False
        try:
            page = change(self.amended[path] if path in self.amended else (self._output / path).read_bytes())
        except OSError:
            return False
        if page is not None:
            self.amended[path] = page
        return page is not None


def put_amended_files(pages: Mapping[PurePosixPath, bytes], place: Staging, jobs: int | None) -> Counts | None:
    """Replace files of a site by amended ones, and update its search index.

    `jobs` is the number of processes for the index; None if the site has no index.
    """
    written = {path for path, page in pages.items() if place.put(path, page)}
    if jobs is None or not written:
        place.amend(written)
        return len(written), 0
    from site_builder.cli.search_indexing import search_index

    site = {path for path in place.former if path.parts[0] != SEARCH_INDEX}
    index, problems = search_index(LazyFiles(site, place.read), place, jobs)
    if problems:
        return None
    written |= {path for path, data in index.items() if place.put(path, data)}
    done = place.commit(written, (site | index.keys()) - written)
    return len(done.written), len(done.deleted)
