"""The pages that are searched to the parts of their index. A part is reused while its pages stay the same.

A large site has a few parts. They are made in parallel, need less memory each, and an edit affects only those with the
edited pages. The first is in the folder of the index, each other in a folder below. A list of the parts serves the
search page, and the next build, which learns from it what it can reuse.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Final, NamedTuple, TypeAlias

from site_builder.addresses import SEARCH_INDEX
from site_builder.model import Files
from site_builder.patterns import pattern

PAGES: Final = 600
"""The approximate number of pages in a part, up to `MOST` parts. A reader loads a little of each part."""
MOST: Final = 8
LONG: Final = 20_000
"""A page counts once more for each this many bytes. An edit seldom changes that, and with it the page's part."""
LIST: Final = "parts.json"
OF_PART: Final = pattern(rf"{SEARCH_INDEX}/((?:\d+/)?)(.+)")
MARK: Final = b"data-pagefind-body"

DigestedPage: TypeAlias = tuple[PurePosixPath, bytes, int]
"""A page, a digest of it, and the number of pages that it counts for."""


class Part(NamedTuple):
    """Consecutive pages. `folder` is where their part of the index is, `digest` a digest of them."""

    folder: str
    pages: tuple[PurePosixPath, ...]
    digest: str


def searched(site: Files) -> Files:
    """The pages that a search covers, in the order of their addresses. The index is made from these alone."""
    return dict(_searched(site))


def _searched(site: Files) -> Iterator[tuple[PurePosixPath, bytes]]:
    """One page after the other, as a site may make each of them only when it is asked for."""
    pages = ((path, site[path]) for path in sorted(site, key=attrgetter("parts")) if path.suffix == ".html")
    return ((path, data) for path, data in pages if MARK in data)


def digested_pages(site: Files) -> list[DigestedPage]:
    """Each page that is searched, with its digest and weight."""
    return [(path, hashlib.sha256(data).digest(), 1 + len(data) // LONG) for path, data in _searched(site)]


def parts_of(pages: Sequence[DigestedPage], program: str) -> tuple[Part, ...]:
    """The parts of an index of these pages; at least one.

    `program` is the name and version of the program that makes it, which the parts' digests include.
    """
    counted = list(accumulate(count for _, _, count in pages))
    number = min(MOST, -(-counted[-1] // PAGES))
    bounds = [0, *(bisect_left(counted, at * counted[-1] / number) + 1 for at in range(1, number + 1))]
    spans = [pages[start:end] for start, end in pairwise(bounds) if start < end]
    return tuple(_part(f"{at}/" if at > 1 else "", span, program) for at, span in enumerate(spans, 1))


def _part(folder: str, pages: Sequence[DigestedPage], program: str) -> Part:
    told = (text for path, digest, _ in pages for text in (str(path).encode(), digest))
    return Part(folder, tuple(path for path, _, _ in pages), _digest([program.encode(), *told]))


def parts_kept(parts: Iterable[Part], former: Files) -> dict[Part, dict[str, bytes]]:
    """The parts that a former index already has, with their files, if these are unchanged."""
    try:
        listed = {(each["folder"], each["pages"]): each["files"] for each in json.loads(former[_path(LIST)])}
    except (KeyError, TypeError, ValueError, OSError, RecursionError):
        return {}
    kept = {}
    names = _names(former)
    for part in parts:
        if (part.folder, part.digest) in listed:
            try:
                files = {name: former[_path(part.folder + name)] for name in names[part.folder]}
            except OSError:
                continue
            if _digest_of(files) == listed[part.folder, part.digest]:
                kept[part] = files
    return kept


def _names(index: Files) -> dict[str, list[str]]:
    """The names of an index's files, by the folders of its parts."""
    names: dict[str, list[str]] = defaultdict(list)
    for path in index:
        found = OF_PART.match(str(path))
        if found and (found[1] or found[2] != LIST):
            names[found[1]].append(found[2])
    return names


def whole_index(made: Mapping[Part, Mapping[str, bytes]]) -> dict[PurePosixPath, bytes]:
    """The files of an index by their addresses, with the list of its parts."""
    index = {_path(part.folder + name): data for part, files in made.items() for name, data in files.items()}
    told = [{"folder": part.folder, "pages": part.digest, "files": _digest_of(files)} for part, files in made.items()]
    return index | {_path(LIST): json.dumps(told, indent=1).encode()}


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(f"{SEARCH_INDEX}/{name}")


def _digest_of(files: Mapping[str, bytes]) -> str:
    return _digest(text for name in sorted(files) for text in (name.encode(), hashlib.sha256(files[name]).digest()))


def _digest(texts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:32]
