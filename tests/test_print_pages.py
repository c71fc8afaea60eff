"""The print page: the whole review as one document, in which every link that can stays on the page."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.build import Build, build
from site_builder.diagnostics import Rule
from site_builder.html_merging import with_lowered_headings, with_prefixed_ids
from site_builder.links import read_file_links
from site_builder.model import Html
from site_builder.pages import print_pages as print_pages
from site_builder.pages.print_pages import PrintPage
from site_builder.relative_links import Origin
from tests.projects import diagnostic_lines, pages_of, project

LEVEL = re.compile("h[1-6]", re.IGNORECASE)
PRINT = PurePosixPath("print/index.html")
SOURCES = {
    "review.yaml": "title: A review\nbase_url: https://example.org/r\nauthors: [Ada Byron]\n",
    "content/index.md": "# In brief\n\nSee [how](20-b.md#sec-how) and [@hall2017].[^1]\n\n[^1]: Noted [@mora2014].\n",
    "content/10-a.md": """\
# A {#sec-a}

## Same {#here}

Sleep [@hall2017; see @ito2020, p. 3], as @sec-how says, and [up](#here).[^x]

| a |
|---|
| b |

: Counts {#tbl-a}

[^x]: A note.
""",
    "content/20-b.md": """\
# B

## How {#sec-how}

@Sec-a, @tbl-a, [the study](/studies/hall2017/), [all](/studies/), [home](/), [a reference](10-a.md#ref-hall2017).

<label for="here">x</label><input id="here"> <a href=#here>raw</a>
""",
    "content/studies/hall2017.md": "Findings.",
}


def built(sources: dict[str, str | bytes] | None = None, style: str = "apa") -> Build:
    own: dict[str, str | bytes] = {**(SOURCES if sources is None else sources)}
    if style != "apa":
        own["review.yaml"] = f"citation_style: {style}\n"
    return build(project(own))


def printed(sources: dict[str, str | bytes] | None = None, style: str = "apa") -> str:
    return built(sources, style).site[PRINT].decode()


def links(html: str) -> set[str]:
    return set(re.findall(r'href="?([^">\s]+)', html.partition("<main")[2].partition("</main>")[0]))


def test_the_whole_review_is_in_order_with_one_list_of_references() -> None:
    html = printed()
    order = ["A review", "Ada Byron", "In brief", "Noted", "Same", "A note.", "How", 'id="references"', "ref-mora2014"]
    place = html.index("<main")
    for piece in order:
        place = html.index(piece, place)
    assert html.count('class="references') == 1
    assert [html.count(f'id="ref-{key}"') for key in ("hall2017", "ito2020", "mora2014")] == [1, 1, 1]


def test_numbered_sections_are_numbered_once_in_the_contents() -> None:
    assert '<ol class="sections numbered">\n<li><a href="#s1">1 A</a></li>' in printed(
        {**SOURCES, "review.yaml": "number_sections: true"}
    )


def test_what_leads_to_something_on_the_page_stays_on_it() -> None:
    found = links(printed())
    assert {"#ref-hall2017", "#ref-ito2020", "#s0", "#s1", "#s1-here", "#s1-tbl-a", "#s2-sec-how", "#s2-here"} <= found
    assert {"#s0-fn1", "#s0-fnref1", "#s1-fn1", "#s1-fnref1"} <= found
    assert {"../studies/hall2017/index.html", "../studies/index.html"} <= found
    elsewhere = {link for link in found if not link.startswith(("#", "https:"))}
    assert elsewhere <= {f"../studies/{page}index.html" for page in ("", "hall2017/", "ito2020/", "mora2014/")}


@pytest.mark.parametrize("style", ["apa", "ieee", "chicago-notes-bibliography"])
def test_every_link_arrives_and_no_id_stands_twice(style: str) -> None:
    result = built(style=style)
    assert diagnostic_lines(result.diagnostics) == []
    ids = [spot.text for spot in read_file_links(PRINT, result.site[PRINT]).anchors]
    assert len(ids) == len(set(ids))


def test_the_print_page_is_not_in_the_sitemap() -> None:
    result = built()
    html = result.site[PRINT].decode()
    assert "canonical" not in html
    assert b"/print/" not in result.site[PurePosixPath("sitemap.xml")]


def test_every_page_links_to_the_print_page() -> None:
    site = built().site
    assert b'<a href="../../print/index.html">Print version</a>' in site[PurePosixPath("studies/hall2017/index.html")]
    assert b'<a href="print/index.html">Print version</a>' in site[PurePosixPath("index.html")]
    assert b"Print version" not in site[PRINT]
    assert b'<a class="name" href="../index.html">' in site[PRINT]


def test_where_there_is_no_text_there_is_nothing_to_print() -> None:
    result = built({"content/studies/hall2017.md": "Findings."})
    assert PRINT not in result.site
    assert not any(b"print/index.html" in data for data in result.site.values())


def test_a_doi_that_the_style_leaves_out_is_printed_on_paper() -> None:
    style = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>
"""
    sources = {"content/10-a.md": "# A\n\n[@hall2017; @mora2014].", "t.csl": style}
    found = pages_of(sources, style="t.csl")[str(PRINT)]
    assert isinstance(found, PrintPage)
    assert [entry.doi_href for entry in found.references] == ["https://doi.org/10.1000/hall", ""]
    assert "on-paper" not in printed()


def test_what_is_wrong_with_a_text_is_reported_once() -> None:
    sources: dict[str, str | bytes] = {
        "content/10-a.md": '# A\n\n<p id="x">\n\n<p id="x">\n\n[gone](#nowhere), [lost](20-b.md), [too](x.png)\n'
    }
    rules = [found.rule for found in built(sources).diagnostics]
    assert rules.count(Rule.DUPLICATE_ANCHOR) == 1
    assert rules.count(Rule.DEAD_ANCHOR) == 1
    assert rules.count(Rule.DEAD_LINK) == 2
    assert not any(found.location.path == str(PRINT) for found in built(sources).diagnostics)


# Ids


@pytest.mark.parametrize(
    ("levels", "has_own_title", "ranks"),
    [
        ([2, 1, 2, 3, 1], False, [2, 2, 3, 4, 2]),
        ([2, 4, 2, 1, 2], True, [3, 4, 3, 2, 3]),
        ([1, 2, 3, 4, 5, 6], True, [2, 3, 4, 5, 6, 6]),
    ],
)
def test_the_headings_of_a_text_are_below_the_title_of_its_page(
    levels: list[int], has_own_title: bool, ranks: list[int]
) -> None:
    (html,) = with_lowered_headings([Html("".join(f"<h{n} id='a'>A</h{n}>\n" for n in levels))], has_own_title)
    assert html == "".join(f"<h{n} id='a'>A</h{n}>\n" for n in ranks)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain text", "plain text"),
        ('<p id="a">id="b"</p>', '<p id="s1-a">id="b"</p>'),
        ("<p id = 'a' class=b>", "<p id = 's1-a' class=b>"),
        ("<P ID=a>", "<P ID=s1-a>"),
        ('<input\n  id="a"\n/>', '<input\n  id="s1-a"\n/>'),
        ('<label for="a">', '<label for="s1-a">'),
        ('<td headers="a  b">', '<td headers="s1-a  s1-b">'),
        ('<div aria-labelledby="a b" aria-label="c d">', '<div aria-labelledby="s1-a s1-b" aria-label="c d">'),
        ('<mo form="prefix">(</mo><input form="a">', '<mo form="prefix">(</mo><input form="s1-a">'),
        ('<a href="#a" title="#a">', '<a href="#s1-a" title="#a">'),
        ('<a href=" #a">', '<a href=" #s1-a">'),
        ('<a href="#"><a href="x#a">', '<a href="#"><a href="x#a">'),
        ('<a name="a"><input name="a">', '<a name="s1-a"><input name="a">'),
        ('<img usemap="#m"><map name="m">', '<img usemap="#s1-m"><map name="s1-m">'),
        ('<use xlink:href="#a"/><path fill="url(#g)"/>', '<use xlink:href="#s1-a"/><path fill="url(#s1-g)"/>'),
        ('<p title=\'id="a"\' id="b">', '<p title=\'id="a"\' id="s1-b">'),
        ("<p data-id='a' hidden id=b>", "<p data-id='a' hidden id=s1-b>"),
        ('<!-- <p id="a"> --><script>"<p id=a>"</script>', '<!-- <p id="a"> --><script>"<p id=a>"</script>'),
        ("<p id>", "<p id>"),
        ('<p id="">', '<p id="">'),
        ("a < b id=c > d", "a < b id=c > d"),
        ('<p>\r\n<i id="a">', '<p>\r\n<i id="s1-a">'),
        ('<h2 id="h2">A <em>h2</em></h2>', '<h3 id="s1-h2">A <em>h2</em></h3>'),
        ("<H5\nclass=h>A</H5 ><h6>B</h6>", "<H6\nclass=h>A</H6 ><h6>B</h6>"),
        ("<hr><header></header></h", "<hr><header></header></h"),
    ],
)
def test_a_prefix_goes_before_ids_and_what_names_them(html: str, expected: str) -> None:
    assert with_prefixed_ids([Html(html)], "s1-") == (expected,)


def test_a_tag_may_have_holes_in_it() -> None:
    parts = [Html('<a id="a" href="'), "#b", Html('" title="t"><b id="c">x</b></a> <i id="d">'), "d", Html("</i>")]
    assert with_prefixed_ids(parts, "s1-") == (
        '<a id="s1-a" href="',
        "#b",
        '" title="t"><b id="s1-c">x</b></a> <i id="s1-d">',
        "d",
        "</i>",
    )


@given(st.lists(st.text("<>\"'= /ai#dh2ref\n-!x", max_size=20)))
@example(["<h", "2>"])
def test_a_prefix_changes_only_ids_and_ranks_of_headings(texts: list[str]) -> None:
    prefixed = with_prefixed_ids([Html(text) for text in texts], "\0")
    assert len(prefixed) == len(texts)
    assert LEVEL.sub("h", "".join(map(str, prefixed)).replace("\0", "")) == LEVEL.sub("h", "".join(texts))


# Addresses


def test_a_text_of_a_page_with_several_has_its_own_ids() -> None:
    page = Origin("print/index.html", names={"index.html": "s0", "b/index.html": "s1"}, shared=frozenset({"refs"}))
    text = page.within("b/index.html")
    assert [page.anchor("x"), text.anchor("x"), text.anchor("refs")] == ["x", "s1-x", "refs"]
    assert text.link("b/index.html", "fn 1") == "#s1-fn%201"
    assert text.link("index.html") == "#s0"
    assert text.link("index.html", "main") == "#s0"
    assert text.link("index.html", "refs") == "#refs"
    assert text.link("studies/x/index.html", "y") == "../studies/x/index.html#y"


def test_a_review_too_long_for_one_page_is_printed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_pages, "MOST", 1)
    result = built()
    assert not result.diagnostics
    parts = [result.site[PRINT.with_name("page") / number / "index.html"].decode() for number in ("2", "3")]
    first = result.site[PRINT].decode()
    assert '<li><a href="page/2/index.html#s1">A</a></li>' in first
    assert '<li><a href="page/3/index.html#s2">B</a></li>' in first
    assert [("<h2>A</h2>" in text, "<h2>B</h2>" in text) for text in (first, *parts)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert [text.count('class="csl-entry"') for text in (first, *parts)] == [2, 2, 0]
    assert "<title>A review, part 2 of 3 · A review</title>" in parts[0]
    assert 'rel="next" href="page/2/index.html"' in first
    assert '<ol start="3">' in parts[1]
    assert 'rel="prev" href="../../index.html"' in parts[0]
    # A text on another page is shown where it is read.
    assert 'href="../../../b/index.html#sec-how"' in parts[0]
    assert 'id="s1-tbl-a"' in parts[0]
    assert b"print" not in result.site[PurePosixPath("sitemap.xml")]


def test_links_to_what_is_printed_in_another_part_are_checked_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_pages, "MOST", 1)
    sources: dict[str, str | bytes] = {
        **SOURCES,
        "content/20-b.md": SOURCES["content/20-b.md"] + "\n[dead](10-a.md#none)\n",
    }
    (found,) = built(sources).diagnostics
    assert (found.rule, found.location.path) == (Rule.DEAD_ANCHOR, "content/20-b.md")
