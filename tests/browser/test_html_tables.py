"""HTML that is wider than a telephone: a table scrolls by itself, a frame is as wide as the page."""

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


def test_a_frame_is_no_wider_than_the_page(visit: Visit, tmp_path: Path) -> None:
    text = '# A\n\n<iframe src="film.html" width="560" height="315" title="A film"></iframe>\n'
    write_files(build(project({"content/10-a.md": text, "content/film.html": "<p>Film</p>"})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 360, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") == 360
        assert reader.page.evaluate("document.querySelector('iframe').offsetHeight") == 315


def test_a_word_that_is_wider_than_a_telephone_breaks_wherever_it_stands(visit: Visit, tmp_path: Path) -> None:
    word = "Donaudampfschiff" * 5
    bibliography = f"@book{{a, author={{Ash, {word}}}, title={{{word}}}, keywords={{{word}}}, year=2020}}\n"
    texts = {"content/10-a.md": "# A\n\n[@a]\n", "content/20-b.md": f"# {word}\n\n[@a]\n"}
    write_files(build(project(texts, bibliography)).site, tmp_path / "site")
    pages = sorted((tmp_path / "site").rglob("index.html"))
    with visit((tmp_path / "site").as_uri(), viewport={"width": 360, "height": 900}) as reader:
        for page in pages:
            reader.page.goto(page.as_uri())
            assert reader.page.evaluate("document.scrollingElement.scrollWidth") == 360, page


def test_the_number_of_a_wide_formula_stays_whole(visit: Visit, tmp_path: Path) -> None:
    text = f"# A\n\n$$ a = {' + '.join('bcdefgh' * 5)} $$ {{#eq-a}}\n"
    write_files(build(project({"content/10-a.md": text})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 360, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        assert reader.page.evaluate("document.querySelector('.formula-number').offsetHeight") < 40


@pytest.mark.parametrize("width", [360, 1440])
def test_each_number_of_a_formula_of_several_rows_is_seen_about_beside_its_row(
    visit: Visit, tmp_path: Path, width: int
) -> None:
    rows = r" \\ ".join(f"{x} &= {' + '.join('bcdefgh' * 5)} \\label{{eq:{x}}}" for x in "xyz")
    text = f"# A\n\n\\begin{{align}}\n{rows}\n\\end{{align}}\n"
    write_files(build(project({"content/10-a.md": text})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": width, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        middles = "all => all.map(one => one.getBoundingClientRect()).map(({ top, height }) => top + height / 2)"
        numbers = reader.page.locator(".formula-number").evaluate_all(middles)
        shown = reader.page.locator("mtr").evaluate_all(middles)
    assert len(numbers) == len(shown) == 3
    assert all(abs(number - row) < 12 for number, row in zip(numbers, shown, strict=True))


@pytest.mark.parametrize(("lang", "end"), [("en", "100%"), ("ar", "0%")])
def test_between_telephone_and_wide_screen_a_wide_table_takes_both_margins(
    visit: Visit, tmp_path: Path, lang: str, end: str
) -> None:
    """A line says at the end, where pages run from right to left at the left, that it goes on there."""
    cells = " | ".join(["a wide column"] * 15)
    text = f"# A\n\nText.\n\n| {cells} |\n{'|---' * 15}|\n| {cells} |\n"
    settings = f"lang: {lang}\nrules: {{untranslated-interface: off}}\n"
    write_files(build(project({"content/10-a.md": text, "review.yaml": settings})).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 1024, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        assert reader.page.evaluate("document.scrollingElement.scrollWidth") == 1024
        left, right = reader.page.evaluate(
            "(box => [box.left, box.right])(document.querySelector('.table-wrap').getBoundingClientRect())"
        )
        line = reader.page.evaluate("getComputedStyle(document.querySelector('.table-wrap')).backgroundPositionX")
    assert line.startswith(end)
    assert left < 60
    assert left == pytest.approx(1024 - right, abs=1)


@pytest.mark.parametrize(("lang", "is_mirrored"), [("en", False), ("ar", True)])
def test_drawings_run_with_the_language_and_numbers_keep_their_signs(
    visit: Visit, tmp_path: Path, lang: str, is_mirrored: bool
) -> None:
    files = {
        "review.yaml": f"lang: {lang}\nrules: {{untranslated-interface: off}}\nfacets: {{a: A}}\n",
        "content/studies/hall2017.md": "---\nfacets: {a: قاف}\n---\n",
        "content/10-a.md": "# A\n\n::: {.prisma-flow file=data/a.yaml}\n:::\n\n::: {.chart of=a}\n:::\n\n"
        "|a|b|\n|---|---|\n|ق|-0.5 (-1, 2)|\n",
        "data/a.yaml": "screened: 3\nexcluded: {قاف: 2}\nincluded: {studies: 1}\n",
    }
    write_files(build(project(files)).site, tmp_path / "site")
    with visit((tmp_path / "site").as_uri(), viewport={"width": 1440, "height": 900}) as reader:
        reader.page.goto(f"{(tmp_path / 'site').as_uri()}/a/index.html")
        boxes = reader.page.evaluate("""() => {
          const left = node => node.getBoundingClientRect().left;
          const words = [...document.querySelectorAll(".flow text")];
          const cell = document.querySelector(".table-wrap td:last-child").firstChild;
          const letter = (at, one = new Range()) => (one.setStart(cell, at), one.setEnd(cell, at + 1), one);
          return {
            flow: ["screened", "excluded"].map(word => left(words.find(each => each.textContent.includes(word)))),
            bars: ["rect", "text"].map(name => left(document.querySelector(".bars " + name))),
            number: [0, 1].map(at => left(letter(at))),
          } }""")
    assert (boxes["flow"][0] > boxes["flow"][1]) == is_mirrored
    assert (boxes["bars"][0] > boxes["bars"][1]) == is_mirrored
    assert boxes["number"][0] < boxes["number"][1]
