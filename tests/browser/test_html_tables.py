"""A table that an author wrote in HTML: a wide one scrolls by itself, and the page stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.files.writing import write_files
from tests.browser.conftest import Visit
from tests.projects import project

CELLS = "".join(f"<td>{'x' * 40}</td>" for _ in range(9))
WIDTHS = """() => [document.scrollingElement, document.querySelector('main table')]
  .map(element => [element.scrollWidth, element.clientWidth])"""


@pytest.mark.parametrize("width", [360, 1440])
def test_a_wide_table_scrolls_by_itself(visit: Visit, tmp_path: Path, width: int) -> None:
    text = f"# A\n\n<table>\n<tr>{CELLS}</tr>\n</table>\n"
    write_files(build(project({"content/10-a.md": text})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": width, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        (page, window), (table, shown) = reader.page.evaluate(WIDTHS)
    assert page == window == width
    assert table > shown
