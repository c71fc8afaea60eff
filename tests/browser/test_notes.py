"""Footnotes and asides beside the text: each has its own place, wide and narrow."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.files.writing import write_files
from tests.browser.conftest import Visit
from tests.projects import project

TEXT = """# A

A claim[^1] with two notes[^2].

[^1]: The first note, with more words than a line beside the text has room for.
[^2]: The second note, with more words than a line beside the text has room for.

A paragraph.

::: {.column-margin}
What stands beside it.
:::

::: {.aside}
And what stands there, too.
:::

The end.
"""
BOXES = "() => [...document.querySelectorAll('.sidenote')].map(note => note.getBoundingClientRect().toJSON())"


@pytest.mark.parametrize("width", [360, 1440])
def test_notes_stand_one_below_the_other(visit: Visit, tmp_path: Path, width: int) -> None:
    write_files(build(project({"content/10-a.md": TEXT})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": width, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        boxes = reader.page.evaluate(BOXES)
        text = reader.page.locator("main > .noted > p").first.bounding_box()
    assert len(boxes) == 4
    assert all(below["top"] >= above["bottom"] for above, below in pairwise(boxes))
    assert text is not None
    is_beside = boxes[0]["left"] >= text["x"] + text["width"]
    assert is_beside == (width == 1440)


def test_a_note_and_an_aside_of_one_block_are_beside_it(visit: Visit, tmp_path: Path) -> None:
    text = "# A\n\nA sentence.[^1] And more of it.\n\n::: {.aside}\nBeside.\n:::\n\nThe end.\n\n[^1]: A note.\n"
    write_files(build(project({"content/10-a.md": text})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 1440, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        note, aside = reader.page.evaluate(BOXES)
        block = reader.page.get_by_text("And more").bounding_box()
    assert block is not None
    assert note["left"] == aside["left"] >= block["x"] + block["width"]
    assert aside["top"] >= note["bottom"]
