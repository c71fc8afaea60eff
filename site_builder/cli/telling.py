"""How much a command says: nothing but what is wrong, what it did, or all of what it did."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TextIO


def add_loudness(parser: argparse.ArgumentParser) -> None:
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="report only mistakes")
    loudness.add_argument("-v", "--verbose", action="store_true", help="print more details")


def wants_colour(stream: TextIO) -> bool:
    """Whether what is printed there may be in colours: see no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell(chosen: argparse.Namespace, text: str, stream: TextIO | None = None) -> None:
    """Print what was done, unless it should be quiet."""
    if not chosen.quiet:
        print(text, file=stream or sys.stdout)


def summary_stream(chosen: argparse.Namespace) -> TextIO:
    """Where a build or check says what it did. Standard output may be the JSON, the whole JSON and nothing else."""
    return sys.stderr if chosen.format == "json" else sys.stdout


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def detail(chosen: argparse.Namespace, text: str, stream: TextIO | None = None) -> None:
    """Print what only those want to know who asked for it."""
    if chosen.verbose:
        print(text, file=stream or sys.stdout)
