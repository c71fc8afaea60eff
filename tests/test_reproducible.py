"""The same files built elsewhere, at another time, under another locale, by another process: the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import REVIEWS

# A process whose folders are listed in an order of chance, as file systems do it.
SHUFFLED = """
import os, random, sys
seed = int(sys.argv.pop(1))
listed = os.listdir
def shuffled(*arguments):
    names = listed(*arguments)
    random.Random(seed).shuffle(names)
    return names
os.listdir = shuffled
from site_builder.cli import main
sys.exit(main(sys.argv[1:]))
"""


def built(project: Path, folder: Path, seed: int, **environment: str) -> dict[str, bytes]:
    """The output of a build in a copy of a project, with the search index and the list of what was built."""
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("output"))
    for age, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (10**9 + seed * age, 10**9 + seed * age))
    command = [sys.executable, "-c", SHUFFLED, str(seed), "build", "--quiet", "--strict", "."]
    ours = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": str(seed), **environment}
    if not sys.prefix.isascii():
        # In the locale C, Python itself would not start from an environment below a folder with an umlaut.
        ours["LC_ALL"] = "C.UTF-8"
    subprocess.run(command, cwd=folder, env=ours, check=True)
    found = (path for path in (folder / "output").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    here = built(REVIEWS["golden"], tmp_path / "a", 1, TZ="UTC", LC_ALL="C", SOURCE_DATE_EPOCH="0", HOME="/a")
    there = built(
        REVIEWS["golden"],
        tmp_path / "deep" / "a folder of another name",
        2,
        TZ="Pacific/Kiritimati",
        LC_ALL="tr_TR.UTF-8",
        LANG="de_DE.UTF-8",
        HOME="/b",
    )
    assert sorted(here) == sorted(there)
    assert [path for path in here if here[path] != there[path]] == []
    kinds = {Path(path).suffix for path in here}
    assert {".html", ".xml", ".css", ".js", ".bib", ".ris", ".json", ".csv"} <= kinds
