"""The same review, built by us and by each installed generator, to a table of medians and ratios.

    python benchmarks/compare.py [--studies 1000] [--rounds 5] [--programs DIR …] [--only NAME …]

Each generator is run cold (without any caches), with nothing changed, after an edit of a section, and after an edit of
a study's title. They take turns in each round, so that a machine that becomes slower does so for all. The figures are
those of the whole process with its children: the medians of wall-clock and processor time, the most memory of one
process, and the size of the final output. `--programs` names folders in which to look for programs, besides PATH.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.make_review import make_review, write_texts
from benchmarks.peers import EDIT, PEERS, SECTION, STUDY
from benchmarks.ready_made import ready_made

ROOT: Final = Path(__file__).parent.parent
OURS: Final = "site_builder"
WORK: Final = ("cold", "unchanged", "a section edited", "an entry edited")


@dataclass(frozen=True, slots=True)
class Contestant:
    """A generator with its project on the disk."""

    name: str
    command: tuple[str, ...]
    project: Path
    edited: str
    entry: str
    title: str
    output: str
    lacks: str
    caches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall-clock and processor time, and the KiB of memory of the largest process."""

    wall: float
    processor: float
    memory: int


def contestants(studies: int, folder: Path, programs: tuple[Path, ...]) -> Iterator[Contestant]:
    files = dict(make_review(studies))
    write_texts(folder / OURS, files.items())
    command = (sys.executable, "-m", "site_builder", "build", "--quiet", "--no-search")
    lacks = "The search's index is left out; it is made by another program, and timed apart."
    review = ready_made(files)
    title = next(study.title for study in review.studies if study.key == STUDY)
    ours = (f"content/{SECTION}.md", "references.bib", title, "output", lacks, (".site_builder",))
    yield Contestant(OURS, command, folder / OURS, *ours)
    for peer in PEERS:
        found = peer.command(programs)
        if found is None:
            print(f"{peer.name} is not installed, and is left out.", file=sys.stderr)
            continue
        write_texts(folder / peer.name, peer.texts(review))
        about = (peer.edited, peer.entry, title, peer.output, peer.lacks, peer.caches)
        yield Contestant(peer.name, tuple(found), folder / peer.name, *about)


def measure(one: Contestant) -> Run:
    """A run in the folder of the generator's project."""
    # Programs in Python may keep their compiled code, as they usually do.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT)}
    with one.project.with_suffix(".log").open("w+b") as told:
        began = time.perf_counter()
        process = subprocess.Popen(one.command, cwd=one.project, env=environment, stdout=told, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = status
        if status:
            told.seek(0)
            raise SystemExit(f"{one.name} failed, and said:\n{told.read().decode(errors='replace')[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss)


def round_of(one: Contestant, number: int) -> Iterator[tuple[str, Run]]:
    """A run of each kind of work, with its name."""
    for kept in (one.output, *one.caches):
        # They are moved, not deleted, since some file systems create files slowly after thousands were deleted.
        path, away = one.project / kept, one.project.with_name(f"{one.project.name}-former-{number}")
        if path.exists():
            away.mkdir(exist_ok=True)
            path.rename(away / kept.replace("/", "-"))
    yield WORK[0], measure(one)
    yield WORK[1], measure(one)
    old, new = EDIT
    section, entry = one.project / one.edited, one.project / one.entry
    section.write_text(section.read_text("utf-8").replace(old, new.replace("more", f"more ({number})"), 1), "utf-8")
    yield WORK[2], measure(one)
    entry.write_text(entry.read_text("utf-8").replace(one.title, f"Edited ({number}) {one.title}"), "utf-8")
    yield WORK[3], measure(one)


def size_of(folder: Path) -> tuple[int, int]:
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def table(all_runs: Mapping[str, Mapping[str, Sequence[Run]]], all_: Sequence[Contestant]) -> Iterator[str]:
    yield "| generator | work | wall, s | ours is | processor, s | ours is | memory, MiB | files | MB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in all_:
        files, size = size_of(one.project / one.output)
        for work in WORK:
            wall, processor = _medians(all_runs[one.name][work])
            our_wall, our_processor = _medians(all_runs[OURS][work])
            memory = max(run.memory for run in all_runs[one.name][work]) / 1024
            figures = f"{wall:.2f} | {our_wall / wall:.2f} × | {processor:.2f} | {our_processor / processor:.2f} ×"
            yield f"| {one.name} | {work} | {figures} | {memory:.0f} | {files} | {size / 1e6:.1f} |"
    yield ""
    yield from (f"- {one.name}: {one.lacks}" for one in all_)


def _medians(runs: Sequence[Run]) -> tuple[float, float]:
    return statistics.median(run.wall for run in runs), statistics.median(run.processor for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", type=Path, nargs="*", default=[], help="folders to look for programs in")
    parser.add_argument("--only", nargs="*", default=[], help="the first words of the peers' names")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        all_ = tuple(
            one
            for one in contestants(arguments.studies, Path(folder), tuple(arguments.programs))
            if one.name == OURS or not arguments.only or one.name.split()[0] in arguments.only
        )
        runs: dict[str, dict[str, list[Run]]] = defaultdict(lambda: defaultdict(list))
        for number in range(arguments.rounds):
            for one in all_:
                print(f"Round {number + 1}: {one.name}", file=sys.stderr)
                for work, run in round_of(one, number):
                    runs[one.name][work].append(run)
        print("\n".join(table(runs, all_)))


if __name__ == "__main__":
    main()
