"""A build that is killed, or for which there is no room, or not alone: the old site is whole, or the new one is."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import Builder, build
from site_builder.cli import main
from site_builder.files.errors import OutputRefused, WriteFailed
from site_builder.files.locking import claim
from site_builder.files.output_folder import check_output
from site_builder.files.reading import read_files
from site_builder.files.site_paths import MANIFEST
from site_builder.files.staging import staging
from site_builder.files.writing import write_files
from site_builder.model import Files
from site_builder.process_pool import ProcessPool
from site_builder.publishing import made_files, make_files
from tests.sites import REVIEWS

KILLS = 500
UNIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are killed here as Unix does it")


def site_of(version: str, pages: int) -> Files:
    """Pages that all change with the version, pages that stay, and pages that only this version has."""
    changed = {PurePosixPath(f"studies/s{number}/index.html"): f"{version} {number}" * 50 for number in range(pages)}
    stay = {PurePosixPath(f"keywords/k{number}.html"): f"the same {number}" for number in range(pages)}
    own = {PurePosixPath(f"{version}/{number}/index.html"): "its own" for number in range(pages)}
    return {path: text.encode() for path, text in {**changed, **stay, **own}.items()}


def content(folder: Path) -> Files:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST.name)
    return {PurePosixPath(path.relative_to(folder)): path.read_bytes() for path in found}


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Path]:
    """A small file system of its own; where none may be mounted, the test is skipped."""
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("only root may mount a small file system here.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def kill_while_writing(site: Files, out: Path, seconds: float) -> None:
    child = os.fork()
    if child == 0:
        write_files(site, out)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@UNIX
def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    out, chance = tmp_path / "output", random.Random(1)
    theirs = {PurePosixPath(".git/HEAD"): b"ref", PurePosixPath("keywords/by-hand.txt"): b"mine"}
    versions = [site_of(version, 12) for version in ("old", "new")]
    write_files(versions[0], out)
    for path, data in theirs.items():
        (out / path).parent.mkdir(exist_ok=True)
        (out / path).write_bytes(data)
    started = time.perf_counter()
    write_files(versions[1], out)
    usual = time.perf_counter() - started
    seen = [0, 0]
    longest = min(1.5 * usual, 0.03)
    for turn in range(KILLS):
        # On a machine with much else to do, every kill may come too early.
        longest *= 1 + (turn % 50 == 49 and not all(seen))
        kill_while_writing(versions[turn % 2], out, chance.uniform(0, longest))
        found = content(out)
        which = [{**found, **theirs} == {**version, **theirs} for version in versions]
        assert any(which), f"after kill {turn} there are {len(found)} files: {sorted(map(str, found))[:9]}"
        seen[which.index(True)] += 1
    write_files(versions[0], out)
    assert content(out) == {**versions[0], **theirs}
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert all(seen)


@UNIX
def test_a_large_site_killed_while_a_few_of_its_files_change_is_completed_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.files.staging._MANY", 10)
    monkeypatch.setattr("site_builder.files.staging._IN_SO_MANY", 1)
    out, chance = tmp_path / "output", random.Random(3)
    stay = {PurePosixPath(f"studies/s{number}/index.html"): b"the same" for number in range(20)}
    home = PurePosixPath("index.html")
    versions = [
        {**stay, **{PurePosixPath(f"{name}/{number}.html"): name.encode() for number in range(9)}, home: name.encode()}
        for name in ("old", "new")
    ]
    write_files(versions[0], out)
    inode = (out / "studies").stat().st_ino
    started = time.perf_counter()
    write_files(versions[1], out)
    usual = time.perf_counter() - started
    seen = [0, 0]
    longest = min(1.5 * usual, 0.05)
    for turn in range(200):
        # On a machine with much else to do, every kill may come too early.
        longest *= 1 + (turn % 50 == 49 and not all(seen))
        kill_while_writing(versions[turn % 2], out, chance.uniform(0, longest))
        # What was settled is gone on with, and what was not is as it was.
        with staging(out):
            seen[versions.index(dict(content(out)))] += 1
    write_files(versions[0], out)
    assert content(out) == versions[0]
    assert [path.name for path in tmp_path.iterdir()] == ["output"]
    assert (out / "studies").stat().st_ino == inode
    assert all(seen)


@UNIX
def test_the_command_line_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    chance = random.Random(2)
    assert main(["init", "-q", str(tmp_path)]) == 0
    text = tmp_path / "content/index.md"
    command = [sys.executable, "-m", "site_builder", "build", "-q", "--no-search", str(tmp_path)]
    whole = []
    for version in ("old", "new"):
        text.write_text(f"# A review\n\nThe {version} text.\n")
        subprocess.run(command, check=True)
        whole.append(content(tmp_path / "output"))
    for turn in range(8):
        text.write_text(f"# A review\n\nThe {('old', 'new')[turn % 2]} text.\n")
        with subprocess.Popen(command) as process:
            time.sleep(chance.uniform(0.1, 1.2))
            process.kill()
        assert content(tmp_path / "output") in whole
    subprocess.run(command, check=True)
    assert content(tmp_path / "output") == whole[1]
    assert [path for path in os.listdir(tmp_path) if path.startswith(".output")] == []


def test_a_full_disk_leaves_the_old_site(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=400k") as small:
        old, large = site_of("old", 5), {PurePosixPath(f"{number}.html"): b"x" * 9000 for number in range(99)}
        write_files(old, small / "output")
        with pytest.raises(WriteFailed, match="No space left"):
            write_files(large, small / "output")
        assert content(small / "output") == old
        assert os.listdir(small) == ["output"]
        new = site_of("new", 5)
        write_files(new, small / "output")
        assert content(small / "output") == new


def test_a_folder_that_is_a_file_system_of_its_own_is_written_into(tmp_path: Path) -> None:
    with mounted(tmp_path / "output", "size=1m") as out:
        for version in ("old", "new"):
            write_files(site_of(version, 5), out)
            assert content(out) == site_of(version, 5)
        assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_folder_beside_which_nothing_can_be_made_is_written_into_by_several_processes(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=1m") as small, mounted(small / "output", "size=8m") as out:
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        files, _ = read_files(REVIEWS["golden"])
        draft, whole = Builder().draft(files), build(files).site
        for changed in (len(whole), 1, 0):
            with staging(out) as place:
                made = make_files(draft, place, ProcessPool(2))
                assert dict(made_files(draft, made, place)) == whole
                assert len(place.commit(made.written, made.unchanged).written) == changed
            assert content(out) == whole
            (out / "index.html").write_text("another page")
            if changed == 1:
                (out / "index.html").write_bytes(whole[PurePosixPath("index.html")])


def test_what_is_left_of_a_change_that_was_completed_is_cleared_up(tmp_path: Path) -> None:
    out, pending = tmp_path / "output", tmp_path / ".output.site_builder-pending"
    write_files(site_of("old", 3), out)
    # Killed between the last two steps, when nothing is pending any more.
    pending.mkdir()
    (out / ".site_builder-new").mkdir()
    write_files(site_of("new", 3), out)
    assert content(out) == site_of("new", 3)
    assert not list(out.glob(".site_builder-new"))
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_a_read_only_folder_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mounted(tmp_path / "small", "size=1m") as small:
        assert main(["init", "-q", str(small)]) == 0
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        capsys.readouterr()
        assert main(["build", "--no-search", str(small)]) == 2
        assert "Read-only file system" in capsys.readouterr().err


def test_file_systems_that_cannot_exchange_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.files.swapping._exchange", lambda *_: False)
    out = tmp_path / "output"
    for version in ("old", "new"):
        write_files(site_of(version, 3), out)
        assert content(out) == site_of(version, 3)
    # Killed between the two renames.
    out.rename(tmp_path / ".output.site_builder-old")
    write_files(site_of("new", 3), out)
    assert content(out) == site_of("new", 3)
    assert [path.name for path in tmp_path.iterdir()] == ["output"]


def test_file_systems_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    for version in ("old", "new"):
        write_files(site_of(version, 3), tmp_path / "output")
        assert content(tmp_path / "output") == site_of(version, 3)


@UNIX
def test_two_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "-q", str(tmp_path)]) == 0
    assert main(["build", "-q", "--no-search", str(tmp_path)]) == 0
    with claim(tmp_path / "output"):
        for command in ("build", "clean"):
            assert main([command, str(tmp_path)]) == 2
            assert "another build is writing to" in capsys.readouterr().err
        assert main(["check", str(tmp_path)]) == 0
    assert main(["build", "-q", "--no-search", str(tmp_path)]) == 0
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".output")]


@UNIX
def test_a_dead_process_holds_no_lock(tmp_path: Path) -> None:
    code = "import sys, pathlib, time; from site_builder.files.locking import claim\n"
    code += "with claim(pathlib.Path(sys.argv[1])): print('mine', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path / "output"], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"mine\n"
        with pytest.raises(OutputRefused, match="another build"), claim(tmp_path / "output"):
            pass
        holder.kill()
        holder.wait()
    with claim(tmp_path / "output"):
        pass
    assert os.listdir(tmp_path) == []


@UNIX
def test_many_builds_at_once_end_in_a_whole_site(tmp_path: Path) -> None:
    out, versions = tmp_path / "output", [site_of(version, 10) for version in ("old", "new")]
    children = []
    for turn in range(12):
        child = os.fork()
        if child == 0:
            try:
                with claim(out):
                    write_files(versions[turn % 2], out)
            except OutputRefused:
                os._exit(0)
            except BaseException:
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(children)
    assert content(out) in versions
    assert os.listdir(tmp_path) == ["output"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    assert main(["init", "-q", str(tmp_path)]) == 0
    (tmp_path / "content/again").symlink_to(tmp_path)
    (tmp_path / "content/self").symlink_to("self")
    (tmp_path / "output").symlink_to("output")
    with pytest.raises(OutputRefused, match="in a circle"):
        check_output(tmp_path / "output", tmp_path)
