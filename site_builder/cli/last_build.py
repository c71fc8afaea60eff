"""The last build of a site to whether there is anything to do, and to what it said.

What it was made from and what it wrote is kept in the project, in a file that may be deleted at any time. It is
believed only if it is whole, was written by this program for the same question, and all it names looks as it did.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.cli.telling import count, wants_colour
from site_builder.files.stamps import Seen, digest, look_at_program, look_at_site
from site_builder.sources import KEPT, keep_file


class Said(NamedTuple):
    """What a build that was well said of what it found, on standard output and error, and of what it built."""

    out: str
    err: str
    pages: int
    files: int
    tally: str

    def last_line(self, output: Path, written: int = 0, deleted: int = 0) -> str:
        changes = f"{count(written, 'file')} written, {self.files - written} unchanged"
        changes += f", {deleted} deleted" if deleted else ""
        changes += f"; {self.tally}" if self.tally else ""
        return f"Built {count(self.pages, 'page')} into {output}/: {changes}."


class LastBuild:
    """The last build of a project into a folder. Where nothing can be kept, nothing is."""

    def __init__(self, chosen: argparse.Namespace, output: Path) -> None:
        project: Path = chosen.project
        self._project = project
        self._output = output
        # Paths are told as they are seen from the current folder, and colours are part of what is said.
        options = (chosen.strict, chosen.advice, chosen.base_url, chosen.format, chosen.no_search)
        self._asked = [os.getcwd(), str(project), str(output), *map(str, options), str(wants_colour(sys.stderr))]
        self._file = project / KEPT / f"build-{digest([os.path.realpath(output)])}.json"
        self._program = look_at_program()

    def said(self, sources: Seen) -> Said | None:
        """What it said, if it would say and do the same now."""
        try:
            head, _, text = self._file.read_text(encoding="utf-8").partition("\n")
            kept: dict[str, Any] = json.loads(text) if digest([text]) == head else {}
            same = kept.get("asked") == self._asked and kept.get("program") == self._program
            if not same or kept["sources"].keys() != sources.stamps.keys():
                return None
            # What only looks as if it had changed, after a checkout for example, is read, and so is what may have.
            former: dict[str, list[int]] = kept["sources"]
            doubtful = {path for path, stamp in sources.stamps.items() if former[path] != list(stamp)}
            contents: dict[str, str] = kept["contents"]
            for path in doubtful.union(kept["just_now"]):
                if digest([], (self._project / path).read_bytes()) != contents[path]:
                    return None
            return Said(*kept["said"]) if kept["site"] == look_at_site(self._output) else None
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def keep(self, sources: Seen, files: Mapping[str, bytes], said: Said) -> None:
        """Keep what a build was made from. `files` are those of `sources` that it read."""
        try:
            kept = {
                "asked": self._asked,
                "program": self._program,
                "sources": sources.stamps,
                "contents": {path: digest([], data) for path, data in files.items()},
                "just_now": [path for path in sources.changed_just_now() if path in files],
                "site": look_at_site(self._output),
                "said": said,
            }
            text = json.dumps(kept)
            keep_file(self._project, self._file.name, f"{digest([text])}\n{text}".encode())
        except OSError:
            self.forget()

    def forget(self) -> None:
        """Let the next build look at everything."""
        try:
            self._file.unlink(missing_ok=True)
        except OSError:
            return
