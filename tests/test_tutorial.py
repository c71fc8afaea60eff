"""docs/tutorial.md is true: its files are written and its commands run in order, and they say what stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from site_builder.cli import main

PAGE = (Path(__file__).parent.parent / "docs/tutorial.md").read_text(encoding="utf-8")
STEPS = re.findall(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def test_the_steps_of_the_tutorial_build_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    codes: list[int] = []
    for file, language, text in STEPS:
        if file:
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif language == "text":
            assert text in capsys.readouterr().err
        else:
            for program, *arguments in map(shlex.split, text.splitlines()):
                if program == "cd":
                    monkeypatch.chdir(arguments[0])
                else:
                    codes.append(main(arguments))
    assert codes == [1, 0, 0, 0]
    # What `serve`, left running, would have shown
    assert main(["build", "--strict"]) == 0
    study = (tmp_path / "sleep-review/output/studies/ito2020/index.html").read_text(encoding="utf-8")
    for words in ("going to bed an hour earlier", "120 nurses", "Randomised trial", "Sleep"):
        assert words in study
    assert (tmp_path / "sleep-review/.github/workflows/publish.yml").exists()
    assert (tmp_path / "sleep-review/.gitignore").read_text() == "/output/\n"


def test_every_link_of_the_tutorial_leads_to_a_file() -> None:
    for name in re.findall(r"\]\(([^)]+)\)", PAGE):
        assert (Path(__file__).parent.parent / "docs" / name).exists()
