"""Command-line arguments to the run of a command, and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from site_builder import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code, one of `exit_codes`.

    Without arguments, it runs as the whole program, and ends the process.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if list(given) == ["--version"]:
        # Scripts ask for this often, so nothing else is loaded for it.
        print(f"site-builder {__version__}")
        return 0
    from site_builder.cli.commands import run

    code = run(given)
    if arguments is None:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process at once. Python's own way, freeing every object, takes a tenth of a small build's time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)
