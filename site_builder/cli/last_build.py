"""The last build of a site to what has changed since, and to what that build said.

A file in the project, which may be deleted at any time, records what the build was made from and what it wrote. It is
used only if it is whole, was written by this version of the program for the same command, and its files look unchanged.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from site_builder.cli.verbosity import counted_noun, wants_colour
from site_builder.files.stamps import SourceStamps, digest, look_at_program, look_at_site
from site_builder.project_paths import OUTSIDE
from site_builder.source_writing import KEPT, keep_file

if TYPE_CHECKING:
    from site_builder.model import Files

EMPTY: Final[Files] = MappingProxyType({})


class KeptDigest(NamedTuple):
    """The digest of something that is kept already."""

    digest: str


KeptData: TypeAlias = str | KeptDigest
"""Data to keep, or the digest of data that is kept already."""


class BuildOutput(NamedTuple):
    """What a build without fatal errors printed, and the numbers in its last line."""

    out: str
    err: str
    pages: int
    files: int
    tally: str

    def last_line(self, output: Path, written: int, deleted: int) -> str:
        changes = f"{counted_noun(written, 'file')} written, {self.files - written} unchanged"
        changes += f", {deleted} deleted" if deleted else ""
        changes += f"; {self.tally}" if self.tally else ""
        return f"Built {counted_noun(self.pages, 'page')} into {output}/: {changes}."


def _build_output(out: str, err: str, pages: int, files: int, tally: str) -> BuildOutput:
    """What the build said, as it was kept. Raises an error if it cannot be printed."""
    for text in (out, err, tally):
        text.encode()
    return BuildOutput(out, err, int(pages), int(files), tally)


class Edits(NamedTuple):
    """What the last build said, and the files that have changed since, with their present content.

    `contents` are the digests of the files that it read; `texts` and `works` are those of what it kept of them.
    """

    printed: BuildOutput
    changed: Mapping[str, bytes]
    contents: Mapping[str, str]
    texts: KeptDigest
    works: KeptDigest

    @property
    def contents_now(self) -> dict[str, str]:
        """The digests of all files in their present state."""
        return {**self.contents, **contents_of(self.changed)}

    def was_read(self, path: str, text: str) -> bool:
        """Whether a file held exactly this text when it was last read."""
        try:
            return self.contents.get(path) == digest([], text.encode())
        except UnicodeEncodeError:
            return False


def contents_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The digest of each file."""
    return {path: digest([], data) for path, data in files.items()}


def _content(place: str) -> bytes:
    # Reading a pipe would wait for ever, and reading a device may never end.
    path = Path(place)
    if not path.is_file():
        raise OSError(None, "it is not a regular file")
    return path.read_bytes()


class LastBuild:
    """The last build of a project into a folder. If the project cannot be written to, nothing is kept."""

    def __init__(self, chosen: argparse.Namespace, output: Path) -> None:
        project: Path = chosen.project
        self._project = project
        self._output = output
        # Diagnostics show paths relative to the current folder, and may be in colour.
        options = (chosen.strict, chosen.advice, chosen.base_url, chosen.format, chosen.no_search)
        self._asked = [os.getcwd(), str(project), str(output), *map(str, options), str(wants_colour(sys.stderr))]
        self._name = f"build-{digest([os.path.realpath(output)])}"
        self._program = look_at_program()

    def edits(self, sources: SourceStamps) -> Edits | None:
        """The files whose content has changed since; None if anything else has changed."""
        try:
            kept = json.loads(self._load("json")[0])
            same = kept.get("asked") == self._asked and kept.get("program") == self._program
            former: dict[str, list[int]] = kept["sources"]
            sources.look_outside(self._project, (path for path in former if path.startswith(OUTSIDE)))
            if not same or former.keys() != sources.stamps.keys():
                return None
            # A file whose stamp has changed, as after a checkout, or could be stale, is compared by its content.
            doubtful = {path for path, stamp in sources.stamps.items() if former[path] != list(stamp)}
            contents: dict[str, str] = kept["contents"]
            read = {path: _content(sources.found[path]) for path in sorted(doubtful.union(kept["just_now"]))}
            changed = {path: data for path, data in read.items() if digest([], data) != contents[path]}
            edits = Edits(
                _build_output(*kept["said"]), changed, contents, KeptDigest(kept["texts"]), KeptDigest(kept["works"])
            )
            return edits if kept["site"] == look_at_site(self._output) else None
        except (OSError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def texts(self, edits: Edits) -> str:
        """What the last build kept of the site's texts; "" if it is not there unchanged."""
        return self._kept("texts.jsonl", edits.texts)

    def works(self, edits: Edits) -> str:
        """What the last build kept of the works in its bibliographies."""
        return self._kept("works.json", edits.works)

    def copy(self, path: str) -> bytes:
        """A file as the last build read it. Raises OSError if no copy was kept."""
        return self._copy_of(path).read_bytes()

    def keep(
        self,
        sources: SourceStamps,
        contents: Mapping[str, str],
        said: BuildOutput,
        texts: KeptData,
        works: KeptData,
        copies: Files = EMPTY,
    ) -> None:
        """Keep what a site was made from. `contents` are the digests of those `sources` that were read for it.

        `texts` and `works` may be the digests of what is kept already. `copies` are files to keep as they were read.
        """
        try:
            for path, data in copies.items():
                keep_file(self._project, self._copy_of(str(path)).name, data)
            kept = {
                "asked": self._asked,
                "program": self._program,
                "sources": sources.stamps,
                "contents": contents,
                "just_now": [path for path in sources.changed_just_now() if path in contents],
                "texts": self._store("texts.jsonl", texts).digest,
                "works": self._store("works.json", works).digest,
                "site": look_at_site(self._output),
                "said": said,
            }
            self._store("json", json.dumps(kept))
        except OSError:
            self.forget()

    def forget(self) -> None:
        """Make the next build start from scratch."""
        try:
            (self._project / KEPT / f"{self._name}.json").unlink(missing_ok=True)
        except OSError:
            return

    def _copy_of(self, path: str) -> Path:
        return self._project / KEPT / f"{self._name}.{digest([path])}"

    def _kept(self, suffix: str, told: KeptDigest) -> str:
        try:
            kept, found = self._load(suffix)
        except (OSError, ValueError):
            return ""
        return kept if found == told else ""

    def _store(self, suffix: str, kept: KeptData) -> KeptDigest:
        if isinstance(kept, KeptDigest):
            return kept
        data = kept.encode()
        told = digest([], data)
        keep_file(self._project, f"{self._name}.{suffix}", f"{told}\n".encode() + data)
        return KeptDigest(told)

    def _load(self, suffix: str) -> tuple[str, KeptDigest]:
        """What is kept, with its digest. Raises ValueError if it is not whole."""
        head, _, data = (self._project / KEPT / f"{self._name}.{suffix}").read_bytes().partition(b"\n")
        told = digest([], data)
        if head != told.encode():
            raise ValueError("it is not whole")
        return data.decode(), KeptDigest(told)
