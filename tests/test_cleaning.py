"""`clean`: what was built goes, all else stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.cli import main
from site_builder.files.errors import OutputRefused
from site_builder.files.site_paths import MANIFEST
from site_builder.files.writing import delete_built


@pytest.fixture
def built(tmp_path: Path) -> Path:
    assert main(["init", str(tmp_path)]) == 0
    assert main(["build", str(tmp_path)]) == 0
    return tmp_path


def test_built_files_are_deleted(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["clean", str(built), "--dry-run"]) == 0
    assert f"{built}/output/index.html\n" in capsys.readouterr().out
    assert (built / "output/index.html").exists()
    assert main(["clean", str(built)]) == 0
    assert not (built / "output").exists()
    assert (built / "references.bib").exists()
    assert main(["clean", str(built)]) == 0
    assert capsys.readouterr().out.endswith("nothing was deleted.\n")


def test_other_files_stay(built: Path) -> None:
    (built / "output/studies/notes.txt").write_text("mine")
    assert main(["clean", str(built)]) == 0
    left = {path for path in (built / "output").rglob("*") if path.is_file()}
    assert left == {built / "output/studies/notes.txt", built / "output" / MANIFEST}


def test_leftover_files_do_not_stop_a_later_build(built: Path) -> None:
    """A Mac leaves a .DS_Store in each folder that somebody has looked at."""
    (built / "output/studies/.DS_Store").write_text("mine")
    assert main(["clean", str(built)]) == 0
    assert main(["build", str(built)]) == 0


def test_a_manifest_that_leads_elsewhere_deletes_nothing_there(built: Path, tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("x")
    manifest = built / "output" / MANIFEST
    manifest.write_text(manifest.read_text() + f"../precious.txt\n{tmp_path}/precious.txt\n")
    delete_built(built / "output")
    assert (tmp_path / "precious.txt").exists()


def test_a_folder_that_no_build_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("x")
    with pytest.raises(OutputRefused):
        delete_built(tmp_path)
    assert main(["clean", str(tmp_path), "-o", str(tmp_path)]) == 2
    assert main(["clean", str(tmp_path / "nowhere")]) == 2
    assert (tmp_path / "text.md").exists()
