"""`site-builder completion`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from site_builder.cli.examples import all_parsers
from site_builder.cli.exits import FINE

SHELLS: Final = ("bash", "zsh", "tcsh")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    completion = commands.add_parser(
        "completion",
        help="print what makes a shell complete the commands",
        description="Print the script by which a shell completes commands, options and files.",
    )
    completion.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS), help="the shell")
    completion.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    whole: Callable[[], argparse.ArgumentParser] = chosen.whole
    print(script(whole(), chosen.shell), end="")
    return FINE


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    import shtab

    for each in all_parsers(parser):
        for action in each._actions:
            if action.type is Path:
                files = shtab.FILE if action.metavar == "FILE" else shtab.DIRECTORY
                action.complete = files  # type: ignore[attr-defined]
    return shtab.complete(parser, shell=shell)
