"""LaTeX over several lines to Markdown, as readable cases, and what of it reaches a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_builder.diagnostics import Location
from site_builder.projects.latex.environments import environments_in_markdown
from site_builder.projects.lines.source_lines import Line

CASES = (Path(__file__).parent / "cases" / "latex.md").read_text(encoding="utf-8")
CASE = re.compile(r"^## ([^\n]+)\n\n~~~~ latex\n(.*?)\n~~~~\n\n~~~~ markdown\n(.*?)\n~~~~$", re.MULTILINE | re.DOTALL)


def read(latex: str) -> list[Line]:
    return environments_in_markdown(
        [Line(text, Location("a.md", row)) for row, text in enumerate(latex.split("\n"), 1)]
    )


def test_every_case_is_found() -> None:
    assert len(CASE.findall(CASES)) == CASES.count("\n## ")


@pytest.mark.parametrize(("latex", "markdown"), [pytest.param(*case[1:], id=case[0]) for case in CASE.findall(CASES)])
def test_latex_is_read_as_markdown(latex: str, markdown: str) -> None:
    assert "\n".join(line.text for line in read(latex)) == markdown


def test_every_line_knows_where_it_was_written() -> None:
    lines = read(
        "a\n\\begin{tabular}{l}\nb \\\\\n\\hline\nc \\\\\n\\end{tabular}\n\\begin{itemize}\n\\item d\n\\end{itemize}"
    )
    places = {line.text: line.place.line for line in lines if line.text}
    assert places == {"a": 1, "| b |": 3, "|---|": 3, "| c |": 5, "-   d": 8}


def test_code_in_a_list_is_left_alone() -> None:
    place = Location("a.md", 1)
    written = [("\\begin{itemize}", False), ("\\item a", False), ("  \\item", True), ("\\end{itemize}", False)]
    lines = environments_in_markdown([Line(text, place, is_code) for text, is_code in written])
    assert [line.text for line in lines if line.text] == ["-   a", "      \\item"]
