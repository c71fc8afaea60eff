"""Command-line arguments to the run of a command, and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from site_builder import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. 0: all is well; 1: errors, or warnings under `--strict`; 2: wrong usage or a refused folder.

    Without arguments, it is the whole program, and ends it.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if list(given) == ["--version"]:
        # Asked for by scripts, over and over: it needs nothing of what follows.
        print(f"site-builder {__version__}")
        return 0
    from site_builder.cli.commands import run

    code = run(given)
    if arguments is None:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process at once: to take apart all that was made, as Python would, takes a tenth of a small build."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)
