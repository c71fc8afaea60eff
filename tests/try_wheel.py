"""A wheel to a review that is built with it in an empty environment.

    python -m tests.try_wheel dist/site_builder-0.1.0-py3-none-any.whl --version 0.1.0

This needs only the standard library and pip. It ends with a message if anything is wrong.
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
# One file of each kind of data that must be in the wheel or its dependencies
DATA = ("style.css", "site.js", "icon.svg", "search.js", "studies.csv", "references.bib", ".nojekyll")
# Variables by which a program could find the repository, or another environment than its own
HIDDEN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


class WheelFails(Exception):
    """The wheel does not work. The message has the command that was run, and its output."""


class CannotInstall(Exception):
    """pip could not build the wheel, or install it with its dependencies, which may be the machine's fault."""


def build_wheel(project: Path, folder: Path) -> Path:
    """The wheel of a project, built by this machine's pip."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(project)]
    _run(command, folder, CannotInstall)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path, *arguments: str) -> Path:
    """The programs' folder of a new environment with only this wheel and its dependencies."""
    # This Python's pip installs into it: a pip of its own, and compiling all modules, would take most of the time.
    venv.create(folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    _run([*pip, "install", "--quiet", "--no-compile", *arguments, str(wheel)], folder, CannotInstall)
    _run([*pip, "check"], folder, WheelFails)
    return programs


def try_out(programs: Path, folder: Path, version: str = "") -> Path:
    """Start and build a review with the installed programs; returns the folder of its site."""
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
    # This is APA style. The style and its locale are in other packages.
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
