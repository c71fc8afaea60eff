"""What becomes of an author's raw HTML: it stands, it is made harmless, or it is shown as text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from site_builder.build import build
from site_builder.markdown import Dialect, read_document
from site_builder.markdown.raw.active_content import first_active_part
from site_builder.markdown.raw.sanitising import sanitised
from site_builder.model import Hole, Html, LocalLink, NoteMark, RawHtml
from tests.projects import project

TEXT = """# A text

Water is H<sub>2</sub>O, <b onclick="alert(1)">bold</b> and <script>alert(2)</script> [@doe2020].

<div class="aside" style="position: fixed">

A *quiet* aside, [a link](other.txt){style="color: red" onclick="alert(3)"}.

</div>

<iframe src="https://example.org/"></iframe>

| n |
|--:|
| 1 |
"""


def main_of(raw_html: str, text: str = TEXT) -> tuple[str, list[str]]:
    files = {"content/10-a.md": text, "content/other.txt": "x", "review.yaml": f"raw_html: {raw_html}\n"}
    built = build(project(files, "@book{doe2020, author={Doe, Ann}, title={T}, year={2020}}"))
    page = built.site[PurePosixPath("a/index.html")].decode()
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert main
    return main[0], [found.rule.name_ for found in built.diagnostics]


def test_raw_html_is_kept_by_default() -> None:
    main, told = main_of("allow")
    assert '<b onclick="alert(1)">' in main
    assert '<div class="aside" style="position: fixed">' in main
    assert told == ["blocked-by-policy"] * 2


def test_a_script_from_elsewhere_is_reported_though_a_space_precedes_its_address() -> None:
    _, told = main_of("allow", '# A\n\n<script src=" https://example.org/a.js"></script>\n')
    assert told == ["blocked-by-policy"]


@pytest.mark.parametrize("raw_html", ["allow", "sanitise"])
def test_a_name_is_an_anchor(raw_html: str) -> None:
    main, found = main_of(
        raw_html, "# A\n\n[Theory](#theory), [how](#how).\n\n<a name='theory'/>\n\n## Theory\n\n<a name=\"how\" />How."
    )
    assert found == []
    assert re.search(r"<a name=['\"]theory['\"]></a>\n+<h2 id=\"theory-1\">", main)
    assert '<a name="how"></a>How.' in main


@pytest.mark.parametrize("element", ["object", "iframe", "template", "noscript"])
def test_a_note_goes_with_the_element_that_sanitising_takes_out(element: str) -> None:
    main, told = main_of("sanitise", f"# A\n\nText <{element}>instead^[Note.]</{element}> end.\n")
    assert "Note." not in main
    assert "end." in main
    assert "raw-html-removed" in told


def test_raw_html_is_sanitised() -> None:
    main, told = main_of("sanitise")
    for gone in ("onclick=", "alert(2)", "position", "color", "<iframe", "<script"):
        assert gone not in main.replace("data-onclick=", "")
    for kept in (
        "H<sub>2</sub>O",
        "<b>bold</b>",
        '<div class="aside"',
        "<em>quiet</em>",
        'class="citation"',
        "other.txt",
    ):
        assert kept in main
    assert told == ["raw-html-removed"] * 4


def test_raw_html_is_shown_as_text() -> None:
    main, told = main_of("refuse")
    for shown in ("H&lt;sub&gt;2&lt;/sub&gt;O", '&lt;b onclick="alert(1)"&gt;', "&lt;iframe"):
        assert shown in main
    assert "color" not in main
    assert 'class="citation"' in main
    assert set(told) == {"raw-html-refused"}


@pytest.mark.parametrize("raw_html", ["sanitise", "refuse"])
def test_captions_in_attributes_are_text_like_any_other(raw_html: str) -> None:
    code = "```{#lst-x .r lst-cap='</figcaption><script>alert(1)</script><b onclick=x>b</b>'}\nx\n```\n"
    main, _ = main_of(raw_html, f"# A\n\n{code}")
    assert "<script" not in main
    assert "<b onclick" not in main


def test_text_without_raw_html_is_the_same_under_every_policy() -> None:
    text = (
        "# A\n\n## Part {#sec-a}\n\n*One* “two” & three < four [@doe2020, p. 3]. See @sec-a and [it](#sec-a).[^n]\n\n"
        "| a | b |\n|:--|:-:|\n| 1 | [@doe2020] |\n\n: Numbers {#tbl-a}\n\n> Quoted\n\n1. one\n2. two\n\n"
        "Term\n:   What it is.\n\n![A figure](https://example.org/a.png){#fig-a width=50%}\n\n"
        "```py\nx < 1\n```\n\n::: {.note data-x=1}\nIn a div.\n:::\n\n[^n]: A note with [@doe2020].\n\n"
        "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+===+===+\n| d     |\n+---+---+\n\n- [ ] to do\n- [x] RCT\n\n"
        "i) one\n\n(@e) two\n\n| a\n|  b\n\n[s]{.smallcaps} [u]{.underline} [m]{.mark}\n\n*[RCT]: trial\n"
    )
    pages = [main_of(policy, text) for policy in ("allow", "sanitise", "refuse")]
    same = {"&quot;": '"', '=""': "", "&nbsp;": " "}
    written = [re.sub("|".join(same), lambda found: same[found[0]], main) for main, _ in pages]
    plain = [re.sub(r"\s*/?>|\s+", " ", main) for main in written]
    assert plain[0] == plain[1] == plain[2]
    assert [told for _, told in pages] == [[], [], []]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p title='x'>", ""),
        ("<b onclick=1>", "onclick"),
        ("<script>", "<script>"),
        ("<a href=' java\tscript:x'>", "href"),
        ("<a href='JaVaScRiPt:x'>", "href"),
        ("<img src='data:text/html,x'>", "src"),
        ("<span style='width:1em'>", ""),
        ("<span style='width:1em; color:red'>", "style"),
        ("<!-- a comment -->", ""),
    ],
)
def test_what_is_taken_out_is_named(html: str, expected: str) -> None:
    assert first_active_part(html) == expected


def test_holes_are_kept_where_they_stood() -> None:
    pieces: list[str | Hole] = [
        Html('<p><a href="'),
        LocalLink("a.md"),
        Html('" onclick="x">0 text'),
        NoteMark(0),
        "</a></p>",
    ]
    assert sanitised(pieces) == ['<p><a href="', LocalLink("a.md"), '">0 text', NoteMark(0), "</a></p>"]


@pytest.mark.parametrize(
    "written",
    [
        '<p title="\ufdd00\ufdd1">x</p>',
        '<p title="&#xFDD0;0&#xFDD1;">x</p>',
        '<p title="&#64976 0&#64977">x</p>',
        '<p style="width:\\fdd0 0\\fdd1">x</p>',
        "<p>&#xFDD0;99&#xFDD1;</p>",
    ],
)
def test_nothing_written_stands_for_a_hole(written: str) -> None:
    main, _ = main_of("sanitise", f'# A\n\n$\\text{{"onclick="f()"}}$\n\n{written}\n')
    assert main.count("</math>") == 1


def test_a_script_of_the_project_is_found_from_its_text() -> None:
    main, told = main_of("allow", '# A\n\n<script src="other.txt">"<a href=\'none.md\'>"</script>\n')
    assert re.search(r'<script src="\.\./other\.txt\?h=\w+">"<a href=\'none\.md\'>"</script>', main)
    assert told == []


def test_mathematics_stands_whatever_is_sanitised() -> None:
    document, _ = read_document('Let $x<y$ <b onclick="a">be</b>.', "x.md", dialect=Dialect(RawHtml.SANITISE))
    html = "".join(str(part) for part in document.body)
    assert "<mo>&lt;</mo><mi>y</mi>" in html
    assert "<b>be</b>" in html
