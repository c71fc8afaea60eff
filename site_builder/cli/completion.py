"""`site-builder completion`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from site_builder.cli.examples import all_parsers
from site_builder.cli.exit_codes import SUCCESS


def run(chosen: argparse.Namespace) -> int:
    whole: Callable[[], argparse.ArgumentParser] = chosen.whole
    print(script(whole(), chosen.shell), end="")
    return SUCCESS


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    import shtab

    for each in all_parsers(parser):
        for action in each._actions:
            if action.type is Path:
                files = shtab.FILE if action.metavar == "FILE" else shtab.DIRECTORY
                action.complete = files  # type: ignore[attr-defined]
    return shtab.complete(parser, shell=shell)
