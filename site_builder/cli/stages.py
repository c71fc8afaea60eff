"""The stages of a build: which one is under way, how long each took, and how much work there was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

try:
    import resource
except ImportError:  # Windows does not say how much memory there was.
    resource = None  # type: ignore[assignment]


class Stages:
    """Times the stages of a build. `begin` ends the previous stage. Processor time is summed over all processes."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._spent: dict[str, tuple[float, float]] = {}
        self._parts: dict[str, Mapping[str, float]] = {}
        self._counts: Mapping[str, int] = {}
        self._now = ""
        self._since = (time.perf_counter(), _processor_time())

    def begin(self, name: str) -> None:
        self.pause()
        self._show(name)
        self._now = name

    def pause(self) -> None:
        """Stop the clock: time from here on belongs to no stage."""
        here = (time.perf_counter(), _processor_time())
        if self._now:
            wall, processor = self._spent.get(self._now, (0.0, 0.0))
            self._spent[self._now] = (wall + here[0] - self._since[0], processor + here[1] - self._since[1])
        self._now, self._since = "", here

    def within(self, name: str, seconds: Mapping[str, float]) -> None:
        """Break down a stage's time, added up over the processes that worked on it."""
        self._parts[name] = seconds

    def count(self, counts: Mapping[str, int]) -> None:
        """Record amounts of work for the table."""
        self._counts = counts

    def table(self) -> str:
        lines = [f"{'stage':32}{'seconds':>9}{'processor':>11}"]
        for name, (wall, processor) in self._spent.items():
            lines.append(f"{name:32}{wall:9.3f}{processor:11.3f}")
            lines += [f"  {part:30}{'':9}{spent:11.3f}" for part, spent in self._parts.get(name, {}).items()]
        total = [sum(each) for each in zip(*self._spent.values(), strict=True)]
        lines.append(f"{'in all':32}{total[0]:9.3f}{total[1]:11.3f}")
        lines += [f"{name:32}{number:9}" for name, number in self._counts.items()]
        if resource is not None:
            lines.append(f"{'MiB at most, in one process':32}{_most_memory():9}")
        return "".join(f"{line}\n" for line in lines)


def _processor_time() -> float:
    return sum(os.times()[:4])


def _most_memory() -> int:
    """The most memory that any one process of the build used, in MiB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
