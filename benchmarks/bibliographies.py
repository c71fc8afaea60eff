"""A folder of .bib files to how many entries we and other programs read, and how our CSL differs from pandoc's.

    python benchmarks/bibliographies.py FOLDER [--parser PYTHON] [--show VARIABLE] [--number N]

`--parser` names a Python that has any version of bibtexparser; it may be given more than once. `--show` prints examples
of differences in a variable; `--show entries` prints entries that another program reads and we do not.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pybtex.errors
import pypandoc
from pybtex.database.input import bibtex as pybtex_input

from site_builder.bibtex import read_bibliography
from site_builder.bibtex.entries import read_entries
from site_builder.csl.csl_json import to_csl_json
from site_builder.memo import Memo
from site_builder.reading import decode

BIBTEXPARSER = """
import json, sys, bibtexparser
text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
if hasattr(bibtexparser, "parse_string"):
    keys = [entry.key for entry in bibtexparser.parse_string(text).entries]
else:
    from bibtexparser.bparser import BibTexParser
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    keys = [entry["ID"] for entry in bibtexparser.loads(text, parser=parser).entries]
print(json.dumps(keys))
"""
PATIENCE = 120


def pandoc_items(path: Path) -> Mapping[str, dict[str, object]] | None:
    command = [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", "csljson", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return {str(item["id"]): item for item in json.loads(done.stdout)}


def pybtex_keys(text: str) -> set[str] | None:
    with pybtex.errors.capture():
        try:
            return set(pybtex_input.Parser().parse_string(text).entries.keys())
        except Exception:
            return None


def bibtexparser_keys(python: str, path: Path) -> set[str] | None:
    try:
        done = subprocess.run(
            [python, "-c", BIBTEXPARSER, str(path)], capture_output=True, timeout=PATIENCE, check=True
        )
        return set(json.loads(done.stdout))
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, ValueError):
        return None


def compared(ours: Mapping[str, object], theirs: Mapping[str, object]) -> Iterator[tuple[str, str, object, object]]:
    """The variables of an entry that differ: the name, how, our value, and pandoc's."""
    for variable in sorted({*ours, *theirs} - {"id"}):
        mine, other = ours.get(variable), theirs.get(variable)
        if _folded(mine) != _folded(other):
            how = "ours alone" if other is None else "theirs alone" if mine is None else "otherwise"
            yield variable, how, mine, other


def _folded(value: object) -> object:
    """A value in a single form, if CSL has several forms with the same meaning."""
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        if "date-parts" in value or "literal" in value or "raw" in value:
            circa = {"circa": True} if value.get("circa") else {}
            return {**value, "date-parts": value.get("date-parts", []), **circa}
        particles = [value.get(f"{kind}-particle", "") for kind in ("dropping", "non-dropping")]
        rest = {key: item for key, item in value.items() if not key.endswith("-particle")}
        return {**rest, "particle": " ".join(filter(None, particles))} if any(particles) else rest
    text = re.sub(r"</?span[^>]*>", "", str(value)) if isinstance(value, str) else value
    return re.sub(r"\s+", " ", text).strip() if isinstance(text, str) else text


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parser", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--show", default="", metavar="VARIABLE")
    parser.add_argument("--number", type=int, default=20)
    chosen = parser.parse_args()
    paths = sorted(chosen.folder.rglob("*.bib"))
    kinds: Counter[tuple[str, str]] = Counter()
    counts: Counter[str] = Counter()
    behind: list[str] = []
    examples: list[str] = []
    both, seconds = 0, 0.0
    readers = [pandoc_items, *(lambda path, python=python: bibtexparser_keys(python, path) for python in chosen.parser)]
    with ThreadPoolExecutor(2) as pool:
        asked = {path: [pool.submit(reader, path) for reader in readers] for path in paths}
        for path in paths:
            text, _ = decode(path.name, path.read_bytes())
            start = time.perf_counter()
            references, _ = read_bibliography(text, path.name)
            seconds += time.perf_counter() - start
            keys = {entry.key for entry in read_entries(text, path.name, Memo())[0]}
            items, *parsed = (future.result() for future in asked[path])
            others = {"pandoc": set(items) if items is not None else None, "pybtex": pybtex_keys(text)}
            others |= {f"bibtexparser {number}": found for number, found in enumerate(parsed, 1)}
            counts["ours"] += len(keys)
            for name, found in others.items():
                counts[name] += len(found or ())
                counts[f"files that stop {name}"] += found is None
                lacking = (found or set()) - keys
                if chosen.show == "entries":
                    examples += [f"{path}: {name} has {key!r}" for key in sorted(lacking)]
                if len(found or ()) > len(keys):
                    behind.append(f"{path}: {len(keys)}, {name} {len(found or ())}")
            for reference in references:
                theirs = (items or {}).get(reference.key)
                if theirs is None:
                    continue
                both += 1
                for variable, how, mine, other in compared(to_csl_json(reference), theirs):
                    kinds[variable, how] += 1
                    if variable == chosen.show:
                        examples.append(f"{path.name}: {reference.key}: {how}\n    ours   {mine}\n    theirs {other}")
    print("\n".join(examples[: chosen.number]))
    print(f"{len(paths)} files, read in {seconds:.1f} s")
    print(", ".join(f"{name}: {count}" for name, count in counts.items()))
    print(f"{len(behind)} files of which another program reads more entries", *behind, sep="\n    ")
    print(f"{both} entries compared with Pandoc's:")
    for (variable, how), count in kinds.most_common():
        print(f"    {variable:28} {how:14} {count:6}  {100 * count / both:5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
