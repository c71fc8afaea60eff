"""What a terminal can show and a file cannot: colours, and the progress of the work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from site_builder.cli.verbosity import wants_colour
from site_builder.diagnostics import Severity
from site_builder.frozen import frozen

_RESET = "\x1b[0m"
_CLEAR_LINE = "\r\x1b[K"
_PATIENCE = 1.0
"""Seconds before progress is shown, as shorter work needs none."""


@frozen
class Paint:
    """Puts text in colour, or leaves it as it is for output that would show the codes as characters."""

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
    """Colours if the stream is a terminal that has them and `NO_COLOR` is not set (no-color.org)."""
    return Paint(wants_colour(stream))


@contextmanager
def progress(stream: TextIO) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each stage. A terminal shows the current stage once a second has passed."""
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
