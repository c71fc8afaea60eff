"""The works of a site to what is kept of them between two builds, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any, Final

from site_builder.amending.samples import Work, Works
from site_builder.cli.kept_texts import untold
from site_builder.csl import Apart, Disambiguation
from site_builder.diagnostics import Diagnostic
from site_builder.model import Files, Name

NAME: Final = tuple(part.name for part in fields(Name))


def works_to_keep(works: Works, files: Files, found: Sequence[Diagnostic]) -> tuple[str, Files]:
    """What to keep of a site's works for amending it after an edit of one, and copies of its bibliographies."""
    if untold(works.bibliographies, found) != works.bibliographies:
        return "", {}
    copies = {path: files[path] for path in map(PurePosixPath, works.bibliographies) if path.suffix == ".bib"}
    return works_as_kept(works), copies


def works_as_kept(works: Works) -> str:
    found = {key: [*work[:6], _as_kept(*work.apart), work.signs] for key, work in works.found.items()}
    return json.dumps({"bibliographies": works.bibliographies, "works": found})


def _as_kept(apart: Disambiguation, number: int) -> list[Any]:
    given = [[*(getattr(name, part) for part in NAME), level] for name, level in apart.given.items()]
    return [number, apart.names, given, apart.primary_only, apart.initials_only, apart.conditions, apart.year_suffix]


def _apart(number: int, names: int, given: Sequence[Any], primary: bool, initials: bool, *counts: int) -> Apart:
    levels = {Name(*name): int(level) for *name, level in given}
    return Disambiguation(int(names), levels, bool(primary), bool(initials), *map(int, counts)), int(number)


def _work(kept: Sequence[Any]) -> Work:
    page, note, citation, is_cited, mentions, shares_authors, apart, (doi, title) = kept
    about = (str(page), str(note), str(citation), bool(is_cited), int(mentions), bool(shares_authors))
    return Work(*about, _apart(*apart), (str(doi), str(title)))


def kept_works(text: str) -> Works | None:
    """The works of the site; None if the file holds something else."""
    with suppress(LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        kept = json.loads(text)
        # JSON can express half of a surrogate pair, which cannot be written as UTF-8.
        json.dumps(kept, ensure_ascii=False).encode()
        found = {str(key): _work(about) for key, about in kept["works"].items()}
        return Works(tuple(map(str, kept["bibliographies"])), found)
    return None
