"""Links and anchors of a finished site."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.links import Outline, check_links, read_outline

OTHER_FILES = {
    "index.html": '<h1 id="top-of-all">Home</h1>',
    "studies/index.html": "",
    "studies/smith 2020/index.html": '<h2 id="résumé">A</h2><a name="old"></a>',
    "style.css": "",
    "images/map.svg": "",
}


def check(html: str, at: str = "methods/index.html", root: str = "/") -> tuple[Diagnostic, ...]:
    pages = OTHER_FILES | {at: html}
    return check_links({PurePosixPath(path): text.encode() for path, text in pages.items()}, root=root)


@pytest.mark.parametrize(
    "link",
    [
        "../",
        "../index.html",
        "../studies/",
        "../studies",
        "../studies/index.html?sort=year",
        "/studies/",
        "/",
        ".",
        "./#here",
        "",
        "#",
        "#top",
        "#here",
        "#:~:text=some%20words",
        "?page=2",
        "../studies/smith%202020/#r%C3%A9sum%C3%A9",
        "../studies/smith%202020/#résumé",
        "../studies/smith%202020/#old",
        "../images/map.svg#layer",
        "https://example.org/nowhere",
        "//example.org/nowhere",
        "mailto:someone@example.org",
        "data:image/png;base64,AAAA",
        " https://example.org/nowhere",
    ],
)
def test_links_that_lead_somewhere(link: str) -> None:
    assert check(f'<p id="here"><a href="{link}">x</a></p>') == ()


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("studies/", "/methods/studies/"),
        ("../study/", "/study/"),
        ("/study", "/study"),
        ("../style.css/", "/style.css/"),
        ("../../studies/", "/../studies/"),
        ("../images/m%61p.png", "/images/map.png"),
    ],
)
def test_dead_links(link: str, leads_to: str) -> None:
    (found,) = check(f'<a href="{link}">x</a>')
    assert found.rule is Rule.DEAD_LINK
    assert found.message == f"The link “{link}” leads to “{leads_to}”, which the site does not have."


@pytest.mark.parametrize(
    "html", ['<img src="a.png">', '<video poster="a.png"></video>', '<form action="a.png"></form>']
)
def test_other_things_that_lead_to_files(html: str) -> None:
    assert [found.rule for found in check(html)] == [Rule.DEAD_LINK]


@pytest.mark.parametrize("link", ["#nowhere", "../#nowhere", "../studies/smith%202020/#HERE"])
def test_dead_anchors(link: str) -> None:
    assert [found.rule for found in check(f'<a id="here" href="{link}">x</a>')] == [Rule.DEAD_ANCHOR]


def test_says_where_and_what_was_meant() -> None:
    (link, anchor) = check('<p>\n  é <a href="../studies/smith%202002/">x</a>\n  <a href="../#top-of-al">y</a>')
    assert link.location == Location("methods/index.html", 2, 5)
    assert link.hint.startswith("did you mean “/studies/smith 2020/”")
    assert anchor.location == Location("methods/index.html", 3, 3)
    assert anchor.hint == "did you mean “top-of-all”?"


def test_ids_given_twice() -> None:
    (found,) = check('<p id="a">\n<p id="b">\n<p id="a"><a id="c" name="c"></a>')
    assert found.rule is Rule.DUPLICATE_ANCHOR
    assert found.location == Location("methods/index.html", 3, 1)
    assert found.message == "“a” is already the id of an element on line 1 of this page."


def test_scripts_comments_and_escapes_are_read_as_html_reads_them() -> None:
    html = '<script>"<a href=nowhere>"</script><!-- <a href=nowhere> --><a href="#a&amp;b" id="a&amp;b">x</a>'
    assert check(html) == ()


@pytest.mark.parametrize("link", ["/a%20b/r/", "/a%20b/r", "/a b/r/studies/", "../studies/"])
def test_below_a_path_links_may_begin_with_it(link: str) -> None:
    assert check(f'<a href="{link}">x</a>', root="/a%20b/r/") == ()


@pytest.mark.parametrize("link", ["/studies/", "/", "/a%20b/", "/a%20b/rs/", "/a%20b/r/lost/"])
def test_below_a_path_other_links_from_the_root_are_dead(link: str) -> None:
    (found,) = check(f'<a href="{link}">x</a>', root="/a%20b/r/")
    assert found.rule is Rule.DEAD_LINK
    assert (found.hint == "begin it with “/a%20b/r/”, where the site lives.") == (link in ("/", "/studies/"))


def test_a_page_whose_base_is_elsewhere_is_left_alone() -> None:
    assert check('<base href="https://example.org/review/"><a href="studies/">x</a>', at="404.html") == ()


def test_a_memoised_outline_can_be_passed() -> None:
    seen: list[bytes] = []

    def outline(page: bytes) -> Outline:
        seen.append(page)
        return read_outline(page)

    check_links({PurePosixPath("a.html"): b"a", PurePosixPath("b.css"): b"b"}, outline)
    assert seen == [b"a"]


@given(st.binary() | st.text(alphabet="<>![]-/='\"&;#ahref ").map(str.encode))
def test_no_page_is_too_broken_to_check(page: bytes) -> None:
    check_links({PurePosixPath("index.html"): page})
