"""A draft to the written files of its site, and to what is wrong with them; no file is kept in memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from site_builder.diagnostics import Diagnostic
from site_builder.drafts import Draft
from site_builder.files.existing_files import LazyFiles
from site_builder.files.staging import Staging
from site_builder.links import LinkSummarizer, LinkSummary, doubtful_links
from site_builder.parallel import ParallelMap, serial_map

AT_ONCE: Final = 20
# Counted in parts of `AT_ONCE` files
PARTS_WORTH_A_PROCESS: Final = 10


@dataclass(slots=True)
class MadeFiles:
    """What was made: the files that the folder lacked, those that it already had, and the links in them."""

    written: set[PurePosixPath] = field(default_factory=set)
    unchanged: set[PurePosixPath] = field(default_factory=set)
    link_summaries: dict[PurePosixPath, LinkSummary] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    size: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, other: MadeFiles) -> None:
        self.written |= other.written
        self.unchanged |= other.unchanged
        self.link_summaries |= other.link_summaries
        self.problems += other.problems
        self.size += other.size
        for work, spent in other.seconds.items():
            self.spend(work, spent)

    def spend(self, work: str, seconds: float) -> None:
        self.seconds[work] = self.seconds.get(work, 0.0) + seconds

    def put(self, path: PurePosixPath, data: bytes, place: Staging | None) -> None:
        """Record a file, and write it to its place if there is one."""
        is_new = place is None or place.put(path, data)
        (self.written if is_new else self.unchanged).add(path)
        self.size += len(data)


def made_files(draft: Draft, made: MadeFiles, place: Staging | None) -> LazyFiles:
    """The files of a site, for reading back. If they were not written anywhere, each is made again."""
    return LazyFiles(made.written | made.unchanged, place.read if place else partial(_made_again, draft))


def _made_again(draft: Draft, path: PurePosixPath) -> bytes:
    data, _ = draft.make(str(path))
    assert data is not None, "what could not be made is not among the files"
    return data


class _Maker:
    """Makes files one after the other and keeps none of them."""

    def __init__(self, draft: Draft, place: Staging | None) -> None:
        self._draft = draft
        self._place = place
        self._addresses = frozenset(draft.addresses)
        self._link_summarizer = LinkSummarizer()

    def make(self, addresses: Sequence[str]) -> MadeFiles:
        done = MadeFiles()
        for address in addresses:
            began = time.perf_counter()
            path = PurePosixPath(address)
            data, problems = self._draft.make(address)
            done.problems += problems
            rendered = time.perf_counter()
            done.spend("rendering" if path.suffix == ".html" else "exporting", rendered - began)
            if data is None:
                continue
            done.put(path, data, self._place)
            put = time.perf_counter()
            done.spend("writing", put - rendered)
            if LinkSummarizer.reads(path):
                link_summary = self._link_summarizer.link_summary(path, data)
                done.link_summaries[path] = doubtful_links(path, link_summary, self._addresses, self._draft.base_url)
                done.spend("finding links", time.perf_counter() - put)
        return done


def make_files(draft: Draft, place: Staging | None, parallel_map: ParallelMap = serial_map) -> MadeFiles:
    """Make every file of a site, and write it to its place if there is one.

    `parallel_map` does not affect the bytes.
    """
    addresses = draft.addresses
    done, maker = MadeFiles(), _Maker(draft, place)
    parts = [addresses[at : at + AT_ONCE] for at in range(0, len(addresses), AT_ONCE)]
    for made in parallel_map(maker.make, parts, worth=PARTS_WORTH_A_PROCESS):
        done.add(made)
    return done
