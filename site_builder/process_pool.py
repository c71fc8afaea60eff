"""Work on many similar items to its results, using as many processes as pay off."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from site_builder.files.errors import WriteFailed
from site_builder.frozen import frozen
from site_builder.parallel import SMALL_ITEMS, Item, Result, serial_map

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MOST: Final = 8
SHARES: Final = 16
"""Shares per process. Several small ones keep all processes busy until the end."""


@frozen
class ProcessPool:
    """Forks processes if there is enough work. A forked process already has the items, so they need not be sent.

    `most` is the number of processes. 0 means as many as are worth it, up to the processors available and `MOST`.
    """

    most: int = 0

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], *, worth: int = SMALL_ITEMS
    ) -> Iterable[Result]:
        """The results in the order of the items: see `ParallelMap`."""
        wanted = self.most or min(_processors(), MOST, 1 + len(items) // worth)
        if min(wanted, len(items)) < 2 or not _can_fork():
            return serial_map(work, items)
        # Keeps the garbage collector from visiting, and so copying, the memory that processes share with this one.
        gc.freeze()
        try:
            return _ended(*_begun(work, items, wanted))
        except (ImportError, OSError, RuntimeError):
            # Some systems have no semaphores, and some sandboxes forbid them, or so many processes.
            gc.unfreeze()
            return serial_map(work, items)


def _begun(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int
) -> tuple[ProcessPoolExecutor, Iterator[list[Result]]]:
    # Imported here, because a small build does without.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    size = max(1, -(-len(items) // (processes * SHARES)))
    shares = [range(at, min(at + size, len(items))) for at in range(0, len(items), size)]
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(processes, fork, initializer=_begin, initargs=(work, items))
    others = multiprocessing.active_children()
    try:
        return pool, pool.map(_do, shares)
    except (OSError, RuntimeError):
        # The processes started before the failure would wait for ever, and Python for them.
        for process in multiprocessing.active_children():
            if process not in others:
                process.kill()
                process.join()
        pool.shutdown(wait=False)
        raise


def _ended(pool: ProcessPoolExecutor, begun: Iterator[list[Result]]) -> Iterator[Result]:
    """The results. The processes work on them already, whether they are asked for or not."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        with pool:
            for results in begun:
                yield from results
    except BrokenProcessPool as error:
        raise WriteFailed("a process of the build was killed from outside: is there too little memory?") from error
    finally:
        gc.unfreeze()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a process can fork. On macOS, the system's own libraries do not survive a fork."""
    return sys.platform != "darwin" and hasattr(os, "fork")


# The work of a forked process, which inherits it.
_task: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []


def _begin(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    # An interrupt is handled by the parent process, which ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _task.append((work, items))


def _do(share: range) -> list[Any]:
    work, items = _task[-1]
    return [work(items[at]) for at in share]
