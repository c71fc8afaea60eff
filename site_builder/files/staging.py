"""The next content of a folder, which is prepared beside it and then put in its place."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Set
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath

from site_builder.files.errors import OutputRefused, WriteFailed
from site_builder.files.existing_files import has_content, in_folder_order, is_built, is_file
from site_builder.files.output_folder import OwnFiles, check_output, listed, listed_names, manifest
from site_builder.files.site_paths import FLAWED, MANIFEST, UNFINISHED, is_site_path
from site_builder.files.successors import successor_of, within
from site_builder.files.swapping import (
    delete,
    dissolve,
    put_few_in_place,
    put_in_place,
    repair,
    throw_away,
)
from site_builder.frozen import frozen

# Nothing can be created beside the folder, or the folder cannot be moved, as when it is a mount point.
_FIXED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV)
# From this many files on, changing a few in place is faster than preparing the whole site.
_MANY = 2000
_IN_SO_MANY = 40
_OURS = frozenset({str(MANIFEST), str(UNFINISHED)})


@frozen
class Written:
    """What was done to a folder; the paths are sorted."""

    written: tuple[PurePosixPath, ...]
    unchanged: tuple[PurePosixPath, ...]
    deleted: tuple[PurePosixPath, ...]


class Staging:
    """The files that a folder is to hold. Until they are committed, the folder stays as it is.

    `put` may be called in several processes, in each for different files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._names = listed_names(folder) or frozenset()
        self._is_first = not folder.exists()
        self._begun_at: Path | None = None
        self._made: set[str] = set()
        self._own_files = OwnFiles(folder, self._names)

    @cached_property
    def former(self) -> frozenset[PurePosixPath]:
        """The files in the folder that builds wrote."""
        return listed(self.folder) or frozenset()

    @property
    def has_good_site(self) -> bool:
        """Whether the folder holds a site that was built without errors."""
        return bool(self._names) and str(FLAWED) not in self._names

    def put(self, path: PurePosixPath, data: bytes) -> bool:
        """Add a file. Returns whether it differs from what the folder has in its place.

        Raises `OutputRefused` if something that was not built is in the way.
        """
        name = str(path)
        if not is_site_path(path) or name in _OURS:
            raise OutputRefused(f"“{path}” cannot be the address of a file in the site.")
        if not self._is_first:
            self._own_files.refuse_to_replace(path, data)
            if has_content(self.folder / path, data):
                return False
        target = f"{self._begun()}/{name}"
        self._make(target[: target.rfind("/")])
        with open(target, "wb") as file:
            file.write(data)
        return True

    def read(self, path: PurePosixPath) -> bytes:
        """A file with its new content."""
        try:
            return (self._new / path).read_bytes()
        except FileNotFoundError:
            return (self.folder / path).read_bytes()

    def commit(self, written: Set[PurePosixPath], unchanged: Set[PurePosixPath]) -> Written:
        """Give the folder exactly the files that were put, `unchanged` ones included, among those that are built."""
        site = written | unchanged
        gone = tuple(path for path in in_folder_order(self.former - site) if is_built(self.folder, path))
        done = Written(in_folder_order(written), in_folder_order(unchanged), gone)
        if written or self.former != site or self._is_first:
            self._change(done, is_listed=self.former == site)
        return done

    def amend(self, written: Set[PurePosixPath]) -> None:
        """Replace some files of the folder by those that were put, and leave everything else as it is."""
        if len(self._names) < _MANY:
            self.commit(written, self.former - written)
        elif len(written) == 1:
            self._replace(*written)
        elif written:
            put_few_in_place(self._begun(), self.folder, (self.folder / MANIFEST).read_bytes(), ())

    def discard(self) -> None:
        """Delete what was not committed. A folder without the mark holds the former content, and is not touched."""
        if (self._new / UNFINISHED).exists():
            throw_away(self._new)

    @property
    def _new(self) -> Path:
        """The folder for new files, wherever the process that started it was able to create it."""
        inner = within(self.folder)
        return self._begun_at or (inner if inner.is_dir() else successor_of(self.folder))

    def _begun(self) -> Path:
        """The folder for new files, created if missing. Its mark says that everything in it may be deleted."""
        if self._begun_at is None:
            new = self._new
            try:
                new.mkdir(exist_ok=True)
            except OSError as error:
                if error.errno not in _FIXED or self._is_first:
                    raise
                new = within(self.folder)
                new.mkdir(exist_ok=True)
            (new / UNFINISHED).touch()
            self._made.add(str(new))
            self._begun_at = new
        return self._begun_at

    def _make(self, folder: str) -> None:
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)

    def _change(self, wanted: Written, is_listed: bool) -> None:
        try:
            if is_listed and len(wanted.written) == 1 and is_file(self.folder / wanted.written[0]):
                self._replace(wanted.written[0])
            elif len(wanted.unchanged) >= max(_MANY, (len(wanted.written) + len(wanted.deleted)) * _IN_SO_MANY):
                whole = manifest((*wanted.written, *wanted.unchanged))
                put_few_in_place(self._begun(), self.folder, whole, wanted.deleted)
            else:
                self._change_at_once(wanted)
        except OSError as error:
            if error.errno not in _FIXED:
                raise
            self._change_within(wanted)

    def _replace(self, path: PurePosixPath) -> None:
        os.replace(self._new / path, self.folder / path)

    def _change_at_once(self, wanted: Written) -> None:
        new = self._begun()
        if new != successor_of(self.folder):
            raise OSError(errno.EXDEV, "it lies within the folder")
        (new / MANIFEST).write_bytes(manifest((*wanted.written, *wanted.unchanged)))
        if not self._is_first:
            shutil.copymode(self.folder, new)
        for path in wanted.unchanged:
            target = f"{new}/{path}"
            self._make(os.path.dirname(target))
            _link(f"{self.folder}/{path}", target)
        (new / UNFINISHED).unlink()
        try:
            old = put_in_place(new, self.folder)
        except OSError:
            (new / UNFINISHED).touch()
            raise
        if old is not None:
            dissolve(old, self.folder)

    def _change_within(self, wanted: Written) -> None:
        """Write into a folder that cannot be moved. If the process is killed, a mixture stays until the next build.

        In the meantime, the manifest lists old and new files, so that a later build can delete either.
        """
        self.folder.mkdir(exist_ok=True)
        whole = (*wanted.written, *wanted.unchanged)
        _write(self.folder, MANIFEST, manifest({*self.former, *whole}))
        for path in wanted.deleted:
            delete(self.folder, path)
        for path in wanted.written:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            _write(self.folder, path, self.read(path))
        _write(self.folder, MANIFEST, manifest(whole))


@contextmanager
def staging(folder: Path) -> Iterator[Staging]:
    """Prepare the next content of a folder. Anything not committed is deleted at the end.

    Raises `OutputRefused` if something else is in the way, `WriteFailed` if the disk does not accept the site.
    """
    check_output(folder)
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        repair(folder)
        (folder / UNFINISHED).unlink(missing_ok=True)
        place = Staging(folder)
        try:
            yield place
        finally:
            place.discard()
    except OSError as error:
        what = error.filename or folder
        raise WriteFailed(f"the site could not be written: {what}: {error.strerror or error}.") from error


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        # The file system has no hard links, or the file too many.
        shutil.copy2(source, target)


def _write(folder: Path, path: PurePosixPath, data: bytes) -> None:
    unfinished = folder / UNFINISHED
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, folder / path)
    finally:
        unfinished.unlink(missing_ok=True)
