"""An edit of an entry to the few files of a built site that show it, or to None if more has to be made anew."""

from __future__ import annotations

import argparse
from pathlib import Path, PurePosixPath

from site_builder.amending.entry_edits import EntryEdit, Project, amend_entries
from site_builder.cli.amending_texts import Counts, put_amended_files
from site_builder.cli.last_build import Edits, LastBuild
from site_builder.cli.text_cache import decoded
from site_builder.cli.work_cache import works_as_json, works_from_json
from site_builder.files.existing_files import LazyFiles
from site_builder.files.reading import read_files
from site_builder.files.staging import staging
from site_builder.files.stamps import SourceStamps
from site_builder.render import compiled_before


def amend_work(
    chosen: argparse.Namespace, output: Path, sources: SourceStamps, last: LastBuild, edits: Edits
) -> Counts | None:
    """Show an edit of an entry. Does nothing and returns None if more has to be made anew."""
    works = works_from_json(last.works(edits))
    path, data = next(iter(edits.changed.items()))
    before, after = _former(last, edits, path), decoded(data)
    if works is None or before is None or after is None:
        return None
    files, _ = read_files(chosen.project)
    project = Project(files.own, files.with_own, chosen.base_url, compiled_before())
    with staging(output) as place:
        site = LazyFiles(place.former, place.read)
        revised = amend_entries(site, project, works, EntryEdit(path, before, after))
        if revised is None:
            return None
        done = put_amended_files(revised.files, place, None if chosen.no_search else chosen.jobs)
    if done is not None:
        kept = works_as_json(revised.works)
        last.keep(sources, edits.contents_now, edits.printed, edits.texts, kept, {PurePosixPath(path): data})
    return done


def _former(last: LastBuild, edits: Edits, path: str) -> str | None:
    """A bibliography as the last build read it."""
    try:
        text = decoded(last.copy(path))
    except OSError:
        return None
    return text if text is not None and edits.was_read(path, text) else None
