"""Random citation styles to the differences between our output and that of citeproc-js.

npm install --prefix FOLDER citeproc
NODE_PATH=FOLDER/node_modules python -m benchmarks.csl_styles [--styles 100] [--seed 1] [--differences]
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import tempfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from site_builder.csl import Formatter, read_style
from site_builder.csl.csl_json import read_csl_json
from site_builder.model import Citation, CitationItem
from tests.csl_suite import LOCALE_FILES, LOCALES, STYLES, styled

HERE = Path(__file__).parent
ITEMS = HERE.parent / "tests" / "cases" / "csl" / "varied.json"
LABELS = "page chapter section volume issue folio figure line note paragraph part verse column".split()


_ELEMENTS = {
    "i": "font-style:italic",
    "b": "font-weight:bold",
    "sup": "vertical-align:sup",
    "sub": "vertical-align:sub",
}


def draw_styles(count: int, seed: int, only: str) -> list[Path]:
    """Independent styles, drawn at random."""
    if only:
        return [STYLES / f"{name}.csl" for name in only.split(",")]
    return random.Random(seed).sample(sorted(STYLES.glob("*.csl")), count)


def draw_citations(keys: Sequence[str], seed: int) -> list[Citation]:
    """Citations of each work alone, of several works, with every kind of locator, with affixes, and of works again."""
    drawn = random.Random(seed)
    citations = [Citation((CitationItem(key),)) for key in keys]
    citations += [Citation(tuple(CitationItem(key) for key in drawn.sample(keys, 3))) for _ in range(15)]
    for label in LABELS:
        locator = drawn.choice(["3", "12-15", "4, 7"])
        citations.append(Citation((CitationItem(drawn.choice(keys), locator=locator, label=label),)))
    for locator in ("", "3", "3", "5"):
        citations.append(Citation((CitationItem("journal3", locator=locator),)))
    citations.append(Citation((CitationItem("book1", prefix="see ", suffix=" and elsewhere"), CitationItem("book2"))))
    citations.append(Citation((CitationItem("book1", suppress_author=True, locator="3-4"),)))
    citations.append(Citation(tuple(map(CitationItem, ("same1", "same2", "same3", "journal3", "journal4")))))
    citations.append(Citation(tuple(map(CitationItem, ("journal4", "same2", "journal3")))))
    citations.append(Citation((CitationItem("journal3"),)))
    return citations


def as_cluster(citation: Citation) -> dict[str, Any]:
    items = []
    for item in citation.items:
        data: dict[str, Any] = {"id": item.key, "prefix": item.prefix, "suffix": item.suffix}
        if item.locator:
            data |= {"locator": item.locator, "label": item.label}
        if item.suppress_author:
            data["suppress-author"] = True
        items.append(data)
    return {"items": items, "note": citation.note}


class _Seen(HTMLParser):
    """Runs of text as a reader sees them, each with its format. Tags that change nothing are ignored."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[frozenset[str]] = [frozenset()]
        self.runs: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        asked = _ELEMENTS.get(tag) or (given.get("style") or "").replace(" ", "").rstrip(";")
        if tag == "div" and given.get("class") != "csl-entry":
            asked = f"{given.get('class')}:"
        name, _, value = asked.partition(":")
        kept = {one for one in self.around[-1] if one.partition(":")[0] != name}
        self.around.append(frozenset(kept if value in ("normal", "none", "baseline") or not _ else {*kept, asked}))

    def handle_endtag(self, tag: str) -> None:
        self.around.pop()

    def handle_data(self, data: str) -> None:
        if self.runs and self.runs[-1][0].endswith(" "):
            data = data.lstrip(" ")
        if self.runs and self.runs[-1][1] == self.around[-1]:
            data = self.runs.pop()[0] + data
        self.runs.append((data, self.around[-1]))


def normal(html: str) -> str:
    """HTML as a reader sees it: its text with the format of each run, regardless of how tags are nested."""
    seen = _Seen()
    seen.feed(re.sub(r"\s*(</?div[^>]*>)\s*", r"\1", styled(html)))
    seen.close()
    text = "".join(f"<{' '.join(sorted(marks))}>{text}" if marks else f"<>{text}" for text, marks in seen.runs)
    return re.sub(r" +", " ", text.removeprefix("<>")).strip()


def compare(
    style: Path, items: Sequence[dict[str, Any]], citations: Sequence[Citation], theirs: Any
) -> tuple[int, list[tuple[str, str, str]]]:
    """The number of texts, and those that differ: what the text is of, ours, and theirs."""
    read, _ = read_style(style.read_bytes(), style.stem)
    assert read is not None
    formatted = Formatter(read, LOCALES).format(read_csl_json(items), citations)
    pairs = [
        (" ".join(item.key for item in citation.items), "".join(part.html for part in ours.parts), text)
        for citation, ours, text in zip(citations, formatted.citations, theirs["citations"], strict=True)
    ]
    if theirs["bibliography"]:
        pairs += [
            (f"entry {one.key}", one.html, theirs["bibliography"].get(one.key, ""))
            for one in formatted.bibliography
            if one.html
        ]
        order = [entry.key for entry in formatted.bibliography if entry.key in theirs["bibliography"]]
        pairs.append(("order", " ".join(order), " ".join(theirs["order"])))
    pairs = [pair for pair in pairs if "CSL STYLE ERROR" not in pair[2]]
    different = [(name, normal(a), normal(b)) for name, a, b in pairs if normal(a) != normal(b)]
    return len(pairs), different


def run_citeproc_js(items: Sequence[dict[str, Any]], jobs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The output of citeproc-js for each job; see citeproc.js."""
    task = {"locales": str(LOCALE_FILES), "lang": "en-US", "items": items, "jobs": jobs}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.json"
        path.write_text(json.dumps(task), encoding="utf-8")
        command = ["node", str(HERE / "citeproc.js"), str(path)]
        results: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--styles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of styles, with commas between them, instead of a draw")
    parser.add_argument("--differences", action="store_true", help="print each text that differs")
    arguments = parser.parse_args()
    items = json.loads(ITEMS.read_text(encoding="utf-8"))
    styles = draw_styles(arguments.styles, arguments.seed, arguments.only)
    keys = [item["id"] for item in items]
    jobs, drawn = [], []
    for style in styles:
        read, _ = read_style(style.read_bytes(), style.stem)
        assert read is not None
        citations = draw_citations(keys, arguments.seed)
        if read.in_notes:
            citations = [Citation(citation.items, note=note) for note, citation in enumerate(citations, start=1)]
        drawn.append(citations)
        jobs.append({"style": str(style), "citations": [as_cluster(citation) for citation in citations]})
    results = run_citeproc_js(items, jobs)
    total = differing = 0
    for style, citations, theirs in zip(styles, drawn, results, strict=True):
        if "error" in theirs:
            print(f"{style.stem}: citeproc-js fails: {theirs['error'][:200]}")
            continue
        count, different = compare(style, items, citations, theirs)
        total += count
        differing += len(different)
        if different:
            print(f"{style.stem}: {len(different)} of {count} differ")
        if arguments.differences:
            for name, ours, other in different:
                print(f"  {name}\n    ours   {ours}\n    theirs {other}")
    print(f"{len(styles)} styles: {total - differing} of {total} texts equal, {(total - differing) / total:.2%}")


if __name__ == "__main__":
    main()
