"""Bibliography files to references, and to what pandoc takes from repeated and inherited entries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from site_builder.bibtex import read_bibliography
from site_builder.bibtex.blocks import find_blocks
from site_builder.bibtex.name_lists import read_names
from site_builder.model import Reference

ENTRY: Final = re.compile(r"@\s*\w+\s*\{\s*([^\s,{}]+)")
FIELD: Final = r"(?im)[,{{\s]{name}\s*=\s*[{{\"]*([^}}\",]+)"


def read_references(paths: Iterable[Path], lang: str) -> tuple[Reference, ...]:
    """The references as a build of a site in a language reads them.

    Of entries with the same key, the first counts, as for BibTeX and Biber.
    """
    known: dict[str, Reference] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for reference in read_bibliography(text, path.name, citing=lang)[0]:
            known.setdefault(reference.key, reference)
    return tuple(known.values())


def read_last(paths: Iterable[Path], lang: str) -> Mapping[str, Reference]:
    """The last entry of each key that several entries have."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for block in find_blocks(text):
            if head := ENTRY.match(text, block.start):
                found[head[1]].append(text[block.start : block.end])
    read = [read_bibliography(texts[-1], "x.bib", citing=lang)[0] for texts in found.values() if len(texts) > 1]
    return {one.key: one for references in read for one in references}


def inherited_by_pandoc(listed: Sequence[Reference], paths: Iterable[Path]) -> Sequence[Reference]:
    """The works with what pandoc makes them inherit and BibLaTeX does not."""
    entries: dict[str, str] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        for block in find_blocks(text):
            if head := ENTRY.match(text, block.start):
                entries.setdefault(head[1], text[block.start : block.end])

    def field(entry: str, name: str) -> str:
        found = re.search(FIELD.format(name=name), entry)
        return found[1].strip() if found else ""

    def inheriting(one: Reference) -> Reference:
        entry = entries.get(one.key, "")
        parent = entries.get(field(entry, "crossref"), "")
        if (date := field(parent, "date")) and field(entry, "year") and not field(entry, "date"):
            read = read_bibliography(f"@misc{{a, title={{T}}, date={{{date}}}}}", "x.bib")[0]
            one = replace(one, dates=(*((name, own) for name, own in one.dates if name != "issued"), *read[0].dates))
        if (author := field(parent, "author")) and not one.name_list("container-author"):
            names = dict(one.names) | {"container-author": read_names(author)[0]}
            one = replace(one, names=tuple(sorted(names.items())), dates=tuple(sorted(one.dates)))
        return one

    return [inheriting(one) for one in listed]
