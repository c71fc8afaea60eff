"""An edit of an entry to the few files of a built site that show it, or to the answer that more has to be made."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any, Final

from site_builder.cli.amending import Counts, decoded, put, untold
from site_builder.cli.last_build import Edits, LastBuild
from site_builder.csl import Apart, Disambiguation
from site_builder.diagnostics import Diagnostic
from site_builder.files.reading import read_files
from site_builder.files.staging import FilesRead, staging
from site_builder.files.stamps import Seen
from site_builder.model import Files, Name
from site_builder.render import compiled_before
from site_builder.revising import Edit, Project, revise
from site_builder.samples import Work, Works

NAME: Final = tuple(part.name for part in fields(Name))


def works_to_keep(works: Works, files: Files, found: Sequence[Diagnostic]) -> tuple[dict[str, Any], Files]:
    """What to keep of a site's works, to amend it after an edit of one, and the bibliographies as they were read."""
    if untold(works.bibliographies, found) != works.bibliographies:
        return {}, {}
    copies = {path: files[path] for path in map(PurePosixPath, works.bibliographies) if path.suffix == ".bib"}
    return _kept(works), copies


def _kept(works: Works) -> dict[str, Any]:
    found = {key: [*work[:6], _as_kept(*work.apart), work.signs] for key, work in works.found.items()}
    return {"bibliographies": works.bibliographies, "works": found}


def _as_kept(apart: Disambiguation, number: int) -> list[Any]:
    given = [[*(getattr(name, part) for part in NAME), level] for name, level in apart.given.items()]
    return [number, apart.names, given, apart.primary_only, apart.initials_only, apart.conditions, apart.year_suffix]


def _apart(number: int, names: int, given: Sequence[Any], primary: bool, initials: bool, *counts: int) -> Apart:
    levels = {Name(*name): int(level) for *name, level in given}
    return Disambiguation(int(names), levels, bool(primary), bool(initials), *map(int, counts)), int(number)


def _work(page: str, note: str, citation: str, cited: bool, mentions: int, shares: bool, *told: Sequence[Any]) -> Work:
    apart, (doi, title) = told
    about = (str(page), str(note), str(citation), bool(cited), int(mentions), bool(shares))
    return Work(*about, _apart(*apart), (str(doi), str(title)))


def _from_kept(kept: Mapping[str, Any]) -> Works | None:
    with suppress(LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        # Half a sign is a text that can be kept, but not written.
        json.dumps(kept, ensure_ascii=False).encode()
        found = {str(key): _work(*about) for key, about in kept["works"].items()}
        return Works(tuple(map(str, kept["bibliographies"])), found)
    return None


def amend_work(chosen: argparse.Namespace, output: Path, sources: Seen, last: LastBuild, edits: Edits) -> Counts | None:
    """What it took to show an edit of an entry; None, and nothing was done, where more has to be made anew."""
    works = _from_kept(last.works(edits))
    path, data = next(iter(edits.changed.items()))
    before, after = _former(last, edits, path), decoded(data)
    if works is None or before is None or after is None:
        return None
    files, _ = read_files(chosen.project, output)
    project = Project(files.own, files.with_own, chosen.base_url, compiled_before())
    with staging(output) as place:
        site = FilesRead(place.former, place.read)
        revised = revise(site, project, works, Edit(path, before, after))
        done = None if revised is None else put(revised.files, place, has_index=not chosen.no_search)
    if revised is not None and done is not None:
        kept = _kept(revised.works)
        last.keep(sources, edits.contents_now, edits.said, edits.texts, kept, {PurePosixPath(path): data})
    return done


def _former(last: LastBuild, edits: Edits, path: str) -> str | None:
    """A bibliography as the last build read it."""
    try:
        text = decoded(last.copy(path))
    except OSError:
        return None
    return text if text is not None and edits.was_read(path, text) else None
