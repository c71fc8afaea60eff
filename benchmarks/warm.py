"""A review's size to how long an author waits, from saving a file to the signal that reloads the page.

    python benchmarks/warm.py [--studies 1000] [--rounds 5]

The figures do not include the wait for the next look at the folder, which comes every 150 ms. The first page after the
signal has a figure of its own.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.make_review import make_review, write_texts
from site_builder.serve import Preview


def edits(round_: int) -> dict[str, tuple[str, Callable[[str], str]]]:
    """The edits by their names: the file, and a function from its text to the new one."""
    return {
        "a section": (
            "content/003-section-3.md",
            lambda text: text.replace("## Part 1", f"Edited {round_}.\n\n## Part 1", 1),
        ),
        "a citation more": (
            "content/004-section-4.md",
            lambda text: text.replace("## Part 1", f"Cited once more [@study{round_}].\n\n## Part 1", 1),
        ),
        "an entry's title": (
            "references.bib",
            lambda text: text.replace("title = {", f"title = {{Edited {round_} ", 1),
        ),
        "an entry's author": (
            "references.bib",
            lambda text: text.replace("author = {", f"author = {{Newcomer {'abcdefghij'[round_ % 10]}, Anna and ", 1),
        ),
    }


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_texts(project, make_review(arguments.studies))
        preview = Preview(project)
        while preview.go_on():
            pass
        times: dict[str, list[float]] = {}
        for round_ in range(arguments.rounds):
            for what, (path, edited) in edits(round_).items():
                file = project / path
                file.write_text(edited(file.read_text(encoding="utf-8")), encoding="utf-8")
                times.setdefault(what, []).append(seconds(preview.look))
                times.setdefault(f"{what}, then its page", []).append(seconds(lambda: preview.respond("/section-3/")))
                while preview.go_on():
                    pass
        for what, measured in times.items():
            shown = (
                f"{statistics.median(measured) * 1000:.0f} ms ({min(measured) * 1000:.0f}–{max(measured) * 1000:.0f})"
            )
            print(f"{arguments.studies} studies, {what}: {shown}")


if __name__ == "__main__":
    main()
