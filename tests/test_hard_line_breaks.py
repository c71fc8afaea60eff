"""Texts whose author tells pandoc, or Python-Markdown, to keep the ends of their lines."""

from __future__ import annotations

import pytest

from tests.foreign_projects import built_project, page, reported

TEXT = (
    "# Start\n\n- One\n  two\n\nA rose\nis a rose.\n$$\nx =\ny\n$$\n\n| a | b |\n|---|---|\n| c | d |\n\n***\n\nEnd\n"
)


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("text.md", {"Makefile": "all:\n\tpandoc -s -f markdown+smart+hard_line_breaks text.md -o text.pdf\n"}),
        ("text.md", {"build.sh": "pandoc --from=gfm+hard_line_breaks text.md -o text.pdf\n"}),
        ("text.md", {"defaults.yaml": "reader: markdown+hard_line_breaks\ninput-files: [text.md]\n"}),
        ("docs/index.md", {"mkdocs.yml": "site_name: Roses\nmarkdown_extensions: [nl2br]\nnav: [index.md]\n"}),
    ],
)
def test_line_ends_stay_where_the_author_has_said_so(path: str, files: dict[str, str]) -> None:
    result = built_project({path: TEXT, **files})
    shown = page(result, "index.html")
    assert shown.count("<br") == 2
    assert "A rose<br>\nis a rose." in shown
    assert shown.count("<math") == shown.count("<table") == shown.count("<hr") == 1
    assert reported(result) == []


def test_line_ends_are_spaces_elsewhere() -> None:
    result = built_project(
        {"text.md": TEXT, "Makefile": "all:\n\tpandoc -s -f markdown-hard_line_breaks text.md -o text.pdf\n"}
    )
    assert "<br" not in page(result, "index.html")
    # Another text is meant.
    other = {"notes/verse.md": "# Verse\n", "Makefile": "all:\n\tpandoc -f gfm+hard_line_breaks notes/verse.md\n"}
    assert "<br" not in page(built_project({"text.md": TEXT, **other}), "index.html")


def test_a_line_that_ends_with_a_break_keeps_it() -> None:
    text = "---\nfrom: markdown+hard_line_breaks\n---\n\n# Start\n\nA rose\\\nis a rose\nis one.\n"
    assert "A rose<br>\nis a rose<br>\nis one." in page(built_project({"text.md": text}), "index.html")


def test_dollar_signs_in_code_or_prose_begin_no_formula_in_which_lines_would_run_on() -> None:
    text = (
        "---\nfrom: markdown+hard_line_breaks\n---\n\n# Start\n\nFor `$$`\na rose.\n\nFor $$.\n\nA rose\nis a rose.\n"
    )
    home = page(built_project({"text.md": text}), "index.html")
    assert "<code>$$</code><br>\na rose." in home
    assert "A rose<br>\nis a rose." in home
