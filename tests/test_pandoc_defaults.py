"""Books for pandoc with a file of defaults."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from tests.foreign_projects import Sources, built_project, page, reported
from tests.projects import BIBLIOGRAPHY

OPTIONS = """
pdf-engine: xelatex
bibliography: [refs/all.bib]
number-sections: true
metadata:
  title: Rest
  author: [Ann Doe]
  figureTitle: Map
variables: {lang: de}
"""
TEXTS: Sources = {
    "refs/all.bib": BIBLIOGRAPHY,
    "front/start.md": "# Start {.unnumbered}\n",
    "parts/beginning.md": "# Aims\n\nBy [@hall2017].\n\n![A](a.png){#fig:a}\n",
    "parts/after.md": "# Ends\n\nSee @fig:a.\n",
    "parts/old.md": "# Old\n",
    "a.png": b"png",
}
LISTED = "input-files:\n- front/start.md\n- parts/beginning.md\n- parts/after.md\n"


@pytest.mark.parametrize("name", ["thesis.yaml", "pandoc/defaults.yml"])
def test_texts_are_in_the_order_in_which_pandoc_is_given_them(name: str) -> None:
    result = built_project({**TEXTS, name: f"{LISTED}- parts/lost.md\n{OPTIONS}"}, bibliography=None)
    assert sorted(reported(result)) == sorted(["parts/old.md:1:1 left-out", f"{name}:5:3 unknown-include"])
    home = page(result, "index.html")
    assert "<h1>Rest</h1>" in home
    assert "Ann Doe" in home
    assert home.index(">Start<") < home.index(">1 Aims<") < home.index(">2 Ends<")
    assert ">Old<" not in home
    first = page(result, "parts/beginning/index.html")
    assert "(Hall, 2017)" in first
    assert "Map\N{NO-BREAK SPACE}1" in first
    assert '<html lang="de"' in home


def test_defaults_without_texts_say_what_the_work_is_called() -> None:
    texts: Sources = {"content/01-a.md": "# A\n\nBy @hall2017.\n", "content/02-b.md": "# B\n"}
    metadata: Sources = {"pandoc/about.yaml": "title: Lakes\n"}
    options = "from: markdown\nmetadata-file: ${.}/about.yaml\nmetadata: {bibliography: content/all.bib}\ncsl: apa\n"
    sources: Sources = {**texts, **metadata, "pandoc/defaults.yaml": options, "content/all.bib": BIBLIOGRAPHY}
    result = built_project(sources, bibliography=None)
    assert reported(result) == []
    assert "<h1>Lakes</h1>" in page(result, "index.html")
    assert PurePosixPath("studies/hall2017/index.html") in result.site


def test_other_yaml_says_nothing_of_the_work() -> None:
    other = "title: Not this\ntemplate: x\nfrom: [a]\n"
    result = built_project({"paper.md": "# Lakes\n\nBy @hall2017.\n", "mkdocs.yml": other})
    assert reported(result) == []
    assert "Not this" not in page(result, "index.html")
