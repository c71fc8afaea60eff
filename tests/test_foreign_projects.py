"""Projects of other tools to sites: which tool it is, and what all of them have."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import build
from site_builder.diagnostics import Severity
from site_builder.files.reading import read_files
from site_builder.projects import Kind, kind_of
from tests.foreign_projects import Sources, built_project, page, reported
from tests.projects import BIBLIOGRAPHY


def test_a_chapter_s_first_heading_is_its_title_of_whatever_level() -> None:
    book = "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd, b.qmd]}\n"
    text = (
        "Words.\n\n::: {.callout-tip}\n### Mind\n:::\n\n## Bases {#sec-bases}\n\n## More\n\nSee @sec-bases, @sec-b.\n"
    )
    stated = "---\ntitle: Stated\n---\n\n## Within {#sec-b}\n"
    files: Sources = {"_quarto.yml": book, "index.qmd": "# Start {-}\n", "a.qmd": text, "b.qmd": stated}
    shown = re.sub("<[^>]*>", "", page(built_project(files), "a/index.html")).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 Bases" in shown
    assert "1.1 More" in shown
    assert "See Chapter 1, Section 2.1." in shown


def test_what_is_said_of_a_figure_stays_where_it_cannot_be_shown() -> None:
    text = (
        "# Start\n\n\\begin{figure*}\n\\caption*{\n(a) One [@hall2017]\nand \\emph{more}.\n}\n\\end{figure*}\n\n"
        "\\begin{table}\n\\caption{Rows.}\n\\input{x.tex}\n\\end{table}\n\n"
        "\\begin{tcolorbox}[title=B]\nBoxed [@ito2020].\n\\end{tcolorbox}\n\n"
        "\\begin{verbatim}\n\\emph{a} & b\n\\end{verbatim}\n"
    )
    result = built_project({"paper.md": text})
    home = page(result, "index.html")
    assert re.search(r"\(a\) One <span.*Hall, 2017</a>\)</span> and <em>more</em>\.", home)
    assert "Rows." in home
    assert "Boxed <span" in home
    assert "\\emph{a} &amp; b" in home
    assert reported(result) == ["paper.md:3:1 raw-text-dropped", "paper.md:10:1 raw-text-dropped"]


def test_the_place_of_references_may_be_before_an_appendix() -> None:
    text = "# Start\n\nBy @hall2017.\n\n# References\n\n::: {#refs}\n:::\n\n# More\n\nText.\n"
    home = page(built_project({"paper.md": text}), "index.html")
    assert home.count(">References</h") == 1
    assert ">More</h2>" in home


def test_addresses_may_have_spaces() -> None:
    text = (
        "# Start\n\n![A map](images/my map (1).png){#fig:a}\n\n[![B](https://example.org/B c.svg?x=1)](b)"
        ' [c](images/my map (1).png "Of it") `[d](e f)` [g](<h i>)\n'
    )
    home = page(built_project({"paper.md": text, "images/my map (1).png": b"png"}), "index.html")
    assert re.search(r'<figure id="fig:a">\s*<img src="images/my%20map%20%281%29.png', home)
    assert 'src="https://example.org/B%20c.svg?x=1"' in home
    assert 'title="Of it">c</a>' in home
    assert "<code>[d](e f)</code>" in home


def test_words_right_after_a_citation_are_no_address() -> None:
    """Pandoc takes them for one, whose link the citation then hides."""
    home = page(
        built_project({"paper.md": "# Start\n\nThe list[@hall2017](some 600 records), [a list](some 600 records).\n"}),
        "index.html",
    )
    assert "(some 600 records), <a" in re.sub(r"</?span[^>]*>", "", home)


def test_a_manuscript_with_settings_of_ours_is_read_as_one_without() -> None:
    settings = "citation_style: chicago-author-date\nrules: {dead-link: error}\n"
    result = built_project({"paper.md": "# Start\n\nBy @hall2017 and @nobody.\n", "review.yaml": settings})
    assert "Hall, William J. 2017." in page(result, "index.html")
    assert not [each for each in result.diagnostics if each.severity is Severity.ERROR]
    assert reported(result) == ["paper.md:3:18 unknown-citation-key"]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ({"content/index.md", "references.bib"}, Kind.REVIEW),
        ({"content/index.md", "metadata.yaml", "review.yaml"}, Kind.REVIEW),
        ({"README.md", "references.bib", "review.yaml"}, Kind.REVIEW),
        ({"paper.md", "review.yaml"}, Kind.MANUSCRIPT),
        ({"_toc.yml", "intro.md", "review.yaml"}, Kind.MYST),
        ({"content/metadata.yaml"}, Kind.MANUBOT),
        ({"_quarto.yml", "content/a.qmd"}, Kind.QUARTO),
        ({"index.Rmd"}, Kind.BOOKDOWN),
        ({"paper.md", "README.md"}, Kind.MANUSCRIPT),
    ],
)
def test_each_kind_has_its_sign(names: set[str], kind: Kind) -> None:
    assert kind_of(names) is kind


def test_a_slip_in_a_key_of_ours_is_an_error_still() -> None:
    result = built_project({"content/index.md": "---\nformat: html\ndescripton: x\n---\n"})
    assert reported(result) == ["content/index.md:3:1 unknown-key"]


@pytest.mark.parametrize(
    ("text", "bibliography", "rules"),
    [
        ("By [@R-knitr].", BIBLIOGRAPHY, ["unknown-citation-key"]),
        ("By [@hall2017].", None, ["missing-bibliography"]),
        ("By @hall2017.", f"@book{{a, title = {{A\n\n{BIBLIOGRAPHY}", ["bibtex-syntax"]),
        ("One.\n\n{{< include lost.qmd >}}\n\nTwo.", BIBLIOGRAPHY, ["unknown-include"]),
        ("A word ![by @hall2017](a.png) more.", BIBLIOGRAPHY, ["citation-in-alt-text", "dead-link"]),
    ],
)
def test_what_its_own_tool_only_warns_of_stops_no_book(text: str, bibliography: str | None, rules: list[str]) -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: A, chapters: [index.qmd]}\nbibliography: all.bib\n"
    }
    result = built_project(
        sources | {"index.qmd": f"# One\n\n{text}\n"} | ({"all.bib": bibliography} if bibliography else {}), None
    )
    assert reported(result, Severity.ERROR) == []
    assert set(rules) <= {line.rpartition(" ")[2] for line in reported(result)}
    shown = result.site[PurePosixPath("index.html")].decode()
    assert ("@R-knitr" in shown) == ("R-knitr" in text)


@pytest.mark.parametrize(
    ("name", "bibliography", "rule"),
    [("a.json", '[{"id": "ash"', "unreadable-record"), ("a.yaml", "- id: ash\n title: A\n", "unreadable-yaml")],
)
def test_a_bibliography_that_cannot_be_read_takes_no_text_away(name: str, bibliography: str, rule: str) -> None:
    result = built_project(
        {"paper.md": f"---\nbibliography: {name}\n---\n\n# One\n\nA word.\n", name: bibliography}, None
    )
    assert (reported(result, Severity.ERROR), reported(result)[0].rpartition(" ")[2]) == ([], rule)
    assert "A word." in page(result, "index.html")


def test_the_heading_of_the_references_is_seen_before_footnotes() -> None:
    result = built_project({"paper.md": "# Start\n\nBy @hall2017.[^1]\n\n[^1]: A note.\n\n# References\n"})
    home = page(result, "index.html")
    assert home.count(">References</h") == 1
    assert "A note." in home


def test_parts_of_a_book_begin_before_a_text_or_after_one() -> None:
    result = built_project(
        {
            "index.Rmd": "---\ntitle: T\n---\n\nText.\n",
            "01-a.Rmd": "# A {-}\n\nText.\n\n```\n# (PART) Code\n```\n\n# (PART) Two {-}\n",
            "02-b.Rmd": "# B {-}\n\nText.\n",
            "03-c.Rmd": "# C {-}\n\n# (PART) Lost {-}\n\n# D {-}\n",
        }
    )
    assert reported(result, Severity.ADVICE) == ["03-c.Rmd:3:1 left-out"]
    home = page(result, "index.html")
    assert [home.count(f"{title}</h3>") for title in ("Two", "Code", "Lost")] == [1, 0, 0]
    assert home.index(">A</a>") < home.index(">Two</h3>") < home.index(">B</a>")
    assert '<ol class="sections numbered" start="2" data-pagefind-ignore>' in home


def test_titles_have_curly_marks_and_stand_once() -> None:
    head = "---\ntitle: \"Ann's *rest* -- a 'review'...\"\ndescription: It's short\n---\n\nText.\n"
    home = page(built_project({"_bookdown.yml": "{}\n", "index.Rmd": head, "01-a.Rmd": "# A\n"}), "index.html")
    assert re.findall("<h[12][^>]*>(.*Ann.*)</h", home) == ["Ann’s <em>rest</em> – a ‘review’…"]
    assert "<title>Ann’s rest – a ‘review’…</title>" in home
    assert '<meta name="description" content="It’s short">' in home


def test_an_escaped_space_in_a_title_is_a_space() -> None:
    home = page(
        built_project({"paper.qmd": "---\ntitle: T\nsubtitle: Sleepwell\\textregistered\\ beds\n---\n\nText.\n"}),
        "index.html",
    )
    assert re.findall("<h1[^>]*>(.*)</h1>|<title>(.*)</title>", home) == [
        ("", "T: Sleepwell® beds"),
        ("T: Sleepwell® beds", ""),
    ]


def test_the_description_of_a_chapter_shows_no_marks() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd]}\n",
        "index.qmd": "# B\n",
        "a.qmd": "---\ntitle: A\ndescription: It's *so* `x` -- see [there](https://a.org)\n---\n\nText.\n",
    }
    assert '<p class="lead">It’s so x – see there</p>' in page(built_project(sources), "a/index.html")


def test_a_description_shows_no_tags() -> None:
    badge = '<script async src="https://a.org/badge.js"></script>'
    head = f"---\ntitle: T\ndescription: |\n  It's <a href='https://a.org'>short</a>. {badge}\n---\n\nText.\n"
    home = page(built_project({"paper.qmd": head}), "index.html")
    assert '<meta name="description" content="It’s short.">' in home
    assert "badge" not in home


def test_html_among_pictures_comes_along_where_a_text_frames_it(tmp_path: Path) -> None:
    files = {
        "_quarto.yml": "project: {type: website}\n",
        "index.qmd": '# Start\n\n<iframe src="figures/map.html"></iframe>\n',
        "figures/map.html": "<p>drawn</p>",
        "figures/other.html": "<p>drawn</p>",
        "start.html": "<p>made of a text</p>",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = build(read_files(tmp_path)[0])
    assert reported(result) == []
    assert {str(path) for path in result.site} & {*files} == {"figures/map.html"}


@pytest.mark.parametrize("name", ["paper.md", "index.Rmd"])
def test_a_title_with_a_subtitle_stands_once(name: str) -> None:
    result = built_project({name: "---\ntitle: The *lab*\nsubtitle: A study\n---\n\n# Welcome {-}\n\nText.\n"})
    for address in ("index.html", "print/index.html"):
        titles = [re.sub("<[^>]*>", "", title) for title in re.findall("<h[12].*</h[12]>", page(result, address))]
        assert titles[:2] == ["The lab: A study", "Welcome"]


def test_the_home_page_of_a_titled_site_keeps_its_subtitle() -> None:
    index = "---\ntitle: Lab\nsubtitle: With *care*\n---\n\nText.\n"
    for stated, times in (("title: Lab", 1), ("title: Lab, subtitle: Care", 0)):
        whole = f"project: {{type: book}}\nbook: {{{stated}, chapters: [index.qmd]}}\n"
        home = page(built_project({"_quarto.yml": whole, "index.qmd": index}), "index.html")
        assert home.count(">With <em>care</em></p>") == times


@pytest.mark.parametrize(("path", "is_beyond"), [("../figures/map.png", True), ("figures/../map.png", False)])
def test_a_picture_beyond_the_folder_is_reported_as_such(path: str, is_beyond: bool) -> None:
    (dead,) = built_project({"paper.md": f"# A\n\n![A map]({path})\n"}).diagnostics
    assert ("build the folder above" in dead.hint) == is_beyond


@pytest.mark.parametrize(
    "sources",
    [
        {"myst.yml": "{}\n", "index.md": "# A\n\n```{figure} a.png\n:name: fig-a\nCAPTION\n```\n"},
        {"mkdocs.yml": "nav:\n- index.md\n", "docs/index.md": "# A\n\n![a](../a.png)\n/// caption\nCAPTION\n///\n"},
        {"hugo.toml": "title='A'\n", "content/_index.md": '# A\n\n{{< figure src="../a.png" caption="CAPTION" >}}\n'},
        {"_bookdown.yml": "{}\n", "index.Rmd": '# A\n\n```{r, fig.cap="CAPTION"}\ninclude_graphics("a.png")\n```\n'},
        {"_quarto.yml": "{}\n", "index.qmd": '# A\n\n![b](a.png){#fig-a fig-cap="CAPTION"}\n'},
    ],
)
def test_a_picture_stays_if_its_caption_has_a_bracket_without_a_partner(sources: dict[str, str]) -> None:
    written = {name: text.replace("CAPTION", "Of [0, 1), $[x, y)$ and `]`") for name, text in sources.items()}
    result = built_project({**written, "a.png": b"png"})
    assert reported(result) == []
    figure = page(result, "index.html").partition("<figure")[2].partition("</figure>")[0]
    assert "<img" in figure
    caption = re.sub("<annotation.*?</annotation>|<[^>]*>", "", figure.partition("<figcaption")[2].partition(">")[2])
    assert caption.strip().removeprefix("Figure\N{NO-BREAK SPACE}1. ") == "Of [0, 1), [x,y) and ]"


def test_long_code_in_a_caption_keeps_a_bracket_without_a_partner_as_it_is() -> None:
    text = f"# A\n\n```{{figure}} a.png\nOf `[{'x' * 600}`\n```\n"
    result = built_project({"myst.yml": "{}\n", "index.md": text, "a.png": b"png"})
    assert f"<code>[{'x' * 600}</code>" in page(result, "index.html")
