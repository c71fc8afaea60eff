"""A draft to the files of its site, made by as many processes as the work is worth, and to what is wrong with them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from site_builder.build import Draft
from site_builder.diagnostics import Diagnostic
from site_builder.files.refusals import WriteFailed
from site_builder.files.staging import Staging
from site_builder.links import Sketch, Sketcher
from site_builder.model import Files

# Starting a process takes as long as making this many files.
WORTH_A_PROCESS: Final = 400
AT_ONCE: Final = 50
MOST_PROCESSES: Final = 8


@dataclass(slots=True)
class Made:
    """What was made: the files that the folder did not have, those that it had, and what is in them."""

    written: set[PurePosixPath] = field(default_factory=set)
    unchanged: set[PurePosixPath] = field(default_factory=set)
    sketches: dict[PurePosixPath, Sketch] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    size: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def site(self) -> set[PurePosixPath]:
        return self.written | self.unchanged

    def add(self, other: Made) -> None:
        self.written |= other.written
        self.unchanged |= other.unchanged
        self.sketches |= other.sketches
        self.problems += other.problems
        self.size += other.size
        for work, spent in other.seconds.items():
            self.spend(work, spent)

    def spend(self, work: str, seconds: float) -> None:
        self.seconds[work] = self.seconds.get(work, 0.0) + seconds

    def put(self, files: Files, place: Staging) -> None:
        """Add files that were made of the others."""
        for path, data in files.items():
            (self.written if place.put(path, data) else self.unchanged).add(path)
            self.size += len(data)


class MadeFiles(Mapping[PurePosixPath, bytes]):
    """The files of a site by their paths; their bytes are read, or made again, when they are asked for."""

    def __init__(self, draft: Draft, paths: set[PurePosixPath], place: Staging | None) -> None:
        self._draft = draft
        self._paths = paths
        self._place = place

    def __getitem__(self, path: PurePosixPath) -> bytes:
        if path not in self._paths:
            raise KeyError(path)
        data = self._draft.make(str(path)).data if self._place is None else self._place.read(path)
        return data or b""

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(sorted(self._paths))

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __len__(self) -> int:
        return len(self._paths)


class _Maker:
    """Makes files one after the other and keeps none of them."""

    def __init__(self, draft: Draft, place: Staging | None) -> None:
        self._draft = draft
        self._place = place
        self._sketcher = Sketcher()

    def make(self, addresses: Sequence[str]) -> Made:
        done = Made()
        for address in addresses:
            began = time.perf_counter()
            path, made = PurePosixPath(address), self._draft.make(address)
            done.problems += made.problems
            rendered = time.perf_counter()
            done.spend("rendering" if path.suffix == ".html" else "exporting", rendered - began)
            if made.data is None:
                continue
            is_new = self._place is None or self._place.put(path, made.data)
            (done.written if is_new else done.unchanged).add(path)
            done.size += len(made.data)
            put = time.perf_counter()
            done.spend("writing", put - rendered)
            if Sketcher.reads(path):
                done.sketches[path] = self._sketcher.sketch(path, made.data)
                done.spend("finding links", time.perf_counter() - put)
        return done


def make_files(draft: Draft, place: Staging | None, processes: int = 0) -> Made:
    """Make every file of a site, and put it into its place, if there is one; the bytes do not depend on who makes them.

    `processes` are at most so many; 0 is as many as there are processors to use, where the site is large enough.
    """
    addresses = draft.addresses
    parts = [addresses[at : at + AT_ONCE] for at in range(0, len(addresses), AT_ONCE)]
    wanted = processes or min(_processors(), MOST_PROCESSES, 1 + len(addresses) // WORTH_A_PROCESS)
    maker, done = _Maker(draft, place), Made()
    if wanted < 2 or not _can_fork():
        for part in parts:
            done.add(maker.make(part))
        return done
    # What is there already is not looked through by any process for what could be thrown away.
    gc.freeze()
    try:
        fork = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(wanted, fork, initializer=_begin, initargs=(maker,)) as pool:
            for made in pool.map(_make, parts):
                done.add(made)
    except BrokenProcessPool as error:
        raise WriteFailed("a process that made pages was ended from without; is there too little memory?") from error
    finally:
        gc.unfreeze()
    return done


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a process can go on as two. On macOS the system's own libraries do not bear it."""
    return sys.platform != "darwin" and "fork" in multiprocessing.get_all_start_methods()


# The maker of a process, which it had when it was forked off: a draft cannot be sent to one.
_own: list[_Maker] = []


def _begin(maker: _Maker) -> None:
    # An interrupt is for the first process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _own.append(maker)


def _make(addresses: Sequence[str]) -> Made:
    return _own[-1].make(addresses)
