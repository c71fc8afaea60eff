"""A draft to the files of its site, of which none is kept, and to what is wrong with them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from site_builder.diagnostics import Diagnostic
from site_builder.drafts import Draft
from site_builder.files.staging import Staging
from site_builder.links import Sketch, Sketcher, doubtful
from site_builder.model import Files
from site_builder.spread import Spread, in_turn

AT_ONCE: Final = 50


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
        self._addresses = frozenset(draft.addresses)
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
                sketch = self._sketcher.sketch(path, made.data)
                done.sketches[path] = doubtful(path, sketch, self._addresses, self._draft.base_url)
                done.spend("finding links", time.perf_counter() - put)
        return done


def make_files(draft: Draft, place: Staging | None, spread: Spread = in_turn) -> Made:
    """Make every file of a site, and put it into its place, if any; the bytes do not depend on who makes them."""
    addresses = draft.addresses
    done, maker = Made(), _Maker(draft, place)
    for made in spread(maker.make, [addresses[at : at + AT_ONCE] for at in range(0, len(addresses), AT_ONCE)]):
        done.add(made)
    return done
