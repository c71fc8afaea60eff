"""Places in lines that were translated: they are told of where their author wrote them."""

from __future__ import annotations

import pytest

from site_builder.markdown.source_columns import column_as_written
from tests.foreign_projects import Sources, built_project, reported


@pytest.mark.parametrize(
    ("made", "written"),
    [
        ("A [^@lost]", "A \\citep{^lost}"),
        ("A [@a; ^@lost]", "A \\citep{a,^lost}"),
        ("of [^-@lost]", "  of [^-@lost]"),
        ("[@a] [@a] [^@a]", "\\cite{a} \\cite{a} \\cite{^a}"),
        ("[@ab] [^@a]", "\\cite{ab} \\cite{^a}"),
        ("^[x](<a b.png>)", "^[x](a b.png)"),
        ("See ^@fig-video-a", "See ^@video-a"),
        ("See ^@doi:10.1/x.", "See \\cite{^doi:10.1/x}."),
    ],
)
def test_a_word_is_found_where_it_was_written(made: str, written: str) -> None:
    """`^` marks the place."""
    column = made.index("^") + 1
    assert column_as_written(column, made.replace("^", ""), written.replace("^", "")) == written.index("^") + 1


@pytest.mark.parametrize(
    ("column", "made"), [(6, "Text [@lost]"), (5, "Text"), (3, "Text … and more"), (9, "Other a Other" * 900)]
)
def test_no_column_is_reported_where_the_word_does_not_stand(column: int, made: str) -> None:
    assert column_as_written(column, made, "Other words") == 0


def test_a_diagnostic_of_a_translated_line_has_the_column_of_the_authors() -> None:
    text = "# A\n\nSome \\emph{words} \\citep{lost} and [@gone].\n\n\\citet{none} and $x$ \\(y\\) @nix.\n"
    sources: Sources = {"paper.md": f"---\ntitle: T\n---\n{text}"}
    assert reported(built_project(sources)) == [
        f"paper.md:{line} unknown-citation-key" for line in ("6:26", "6:37", "8:1", "8:28")
    ]
