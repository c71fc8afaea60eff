"""Links and anchors of a finished site."""

from __future__ import annotations

from pathlib import PurePosixPath
from unittest.mock import patch

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import build
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.links import LinkSummarizer, LinkSummary, check_links, doubtful_links, link_summaries, read_file_links
from tests.projects import project

BASE = "https://example.org/repo"
OTHER_FILES = {
    "index.html": '<h1 id="top-of-all">Home</h1>',
    "studies/index.html": "",
    "studies/smith 2020/index.html": '<h2 id="résumé">A</h2><a name="old"></a>',
    "style.css": "",
    "images/map.svg": '<svg id="layer"></svg>',
}


def check(html: str | bytes, at: str = "methods/index.html", base_url: str = BASE) -> tuple[Diagnostic, ...]:
    pages = OTHER_FILES | {at: html}
    site = {PurePosixPath(path): text.encode() if isinstance(text, str) else text for path, text in pages.items()}
    link_summarizer = LinkSummarizer()
    link_summaries = {
        path: link_summarizer.link_summary(path, data) for path, data in site.items() if LinkSummarizer.reads(path)
    }
    return check_links(site, link_summaries, base_url=base_url)


@pytest.mark.parametrize(
    "link",
    [
        "../",
        "../index.html",
        "../studies/",
        "../studies",
        "../studies/index.html?sort=year",
        "/repo/studies/",
        "/repo/",
        "https://example.org/repo/studies/",
        "https://example.org/repository/",
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
        "../images/map.svg#xywh=0,0,10,10",
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
        ("/repo/study", "/study"),
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
    "html",
    [
        '<img src="LINK">',
        '<img srcset="../style.css, LINK 2x" src="../style.css">',
        '<img srcset="LINK 1x,../style.css 2x">',
        '<picture><source srcset="LINK 480w, ../style.css 800w"></picture>',
        '<link rel="preload" imagesrcset="LINK 2x">',
        '<video poster="LINK"></video>',
        '<video src="LINK"></video>',
        '<video><source src="LINK"><track src="../style.css"></video>',
        '<video><track src="LINK"></video>',
        '<audio src="LINK"></audio>',
        '<iframe src="LINK"></iframe>',
        '<embed src="LINK">',
        '<object data="LINK"></object>',
        '<link rel="stylesheet" href="LINK">',
        '<script src="LINK"></script>',
        '<map><area href="LINK"></map>',
        '<form action="LINK"></form>',
        '<form><button formaction="LINK"></button></form>',
        '<input type="image" src="LINK">',
        '<blockquote cite="LINK"></blockquote>',
        '<p style="background: url(LINK)"></p>',
        "<p style=\"background: url( 'LINK' )\"></p>",
        '<style>@import "LINK"; p { color: red }</style>',
        "<style>/* url(lost) */ p { background: url(data:image/png;base64,AAAA), url('LINK') }</style>",
        '<svg><use href="LINK"/></svg>',
        '<svg><image xlink:href="LINK"/></svg>',
        '<svg><a href="LINK"><text>x</text></a></svg>',
        '<svg><path fill="url(LINK)"/></svg>',
        '<meta http-equiv="refresh" content="0; url=LINK">',
        "<meta http-equiv='Refresh' content='5;URL=\"LINK\"'>",
        '<meta property="og:image" content="LINK">',
        '<base href="../images/"><img src="LINK">',
        '<base href="https://example.org/repo/methods/"><img src="LINK">',
    ],
)
def test_every_kind_of_link_is_followed(html: str) -> None:
    assert check(html.replace("LINK", "https://example.org/elsewhere/a.png")) == ()
    for dead in ("a.png", "%61.png", "/repo/a.png", "https://example.org/repo/a.png"):
        assert [found.rule for found in check(html.replace("LINK", dead))] == [Rule.DEAD_LINK], dead


@pytest.mark.parametrize("link", ["url(#dot)", "url('../images/map.svg#dot')"])
def test_what_a_picture_is_drawn_with_must_be_there(link: str) -> None:
    (found,) = check(f'<svg><path fill="{link}"/></svg>')
    assert found.rule is Rule.DEAD_ANCHOR
    assert check(f'<svg><g id="dot"/><path fill="{link}"/></svg>'.replace("../images/map.svg", "")) == ()


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("style.css", "p { color: red }\np { background: url(a.png) }", "style.css:2:17"),
        ("images/a.css", "@import url(../style.css);\n@import 'b.css';", "images/a.css:2:1"),
        ("images/a.svg", '<svg>\n<image href="b.png"/></svg>', "images/a.svg:2:1"),
        ("images/a.svg", '<svg><use href="#lost"/></svg>', "images/a.svg:1:6"),
        ("sitemap.xml", "<urlset>\n<url><loc>https://example.org/repo/lost/</loc></url></urlset>", "sitemap.xml:2:11"),
        ("feed.xml", '<feed>\n<link rel="alternate" href="studies/lost/"/></feed>', "feed.xml:2:1"),
        ("robots.txt", "User-agent: *\nSitemap: https://example.org/repo/sitemap.xml", "robots.txt:2:1"),
        ("404.html", '<a href="https://example.org/repo/studies/#lost">x</a>', "404.html:1:1"),
    ],
)
def test_links_of_other_files_are_followed_too(path: str, text: str, place: str) -> None:
    assert [str(found.location) for found in check(text, at=path)] == [place]


def test_other_text_files_are_no_pages() -> None:
    assert check("Sitemap: /repo/lost.xml", at="images/notes.txt") == ()
    assert check('<a href="lost">', at="images/data.xml") == ()


def test_under_a_folder_the_root_of_the_server_is_not_the_site() -> None:
    (found,) = check('<a href="/studies/">x</a>')
    assert found.message == "The link “/studies/” leads to “/studies/”, which the site does not have."
    assert (
        check('<a href="/repo">x</a><a href="/repo/studies/">x</a><a href="//example.org/repo?a#top-of-all">x</a>')
        == ()
    )


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
    assert check(f'<a href="{link}">x</a>', base_url="https://example.org/a%20b/r") == ()


@pytest.mark.parametrize("link", ["/studies/", "/", "/a%20b/", "/a%20b/rs/", "/a%20b/r/lost/"])
def test_below_a_path_other_links_from_the_root_are_dead(link: str) -> None:
    (found,) = check(f'<a href="{link}">x</a>', base_url="https://example.org/a%20b/r")
    assert found.rule is Rule.DEAD_LINK
    assert (found.hint == "begin it with “/a%20b/r/”, the path of the site.") == (link in ("/", "/studies/"))


def test_a_page_whose_base_is_elsewhere_is_left_alone() -> None:
    assert check('<base href="https://example.org/review/"><a href="studies/">x</a>', at="404.html") == ()


@pytest.mark.parametrize(
    ("base", "link"),
    [("../images/", "map.svg"), ("../", "#top-of-all"), (f"{BASE}/studies/", "."), ("/repo/", "studies/")],
)
def test_links_begin_from_the_base_of_their_page(base: str, link: str) -> None:
    assert check(f'<base href="{base}"><a href="{link}">x</a>') == ()


def test_links_that_are_plainly_well_need_no_second_look() -> None:
    page, addresses = PurePosixPath("a/index.html"), {"a/index.html", "b/index.html", "c.css"}
    others = ("../b/index.html#x", "../c.css?h=1", "#y", "../../c.css", "")
    links = ("../b/index.html", "../c.css", *others, "https://e.org/")
    assert doubtful_links(page, LinkSummary(links), addresses).links == others
    assert doubtful_links(page, LinkSummary(links), addresses, "https://e.org").links == (*others, "https://e.org/")
    assert doubtful_links(page, LinkSummary(links, base="/"), addresses).links == links


PIECES = ["<p", "<p ", " id=", " ID = ", "id", "=", '"', "'", ">", "/", "/>", "a", "b", "&amp;", "\n"]
COMMENTS = ["<!--", "-->", "--!>", "<!-->", "<!", "<?", "</", "</p", "</p id=", "<"]


@given(st.lists(st.sampled_from([*PIECES, *COMMENTS]), max_size=30).map("".join))
def test_tags_are_found_where_the_standards_own_parser_finds_them(text: str) -> None:
    # What no bracket ends is no tag to the standard, and one to us; so that nothing is left open, all is ended.
    page = f"{text}'\"--><p id='end'>"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    expected = {element.get("id") for element in tree.iter() if element.get("id")}
    outline = read_file_links(PurePosixPath("index.html"), page.encode())
    assert {spot.text for spot in outline.anchors} - {""} == expected


LINES = [
    *PIECES,
    *COMMENTS,
    "\n",
    "\n",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<title",
    '<a href="x">',
    "<base href=y>",
    '<a href="x y">',
    '<a href="b&amp;c" class="d">',
    '<p id="q">text',
    '<p id="q" id="r">',
    '<img src=" s " srcset="t 2x, u">',
    '<p style="background: url(v)">',
    '<a name="n">',
    '<meta content="w" property="og:url"/>',
    '\n<meta property="og:url" content=" w&amp;v">\n',
    '\n<meta name="description" content="w">\n',
    "\n<title>w</title>\n",
    '\n<script type="module">w</script>\n',
    "</p>",
    ' href="z"',
    "<br/>",
    '<svg viewBox="0 0 1 1">',
    '<line x1="1" x2="2" id="l">',
    '<a viewBox="x" HREF="h">',
]


@given(
    st.lists(st.lists(st.sampled_from(LINES), max_size=30).map("".join), max_size=3),
    st.sampled_from([9, link_summaries.STRETCH]),
)
def test_a_page_read_line_by_line_has_the_links_and_ids_of_the_whole(pages: list[str], stretch: int) -> None:
    link_summarizer = LinkSummarizer()
    for page in pages:
        path, data = PurePosixPath("index.html"), page.encode()
        with patch.object(link_summaries, "STRETCH", stretch):
            whole, link_summary = read_file_links(path, data), link_summarizer.link_summary(path, data)
        assert link_summary.links == tuple(dict.fromkeys(spot.text for spot in whole.links))
        assert link_summary.anchors == tuple(spot.text for spot in whole.anchors)
        assert link_summary.base == whole.base


@given(st.binary() | st.text(alphabet="<>![]-/='\"&;#ahref ").map(str.encode))
def test_no_page_is_too_broken_to_check(page: bytes) -> None:
    check(page)


def test_a_path_of_an_authors_own_disk_is_a_dead_link() -> None:
    text = "# A\n\n![Map](C:\\maps\\a.png) and [b](file:///maps/b.pdf) (see it)\n"
    found = build(project({"content/10-a.md": text})).diagnostics
    assert [str(each.location) for each in found if each.rule is Rule.DEAD_LINK] == [
        "content/10-a.md:3:1",
        "content/10-a.md:3:27",
    ]
