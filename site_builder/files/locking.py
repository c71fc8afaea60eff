"""A folder to the right to write into it, which only one process has at a time."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from site_builder.files.errors import OutputRefused

try:
    import fcntl
except ImportError:  # Windows has no such locks: there, two builds at once are not noticed.
    fcntl = None  # type: ignore[assignment]

_NO_LOCKS_HERE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOLCK, errno.EOPNOTSUPP)


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Hold the right to write into a folder, at most until the process ends.

    Raises `OutputRefused` if another process holds it.
    """
    folder = folder.resolve()
    if fcntl is None:
        yield
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.with_name(f".{folder.name}.site_builder-lock")
    try:
        lock = _take(path)
    except BlockingIOError as error:
        message = f"another build is writing to “{folder}”; wait until it has finished, or choose another --output."
        raise OutputRefused(message) from error
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise
        yield
        return
    try:
        yield
    finally:
        # Deleted while still locked, so that nobody waits for a file that is gone.
        path.unlink(missing_ok=True)
        os.close(lock)


def _take(path: Path) -> int:
    """The lock's file, open and locked. It is the one at the path now, not one that was just deleted there."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(lock), os.stat(path)):
                    return lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)
