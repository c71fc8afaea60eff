"""A project's files to a whole site: what is in it, and that nothing an author writes breaks it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.build import Build, build
from tests.projects import BIBLIOGRAPHY, diagnostic_lines, page, project

REVIEW: dict[str, str | bytes] = {
    "review.yaml": "title: A review\n",
    "content/index.md": "Text [@hall2017].\n",
    "content/10-methods.md": "# Methods\n\n@tbl-x [home](index.md)\n\n| a |\n|---|\n| @ito2020 |\n\n: C {#tbl-x}\n",
    "content/studies/hall2017.md": "---\ntitle: Short\nkeywords: [Sleep]\n---\nIt reports.\n",
    "content/images/a.png": b"\x89PNG",
}


def built(
    changes: Mapping[str, str | bytes] | None = None, bibliography: str | None = BIBLIOGRAPHY, base: bool = True
) -> Build:
    return build(project({**(REVIEW if base else {}), **(changes or {})}, bibliography))


def test_locators_are_written_in_the_language_of_the_site() -> None:
    files = {"content/10-methods.md": "[@hall2017, Abb. 3]", "review.yaml": "lang: de-DE\ncitation_style: apa"}
    assert "Abbildung 3" in page(built(files, base=False), "methods/index.html").replace("\N{NO-BREAK SPACE}", " ")


def test_the_language_of_citations_is_found_whatever_the_case_of_its_tag() -> None:
    files: dict[str, str | bytes] = {
        "content/10-methods.md": "[@hall2017, Abb. 3]",
        "review.yaml": "lang: DE\ncitation_style: apa",
    }
    result = built(files, base=False)
    assert diagnostic_lines(result.diagnostics) == []
    assert "Abbildung 3" in page(result, "methods/index.html").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("locator", ["第3页", "第3—5章", "12-14页"])
def test_a_locator_that_says_what_it_is_in_one_word_gets_no_label_in_front(locator: str) -> None:
    files = {"content/10-methods.md": f"[@hall2017, {locator}]", "review.yaml": "lang: zh-CN\ncitation_style: apa"}
    shown = re.sub("<[^<>]*>", "", page(built(files, base=False), "methods/index.html"))
    assert f"2017, {locator})" in shown


@pytest.mark.parametrize(
    ("lang", "shown"), [("de", ["Standards Der Ruhe", "Deep rest"]), ("en-GB", ["Standards der ruhe", "Deep rest"])]
)
def test_titles_that_state_no_language_have_that_of_the_site(lang: str, shown: list[str]) -> None:
    works = "@book{a, author={Ash, A.}, title={Standards Der Ruhe}, year=2001}\n"
    works += "@book{b, author={Elm, B.}, title={Deep Rest}, year=2002, langid={english}}\n"
    files = {"content/10-methods.md": "[@a; @b]", "review.yaml": f"lang: {lang}\ncitation_style: apa"}
    text = re.sub("<[^<>]*>", "", page(built(files, works, base=False), "methods/index.html"))
    assert [title in text for title in shown] == [True, True]


def test_a_review_becomes_a_site() -> None:
    result = built()
    assert result.diagnostics == ()
    assert sorted(map(str, result.site)) == [
        ".nojekyll",
        "404.html",
        "authors/hall-william-j/index.html",
        "authors/index.html",
        "basket.js",
        "basket/index.html",
        "feed.xml",
        "figures.css",
        "icon.svg",
        "images/a.png",
        "index.html",
        "keep.js",
        "keywords/index.html",
        "keywords/sleep/index.html",
        "keywords/youth/index.html",
        "methods/index.html",
        "print/index.html",
        "print/title.css",
        "reading.js",
        "references.bib",
        "references.json",
        "references.ris",
        "references/index.html",
        "review.bib",
        "review.json",
        "review.ris",
        "robots.txt",
        "search.js",
        "search/index.html",
        "site.js",
        "sitemap.xml",
        "studies.csv",
        "studies.json",
        "studies/hall2017/hall2017.bib",
        "studies/hall2017/hall2017.json",
        "studies/hall2017/hall2017.ris",
        "studies/hall2017/index.html",
        "studies/index.html",
        "studies/ito2020/index.html",
        "studies/ito2020/ito2020.bib",
        "studies/ito2020/ito2020.json",
        "studies/ito2020/ito2020.ris",
        "studies/mora2014/index.html",
        "studies/mora2014/mora2014.bib",
        "studies/mora2014/mora2014.json",
        "studies/mora2014/mora2014.ris",
        "style.css",
        "table.js",
    ]
    assert result.site[PurePosixPath("images/a.png")] == b"\x89PNG"
    assert page(result, "studies/mora2014/mora2014.bib").startswith("@book{mora2014,")


def test_the_order_in_which_files_are_found_does_not_matter() -> None:
    shuffled = list(REVIEW.items())
    random.Random(0).shuffle(shuffled)
    assert list(build(project(dict(shuffled))).site.items()) == list(built().site.items())


def test_every_page_is_valid_and_loads_nothing_from_elsewhere() -> None:
    parser = html5lib.HTMLParser(strict=False)
    for path, data in built({"content/20-b.md": "# B\n\nText[^1] & <i>x</i> [@nobody].\n\n[^1]: Note."}).site.items():
        if path.suffix == ".html":
            parser.parse(data.decode())
            assert parser.errors == [], path
            assert not re.search(rb"<(?:script|img|link rel=.stylesheet.)[^>]*(?:https?:)?//", data)
            assert data.count(b"<h1>") == 1


def test_citations_have_pandocs_marks() -> None:
    home = page(built(), "index.html")
    link = '<a href="studies/hall2017/index.html" id="cite-1" data-entry="ref-hall2017">Hall, 2017</a>'
    assert f'<span class="citation" data-cites="hall2017">({link})</span>' in home
    assert '<div id="refs" class="references csl-bib-body"' in home
    assert '<div id="ref-hall2017" class="csl-entry"' in home


def test_an_entry_holds_what_the_style_prints_and_no_more() -> None:
    of_work = r'<div id="ref-hall2017" class="csl-entry">(.*?)</div>'
    pages = (page(built(), address) for address in ("index.html", "references/index.html"))
    shown = {re.sub("<[^>]*>", "", entry) for page in pages for entry in re.findall(of_work, page, re.DOTALL)}
    assert shown == {"Hall, W. J. (2017). Risk and protection. Journal A. https://doi.org/10.1000/hall"}


@pytest.mark.parametrize(
    ("style", "written", "shown"),
    [
        ("apa", "[see @nobody; @hall2017, p. 3]", "(Hall, 2017, p. 3; see nobody?)"),
        ("apa", "@hall2017 [@nobody]", "Hall (2017; nobody?)"),
        ("apa", "@nobody [p. 3]", "(nobody?, p. 3)"),
        ("ieee", "[@hall2017; @nobody]", "[1] (nobody?)"),
    ],
)
def test_a_key_that_nobody_knows_is_in_the_brackets_of_the_others(style: str, written: str, shown: str) -> None:
    result = built({"review.yaml": f"citation_style: {style}\n", "content/index.md": f"# H\n\nBy {written}.\n"})
    home = page(result, "index.html")
    assert f"By {shown}." in re.sub("<[^>]*>", "", home)
    assert f'data-cites="{" ".join(re.findall("@([a-z0-9]+)", written))}"' in home


def test_a_text_for_others_to_include_has_no_page() -> None:
    result = built({"content/10-a.md": "# A\n\n{{< include _b.md >}}\n", "content/_b.md": "# B {#sec-b}\n\nOnce.\n"})
    assert not result.diagnostics
    assert "Once." in page(result, "a/index.html")
    assert not {"b/index.html", "_b.md"} & {str(path) for path in result.site}


def test_author_text_is_never_markup() -> None:
    bad = "<script>alert(1)</script>"
    bibliography = f"@misc{{a, author={{{{{bad}}}}}, title={{{bad}}}, year={{2001}}, keywords={{{bad}}}}}"
    result = built(
        {
            "review.yaml": f'title: "{bad}"\nfacets: {{f: "{bad}"}}\n',
            "content/index.md": "[@a]",
            "content/studies/a.md": f'---\nsummary: "{bad}"\nfacets: {{f: "{bad}"}}\ncautions: ["{bad}"]\n---\n',
        },
        bibliography,
        base=False,
    )
    assert not any(b"<script>" in data for path, data in result.site.items() if path.suffix == ".html")


UNKNOWN_LANGUAGE = ["review.yaml:2:7 unknown-locale", "review.yaml:2:7 untranslated-interface"]


@pytest.mark.parametrize(
    ("changes", "bibliography", "expected"),
    [
        ({"content/20-b.md": b"# B\n\ncaf\xe9 x"}, BIBLIOGRAPHY, ["content/20-b.md:3:4 guessed-encoding"]),
        ({"review.yaml": b"title: \xff"}, BIBLIOGRAPHY, ["review.yaml:1:8 not-utf8"]),
        ({"review.yaml": "title: Schlaf für alle".encode("utf-16")}, BIBLIOGRAPHY, []),
        ({"review.yaml": "bibliography: [a.bib]", "content/index.md": "", "content/10-methods.md": "# M",
          "content/studies/hall2017.md": ""}, BIBLIOGRAPHY,
         ["review.yaml:1:16 missing-bibliography"]),
        ({"review.yaml": "citation_style: apaa"}, BIBLIOGRAPHY, ["review.yaml:1:17 unknown-style"]),
        ({"z.bib": "@misc{hall2017, title={X}, year={2001}}"}, BIBLIOGRAPHY, []),
        (
            {"review.yaml": "bibliography: [references.bib, z.bib]", "z.bib": "@misc{ito2020, title={X}, year={1}}"},
            BIBLIOGRAPHY,
            ["z.bib:1:1 duplicate-citation-key"],
        ),
        ({"z.bib": BIBLIOGRAPHY}, None, []),
        ({"content/style.css": "", "content/Methods/index.HTML": ""}, BIBLIOGRAPHY,
         ["content/Methods/index.HTML slug-clash", "content/style.css slug-clash"]),
        ({"content/robots.txt": "mine"}, BIBLIOGRAPHY, []),
        ({"content/feed.xml/a.txt": "mine"}, BIBLIOGRAPHY, ["content/feed.xml/a.txt slug-clash"]),
        ({"content/index.md": "[all](#sections), [how](#cite)", "content/20-b.md": "# B\n\n[all](index.md#sections)"},
         BIBLIOGRAPHY, []),
        ({"content/keywords.yaml": "a: {label: A, group: Other keywords}\nb: {label: B}",
          "content/studies/hall2017.md": "---\nkeywords: [a, b]\n---\n"}, BIBLIOGRAPHY,
         ["references.bib:4:1 unlisted-keyword"]),
        ({"content/20-b.md": "---\nnocite: hall2017\n---\n# B"}, BIBLIOGRAPHY,
         ["content/20-b.md:2:9 malformed-citation"]),
        ({"content/20-b.md": '# B\n\n<a href="../lost/">x</a>'}, BIBLIOGRAPHY, ["content/20-b.md:3:10 dead-link"]),
        ({"content/20-b.md": "# B\n\nNote[^1].\n\n[^1]: In a [note](lost.md)."}, BIBLIOGRAPHY,
         ["content/20-b.md:5:12 dead-link"]),
        ({"content/20-b.md": "# B\n\n[x](<lo\x07st.md>)"}, BIBLIOGRAPHY, ["content/20-b.md:3:1 dead-link"]),
        ({"content/20-b.md": "# B\n\n[x](/studies/hall2017/#lost)"}, BIBLIOGRAPHY, ["content/20-b.md:3:1 dead-anchor"]),
        ({"content/20-b.md": "# B\n\n<a\n href='#lost'>x</a>"}, BIBLIOGRAPHY, ["content/20-b.md:4 dead-anchor"]),
        ({"content/20-b.md": "# B\n\n## C {#c}\n\n## D {#c}"}, BIBLIOGRAPHY, ["content/20-b.md:5:8 duplicate-anchor"]),
        ({"content/studies/ito2020.md": "## Keywords\n\n## Cite\n\n## References"}, BIBLIOGRAPHY, []),
        ({"content/20-b.md": "# B {#sec-b}\n\n[x](#sec-b) [y](20-b.md#sec-b) @sec-b"}, BIBLIOGRAPHY, []),
        ({"content/20-b.md": "---\ntitle: [B]\nnocite: {a: b}\n---\n"}, BIBLIOGRAPHY,
         ["content/20-b.md:2:8 wrong-type", "content/20-b.md:3:9 wrong-type"]),
        ({"review.yaml": "citation_style: apa\nlang: xx"}, BIBLIOGRAPHY, UNKNOWN_LANGUAGE),
        ({"review.yaml": "bibliography:\n- references.bib\n- lost.bib", "content/20-b.md": "@lost"}, BIBLIOGRAPHY,
         ["review.yaml:3:3 missing-bibliography"]),
        ({"review.yaml": "bibliography: [references.bib, lost/z.bib]", "z.bib": ""}, BIBLIOGRAPHY,
         ["review.yaml:1:32 missing-bibliography"]),
        ({"references.bib": BIBLIOGRAPHY.encode("utf-16")}, None, []),
        ({"content/20-b.md": "[@a; @b]"}, "", ["references.bib missing-bibliography"]),
        ({"content/10-methods.md": "# M", "content/index.md": "", "content/studies/a.md": ""}, "% @misc{a,",
         ["references.bib missing-bibliography"]),
        ({"review.yaml": "bibliography: [references.bib, z.bib]",
          "z.bib": "@misc{a, title={A}, year={1}}\n@misc{A, title={B}, year={1}}"}, BIBLIOGRAPHY,
         ["z.bib:2:1 slug-clash"]),
        ({"content/20-b.md": "# B\n\n[x](lost.md) [y](10-methods.md#lost)"}, BIBLIOGRAPHY,
         ["content/20-b.md:3:1 dead-link", "content/20-b.md:3:14 dead-anchor"]),
    ],
)  # fmt: skip
def test_diagnostics(changes: dict[str, str | bytes], bibliography: str | None, expected: list[str]) -> None:
    found = diagnostic_lines(built(changes, bibliography).diagnostics)
    assert [re.sub(r"html:\d+", "html:%d", line) for line in found] == expected


def test_a_heading_may_be_called_like_an_element_of_the_theme() -> None:
    templates = Path(__file__).parent.parent / "templates"
    ids = {name for path in templates.glob("*.html") for name in re.findall(r'id="([a-z-]+)"', path.read_text("utf-8"))}
    assert {"cited", "keep", "mentions"} <= ids
    headings = "\n\n".join(f"## {name}" for name in sorted(ids))
    texts = {
        "content/index.md": headings,
        "content/20-b.md": f"# B\n\n{headings}",
        "content/studies/ito2020.md": headings,
    }
    assert diagnostic_lines(built(texts).diagnostics) == []


def test_a_bibliography_of_another_format_is_not_said_to_be_missing() -> None:
    wrong = built({"review.yaml": "bibliography: refs.enw"}).diagnostics[0]
    assert wrong.message == "The bibliography “refs.enw” does not exist, or cannot be read, so its keys are unknown."
    assert wrong.hint == "export it as RIS, BibTeX, CSL-JSON or PubMed's NBIB."


def test_an_empty_bibliography_that_nothing_is_cited_from_is_no_error() -> None:
    assert build(project({"content/10-a.md": "# A\n"}, "")).diagnostics == ()


def test_of_two_files_with_one_key_the_second_s_work_has_a_page_of_its_own() -> None:
    ash = "@book{ash2001, title={Nights}, author={Ash, Bo}, year=2001}"
    other, same = (
        "@book{ito2020, title={X}, author={Ash, Bo}, year=2001}",
        "@misc{ito2020, title={A {\\emph{survey}}}, year=2020}",
    )
    files = {"review.yaml": "bibliography: [references.bib, z.bib, a.bib]", "z.bib": f"{other}\n{ash}", "a.bib": same}
    result = built(files)
    assert diagnostic_lines(result.diagnostics) == [
        "a.bib:1:1 duplicate-citation-key",
        "z.bib:1:1 duplicate-citation-key",
    ]
    assert "at references.bib:" in result.diagnostics[1].message
    assert "<h1>X</h1>" in page(result, "studies/ash2001a/index.html")
    assert "<h1>Nights</h1>" in page(result, "studies/ash2001/index.html")


def test_control_characters_do_not_reach_a_page() -> None:
    bibliography = BIBLIOGRAPHY.replace("A survey", "A\x02 \x0csur\ufffevey")
    result = built({"content/20-b.md": "# B\x07\n\n`\x1b` @ito2020 \x7f"}, bibliography)
    assert result.diagnostics == ()
    for path, data in result.site.items():
        if path.suffix == ".html":
            assert not re.search("[\x02\x07\x0c\x1b\x7f\ufffe]", data.decode()), path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="10-methods.md#tbl-x">x</a>', '<a href="../methods/index.html#tbl-x">'),
        ("<a href=10-methods.md title='say \"x\"'>x</a>", '<a href="../methods/index.html" title=\'say "x"\'>'),
        ('<img src="images/a.png" alt="">', '<img src="../images/a.png?h=…" alt="">'),
        ("<img src=images/a.png alt=x>", '<img src="../images/a.png?h=…" alt=x>'),
        (
            '<img alt="" srcset="images/a.png 1x, https://e.org/b.png 2x,images/a.png 3x">',
            '<img alt="" srcset="../images/a.png?h=… 1x, https://e.org/b.png 2x,../images/a.png?h=… 3x">',
        ),
        ('<img alt="of src=images/a.png" src="data:,">', '<img alt="of src=images/a.png" src="data:,">'),
    ],
)
def test_a_link_in_html_names_a_file_of_the_project(written: str, expected: str) -> None:
    result = built({"content/20-b.md": f"# B\n\n{written}\n"})
    assert result.diagnostics == ()
    assert expected in re.sub(r"\?h=\w{6}", "?h=…", page(result, "b/index.html"))


def test_a_review_without_files_is_still_a_site() -> None:
    result = built(bibliography=None, base=False)
    assert diagnostic_lines(result.diagnostics) == ["content/ no-content", "references.bib missing-bibliography"]
    assert "<h1>Literature review</h1>" in page(result, "index.html")


def test_markdown_beside_the_bibliography_serves_where_there_is_no_content_folder() -> None:
    result = built({"index.md": "# Mine", "10-methods.md": "# Methods\n\n[home](index.md) @hall2017"}, base=False)
    assert result.diagnostics == ()
    assert 'href="../index.html">home</a>' in page(result, "methods/index.html")


def test_diagnostics_are_sorted_by_place() -> None:
    result = built({"content/20-b.md": "# B\n\n@lost @sec-lost", "content/15-c.md": "@lost", "review.yaml": "x: y"})
    found = [each.location for each in result.diagnostics]
    assert found == sorted(found)
    assert len(found) == 4


def test_a_projects_own_template_takes_the_place_of_ours() -> None:
    result = built({"templates/404.html": "lost", "templates/fonts/a.woff2": b"font", "templates/style.css": "a {}"})
    assert result.diagnostics == ()
    assert [page(result, path) for path in ("404.html", "fonts/a.woff2", "style.css")] == ["lost", "font", "a{}\n"]


def test_a_template_that_fails_is_reported_once_and_costs_only_its_pages() -> None:
    result = built({"templates/study.html": "x\n{{ page.lost }}"})
    assert diagnostic_lines(result.diagnostics) == ["templates/study.html:2 template-error"]
    assert PurePosixPath("studies/hall2017/index.html") not in result.site
    assert PurePosixPath("studies/hall2017/hall2017.bib") in result.site
    assert PurePosixPath("index.html") in result.site


def test_a_sitemap_without_a_base_url_begins_at_the_root() -> None:
    result = built({"content/10-a.md": "# A\n\n[@hall2017]."})
    assert "<loc>/studies/hall2017/</loc>" in page(result, "sitemap.xml")
    assert "Sitemap" not in page(result, "robots.txt")


def test_a_base_url_makes_a_sitemap_for_search_engines() -> None:
    result = built({"review.yaml": "base_url: https://example.org/r/"})
    assert result.diagnostics == ()
    assert "<loc>https://example.org/r/studies/hall2017/</loc>" in page(result, "sitemap.xml")
    assert "404" not in page(result, "sitemap.xml")
    assert "Sitemap: https://example.org/r/sitemap.xml" in page(result, "robots.txt")
    assert '<link rel="canonical" href="https://example.org/r/methods/">' in page(result, "methods/index.html")
    assert 'href="/r/style.css?h=' in page(result, "404.html")


def test_a_synonym_s_page_leads_on_and_is_not_for_search_engines() -> None:
    result = built({"content/keywords.yaml": "sleep: {synonyms: ['Rest & \"ease\"']}\nyouth: {}\n"})
    shown = page(result, "keywords/rest-ease/index.html")
    assert '<meta http-equiv="refresh" content="0; url=../sleep/index.html">' in shown
    assert 'Rest &amp; "ease": see <a href="../sleep/index.html">Sleep</a>' in shown
    assert "rest-ease" not in page(result, "sitemap.xml")


@settings(max_examples=25)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "review.yaml",
                "content/index.md",
                "content/10-a.md",
                "content/studies/hall2017.md",
                "content/keywords.yaml",
            ]
        ),
        st.one_of(
            st.binary(max_size=60),
            st.text(alphabet="-:[]{}@#|>*_`^!()\n \"'&<ahl2017,;", max_size=80),
            st.text(alphabet="-:[]{}@#|>*_`^!()\n \"'&<ahl2017,;", max_size=80).map(
                lambda text: f"---\n{text}\n---\n{text}"
            ),
        ),
    )
)
def test_whatever_the_files_hold_there_is_a_site(sources: dict[str, str | bytes]) -> None:
    result = build(project(sources))
    assert PurePosixPath("index.html") in result.site
    assert PurePosixPath("studies/hall2017/index.html") in result.site


def test_a_review_named_by_its_home_page_has_that_name_in_schema_org_s_terms() -> None:
    home = built({"review.yaml": "", "content/index.md": "# My own review"}).site[PurePosixPath("index.html")].decode()
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', home)
    assert json.loads(data)["name"] == "My own review"


def test_pages_say_what_they_are_about_in_schema_org_s_terms() -> None:
    """A title that would end the script element stays a title."""
    title = "Sleep </script><script>alert(1)</script>"
    site = build(
        project(
            {
                "review.yaml": 'title: A review\nauthors: [Ann Author]\ndoi: "10.1000/182"\nlang: en-GB\n',
                "content/10-a.md": "# A\n\n[@hall2017].",
            },
            "@article{hall2017, author={Hall, Ann and {Sleep Group}}, year=2017, month=3, journal={J}, "
            f"doi={{10.1/x}}, title={{{{{title}}}}}}}",
        )
    ).site
    home = site[PurePosixPath("index.html")].decode()
    study = site[PurePosixPath("studies/hall2017/index.html")].decode()
    section = site[PurePosixPath("a/index.html")].decode()
    about = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', study)[0])["about"][0]
    assert about == {
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.1/x",
        "name": title,
        "author": [{"@type": "Person", "name": "Ann Hall"}, {"@type": "Organization", "name": "Sleep Group"}],
        "datePublished": "2017-03",
        "isPartOf": {"@type": "Periodical", "name": "J"},
    }
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', home)[0])
    assert (data["@type"], data["isBasedOn"]["@id"]) == ("WebSite", "https://doi.org/10.1000/182")
    assert data["name"] == "A review"
    assert '<meta name="DC.creator" content="Ann Author">' in section
    assert '<meta property="og:type" content="website">' in home
    assert '<meta property="og:type" content="article">' in section


def test_callouts_and_lists_speak_the_language_of_the_site() -> None:
    result = built(
        {
            "review.yaml": "title: A review\nlang: de\n",
            "content/20-more.md": "# More\n\n> [!TIP]\n> Look.\n\n::: list-of-tables\n:::\n\n"
            "::: {#nte-a .callout-note}\nx\n:::",
        }
    )
    more = page(result, "more/index.html")
    assert '<p class="callout-title"><span class="caption-label">Tipp</span></p>' in more
    assert '<li><a href="../methods/index.html#tbl-x">Tabelle\N{NO-BREAK SPACE}1</a>. C</li>' in more
    assert '<a class="cross-reference" href="#nte-a">Hinweis\N{NO-BREAK SPACE}1</a>' in more
    assert result.diagnostics == ()


def test_of_what_other_tools_print_from_front_matter_a_section_shows_only_its_abstract() -> None:
    head = "title: A\ndedication: To all bees.\nabstract: In brief.\n"
    shown = page(build(project({"content/index.md": f"---\n{head}---\n\nBy @hall2017, of `{{r}}`.\n"})), "index.html")
    assert "In brief." in shown
    assert "To all bees." not in shown


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (
            "my review.docx",
            "convert what you have to Markdown, for example: pandoc -t markdown -o content/10-text.md 'my review.docx'",
        ),
        (
            "review.ipynb",
            "name the notebooks in _toc.yml, as Jupyter Book does: “format: jb-book”, “root: review”.",
        ),
    ],
)
def test_a_folder_without_markdown_is_told_what_to_do_with_what_it_has(name: str, hint: str) -> None:
    found = build(project({name: b"PK"}, None)).diagnostics
    assert [each.hint for each in found if each.rule.name_ == "no-content"] == [hint]
