"""Jupyter's notebooks as chapters: their texts, their code, and what they keep of what it showed."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest

from site_builder.build import Build
from tests.foreign_projects import Sources, built_project, page, reported

NOTEBOOK = """{
 "cells": [
  {
   "cell_type": "raw",
   "metadata": {},
   "source": [
    "---\\n",
    "title: In a notebook\\n",
    "---"
   ]
  },
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "## Below\\n",
    "\\n",
    "By [@hall2017] and “q” [@nobody]."
   ]
  },
  {
   "cell_type": "code",
   "metadata": {},
   "outputs": [{"text": ["x = 1\\n"]}],
   "source": [
    "x = 1\\n",
    "print(\\"```\\")"
   ]
  }
 ],
 "metadata": {"kernelspec": {"language": "python"}}
}
"""


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_notebook_may_be_a_chapter(is_whole: bool) -> None:
    written = NOTEBOOK if is_whole else json.dumps(json.loads(NOTEBOOK))
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.ipynb, b.ipynb]}\n",
        "index.qmd": "# Start\n\n[There](a.ipynb).\n",
        "a.ipynb": written,
        "b.ipynb": "{",
        "c.ipynb": written,
    }
    result = built_project(sources)
    shown = page(result, "a/index.html")
    assert "In a notebook</h1>" in shown
    assert "Hall, 2017" in shown
    assert re.search(r'<pre><code class="language-python">x = .*\n.*print.*```', shown)
    assert 'href="a/index.html">There</a>' in page(result, "index.html")
    assert PurePosixPath("c/index.html") not in result.site
    place = "a.ipynb:18:25" if is_whole else "a.ipynb:7:25"
    assert reported(result) == [f"{place} unknown-citation-key", "b.ipynb unknown-include"]


def test_pictures_that_were_pasted_into_a_notebook_are_shown() -> None:
    def cell(data: str) -> dict[str, object]:
        pasted = {"my map.png": {"image/png": data}, "x.svg": {"image/svg+xml": "PHN2Zz4="}}
        return {"cell_type": "markdown", "source": "![A](attachment:my%20map.png)", "attachments": pasted}

    notebook = {"cells": [cell("QUJD\n"), cell("REVG"), {"cell_type": "markdown", "source": "![B](attachment:x.svg)"}]}
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.ipynb], abstract: In *short*.}\n",
        "index.qmd": "# Start\n",
        "a.ipynb": json.dumps(notebook, indent=1),
    }
    result = built_project(sources)
    assert pictures_on(result, "a/index.html") == [b"ABC", b"DEF"]
    assert "In <em>short</em>.</p>" in page(result, "index.html")


def pictures_on(result: Build, address: str) -> list[bytes]:
    found = re.findall('<img[^>]* src="([^"?:]*)[?"]', page(result, address))
    return [result.site[PurePosixPath(normpath(join(dirname(address), unquote(path))))] for path in found]


def code(source: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {"cell_type": "code", "id": "c", "metadata": {}, "outputs": list(outputs), "source": lines(source)}


def shown(**forms: object) -> dict[str, object]:
    return {"output_type": "display_data", "metadata": {}, "data": {k.replace("_", "/"): v for k, v in forms.items()}}


def printed(text: str, name: str = "stdout") -> dict[str, object]:
    return {"output_type": "stream", "name": name, "text": lines(text)}


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


FRAME = """<div><style scoped>
  .dataframe th { text-align: right; }
</style>
<table border="1" class="dataframe"><tr><td>12</td></tr></table></div>"""
PLOT = code(
    "#| label: fig-plot\n#| fig-cap: By [@hall2017]\nplot()",
    shown(text_plain=["[<Line>]"]),
    shown(image_png="QUJD\n", text_plain=["<Figure>"]),
)
BOOK = "project: {type: book}\nbook: {chapters: [index.qmd, a.ipynb]}\n"


def book(*cells: dict[str, object], is_whole: bool = True, home: str = "# Start\n") -> Sources:
    opening = {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["# Results\n", "\n", "See @fig-plot."]}
    notebook = {"cells": [opening, *cells], "metadata": {"kernelspec": {"language": "python"}}}
    written = json.dumps(notebook, indent=1, sort_keys=True) if is_whole else json.dumps(notebook)
    return {"_quarto.yml": BOOK, "index.qmd": home, "a.ipynb": written}


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_code_showed_when_it_was_run_is_below_it(is_whole: bool) -> None:
    table = code("#| label: tbl-rows\n#| tbl-cap: Rows\n#| echo: false\nframe", shown(text_html=lines(FRAME)))
    said = code("say()", printed("one\n"), printed("two\n"))
    cells = (PLOT, table, said, code("md()", shown(text_markdown="*Three*")))
    result = built_project(book(*cells, is_whole=is_whole, home="# Start\n\n{{< embed a.ipynb#fig-plot >}}\n"))
    text = page(result, "a/index.html")
    assert reported(result) == []
    steps = (
        '<pre><code class="language-python">plot()',
        "<pre><code>[&lt;Line&gt;]",
        '<img src="../a_files/b5d4045c3f46.png?h=',
        'By <span class="citation"',
        ">Table\N{NO-BREAK SPACE}1.1</a>.</span> Rows",
        '<table class="dataframe"><tr><td>12',
        "say()",
        "<pre><code>one",
        "<pre><code>two",
        "<em>Three</em>",
    )
    at = [text.index(step) for step in steps]
    assert at == sorted(at)
    assert "frame\n</code>" not in text
    assert "<style" not in text
    embedded = page(result, "index.html")
    assert pictures_on(result, "index.html") == [b"ABC"]
    assert "plot()" not in embedded


def test_a_drawing_is_shown_and_does_nothing() -> None:
    drawn = lines('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>\n')
    plot: dict[str, object] = {
        "output_type": "display_data",
        "data": {"image/svg+xml": drawn, "text/plain": "<Figure>"},
    }
    acting: dict[str, object] = {
        "output_type": "display_data",
        "data": {"image/svg+xml": "<svg><script>act()</script></svg>"},
    }
    sources = book(PLOT, code("#| fig-alt: A\nplot()", plot), code("#| fig-alt: B\nact()", acting))
    result = built_project(sources)
    assert pictures_on(result, "a/index.html")[1] == "".join(drawn).encode()
    assert [told.rule.name_ for told in result.diagnostics] == ["script-in-file"]
    strict = built_project({**sources, "review.yaml": "raw_html: sanitise\n"})
    assert not any(b"act()" in data for path, data in strict.site.items() if path.suffix == ".svg")


def test_a_picture_that_code_made_is_described_in_an_option() -> None:
    result = built_project(book(code("plot()", shown(image_png="QUJD"))))
    missing = next(each for each in result.diagnostics if each.rule.name_ == "missing-alt")
    assert missing.hint.startswith("describe it in the brackets or in the option “fig-alt” of its code, or write")


def test_what_a_cell_hides_is_not_shown() -> None:
    quiet = code("#| output: false\n1", printed("unseen"), shown(text_html="<script>unseen</script>"))
    calm = code("#| warning: false\n2", printed("told", "stderr"), printed("\x1b[31mred\x1b[0m"))
    failed = code("3", {"output_type": "error", "traceback": ["\x1b[0;31mE\x1b[0m", "Wrong: 3"]}, shown(text_plain=""))
    result = built_project(book(PLOT, quiet, calm, failed, code("#| include: false\nsecret()", printed("secret"))))
    assert reported(result) == []
    text = page(result, "a/index.html")
    assert "unseen" not in text
    assert "secret" not in text
    assert "told" not in text
    assert "<pre><code>red\n" in text
    assert text.count("<pre><code>E\nWrong: 3\n") == 1
    assert "<pre><code></code>" not in text
    assert "<pre><code>\n" not in text


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("sign", "-_")
def test_the_tags_of_a_cell_say_what_of_it_is_left_out(sign: str, is_whole: bool) -> None:
    parts = ("cell", "input", "output")
    cells = [
        {**code(f"code_of_{part}", printed(f"shown by {part}")), "metadata": {"tags": [f"remove{sign}{part}"]}}
        for part in parts
    ]
    result = built_project(book(PLOT, *cells, is_whole=is_whole))
    assert reported(result) == []
    home = page(result, "a/index.html")
    assert [part for part in parts if f"code_of_{part}" in home] == ["output"]
    assert [part for part in parts if f"shown by {part}" in home] == ["input"]


def test_what_needs_a_program_to_be_shown_is_reported() -> None:
    drawing = shown(text_html="<div><script>draw()</script><table></table></div>", text_plain="<Chart>")
    result = built_project(book(PLOT, code("chart()", drawing)))
    assert reported(result) == ["a.ipynb:57:1 unrun-code"]
    text = page(result, "a/index.html")
    assert "draw()" not in text
    assert "The output of this code is not shown" in text


def test_large_pictures_are_files_beside_the_text() -> None:
    large = code("#| fig-alt: A plot\nplot()", shown(image_png="QUJD" * 600_000))
    pasted: dict[str, object] = {"cell_type": "markdown", "source": ["![A](attachment:x.png)"]}
    pasted["attachments"] = {"x.png": {"image/png": "QUJE" * 600_000}}
    sources = book(PLOT, large, pasted)
    notebook = sources.pop("a.ipynb")
    named = BOOK.replace("a.ipynb", "parts/a b.ipynb")
    result = built_project({**sources, "_quarto.yml": named, "parts/a b.ipynb": notebook})
    assert reported(result) == []
    (address,) = (str(path) for path in result.site if path.suffix == ".html" and "parts" in path.parts)
    assert pictures_on(result, address) == [b"ABC", b"ABC" * 600_000, b"ABD" * 600_000]


@pytest.mark.parametrize("said", ["x", "W10=", "WzFd", "W1sieCIsInkiXV0=", "e30="])
def test_what_an_author_writes_in_the_place_of_outputs_is_nothing(said: str) -> None:
    result = built_project(
        {"_quarto.yml": "{}\n", "index.qmd": f"# A\n\n```{{python}}\n#| stored-outputs: {said}\nx\n```\n"}
    )
    assert reported(result) == []
    assert '<pre><code class="language-python">x\n</code></pre>' in page(result, "index.html")
