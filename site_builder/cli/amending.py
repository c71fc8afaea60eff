"""Edits of prose to the few files of a built site that show them, or to the answer that more has to be made anew."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from site_builder.addresses import SEARCH_INDEX
from site_builder.cli.last_build import Edits, LastBuild
from site_builder.files.addresses import is_address
from site_builder.files.staging import StagedFiles, Staging, staging
from site_builder.files.stamps import Seen
from site_builder.markdown import LABEL_OF, Dialect
from site_builder.model import Files, RawHtml
from site_builder.prose import Edit, Place, Standing, amended, read_edit

if TYPE_CHECKING:
    from site_builder.drafts import Draft

Counts: TypeAlias = tuple[int, int]
"""How many files were written, and deleted."""


class _Texts(NamedTuple):
    """What is known of a site's texts: how they are read, and by its path each as it was with where it stands."""

    dialect: Dialect
    standing: dict[str, tuple[str, Standing]]

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> _Texts | None:
        """What was kept, None where it is none of this."""
        with suppress(LookupError, TypeError, ValueError):
            raw_html, smart, locators, number_sections = kept["dialect"]
            words = LABEL_OF if locators is None else {str(form): str(label) for form, label in locators.items()}
            dialect = Dialect(RawHtml(raw_html), bool(smart), words, number_sections=bool(number_sections))
            standing = {}
            for path, (text, pages, is_note) in kept["texts"].items():
                places = (Place(str(address), str(prefix), bool(shown)) for address, prefix, shown in pages)
                standing[path] = str(text), Standing(tuple(places), bool(is_note))
            return cls(dialect, standing)
        return None

    def to_keep(self) -> dict[str, Any]:
        dialect, locators = self.dialect, self.dialect.locators
        words = None if locators is LABEL_OF else dict(locators)
        return {
            "dialect": [dialect.raw_html.value, dialect.smart, words, dialect.number_sections],
            "texts": {path: [text, *standing] for path, (text, standing) in self.standing.items()},
        }


def texts_to_keep(draft: Draft, files: Files) -> dict[str, Any]:
    """What to keep of a site's texts, to amend it after edits."""
    read = ((path, _decoded(files[PurePosixPath(path)]), standing) for path, standing in draft.standing.items())
    known = {path: (text, standing) for path, text, standing in read if text is not None}
    return _Texts(draft.dialect, known).to_keep()


def amend(chosen: argparse.Namespace, output: Path, sources: Seen, last: LastBuild, edits: Edits) -> Counts | None:
    """What it took to show edits of texts; None, and nothing was done, where more than prose is another now."""
    texts = _Texts.of(last.texts())
    if texts is None:
        return None
    pages: dict[PurePosixPath, bytes] = {}
    for path, data in edits.changed.items():
        before, standing = texts.standing.get(path, ("", None))
        after = _decoded(data)
        # What was told of a text may stand on another line now.
        if standing is None or after is None or PurePosixPath(path).name in edits.said.out + edits.said.err:
            return None
        edit = read_edit(before, after, path, standing, texts.dialect)
        if edit is None or not all(_amend(pages, output, place, edit) for place in standing.places):
            return None
        texts.standing[path] = after, standing
    with staging(output) as place:
        done = _put(pages, place, has_index=not chosen.no_search)
    if done is not None:
        last.keep_edits(sources, edits, texts.to_keep())
    return done


def _amend(pages: dict[PurePosixPath, bytes], output: Path, place: Place, edit: Edit) -> bool:
    """Whether a page, as it is there or was amended before, could be amended."""
    path = PurePosixPath(place.address)
    if not is_address(path):
        return False
    try:
        page = amended(pages[path] if path in pages else (output / path).read_bytes(), edit, place)
    except OSError:
        return False
    if page is not None:
        pages[path] = page
    return page is not None


def _put(pages: Mapping[PurePosixPath, bytes], place: Staging, has_index: bool) -> Counts | None:
    written = {path for path, page in pages.items() if place.put(path, page)}
    if not (has_index and written):
        place.amend(written)
        return len(written), 0
    from site_builder.search import make_index

    site = {path for path in place.former if path.parts[0] != SEARCH_INDEX}
    index, problems = make_index(StagedFiles(place, site))
    if problems:
        return None
    written |= {path for path, data in index.items() if place.put(path, data)}
    done = place.commit(written, (site | index.keys()) - written)
    return len(done.written), len(done.deleted)


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
