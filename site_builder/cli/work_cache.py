"""The works of a site to what is kept of them between two builds, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any, Final

from site_builder.amending.sample_sites import SiteWork, SiteWorks
from site_builder.cli.text_cache import without_diagnostics
from site_builder.csl import Disambiguation, NumberedDisambiguation
from site_builder.diagnostics import Diagnostic
from site_builder.model import Files, Name

NAME: Final = tuple(part.name for part in fields(Name))


def works_to_cache(works: SiteWorks, files: Files, found: Sequence[Diagnostic]) -> tuple[str, Files]:
    """What to keep of a site's works for amending it after an edit of one, and copies of its bibliographies."""
    if without_diagnostics(works.bibliographies, found) != works.bibliographies:
        return "", {}
    copies = {path: files[path] for path in map(PurePosixPath, works.bibliographies) if path.suffix == ".bib"}
    return works_as_json(works), copies


def works_as_json(works: SiteWorks) -> str:
    found = {key: [*work[:6], _disambiguation_as_json(*work.apart), work.signs] for key, work in works.found.items()}
    return json.dumps({"bibliographies": works.bibliographies, "works": found})


def _disambiguation_as_json(apart: Disambiguation, number: int) -> list[Any]:
    given = [[*(getattr(name, part) for part in NAME), level] for name, level in apart.given.items()]
    return [number, apart.names, given, apart.primary_only, apart.initials_only, apart.conditions, apart.year_suffix]


def _disambiguation_from_json(
    number: int, names: int, given: Sequence[Any], primary: bool, initials: bool, *counts: int
) -> NumberedDisambiguation:
    levels = {Name(*name): int(level) for *name, level in given}
    return Disambiguation(int(names), levels, bool(primary), bool(initials), *map(int, counts)), int(number)


def _work_from_json(kept: Sequence[Any]) -> SiteWork:
    page, note, citation, is_cited, mentions, shares_authors, apart, (doi, title) = kept
    about = (str(page), str(note), str(citation), bool(is_cited), int(mentions), bool(shares_authors))
    return SiteWork(*about, _disambiguation_from_json(*apart), (str(doi), str(title)))


def works_from_json(text: str) -> SiteWorks | None:
    """The works of the site; None if the file holds something else."""
    with suppress(LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        kept = json.loads(text)
        # JSON can express half of a surrogate pair, which cannot be written as UTF-8.
        json.dumps(kept, ensure_ascii=False).encode()
        found = {str(key): _work_from_json(about) for key, about in kept["works"].items()}
        return SiteWorks(tuple(map(str, kept["bibliographies"])), found)
    return None
