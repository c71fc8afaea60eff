"""Real papers and bibliographies to the differences between our citations and references and pandoc's.

python -m benchmarks.pandoc.papers FOLDER [--style apa] [--lang en-US] [--differences] [--explained]

Each Markdown file below FOLDER is read with the bibliographies that its front matter names, otherwise with those beside
it. For each .bib file without a Markdown file beside it, random citations are made.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import yaml

from benchmarks.pandoc.bibliographies import read_references
from benchmarks.pandoc.comparing import Difference, Result, compare
from benchmarks.pandoc.printing import Paper, run_pandoc
from site_builder.csl import read_style
from tests.csl_suite import STYLES

MOST_CITED: Final = 60
KEY: Final = re.compile(r"[\w:.#$%&+?<>~/-]+")
FRONT_MATTER: Final = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)


def papers(folder: Path, drawn: random.Random) -> Iterator[Paper]:
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if found := tuple(_bibliographies(path, text)):
            yield Paper(str(path.relative_to(folder)), text, found)
    for path in sorted(folder.rglob("*.bib")):
        if not any(path.parent.glob("*.md")):
            keys = [reference.key for reference in read_references([path], "en-US") if KEY.fullmatch(reference.key)]
            keys = drawn.sample(keys, min(len(keys), MOST_CITED))
            if keys:
                yield Paper(str(path.relative_to(folder)), draw_text(keys, drawn), (path,))


def _bibliographies(path: Path, text: str) -> Iterator[Path]:
    found = FRONT_MATTER.match(text)
    try:
        named = (yaml.safe_load(found[1]) or {}).get("bibliography", []) if found else []
    except (yaml.YAMLError, AttributeError):
        named = []
    named = [path.parent / name for name in ([named] if isinstance(named, str) else named)]
    yield from (one for one in named or sorted(path.parent.glob("*.bib")) if one.is_file())


def draw_text(keys: Sequence[str], drawn: random.Random) -> str:
    """A text that cites each key once alone, and then as many citations of random forms."""
    shapes = ["[@{a}]", "@{a}", "[@{a}, p. 3]", "[see @{a}, pp. 33-35, and elsewhere; also @{b}]", "[-@{a}]"]
    shapes += ["[@{a}; @{b}]", "@{a} [p. 3]", "[@{a}; @{b}; @{c}]", "@{a} [chap. 2; @{b}]", "[e.g., @{a}]"]
    lines = [f"[@{{{key}}}]" for key in keys]
    for _ in keys:
        a, b, c = (f"{{{drawn.choice(keys)}}}" for _ in range(3))
        shape = drawn.choice(shapes)
        lines.append(shape.replace("{a}", a).replace("{b}", b).replace("{c}", c))
    return "".join(f"Some say so {line}.\n\n" for line in lines)


def print_texts(texts: Iterable[Difference]) -> None:
    for name, ours, other in texts:
        print(f"  {name}\n    ours   {ours}\n    pandoc {other}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", default="apa", help="the name of a style, such as chicago-author-date")
    parser.add_argument("--lang", default="en-US")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only papers with this in their name")
    parser.add_argument("--differences", action="store_true", help="print each text that differs")
    parser.add_argument(
        "--explained", action="store_true", help="print each text that differs for a reason, which may hide a fault"
    )
    arguments = parser.parse_args()
    path = STYLES / f"{arguments.style}.csl"
    style, _ = read_style(path.read_bytes(), arguments.style)
    assert style is not None
    result = Result()
    for paper in papers(arguments.folder, random.Random(arguments.seed)):
        if arguments.only not in paper.name:
            continue
        theirs = run_pandoc(paper, path, arguments.lang)
        if theirs is None:
            result.unread.append(paper.name)
        elif theirs.citations or theirs.references:
            compare(paper, theirs, style, arguments.lang, result)
    for title, count in (("citations", result.citations), ("references", result.references)):
        print(f"{title}: {count.shown()}")
        for reason, texts in sorted(count.explained.items(), key=lambda each: -len(each[1])):
            print(f"  {len(texts)} × {reason}")
            print_texts(texts if arguments.explained else ())
        print_texts(count.different if arguments.differences else ())
    print(f"{result.papers} papers; {len(result.unread)} that pandoc cannot read; citations lost in {len(result.lost)}")
    for line in result.lost:
        print(f"  {line}")


if __name__ == "__main__":
    main()
