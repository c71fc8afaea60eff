"""Formulas that are wider than a telephone: they scroll by themselves, and stay readable."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from site_builder.build import build
from site_builder.files.writing import write_files
from tests.browser.conftest import Visit
from tests.projects import project

MATRIX = r"\begin{matrix}" + " & ".join([r"\text{Ext}(H_{n-1}(A), G)"] * 6) + r"\end{matrix}"
SIDES = """() => [...document.querySelectorAll('mtd')].map(cell => {
  const boxes = [...cell.querySelectorAll('mi, mo, mtext')].map(part => part.getBoundingClientRect())
  return [Math.min(...boxes.map(box => box.left)), Math.max(...boxes.map(box => box.right))]
})"""


@pytest.mark.parametrize("width", [360, 700])
def test_a_wide_formula_in_a_line_scrolls_by_itself(visit: Visit, tmp_path: Path, width: int) -> None:
    terms = " + ".join(rf"\beta_{{{number}}}\mathrm{{Support}}_{{i{number}}}" for number in range(1, 9))
    write_files(build(project({"content/10-a.md": f"# A\n\nWhere ${terms}$ is.\n"})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": width, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") == width


def test_the_cells_of_a_wide_matrix_are_beside_each_other(visit: Visit, tmp_path: Path) -> None:
    write_files(build(project({"content/10-a.md": f"# A\n\n$${MATRIX}$$\n"})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 360, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        sides = reader.page.evaluate(SIDES)
        assert len(sides) == 6
        assert all(right < left for (_, right), (left, _) in pairwise(sides))
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") == 360


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_equations_are_aligned_at_their_signs(visit: Visit, tmp_path: Path, lang: str) -> None:
    text = "# A\n\n\\begin{align}\na + b + c &= d + e \\\\\nf &= g\n\\end{align}\n"
    settings = f"lang: {lang}\nrules: {{untranslated-interface: off}}\n"
    write_files(build(project({"content/10-a.md": text, "review.yaml": settings})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 800, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        long, first, short, second = reader.page.evaluate(SIDES)
    assert abs(long[1] - short[1]) < 2
    assert abs(first[0] - second[0]) < 2


@pytest.mark.parametrize("width", [360, 500, 800])
def test_no_line_begins_or_ends_between_a_formula_and_a_sign(visit: Visit, tmp_path: Path, width: int) -> None:
    lines = [f"{'a' * count} of it ($n = 3$), where $p$, we have “$q$”; and—$r$." for count in range(1, 40)]
    lines.append("A long-internationalization-of-$a+b+c+d+e+f+g+h$internationalizationally.")
    write_files(build(project({"content/10-a.md": "# A\n\n" + "\n\n".join(lines)})).site, tmp_path / "site")
    heights = "all => all.map(one => one.getClientRects().length)"
    with visit((tmp_path / "site").as_uri(), viewport={"width": width, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        pieces = reader.page.locator(".unbroken").evaluate_all(heights)
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") == width
    assert len(pieces) == 39 * 4 + 1
    assert set(pieces) == {1}


def test_the_columns_of_an_array_are_aligned_as_they_say(visit: Visit, tmp_path: Path) -> None:
    text = "# A\n\n$$ \\begin{array}{lcr} aaa & aaa & aaa \\\\ b & b & b \\end{array} $$\n"
    write_files(build(project({"content/10-a.md": text})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 800, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        sides = reader.page.evaluate(SIDES)
    left, centre, right = (
        (below[0] - above[0], above[1] - below[1]) for above, below in zip(sides[:3], sides[3:], strict=True)
    )
    assert abs(left[0]) < 1 < left[1]
    assert abs(centre[0] - centre[1]) < 1
    assert abs(right[1]) < 1 < right[0]
