"""A wheel to a review built with it alone, in an environment that had nothing in it.

    python -m tests.try_wheel dist/site_builder-0.1.0-py3-none-any.whl --version 0.1.0

Needs nothing but the standard library and pip. What is wrong ends it with a message.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

PAGES = ("index.html", "introduction/index.html", "studies/page2021/index.html", "404.html", "print/index.html")
# Of each kind of data that the wheel or what it depends on has to bring along.
DATA = ("style.css", "site.js", "icon.svg", "search.js", "studies.csv", "references.bib", ".nojekyll")
# What would let a program find the repository, or another environment than its own.
HIDDEN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


class WheelFails(Exception):
    """The wheel does not do what it should. The message says what was run and what it said."""


class CannotInstall(Exception):
    """pip could not install the wheel with what it depends on, which may be the machine's fault."""


def build_wheel(project: Path, folder: Path) -> Path:
    """The wheel of a project, built by pip as this machine has it."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(project)]
    _run(command, folder, CannotInstall)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path, *arguments: str) -> Path:
    """The folder of the programs of a new environment that has this wheel, and what it depends on, and no more."""
    # This Python's pip installs into it: one of its own, and all modules compiled, would take most of the time.
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    _run([*pip, "install", "--quiet", "--no-compile", *arguments, str(wheel)], folder, CannotInstall)
    _run([*pip, "check"], folder, WheelFails)
    return programs


def try_out(programs: Path, folder: Path, version: str = "") -> Path:
    """A review begun and built by what is installed; gives the folder of its site."""
    told = _run([str(programs / "site-builder"), "--version"], folder, WheelFails).strip()
    if version and told != f"site-builder {version}":
        raise WheelFails(f"The wheel is of “{told}”, not of {version}.")
    review = folder / "review"
    for arguments in (
        ["init", str(review), "--github-pages"],
        ["check", str(review), "--strict", "--advice"],
        ["build", str(review), "--strict", "--base-url", "https://example.org/review"],
    ):
        _run([str(programs / "site-builder"), *arguments], folder, WheelFails)
    site = review / "output"
    missing = [name for name in (*PAGES, *DATA) if not (site / name).is_file()]
    if missing:
        raise WheelFails(f"The site lacks {', '.join(missing)}.")
    study = (site / "studies/page2021/index.html").read_text(encoding="utf-8")
    # In APA's style, which comes with another package, as does the locale of its words.
    if "Page, M. J., McKenzie, J. E.," not in study or "… Moher, D. (2021)." not in study:
        raise WheelFails("The reference of a study is not formatted.")
    return site


def _run(command: Sequence[str], folder: Path, failure: type[Exception]) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise failure(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.try_wheel", description="Try a wheel.")
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--version", default="", help="the version that it has to be of")
    chosen = parser.parse_args(arguments)
    if not chosen.wheel.is_file():
        print(f"There is no {chosen.wheel}.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            site = try_out(install(chosen.wheel.resolve(), folder / "environment"), folder, chosen.version)
        except (WheelFails, CannotInstall) as failure:
            print(failure, file=sys.stderr)
            return 1
        print(f"{chosen.wheel.name} builds a review of {len(list(site.rglob('*.html')))} pages.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
