"""A project and its site to a fingerprint taken without reading files: if it is the same, nothing has changed.

A stamp is a file's time of change, its size and its identity. If a file was changed just before it was read, a further
change could leave the stamp as it is, so the content of such a file is compared as well.
"""

from __future__ import annotations

import os
import sys
import time
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, TypeAlias

from site_builder.files.site_paths import MANIFEST
from site_builder.files.walking import walked
from site_builder.project_paths import TEMPLATES

Stamp: TypeAlias = tuple[int, int, int]
"""A file's time of change, size and inode. A different file in its place has another stamp."""

ABSENT: Final[Stamp] = (0, -1, -1)
# The coarsest time stamps of a file system in use, FAT's, in nanoseconds.
JUST_NOW: Final = 2_000_000_000
# Looking at each file of a larger site would take too long only to find that there is nothing to do.
MOST_FILES: Final = 20_000


def stamp_of(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


class SourceStamps:
    """The stamps of a project's files, taken at `moment`, in nanoseconds since 1970. `found` are their full paths."""

    def __init__(self, stamps: dict[str, Stamp], found: dict[str, str], moment: int) -> None:
        self.stamps = stamps
        self.found = found
        self.moment = moment

    def look_outside(self, project: Path, paths: Iterable[str]) -> None:
        """Add stamps of files outside the project, by paths relative to it or absolute, whether they exist or not."""
        for path in paths:
            try:
                self.found[path] = os.path.join(project, path)
                self.stamps[path] = stamp_of(os.stat(self.found[path]))
            except OSError:
                self.stamps[path] = ABSENT

    def changed_just_now(self) -> list[str]:
        """The files that may change further without a change of their stamp."""
        return [path for path, stamp in self.stamps.items() if stamp[0] > self.moment - JUST_NOW]


def look_at_sources(project: Path) -> SourceStamps:
    """The stamps of all files that a build may read. If one cannot be taken, it is a value that never recurs."""
    moment, stamps = time.time_ns(), {}
    found = walked(project, [])
    for path, place in found.items():
        try:
            stamps[path] = stamp_of(os.stat(place))
        except OSError:
            stamps[path] = (moment, -1, -1)
    return SourceStamps(stamps, found, moment)


def look_at_site(output: Path) -> str:
    """A fingerprint of what a build wrote: of its folders, and of its files unless there are too many.

    Raises OSError if something is missing.
    """
    manifest = (output / MANIFEST).read_bytes()
    folders, files = _listed(manifest)
    seen = array("q")
    prefix = f"{output}/"
    for name in folders:
        seen.append(os.stat(prefix + name).st_mtime_ns)
    for name in files:
        status = os.stat(prefix + name)
        seen.append(status.st_mtime_ns)
        seen.append(status.st_size)
    return digest([], manifest + seen.tobytes())


@lru_cache(maxsize=1)
def _listed(manifest: bytes) -> tuple[list[str], list[str]]:
    """The folders of a site, and its files if they are few enough. Cached because an edit needs them twice."""
    names = manifest.decode(errors="replace").split("\n")[1:]
    folders = sorted({name.rpartition("/")[0] for name in names})
    return folders, list(filter(None, names)) if len(names) <= MOST_FILES else []


def look_at_program() -> str:
    """A fingerprint of the program: of its own files, and of the folders in which its packages are installed."""
    here = Path(__file__).parent.parent
    seen = array("q")
    installed = [path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)]
    for folder in installed:
        seen.append(os.stat(folder).st_mtime_ns)
    for top in (here, here.parent / TEMPLATES):
        for folder, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                status = os.stat(os.path.join(folder, name))
                seen.append(status.st_mtime_ns)
                seen.append(status.st_size)
    return digest((sys.version, *installed), seen.tobytes())


def digest(texts: Iterable[str], data: bytes = b"") -> str:
    whole = blake2b(data, digest_size=16)
    for text in texts:
        whole.update(f"{text}\n".encode(errors="surrogatepass"))
    return whole.hexdigest()
