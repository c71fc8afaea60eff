"""How much a command prints: only what is wrong, what it did, or every detail."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TextIO


def add_verbosity_options(parser: argparse.ArgumentParser) -> None:
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="report only mistakes")
    loudness.add_argument("-v", "--verbose", action="store_true", help="print more details")


def wants_colour(stream: TextIO) -> bool:
    """Whether output to a stream may be in colour: see no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_unless_quiet(chosen: argparse.Namespace, text: str, stream: TextIO | None = None) -> None:
    """Print what was done, unless `--quiet` is given."""
    if not chosen.quiet:
        print(text, file=stream or sys.stdout)


def summary_stream(chosen: argparse.Namespace) -> TextIO:
    """The stream for the summary of a build or check.

    With `--format json`, standard output holds nothing but the JSON.
    """
    return sys.stderr if chosen.format == "json" else sys.stdout


def counted_noun(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_if_verbose(chosen: argparse.Namespace, text: str, stream: TextIO | None = None) -> None:
    """Print a detail, if `--verbose` is given."""
    if chosen.verbose:
        print(text, file=stream or sys.stdout)
