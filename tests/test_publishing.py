"""The files of a site, made by one process or by several."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import Builder, build
from site_builder.diagnostics import Rule
from site_builder.files.reading import read_files
from site_builder.files.staging import staging
from site_builder.process_pool import ProcessPool
from site_builder.publishing import made_files, make_files
from tests.sites import REVIEWS

GOLDEN = REVIEWS["golden"]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_files_are_the_same_for_any_number_of_processes(tmp_path: Path, processes: int) -> None:
    files, _ = read_files(GOLDEN)
    draft = Builder(ProcessPool(processes)).draft(files)
    with staging(tmp_path / "output") as place:
        made = make_files(draft, place, ProcessPool(processes))
        site = made_files(draft, made, place)
        found = draft.all_diagnostics(site, made.link_summaries, made.problems)
        place.commit(made.written, made.unchanged)
    whole = build(files)
    paths = [path for path in (tmp_path / "output").rglob("*") if path.is_file() and not path.name.startswith(".site")]
    assert {PurePosixPath(path.relative_to(tmp_path / "output")): path.read_bytes() for path in paths} == whole.site
    assert found == whole.diagnostics
    assert made.size == sum(map(len, whole.site.values()))


@pytest.mark.parametrize("processes", [1, 2])
def test_templates_that_fail_and_dead_links_are_reported_as_in_memory(tmp_path: Path, processes: int) -> None:
    files = dict(read_files(GOLDEN)[0])
    for name, source in (("keyword.html", "{{ page.nothing }}"), ("author.html", '<a href="nowhere.html">x</a>')):
        edited = {**files, PurePosixPath("templates", name): source.encode()}
        draft = Builder().draft(edited)
        made = make_files(draft, None, ProcessPool(processes))
        found = draft.all_diagnostics(made_files(draft, made, None), made.link_summaries, made.problems)
        assert found == build(edited).diagnostics
        expected = Rule.TEMPLATE_ERROR if name == "keyword.html" else Rule.DEAD_LINK
        assert any(each.rule is expected for each in found)


def test_nothing_is_left_of_files_that_are_not_committed(tmp_path: Path) -> None:
    files, _ = read_files(GOLDEN)
    with staging(tmp_path / "output") as place:
        make_files(Builder().draft(files), place, ProcessPool(2))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only Unix forks")
@pytest.mark.parametrize("why", [PermissionError(13, "Permission denied"), ImportError("no sem_open")])
def test_where_processes_cannot_be_tied_together_one_does_all(monkeypatch: pytest.MonkeyPatch, why: Exception) -> None:
    def refused(*_: object, **__: object) -> None:
        raise why

    monkeypatch.setattr("_multiprocessing.SemLock", refused)
    assert list(ProcessPool(2)(str, [1, 2, 3])) == ["1", "2", "3"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="only Unix forks")
def test_where_no_further_process_can_be_made_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, made = os.fork, list[int]()

    def refused_the_second_time() -> int:
        made.append(1)
        if len(made) > 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return fork()

    others = multiprocessing.active_children()
    monkeypatch.setattr(os, "fork", refused_the_second_time)
    assert list(ProcessPool(2)(str, [1, 2, 3])) == ["1", "2", "3"]
    assert multiprocessing.active_children() == others
