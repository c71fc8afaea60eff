"""The wheel: what is installed from it, in an empty environment and far from this repository, builds a review."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from site_builder import __version__
from tests import try_wheel
from tests.sites import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    try:
        return try_wheel.build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))
    except try_wheel.CannotInstall:
        pytest.skip("pip can build no wheel here")


def test_the_wheel_contains_the_package_with_its_theme_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "site_builder").rglob("*") if path.is_file()}
    theme = {f"site_builder/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "templates").rglob("*.*")}
    about = {name for name in names if ".dist-info/" in name}
    assert names - about == {name for name in here | theme if "__pycache__" not in name}
    assert {Path(name).name for name in about} >= {"METADATA", "entry_points.txt", "LICENSE"}


def test_the_installed_wheel_builds_a_review(wheel: Path, tmp_path: Path) -> None:
    try:
        programs = try_wheel.install(wheel, tmp_path / "environment", "--constraint", str(ROOT / "constraints.txt"))
    except try_wheel.CannotInstall:
        pytest.skip("pip can install nothing into a new environment here")
    site = try_wheel.try_out(programs, tmp_path, __version__)
    assert '<link rel="canonical" href="https://example.org/review/">' in (site / "index.html").read_text("utf-8")
    with pytest.raises(try_wheel.WheelFails, match="not of 9"):
        try_wheel.try_out(programs, tmp_path, "9")


def test_a_failing_wheel_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(try_wheel.WheelFails, match="boom"):
        try_wheel._run([sys.executable, "-c", "raise SystemExit('boom')"], tmp_path, try_wheel.WheelFails)
    assert try_wheel.main([str(tmp_path / "lost.whl")]) == 1
    assert capsys.readouterr().err == f"There is no {tmp_path / 'lost.whl'}.\n"
