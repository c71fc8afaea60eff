"""The fuzz targets, each with a fixed seed and count of inputs; docs/reliability.md says how they run at length."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.judging import Unescaped, judge_html
from tests.fuzz.run import corpus
from tests.fuzz.targets import TARGETS
from tests.sites import ROOT

RUNS = {"bibtex": 600, "citations": 600, "csl": 100, "markdown": 120, "yaml": 600}


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_the_corpus_does_no_harm(target: str) -> None:
    files = corpus(target)
    assert len(files) >= 10
    for path in files:
        TARGETS[target](path.read_bytes())


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_what_the_fuzzer_makes_of_it_does_no_harm(target: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed, of which there is no wheel for every system: only the corpus was tried")
    command = [sys.executable, "-m", "tests.fuzz.run", target, "--runs", str(RUNS[target]), "--seed", "1"]
    done = subprocess.run(
        [*command, "--length", "120", "--found", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert re.search(rf"Done {RUNS[target]} in", done.stdout + done.stderr)


@pytest.mark.parametrize(
    "html",
    [
        "<x-evil>",
        "a < b",
        "<script>",
        '<a onclick="x">',
        '<a href="java&#10;script:x">',
        '<i class="a"b">',
        "<!-- x -->",
    ],
)
def test_the_judge_sees_what_text_must_not_become(html: str) -> None:
    with pytest.raises(Unescaped):
        judge_html(html)


def test_the_judge_passes_what_styles_write() -> None:
    judge_html('<div class="csl-indent"><i>a</i> &lt;b&gt; <a href="https://doi.org/10.1/x">c</a></div>')
