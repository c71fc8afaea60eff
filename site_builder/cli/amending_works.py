"""An edit of an entry to the few files of a built site that show it, or to None if more has to be made anew."""

from __future__ import annotations

import argparse
from pathlib import Path, PurePosixPath

from site_builder.amending.revising import Edit, Project, revise
from site_builder.cli.amending_texts import Counts, put
from site_builder.cli.kept_texts import decoded
from site_builder.cli.kept_works import kept_works, works_as_kept
from site_builder.cli.last_build import Edits, LastBuild
from site_builder.files.reading import read_files
from site_builder.files.staging import staging
from site_builder.files.stamps import Seen
from site_builder.files.standing import FilesRead
from site_builder.render import compiled_before


def amend_work(chosen: argparse.Namespace, output: Path, sources: Seen, last: LastBuild, edits: Edits) -> Counts | None:
    """Show an edit of an entry. Does nothing and returns None if more has to be made anew."""
    works = kept_works(last.works(edits))
    path, data = next(iter(edits.changed.items()))
    before, after = _former(last, edits, path), decoded(data)
    if works is None or before is None or after is None:
        return None
    files, _ = read_files(chosen.project, output)
    project = Project(files.own, files.with_own, chosen.base_url, compiled_before())
    with staging(output) as place:
        site = FilesRead(place.former, place.read)
        revised = revise(site, project, works, Edit(path, before, after))
        if revised is None:
            return None
        done = put(revised.files, place, None if chosen.no_search else chosen.jobs)
    if done is not None:
        kept = works_as_kept(revised.works)
        last.keep(sources, edits.contents_now, edits.said, edits.texts, kept, {PurePosixPath(path): data})
    return done


def _former(last: LastBuild, edits: Edits, path: str) -> str | None:
    """A bibliography as the last build read it."""
    try:
        text = decoded(last.copy(path))
    except OSError:
        return None
    return text if text is not None and edits.was_read(path, text) else None
