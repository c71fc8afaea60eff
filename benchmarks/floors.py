"""The parts of a cold build to the least time that each could take, without any code of ours.

    python benchmarks/floors.py [--studies 1000] [--rounds 5]

The time that libraries take for the same texts and pages, or the system for the same files, cannot be saved while the
site stays the same. Each figure is the median of processor seconds, ours with `--jobs 1`.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import jinja2
import pypandoc
from markdown_it import MarkdownIt
from markupsafe import Markup
from pybtex.database.input.bibtex import LowLevelParser

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.make_review import make_review, write_texts
from tests.csl_suite import STYLES

ROOT: Final = Path(__file__).parent.parent
STAGE: Final = re.compile(r"^ *(\S.*?)  +(?:[\d.]+ +)?([\d.]+)$", re.MULTILINE)
ATTRIBUTE: Final = re.compile(rb' (?:href|src|id)="([^"]*)"')
LINES: Final = "{% for line in page %}{{ line }}\n{% endfor %}"
LIBRARIES: Final = "import jinja2, markdown_it, yaml, pybtex.database.input.bibtex"
OURS: Final = "import site_builder.cli.full_build"
FORMATTING: Final = "formatting"

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "parsing": ("Parsing the sources",),
    FORMATTING: ("Formatting citations",),
    "rendering": ("Preparing the pages", "rendering"),
    "finding links": ("finding links", "Following the links"),
    "exports and writing": ("exporting", "writing", "Putting the site in its place"),
}
"""The parts that have a floor, and the stages of a build that belong to each."""


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def child_seconds(*command: str | Path) -> float:
    """Processor seconds of another process, from its start to its end."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, process.returncode, used = os.wait4(process.pid, 0)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return used.ru_utime + used.ru_stime


def our_stages(project: Path, output: Path) -> dict[str, float]:
    """The processor seconds of each stage of a cold build of ours."""
    options = ("--profile", "--no-search", "--jobs", "1", "-o", output)
    command = (sys.executable, "-m", "site_builder", "build", *options, project)
    run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {stage: float(spent) for stage, spent in STAGE.findall(run.stderr)}


def floors(
    files: Mapping[str, str], site: Sequence[tuple[str, bytes]], folder: Path
) -> Iterator[tuple[str, str, float]]:
    """Each part, with a description of its floor and the floor's seconds."""
    texts = [text for path, text in files.items() if path.endswith(".md")]
    pages = [data for suffix, data in site if suffix == ".html"]
    lines = [[Markup(line) for line in page.decode().split("\n")] for page in pages]
    markdown = MarkdownIt("commonmark").enable("table")
    template = jinja2.Environment(autoescape=True).from_string(LINES)

    def parse() -> None:
        deque(LowLevelParser(files["references.bib"]), maxlen=0)
        for text in texts:
            markdown.render(text)

    def render() -> None:
        for page in lines:
            template.render(page=page).encode()

    def find() -> None:
        for page in pages:
            ATTRIBUTE.findall(page)

    def write() -> None:
        for number, (_, data) in enumerate(site):
            place = folder / str(number % (len(site) // 3))
            place.mkdir(exist_ok=True)
            (place / str(number)).write_bytes(data)

    loaded = child_seconds(sys.executable, "-c", LIBRARIES)
    yield "loading modules", "Python, Jinja2, markdown-it, PyYAML and pybtex", loaded
    yield "parsing", "pybtex's low-level parser and markdown-it, of which nothing is kept", seconds(parse)
    yield FORMATTING, "none known; pandoc's, with reading and writing", child_seconds(*_pandoc(files, folder))
    yield "rendering", "Jinja2, given the ready lines of the same pages", seconds(render)
    yield "finding links", "one pattern over the same pages", seconds(find)
    yield "exports and writing", "the same bytes into as many files, three to a folder", seconds(write)


def _pandoc(files: Mapping[str, str], folder: Path) -> tuple[str | Path, ...]:
    text, bibliography = folder / "all.md", folder / "all.bib"
    text.write_text("\n\n".join(text for path, text in sorted(files.items()) if path.endswith(".md")))
    bibliography.write_text(files["references.bib"])
    options = ("--bibliography", bibliography, "--csl", STYLES / "apa.csl", "--output", folder / "all.html")
    return (pypandoc.get_pandoc_path(), text, "--citeproc", *options)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    files = dict(make_review(chosen.studies))
    ours: dict[str, list[float]] = defaultdict(list)
    least: dict[tuple[str, str], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        project = Path(name, "project")
        write_texts(project, files.items())
        for number in range(chosen.rounds):
            output, folder = Path(name, f"output{number}"), Path(name, f"floors{number}")
            folder.mkdir()
            stages = our_stages(project, output)
            ours["loading modules"].append(child_seconds(sys.executable, "-c", OURS))
            for part, names in PARTS.items():
                ours[part].append(sum(stages[stage] for stage in names))
            site = [(path.suffix, path.read_bytes()) for path in sorted(output.rglob("*")) if path.is_file()]
            for part, what, spent in floors(files, site, folder):
                least[part, what].append(spent)
    print("| part | ours, s | floor, s | ours is | what the floor is |\n|---|---|---|---|---|")
    whole = whole_floor = 0.0
    for (part, what), spents in least.items():
        own, floor = statistics.median(ours[part]), statistics.median(spents)
        print(f"| {part} | {own:.2f} | {floor:.2f} | {own / floor:.1f} × | {what} |")
        if part != FORMATTING:
            whole, whole_floor = whole + own, whole_floor + floor
    print(f"| all but {FORMATTING} | {whole:.2f} | {whole_floor:.2f} | {whole / whole_floor:.1f} × | |")


if __name__ == "__main__":
    main()
