"""What a terminal can show and a file cannot: colours, and how far the work has come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from site_builder.cli.telling import wants_colour
from site_builder.diagnostics import Severity
from site_builder.frozen import frozen

_RESET = "\x1b[0m"
_CLEAR_LINE = "\r\x1b[K"
_PATIENCE = 1.0
"""Seconds before work is told of: what takes no longer needs no telling."""


@frozen
class Paint:
    """Text in colours, or as it is where these would be signs in a file."""

    in_colour: bool = False

    def bold(self, text: str) -> str:
        return self._painted("1", text)

    def faint(self, text: str) -> str:
        return self._painted("2", text)

    def weight(self, severity: Severity, text: str) -> str:
        codes = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.ADVICE: "1;36"}
        return self._painted(codes[severity], text)

    def _painted(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}{_RESET}" if self.in_colour and text else text


def paint_for(stream: TextIO) -> Paint:
    """Colours only on a terminal that has them, and not where `NO_COLOR` is set (no-color.org)."""
    return Paint(wants_colour(stream))


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[str], None]]:
    """A function that says what is being done. On a terminal it is shown once it all has taken a second."""
    if not stream.isatty():
        yield lambda stage: None
        return
    stages = ["working"]
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(stream, stages, done), daemon=True)
    teller.start()
    try:
        yield stages.append
    finally:
        done.set()
        teller.join()


def _tell(stream: TextIO, stages: list[str], done: threading.Event) -> None:
    began = time.monotonic()
    told = False
    while not done.wait(_PATIENCE):
        stream.write(f"{_CLEAR_LINE}{stages[-1]} … {time.monotonic() - began:.0f} s")
        stream.flush()
        told = True
    if told:
        stream.write(_CLEAR_LINE)
        stream.flush()
