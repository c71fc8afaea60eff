"""Projects that were written for other tools, as their authors have them: small ones of each kind."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import Build, build
from site_builder.diagnostics import Location, Severity
from site_builder.files.reading import read_files
from site_builder.model import YamlMap
from site_builder.projects import Kind, kind_of
from site_builder.projects.latex import in_markdown
from site_builder.projects.manubot import filled
from site_builder.projects.manubot_conditions import with_conditions_met
from site_builder.yaml_values import pairs_of, read_yaml
from tests.projects import BIBLIOGRAPHY, project

Sources = dict[str, str | bytes]


def built(sources: Sources, bibliography: str | None = BIBLIOGRAPHY) -> Build:
    return build(project(sources, bibliography))


def page(result: Build, address: str) -> str:
    return result.site[PurePosixPath(address)].decode()


def told(result: Build, least: Severity = Severity.WARNING) -> list[str]:
    """What is told, with its place, from a severity upwards."""
    order = list(Severity)
    return [
        f"{each.location} {each.rule.name_}"
        for each in result.diagnostics
        if order.index(each.severity) <= order.index(least)
    ]


QUARTO: Sources = {
    "_quarto.yml": """project:
  type: book
book:
  title: "Sleep and rest"
  author:
    - name: Ann Doe
      orcid: 0000-0001
  date: 5 January 2024
  chapters:
    - index.qmd
    - part: "First part"
      chapters: [intro.qmd, results/effects.qmd]
    - references.qmd
  appendices: [search.qmd]
bibliography: references.bib
format: {html: {theme: cosmo}}
""",
    "index.qmd": "# Preface {.unnumbered}\n\nSee [the start](intro.qmd) and [it](intro.html).\n",
    "intro.qmd": "---\nexecute: {echo: false}\n---\n\n# Introduction {#sec-intro}\n\n{{< include _shared.qmd >}}\n",
    "_shared.qmd": "Shared words [@hall2017].\n\nLost [@nobody].\n",
    "results/effects.qmd": "# Effects\n\n![A map](../figures/map.png)\n\nAs {{< var product.name >}} has it.\n",
    "_variables.yml": "product: {name: the site}\n",
    "figures/map.png": b"png",
    "figures/unused.png": b"png",
    "references.qmd": "# References {.unnumbered}\n\n::: {#refs}\n:::\n",
    "search.qmd": "# Searching\n\nHow.\n",
    "README.md": "# A repository\n",
}


def test_a_quarto_book() -> None:
    result = built(QUARTO)
    assert told(result) == ["_shared.qmd:3:7 unknown-citation-key", "search.qmd:1:1 slug-clash"]
    home = page(result, "index.html")
    assert "Sleep and rest" in home
    assert "Ann Doe" in home
    assert "2024" in home
    assert home.count('href="intro/index.html"') >= 2
    assert "Shared words" in page(result, "intro/index.html")
    effects = page(result, "results/effects/index.html")
    assert "As the site has it" in effects
    assert PurePosixPath("figures/map.png") in result.site
    assert PurePosixPath("figures/unused.png") not in result.site
    assert not any("readme" in str(path) or "shared" in str(path) for path in result.site)
    order = [
        home.index(name)
        for name in (
            ">First part</h3>",
            ">1 Introduction</a>",
            ">2 Effects</a>",
            ">Appendices</h3>",
            ">A Searching</a>",
        )
    ]
    assert order == sorted(order)


def test_a_quarto_website_has_its_pages_in_the_order_of_its_menus() -> None:
    result = built(
        {
            "_quarto.yml": "website:\n  title: Site\n  sidebar:\n    contents:\n"
            "      - section: S\n        contents: [b.qmd]\n      - a.qmd\n",
            "index.qmd": "Welcome.\n",
            "a.qmd": "---\ntitle: Alpha\n---\n",
            "b.qmd": "---\ntitle: Beta\n---\n",
            "c.md": "---\ntitle: Gamma\n---\n",
        }
    )
    home = page(result, "index.html")
    assert home.index("Beta") < home.index("Alpha") < home.index("Gamma")


def test_a_page_of_a_quarto_website_may_have_the_name_of_a_repositorys_text() -> None:
    pages: Sources = {
        "_quarto.yml": "website:\n  navbar:\n    left:\n      - file: changelog.md\n",
        "index.qmd": "Welcome.\n",
        "changelog.md": "# What is new\n",
        "install.qmd": "# How to begin\n",
        "contributing.md": "# For programmers\n",
        "README.qmd": "# A repository\n",
    }
    home = page(built(pages), "index.html")
    assert home.index("What is new") < home.index("How to begin")
    assert "For programmers" not in home
    assert "A repository" not in home
    only_one = str(pages["_quarto.yml"]) + "project:\n  render: ['*.qmd', '!install.qmd']\n"
    home = page(built({**pages, "_quarto.yml": only_one}), "index.html")
    assert "What is new" not in home
    assert "How to begin" not in home


def test_markdown_between_tags_is_read_as_pandoc_does() -> None:
    text = """# Start

<details>
```yaml
a: 1

b: 2
```
</details>

<div class="note">
Some *words* and [@hall2017].

- an item
</div>
Behind `it`.

<div>
<pre>
<div>
*as it is*
</pre>
</div>

<details>
<summary>What *it* is</summary>
| a |
|---|
| b |
</details>

<p align="center">
In *one* paragraph, $x$
</p>
"""
    result = built({"index.qmd": text})
    assert told(result) == []
    home = page(result, "index.html")
    for html in (
        '<span class="kw">b</span>: 2\n</code></pre>\n</details>\n<div class="note">\n<p id="par-1">',
        "Some <em>words</em> and <span",
        "an item</li>\n</ul>\n</div>\n<p",
        "Behind <code>it</code>.</p>",
        "<pre>\n<div>\n*as it is*\n</pre>",
        "<summary>What <em>it</em> is</summary>\n<div",
        "<td>b</td>\n</tr>\n</tbody>\n</table>\n</div>\n</details>",
        '<p align="center">\nIn <em>one</em> paragraph, <math',
    ):
        assert html in home


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ({"sub/a.md": "A\n", "b.md": "B\n", "notes.md": "N\n"}, ["b.md:1:1 left-out"]),
        ({"sub/a.md": "A\n"}, ["sub/a.md:1:1 left-out"]),
        ({"sub/_a.md": "A\n", "README.md": "R\n", "sub/part.md": "P\n"}, []),
    ],
)
def test_texts_of_a_manuscript_that_are_no_pages_are_told(others: Sources, expected: list[str]) -> None:
    text = "---\nbibliography: references.bib\n---\n\n# Start\n\n{{< include sub/part.md >}}\n"
    assert told(built({"sub/part.md": "P\n", "start.md": text, **others})) == expected


BOOK_OF_PANDOC: Sources = {
    "metadata.yaml": "title: A book\nauthor: [Ann Doe]\n",
    "README.md": "# A template\n",
    "chapters/01-one.md": "# One\n\nBy @hall2017.\n",
    "chapters/10-ten.md": "# Ten\n\n![A map](images/map.png)\n",
    "chapters/2-two.md": "# Two\n",
    "chapters/refs.bib": BIBLIOGRAPHY,
    "images/map.png": b"png",
    "docs/how.md": "# How\n",
}


def test_a_book_of_pandocs_has_its_chapters_in_a_folder() -> None:
    result = built(BOOK_OF_PANDOC, None)
    assert told(result) == []
    home = page(result, "index.html")
    assert home.index("A book") < home.index("Ann Doe") < home.index("One") < home.index("Two") < home.index("Ten")
    assert "A template" not in home
    assert "Hall" in page(result, "chapters/one/index.html")
    assert PurePosixPath("images/map.png") in result.site


def test_a_manuscript_says_more_of_itself_than_a_file_of_metadata() -> None:
    text = "---\ntitle: Its own title\nbibliography: references.bib\n---\n\nText.\n"
    home = page(built({"metadata.yaml": "title: Another\nauthor: Ann Doe\n", "paper.md": text}), "index.html")
    assert "Its own title" in home
    assert "Another" not in home
    assert "Ann Doe" in home


BOOKDOWN: Sources = {
    "_bookdown.yml": "book_filename: book\nlanguage: {label: {fig: Figure}}\n",
    "_output.yml": "bookdown::gitbook: default\n",
    "index.Rmd": '---\ntitle: A minimal book\nauthor: Ann Doe and Bo Li\ndate: "`r Sys.Date()`"\n'
    "site: bookdown::bookdown_site\n"
    "bibliography: [book.bib, packages.bib]\nlink-citations: yes\n---\n\n# Prerequisites\n\nHello.\n",
    "01-intro.Rmd": "# (PART) Part one {-}\n\n# Introduction {#intro}\n\nBy @hall2017.\n",
    "02-more.Rmd": "# More\n\n```{r child='_child.Rmd'}\n```\n\nEnd.\n",
    "_child.Rmd": "A child says [@lost].\n",
    "10-references.Rmd": "`r if (knitr::is_html_output()) '\n# References {-}\n'`\n",
    "book.bib": BIBLIOGRAPHY,
}


def test_a_bookdown_book() -> None:
    result = built(BOOKDOWN, None)
    assert "_child.Rmd:1:15 unknown-citation-key" in told(result, Severity.WARNING)
    assert told(result)[1:] == ["index.Rmd:6:26 missing-bibliography"]
    assert "index.Rmd:4:7 left-out" in told(result, Severity.ADVICE)
    home = page(result, "index.html")
    assert "A minimal book" in home
    assert "Ann Doe" in home
    assert "Bo Li" in home
    listed = '<ol class="sections numbered" data-pagefind-ignore>\n<li><a href="intro/'
    assert f"<h3 data-pagefind-ignore>Part one</h3>\n{listed}" in home
    assert "Introduction" in page(result, "intro/index.html")
    assert "PART" not in page(result, "intro/index.html")
    assert "A child says" in page(result, "more/index.html")
    assert not any(str(path).startswith("references-2") for path in result.site)


def test_what_holds_for_the_chunks_of_a_whole_book() -> None:
    chunk = "# {}\n\n```{{r}}\nplot({})\n```\n"
    book = "book: {title: B, chapters: [index.qmd, a.qmd]}\nproject: {type: book}\nexecute: {echo: false}\n"
    quarto: Sources = {"_quarto.yml": book, "index.qmd": "# A\n", "a.qmd": chunk.format("B", "x")}
    assert "plot" not in page(built(quarto), "a/index.html")
    setup = "# A\n\n```{r, include=FALSE}\nopts_chunk$set(echo = FALSE)\n```\n"
    bookdown: Sources = {"_bookdown.yml": "{}\n", "index.Rmd": setup, "01-b.Rmd": chunk.format("B", "x")}
    assert "plot" not in page(built(bookdown), "b/index.html")
    script = {"_bookdown.yml": "before_chapter_script: _common.R\n", "_common.R": "opts_chunk$set(echo = F)\n"}
    assert "plot" not in page(built({**bookdown, "index.Rmd": "# A\n", **script}), "b/index.html")
    assert "plot" in page(built({**bookdown, "index.Rmd": "# A\n"}), "b/index.html")


MANUBOT: Sources = {
    "content/metadata.yaml": "title: Open work\nkeywords: [markdown]\nlang: en-GB\n"
    "authors:\n  - {name: Jane Roe, github: jane, affiliations: [A university]}\nthanks: {to: the reviewers}\n",
    "content/00.front-matter.md": "{## comment ##}\n{% for author in manubot.authors %}\n{{author.name}}\n",
    "content/01.abstract.md": "## Abstract {.page_break_before}\n\nWe thank {{thanks.to}} and {{lost}}.\n",
    "content/02.main-text.md": "## Main text\n\nCited [@doi:10.1000/HALL; @tag:ito], [@pmid:123] and [@other].\n\n"
    "### Below\n\n[@tag:ito]: ito2020\n[@other]: isbn:0-306-40615-2\n",
    "content/90.back-matter.md": '## References {.page_break_before}\n\n<div id="refs"></div>\n',
    "content/manual-references.bib": BIBLIOGRAPHY + "@book{isbn, title={An ISBN}, year={1999}, isbn={9780306406157}}",
}


def test_a_manubot_manuscript() -> None:
    result = built(MANUBOT, None)
    assert told(result) == [
        "content/01.abstract.md:3:28 unfilled-variable",
        "content/02.main-text.md:3:39 unknown-citation-key",
    ]
    home = page(result, "index.html")
    assert "Open work" in home
    assert "Jane Roe" in home
    assert "We thank the reviewers" in page(result, "abstract/index.html")
    text = page(result, "main-text/index.html")
    for key in ("hall2017", "ito2020", "isbn"):
        assert f'id="ref-{key}"' in text
    assert "@tag" not in text
    unknown = next(each for each in result.diagnostics if each.rule.name_ == "unknown-citation-key")
    assert unknown.message == "The PMID “123” is in no entry of content/manual-references.bib."
    assert "pmid = {123}" in unknown.hint
    assert not any(str(path).startswith(("front-matter", "back-matter")) for path in result.site)


def test_texts_that_manubot_leaves_out_for_want_of_a_number_are_told_of() -> None:
    others = {f"content/{name}.md": "# More\n" for name in ("xx.figure", "reply", "README", "index")}
    result = built({**MANUBOT, **others}, None)
    assert "content/reply.md:1:1 left-out" in told(result)
    assert "nor is another text" in str(result.diagnostics)
    assert not any(str(path).startswith(("reply/", "xx", "figure/", "README")) for path in result.site)
    alone = built({"content/metadata.yaml": "title: T\n", "content/main.md": "# Start\n"}, None)
    assert PurePosixPath("main/index.html") in alone.site


def test_a_text_of_manubots_that_goes_through_the_authors() -> None:
    text = """## Thanks

We thank all.

|Who|What|
|---|---|{% for author in manubot.authors %}
|{{author.name}}|{% if author.did is string %}{{author.did}}{% else %}ONE{% endif %}|{% endfor %}

By {{lost}}.
""".replace("ONE", "{% for one in author.did %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}")
    authors = "authors: [{name: Jane Roe, did: [Writing, Code]}, {name: Max Moe, did: Data}]\n"
    result = built({**MANUBOT, "content/metadata.yaml": f"title: A\n{authors}", "content/05.thanks.md": text}, None)
    assert "content/05.thanks.md:9:4 unfilled-variable" in told(result)
    shown = page(result, "thanks/index.html")
    assert "We thank all." in shown
    assert cells(shown) == ["Who", "What", "Jane Roe", "Writing, Code", "Max Moe", "Data"]
    # What says when it was made is a template, whatever stands beside it.
    template = "{{manubot.generated_date_long}}\n" + text
    assert not any("thanks" in str(path) for path in built({**MANUBOT, "content/05.thanks.md": template}, None).site)


def cells(html: str) -> list[str]:
    return [re.sub("<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", html, re.DOTALL)]


def test_a_chapter_s_first_heading_is_its_title_of_whatever_level() -> None:
    book = "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd, b.qmd]}\n"
    text = (
        "Words.\n\n::: {.callout-tip}\n### Mind\n:::\n\n## Bases {#sec-bases}\n\n## More\n\nSee @sec-bases, @sec-b.\n"
    )
    stated = "---\ntitle: Stated\n---\n\n## Within {#sec-b}\n"
    files: Sources = {"_quarto.yml": book, "index.qmd": "# Start {-}\n", "a.qmd": text, "b.qmd": stated}
    shown = re.sub("<[^>]*>", "", page(built(files), "a/index.html")).replace("\N{NO-BREAK SPACE}", " ")
    assert "1 Bases" in shown
    assert "1.1 More" in shown
    assert "See Chapter 1, Section 2.1." in shown


NUMBERED = "# Uno {0}\n\n![A map](a.png){1}\n\n| a |\n|---|\n| b |\n\n: Hours {2}\n\n{3}.\n"
DASHED = NUMBERED.format("{#sec-one}", "{#fig-map}", "{#tbl-hours}", "See @fig-map, @tbl-hours and @sec-one")
COLONS = NUMBERED.format("{#sec:one}", "{#fig:map}", "{#tbl:hours}", "See @fig:map, @tbl:hours and @sec:one")


@pytest.mark.parametrize(
    ("files", "captions", "sentence"),
    [
        (
            {"_quarto.yml": "crossref: {fig-prefix: figure, tbl-title: Tabl., eq-prefix: ''}\n", "a.qmd": DASHED},
            ("Figure 1. A map", "Tabl. 1. Hours"),
            "See figure 1, Tabl. 1 and section Uno.",
        ),
        (
            {
                "_quarto.yml": "language: more/words.yml\nnumber-sections: true\ncrossref: {tbl-prefix: ''}\n",
                "more/words.yml": "crossref-fig-title: Mapa\ncrossref-sec-prefix: Parte\ncallout-tip-title: Ojo\n",
                "a.qmd": DASHED,
            },
            ("Mapa 1. A map", "Table 1. Hours"),
            "See Mapa 1, 1 and Parte Uno.",
        ),
        (
            {"_bookdown.yml": "language: {label: {fig: '图 ', tab: 'Tafel '}}\n", "index.Rmd": DASHED},
            ("图 1. A map", "Tafel 1. Hours"),
            "See 图 1, Tafel 1 and section Uno.",
        ),
        (
            {
                "_bookdown.yml": "language:\n  label:\n    fig: !expr function(i) paste('Carte', i, ':')\n"
                "    tab: !expr function(i) roman(i)\n",
                "index.Rmd": DASHED,
            },
            ("Carte 1. A map", "Table 1. Hours"),
            "See Carte 1, Table 1 and section Uno.",
        ),
        (
            {
                "a.md": "---\nfigPrefix: [fig., figs.]\ntableTitle: Tab.\nsecPrefix: [part]\n---\n\n"
                f"{COLONS}\n\n@Fig:map and @Sec:one do.\n"
            },
            ("Figure 1. A map", "Tab. 1. Hours", "Fig. 1 and Part Uno do."),
            "See fig. 1, Tab. 1 and part Uno.",
        ),
    ],
    ids=["crossref", "language", "bookdown", "bookdown by code", "pandoc-crossref"],
)
def test_a_project_s_own_words_for_what_is_numbered(files: Sources, captions: tuple[str, ...], sentence: str) -> None:
    result = built({**files, "a.png": b"png"})
    pages = [data.decode() for path, data in result.site.items() if path.suffix == ".html"]
    shown = re.sub("<[^>]*>", "", " ".join(pages)).replace("\N{NO-BREAK SPACE}", " ")
    for caption in captions:
        assert caption in shown
    assert sentence in shown


def test_texts_for_pandoc_are_one_document_with_the_title_of_one() -> None:
    head = "---\ntitle: Tools\nsubtitle: A study\nauthor: Ann Doe\n---\n\n"
    files: Sources = {
        "thesis.md": f"{head}# Abstract {{-}}\n\nShort, as [Meta Data] says.\n",
        "thesis_01.md": "# Architecture\n\n## Meta Data\n\nSee [Appendix A: Tool].\n",
        "thesis_a1.md": "# Appendix A: Tool\n\nLast.\n",
    }
    result = built(files)
    assert "<h1>Tools: A study</h1>" in page(result, "index.html")
    assert "Ann Doe" in page(result, "index.html")
    assert '<a href="../thesis-a1/index.html">Appendix A: Tool</a>' in page(result, "thesis-01/index.html")
    assert '<a href="../thesis-01/index.html#meta-data">Meta Data</a>' in page(result, "thesis/index.html")


def test_a_folder_whose_texts_lie_in_folders_says_where() -> None:
    result = built({"md/title.md": "T.\n", "md/chapters/one.md": "# One\n", "md/chapters/two.md": "# Two\n"})
    assert [each.hint for each in result.diagnostics if each.rule.name_ == "no-content"] == [
        "most texts lie in a folder of theirs: site-builder build md/chapters builds these."
    ]


FIGURES = "# {0}\n\n![A](a.png){{#fig-{0}1}}\n\n![B](a.png){{#fig-{0}2}}\n\nSee @fig-{0}2 and @fig-One1.\n"


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        (
            {"_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd, b.qmd]}\n"},
            ("1.2 1.1", "2.2 1.1"),
        ),
        ({"_quarto.yml": "project: {type: website}\n"}, ("2 1", "2 1")),
        ({"_bookdown.yml": "{}\n", "_output.yml": "gitbook: {number_sections: false}\n"}, ("2 1", "4 1")),
    ],
)
def test_figures_are_counted_as_the_tool_does(files: Sources, seen: tuple[str, str]) -> None:
    suffix = ".Rmd" if "_bookdown.yml" in files else ".qmd"
    texts = {"index": "# Start {.unnumbered}\n", "a": FIGURES.format("One"), "b": FIGURES.format("Two")}
    result = built(files | {f"{name}{suffix}": text for name, text in texts.items()} | {"a.png": b"png"})
    for address, numbers in zip(("a", "b"), seen, strict=True):
        shown = re.sub("<[^>]*>", "", page(result, f"{address}/index.html")).replace("\N{NO-BREAK SPACE}", " ")
        first, second = numbers.split()
        assert f"See Figure {first} and Figure {second}." in shown


def test_chapters_of_one_text_count_their_own_figures() -> None:
    text = "# One\n\n![(\\#fig:a) A](a.png)\n\n## Below\n\n# Two {-}\n\n![(\\#fig:b) B](a.png)\n\n"
    text += "# Three\n\n![(\\#fig:c) C](a.png)\n"
    seen = "\n\\@ref(fig:a), \\@ref(fig:b), \\@ref(fig:c).\n"
    sources: Sources = {"_bookdown.yml": "{}\n", "index.Rmd": "# Start {-}\n", "01-a.Rmd": text + seen, "a.png": b"png"}
    shown = re.sub("<[^>]*>", "", page(built(sources), "a/index.html"))
    assert "1.1, 1.2, 2.1." in shown


def test_quartos_further_files_of_metadata_count() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\nmetadata-files: [_site.yml, _lost.yml]\nlang: de\n",
        "_site.yml": "website: {title: Rest}\nlang: fr\n",
        "_metadata.yml": "number-sections: true\n",
        "index.qmd": "# Start\n",
        "sub/_metadata.yml": "bibliography: of.bib\n",
        "sub/of.bib": BIBLIOGRAPHY,
        "sub/b.qmd": "# B\n\nBy @hall2017.\n",
    }
    result = built(sources, None)
    assert told(result) == ["_quarto.yml:2:29 unknown-include"]
    home = page(result, "index.html")
    assert '<html lang="de"' in home
    assert "Rest" in home
    assert "Hall (2017)" in page(result, "sub/b/index.html")
    assert 'class="header-section-number">1</span>' in page(result, "sub/b/index.html")


def test_html_and_code_may_be_included() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\n",
        "index.qmd": "# A\n\n{{< include _a.html >}}\n\n```py\n{{< include b.py >}}\n{{< include c.py >}}\n```\n",
        "_a.html": "<p>By <b>me</b></p>\n",
        "b.py": "x = 1\n",
    }
    home = page(built(sources), "index.html")
    assert "<p>By <b>me</b></p>" in home
    assert re.search("x = .{0,30}1.{0,30}\n{{&lt; include c.py &gt;}}", home)


def test_parts_of_a_figure_that_code_draws_have_letters() -> None:
    chunk = '```{r}\n#| label: fig-a\n#| fig-cap: Both\n#| fig-subcap:\n#|   - "One"\n#|   - "Two"\nplot(1)\n```\n'
    home = page(
        built({"_quarto.yml": "{}\n", "index.qmd": f"# A\n\n{chunk}\nAs @fig-a-2 and @fig-a-x.\n"}), "index.html"
    )
    assert 'href="#fig-a">Figure\N{NO-BREAK SPACE}1b</a>' in home
    assert "Both (One; Two)" in home


def test_what_quartodoc_would_link_is_a_name() -> None:
    text = "# A\n\n[](`a.b.c`), [](`~a.b.d`), [word](`a.e`) and `[](a.b)`.\n"
    result = built({"_quarto.yml": "{}\n", "index.qmd": text})
    assert told(result) == []
    assert "<code>a.b.c</code>, <code>d</code>, word and <code>[](a.b)</code>." in page(result, "index.html")


def test_headings_of_a_bookdown_book_are_named_from_any_text() -> None:
    first = "# One `f()`\n\n## Own\n\nSee [two things], [it][Two  Things], [Below], [Own], [lost], `[Below]`"
    first += " and \\[Below].\n"
    second = "# Two things\n\n## Own\n\n```\n## Code\n```\n\n## Below {#under}\n\nBack to [One `f()`] and [Code].\n"
    result = built({"_bookdown.yml": "{}\n", "index.Rmd": "# Start\n", "01-a.Rmd": first, "02-b.Rmd": second})
    shown = page(result, "a/index.html")
    for link in (
        '<a href="../b/index.html">two things</a>',
        '<a href="../b/index.html">it</a>',
        '<a href="../b/index.html#under">Below</a>',
        '<a href="#own">Own</a>',
        "[lost], <code>[Below]</code> and [Below].",
    ):
        assert link in shown
    back = page(result, "b/index.html")
    assert '<a href="../a/index.html">One <code>f()</code></a>' in back
    assert "[Code]" in back
    assert told(result) == []


def test_the_caption_of_a_table_may_stand_in_a_call() -> None:
    chunk = '```{r}\n#| label: loans\nkbl(x,\n  caption = caption_helper("Six rows."))\n```\n'
    result = built({"_bookdown.yml": "{}\n", "index.Rmd": f"# Start\n\n{chunk}\nSee \\@ref(tab:loans).\n"})
    assert "Six rows." in page(result, "index.html")
    assert told(result) == ["index.Rmd:3:1 unrun-code"]


def test_what_is_said_of_a_figure_stays_where_it_cannot_be_shown() -> None:
    text = (
        "# Start\n\n\\begin{figure*}\n\\caption*{\n(a) One [@hall2017]\nand \\emph{more}.\n}\n\\end{figure*}\n\n"
        "\\begin{table}\n\\caption{Rows.}\n\\input{x.tex}\n\\end{table}\n\n"
        "\\begin{tcolorbox}[title=B]\nBoxed [@ito2020].\n\\end{tcolorbox}\n\n"
        "\\begin{verbatim}\n\\emph{a} & b\n\\end{verbatim}\n"
    )
    result = built({"paper.md": text})
    home = page(result, "index.html")
    assert re.search(r"\(a\) One <span.*Hall, 2017</a>\)</span> and <em>more</em>\.", home)
    assert "Rows." in home
    assert "Boxed <span" in home
    assert "\\emph{a} &amp; b" in home
    assert told(result) == ["paper.md:3:1 raw-text-dropped", "paper.md:10:1 raw-text-dropped"]


def test_chunks_of_other_files_are_embedded() -> None:
    cell = {"cell_type": "code", "source": ["#| label: fig-a\n", '#| fig-cap: "By [@ito2020]"\n', "plot()"]}
    sources: Sources = {
        "_quarto.yml": "project: {type: manuscript}\nmanuscript: {article: index.qmd}\n",
        "index.qmd": "# Start\n\nAs @fig-a and @tbl-b.\n\n{{< embed nb/a.ipynb#fig-a >}}\n\n"
        "{{< embed nb/b.qmd#tbl-b,c echo=true >}}\n\n{{< embed nb/b.qmd#lost >}}\n\n{{< embed nb/c.qmd#x >}}\n",
        "nb/a.ipynb": json.dumps({"cells": [cell], "metadata": {}}),
        "nb/b.qmd": "# No\n\n```{r}\n#| label: tbl-b\n#| tbl-cap: Rows\nx\n```\n\n```{r c}\ny\n```\n\nLost.\n",
    }
    result = built(sources)
    home = page(result, "index.html")
    assert "As <a " in home
    assert "Figure\N{NO-BREAK SPACE}1</a> and" in home
    assert "Table\N{NO-BREAK SPACE}1</a>." in home
    assert re.search(r"By .*Ito et al\., 2020", home)
    assert "plot" not in home
    assert "Lost." not in home
    assert re.findall(r'language-r">(.*)', home) == ["x", "y"]
    assert told(result) == [
        "index.qmd:9:1 unknown-shortcode",
        "index.qmd:11:1 unknown-include",
        "nb/a.ipynb:1:1 unrun-code",
        "nb/b.qmd:3:1 unrun-code",
    ]


@pytest.mark.parametrize(
    "chunk",
    [
        "```{r}\n#| child: _a.qmd\n#| echo: false\n```",
        "```{r x}\n#| child = c('_a.qmd', \"_b.qmd\")\n```",
        "```{r, child=c('_a.qmd', '_b.qmd')}\n```",
        "```{r}\n#| eval: true\n#| child: [_a.qmd, _b.qmd]\n```",
        "```{r}\n#| child: !expr c('_a.qmd', '_b.qmd')\n```",
    ],
)
def test_a_chunk_may_name_its_children_in_any_way(chunk: str) -> None:
    sources: Sources = {"_quarto.yml": "{}\n", "index.qmd": f"# Start\n\n{chunk}\n\nEnd.\n"}
    home = page(built(sources | {"_a.qmd": "Child one.\n", "_b.qmd": "Child two.\n"}), "index.html")
    assert "Child one." in home
    assert ("Child two." in home) == ("_b.qmd" in chunk)
    assert "<pre" not in home.split('id="sections"')[0].split('id="cite"')[0]


def test_a_page_says_what_it_is_called_besides_and_whose_it_is() -> None:
    head = """---
title: "Lab {{< var n >}} {{< fa flask >}}"
subtitle: With *care*
author:
  - name: Jane Roe
    affiliations: [{ref: a}]
  - Bo Li
affiliations: [{id: a, name: A University}]
date: 2024-01-05
abstract: |
  In short.

  {{< include _a.md >}}
---

By {{< kbd Ctrl-C >}} or {{< kbd mac=Cmd-V win=Ctrl-V >}}.
"""
    sources: Sources = {
        "_quarto.yml": "website: {title: W}\nauthor: Ann Doe\n",
        "_variables.yml": "n: 7\nq: 'a: b'\n",
        "index.qmd": "# Start\n",
        "_a.md": "Included [@hall2017].\n",
        "a.qmd": head,
        "b.qmd": "---\ntitle: It is {{< var q >}}\nauthor: Ann Doe\n---\n\nText.\n",
    }
    result = built(sources)
    shown = page(result, "a/index.html")
    assert re.search("Lab 7 ?</h1>", shown)
    order = [
        "With <em>care</em>",
        "Jane Roe (A University), Bo Li · 2024-01-05",
        'id="abstract">',
        "In short.",
        "Included",
    ]
    assert sorted(order, key=shown.index) == order
    assert "By <code>Ctrl-C</code> or <code>Cmd-V</code> / <code>Ctrl-V</code>." in shown
    assert "Ann Doe</p>" not in page(result, "b/index.html")
    assert "{{&lt; var q &gt;}}" in page(result, "b/index.html")
    assert told(result) == ["a.qmd:2:27 unknown-shortcode"]


@pytest.mark.parametrize(
    ("profiles", "seen"),
    [
        ("", ["unless long", "no long", "not hidden", "unless lost", "word two"]),
        ("profile: {default: long}\n", ["when long", "hidden", "of it", "unless lost", "word one", "word two"]),
        (
            "profile: {group: [[long, short]]}\n",
            ["when long", "hidden", "of it", "unless lost", "word one", "word two"],
        ),
    ],
)
def test_conditions_on_profiles_and_metadata(profiles: str, seen: list[str]) -> None:
    text = "# Start\n"
    for condition, words in (
        (".content-visible when-profile=long", "when long"),
        (".content-visible unless-profile='long'", "unless long"),
        (".content-hidden unless-profile=long", "hidden"),
        ('.content-visible unless-meta="course.of"', "no long"),
        ('.content-hidden when-profile="long"', "not hidden"),
        ('.content-visible when-meta="course.of"', "of it"),
        (".content-visible unless-meta=lost", "unless lost"),
        ('.content-visible when-format="html" when-profile="lost"', "lost"),
    ):
        text += f"\n::: {{{condition}}}\n«{words}»\n:::\n"
    text += '\n[«word one»]{.content-visible when-profile="long"} [«word two»]{.content-visible when-format="html"}\n'
    sources: Sources = {
        "_quarto.yml": f"project: {{type: website}}\n{profiles}",
        "_quarto-long.yml": "course: {of: yes}\n",
        "index.qmd": text,
    }
    assert re.findall("«([^»]*)»", page(built(sources), "index.html").partition("<main")[2]) == seen


def test_drafts_of_a_website_are_no_pages() -> None:
    pages: Sources = {
        "_quarto.yml": "project: {type: website}\nwebsite: {drafts: [c.qmd]}\n",
        "index.qmd": "# Start\n",
        "a.qmd": "---\ntitle: A\ndraft: false\n---\n\nText.\n",
        "b.qmd": "---\ntitle: B\ndraft: true\n---\n\nSecret.\n",
        "c.qmd": "---\ntitle: C\n---\n\nSecret.\n",
    }
    result = built(pages)
    assert {f"{name}/index.html" for name in "abc"} & set(map(str, result.site)) == {"a/index.html"}
    assert [each for each in told(result, Severity.ADVICE) if each.endswith("left-out")] == [
        "b.qmd:3:8 left-out",
        "c.qmd:1:1 left-out",
    ]
    shown = built({**pages, "_quarto.yml": "project: {type: website}\nwebsite: {draft-mode: visible}\n"})
    assert PurePosixPath("b/index.html") in shown.site


def test_what_apaquarto_has_besides() -> None:
    text = """---
title: T
author:
  - name: Ann Doe
    affiliations: [{id: a, name: A University, city: Rome}]
  - name: Bo Li
    affiliations: [{ref: a}, B]
author-note:
  disclosures: {gratitude: ~, financial-support: A grant paid for it.}
---

```{r}
#| label: fig-a
#| fig-cap: A
#| apa-note: >
#|   Below *A*,
#|   [@hall2017].
#| fig-height: 4
plot()
```

::: {#tbl-b apa-note="Below \\"B\\"." apa-twocolumn=true}
| a |
|---|
| b |

B
:::

![C](c.png){#fig-c apa-note='Below C.'}

| d |
|---|
| e |

: D {#tbl-d apa-note="Below D."}

End.
"""
    result = built({"_quarto.yml": "{}\n", "index.qmd": text, "c.png": b"png"})
    home = page(result, "index.html")
    assert home.count("A University, Rome</li>") == 1
    assert re.search("Bo Li\\s*1,\\s*2", re.sub("<[^>]*>", "", home))
    notes = re.findall(r"<em>Note</em>\. (.*?)</p>", home)
    assert [re.sub("<[^>]*>", "", note) for note in notes] == [
        "Below A, (Hall, 2017).",
        "Below “B”.",
        "Below C.",
        "Below D.",
    ]
    assert told(result) == ["index.qmd:9:50 left-out", "index.qmd:12:1 unrun-code"]


@pytest.mark.parametrize(
    ("render", "expected"),
    [
        ("['**/*.qmd']", "a b c d e"),
        ("['*.qmd', '!x/']", "a e"),
        ("['x/*.qmd']", "b c"),
        ("[x/, '!x/c.qmd']", "b d"),
        ("['x/**', '!**/c.*']", "b d"),
        ("['/*.qmd']", "a e"),
        ("[e.qmd, '**/*.ipynb', '!x/f.ipynb']", "e g"),
    ],
)
def test_what_a_quarto_website_renders(render: str, expected: str) -> None:
    texts = {"a.qmd": "a", "x/b.qmd": "b", "x/c.qmd": "c", "x/y/d.qmd": "d", "e.qmd": "e", "n.md": "n"}
    texts |= {"x/f.ipynb": "f", "x/g.ipynb": "g"}
    cell = '{{"cells": [{{"cell_type": "markdown", "source": "# {}"}}]}}'
    pages: Sources = {path: cell.format(name) if "ipynb" in path else f"# {name}\n" for path, name in texts.items()}
    result = built({"_quarto.yml": f"project: {{type: website, title: Of it, render: {render}}}\n", **pages})
    made = (name for path, name in texts.items() if PurePosixPath(path).with_suffix("") / "index.html" in result.site)
    assert " ".join(made) == expected
    assert "<title>Of it</title>" in page(result, "index.html")


def test_a_menu_may_name_a_folder() -> None:
    menu = "website: {sidebar: {contents: [z.qmd, {auto: x/}, {section: S, contents: w}, {auto: 'v/*.qmd'}]}}\n"
    names = ("a", "v/b", "v/u/c", "w/README", "w/d", "x/e", "x/index", "z")
    pages: Sources = {f"{name}.qmd": f"# {name.upper()}\n" for name in names}
    home = page(
        built({"_quarto.yml": f"project: {{type: website}}\n{menu}", "index.qmd": "# Start\n", **pages}), "index.html"
    )
    shown = re.findall(r'<a href="[^"]*">([A-Z/]+)</a>', home.partition('class="sections"')[2])
    assert shown == ["Z", "X/INDEX", "X/E", "W/D", "V/B", "A", "V/U/C"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("17 mai 2025", "2025-05-17"), ("3 de marzo de 2024", "2024-03-03"), ("2025/5/9", "2025-05-09"), ("soon", "")],
)
def test_dates_in_other_words(written: str, shown: str) -> None:
    book = f"book: {{chapters: [index.qmd], date: {written}}}\n"
    result = built({"_quarto.yml": f"project: {{type: book}}\n{book}", "index.qmd": "# Start\n"})
    assert re.findall(r"\bdate = {(.*)}", page(result, "review.bib")) == [shown] * bool(shown)
    assert told(result) == ([] if shown else ["_quarto.yml:2:37 left-out"])


@pytest.mark.parametrize(
    ("written", "shown"),
    [("10/08/2016", "2016"), ("10-08-2016", "2016"), ("08/08/2016", "2016-08-08"), ("08/13/2016", "2016-08-13")],
)
def test_a_date_that_may_be_of_two_days(written: str, shown: str) -> None:
    result = built({"paper.md": f"---\ntitle: T\nauthors: [Ann Ash]\ndate: {written}\n---\n\nText by @hall2017.\n"})
    assert re.findall(r"\b(?:date|year) = {(.*)}", page(result, "review.bib"))[-1] == shown
    assert told(result) == (["paper.md:4:7 left-out"] if shown == "2016" else [])


def test_the_title_of_a_project_may_have_shortcodes() -> None:
    said = "website: {title: 'Course {{< var n >}} {{< fa flask >}}'}\n"
    result = built({"_quarto.yml": said, "_variables.yml": "n: 7\n", "index.qmd": "# Start\n"})
    assert "<title>Course 7</title>" in page(result, "index.html")
    assert [each.partition(" ")[2] for each in told(result)] == ["unknown-shortcode"]


def test_words_without_their_explanation_films_and_pauses() -> None:
    text = (
        "---\ntitle: A\nformat: {clean-revealjs: default}\n---\n\n"
        '{{< acr PMF >}}s, {{< glossary "p value" display="p values" >}}, `r glossary("alpha")` and'
        ' `r glossary("panes", "slice")`.\n\n. . .\n\n{{< video a.mp4 title="A talk" >}}\n\n`. . .`\n'
    )
    result = built({"_quarto.yml": "project: {type: website}\n", "index.qmd": text, "a.mp4": b"film"})
    home = page(result, "index.html")
    assert "PMFs, p values, alpha and slice." in home
    assert home.partition("<main")[2].count(". . .") == 1
    assert re.search(r'<video src="a.mp4[^"]*" controls aria-label="A talk"></video>', home)
    assert told(result) == ["index.qmd:6:1 unknown-shortcode", "index.qmd:6:19 unknown-shortcode"]


@pytest.mark.parametrize("project_file", [{"_quarto.yml": "{}\n"}, {}])
def test_chunks_of_text_are_text(project_file: Sources) -> None:
    text = (
        "# Start\n\n```{asis}\n#| label: x\nBy [@hall2017].\n```\n\n```{asis, echo=FALSE}\nNo [@lost].\n```\n\n"
        '```{asis}\n#| label: tbl-a\n#| tbl-cap: The "rows"\n| a |\n|---|\n| b |\n```\n\nSee @tbl-a.\n'
    )
    result = built({**project_file, "index.qmd": text})
    home = page(result, "index.html")
    assert told(result) == []
    assert "Hall, 2017" in home
    assert "#|" not in home
    assert re.search("Table\N{NO-BREAK SPACE}1</a>\\.</span> The “rows”</figcaption>", home)
    assert "Table\N{NO-BREAK SPACE}1</a>.</p>" in home


def test_an_image_may_state_its_caption_in_its_attributes() -> None:
    text = (
        '# Start\n\n![A "map"](a.png){#fig-a fig-cap="By *us* [@hall2017]" width=50%}\n\n'
        "![](a (1).png){fig-cap='Two' fig-alt='B'}\n\n![Three](a.png){fig-cap=\"\"}\n\n"
        "`![](a.png){fig-cap='x'}`\n\nAs @fig-a.\n"
    )
    result = built({"_quarto.yml": "{}\n", "index.qmd": text, "a.png": b"png", "a (1).png": b"png"})
    home = page(result, "index.html")
    assert told(result) == []
    assert re.search(r"By <em>us</em> .*Hall, 2017", home)
    assert re.findall(r'alt="([^"]*)"', home.partition("<main")[2]) == ["A &#x27;map&#x27;", "B", "Three"]
    assert home.count("<figcaption") == 3
    assert re.search("<code>!\\[\\]\\(a.png\\){fig-cap=.{1,6}x", home)


OWN_KINDS = """
crossref:
  custom:
    - {kind: float, key: suppfig, reference-prefix: Figure S, space-before-numbering: false}
    - {kind: float, key: vid, reference-prefix: Video, caption-prefix: Supplementary video}
    - {kind: float, key: s_1, reference-prefix: Odd}
    - {kind: float, key: figure, reference-prefix: Odd}
"""


def test_kinds_of_cross_references_of_a_projects_own_are_counted_by_themselves() -> None:
    text = """# Start

::: {#suppfig-a}
![](a.png){alt=''}

First.
:::

![Other](a.png){#fig-a}

![Second](a.png){#suppfig-b}

```{r}
#| label: vid-a
#| fig-cap: "A film"
plot("@suppfig-a")
```

See @suppfig-b, [@Suppfig-a; @vid-a] and @fig-a, `@suppfig-b`, but not @suppfig-bb,
[there](#suppfig-b) and [-@suppfig-b].
"""
    result = built({"_quarto.yml": OWN_KINDS, "index.qmd": text, "a.png": b"png"})
    assert told(result) == [
        "_quarto.yml:6:26 left-out",
        "_quarto.yml:7:26 left-out",
        "index.qmd:13:1 unrun-code",
        "index.qmd:19:72 unknown-cross-reference",
    ]
    (unknown,) = (found for found in result.diagnostics if found.rule.name_ == "unknown-cross-reference")
    assert "“suppfig-bb”" in unknown.message
    assert "“suppfig-b”" in unknown.hint
    shown = " ".join(re.sub(r"<[^>]*>", "", page(result, "index.html")).replace("\N{NO-BREAK SPACE}", "_").split())
    for caption in ("Figure S1. First.", "Figure_1. Other", "Figure S2. Second", "Supplementary video_1. A film"):
        assert caption in shown
    assert "See Figure S2, Figure S1, Video_1 and Figure_1, @suppfig-b, but not @suppfig-bb, there and 2." in shown
    assert '"@suppfig-a"' in shown


def test_the_note_of_an_author_is_told() -> None:
    head = "title: T\nauthors:\n  - name: Ann Ash^[Now at the museum]\n  - Bo Elm^1^\n"
    result = built({"paper.md": f"---\n{head}---\nText by @hall2017.\n"})
    assert told(result) == ["paper.md:4:11 left-out"]
    assert "Ann Ash" in page(result, "index.html")
    assert "museum" not in page(result, "index.html")


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        (
            "[{name: Ann Ash, corresponding: true, email: ann@example.org}, Bo Elm]",
            "Corresponding author: Ann Ash MAIL",
        ),
        ("[{name: Ann Ash, email: ann@example.org}, Bo Elm]", ""),
        ("[{name: Ann Ash, corresponding: false}]", ""),
        ("[{name: Ann Ash, attributes: {corresponding: true}}]", "Corresponding author: Ann Ash"),
        (
            "[{name: Ann Ash, corresponding: yes}, {Bo Elm: {correspondence: 'yes'}}]",
            "Corresponding authors: Ann Ash, Bo Elm",
        ),
        ("['Ann Ash^[Corresponding author: ann@example.org]']", "Corresponding author: Ann Ash MAIL"),
        (
            "[{name: Ann Ash, equal-contrib: true}, {name: Bo Elm, equal-contributor: true}, Cy Fir]",
            "These authors contributed equally: Ann Ash, Bo Elm",
        ),
        (
            "['Ann Ash^[Equal contribution]', 'Bo Elm^[co-first author]']",
            "These authors contributed equally: Ann Ash, Bo Elm",
        ),
        ("[{name: Ann Ash, equal-contrib: true}]", ""),
    ],
)
def test_what_authors_are_to_a_paper_is_shown(authors: str, shown: str) -> None:
    result = built({"paper.md": f"---\ntitle: T\nauthors: {authors}\n---\n\nText by @hall2017.\n"})
    assert told(result) == []
    roles = re.findall(r'<p class="meta role"[^>]*>(.*?)</p>', page(result, "index.html"), re.DOTALL)
    mail = '<a href="mailto:ann@example.org">ann@example.org</a>'
    assert [" ".join(role.split()) for role in roles] == ([shown.replace("MAIL", mail)] if shown else [])


def test_a_list_of_pages_is_told_and_escaped_shortcodes_are_shown() -> None:
    text = "---\nlisting: {contents: posts}\n---\n\n`{{{< meta x >}}}`\n\n```\n{{{< include y >}}}\n```\n"
    result = built({"_quarto.yml": "project: {type: website}\n", "index.qmd": text})
    assert told(result) == ["index.qmd:2:10 left-out"]
    home = page(result, "index.html")
    assert "<code>{{&lt; meta x &gt;}}</code>" in home
    assert "<pre><code>{{&lt; include y &gt;}}" in home


def test_a_text_that_begins_a_part_has_no_number() -> None:
    book = "book: {chapters: [index.qmd, {part: ./p.qmd, chapters: [a.qmd]}, {part: Second, chapters: [b.qmd]}]}\n"
    texts: Sources = {f"{name}.qmd": f"# {name.upper()} {{#sec-{name}}}\n\n@sec-a, @sec-b\n" for name in "pab"}
    result = built({"_quarto.yml": f"project: {{type: book}}\n{book}", "index.qmd": "# Start {-}\n", **texts})
    home = page(result, "index.html")
    assert re.findall(r'href="[pab]/index.html">([^<]*)', home.partition('class="sections numbered"')[2]) == [
        "P",
        "1 A",
        "2 B",
    ]
    assert "Chapter\N{NO-BREAK SPACE}1</a>, <a " in page(result, "p/index.html")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("design**:** Cochrane", "design<strong>:</strong> Cochrane"),
        ("**注意：**请", "<strong>注意：</strong>请"),
        ("CRAB*,* and (*see*)this", "CRAB<em>,</em> and (<em>see</em>)this"),
        ("*.qmd and * b *c", "*.qmd and * b *c"),
        (
            "**a**b**c**, (***in* vitro**)",
            "<strong>a</strong>b<strong>c</strong>, (<strong><em>in</em> vitro</strong>)",
        ),
    ],
)
def test_emphasis_beside_punctuation_is_pandocs(written: str, shown: str) -> None:
    home = page(built({"_quarto.yml": "project: {type: website}\n", "index.qmd": f"# A\n\n{written}.\n"}), "index.html")
    assert f'<p id="par-1">{shown}.</p>' in home


def test_the_names_of_tabs_are_not_numbered() -> None:
    text = "# One\n\n::: {.panel-tabset}\n\n## R\n\na\n\n## Python\n\nb\n:::\n\n## Two\n\nc\n"
    sources: Sources = {"_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd]}\n"}
    shown = page(built(sources | {"index.qmd": "# Start {.unnumbered}\n", "a.qmd": text}), "a/index.html")
    assert '<h2 id="r">R</h2>' in shown
    assert '<span class="header-section-number">1.1</span> Two</h2>' in shown


def test_the_place_of_references_may_stand_before_an_appendix() -> None:
    text = "# Start\n\nBy @hall2017.\n\n# References\n\n::: {#refs}\n:::\n\n# More\n\nText.\n"
    home = page(built({"paper.md": text}), "index.html")
    assert home.count(">References</h") == 1
    assert ">More</h1>" in home


def test_addresses_may_have_spaces() -> None:
    text = (
        "# Start\n\n![A map](images/my map (1).png){#fig:a}\n\n[![B](https://example.org/B c.svg?x=1)](b)"
        ' [c](images/my map (1).png "Of it") `[d](e f)` [g](<h i>)\n'
    )
    home = page(built({"paper.md": text, "images/my map (1).png": b"png"}), "index.html")
    assert re.search(r'<figure id="fig:a">\s*<img src="images/my%20map%20%281%29.png', home)
    assert 'src="https://example.org/B%20c.svg?x=1"' in home
    assert 'title="Of it">c</a>' in home
    assert "<code>[d](e f)</code>" in home


def test_a_link_to_bookdowns_page_leads_to_the_heading() -> None:
    sources: Sources = {
        "_bookdown.yml": "{}\n",
        "index.Rmd": "# Start\n\n[a](effects.html), [b](./two.html#two), [c](x.html).\n",
    }
    result = built(sources | {"01-one.Rmd": "# Effects {#effects}\n\n## Two {#two}\n"})
    home = page(result, "index.html")
    assert 'href="one/index.html">a</a>' in home
    assert 'href="one/index.html#two">b</a>' in home
    assert told(result) == ["index.Rmd:3:41 dead-link"]


def test_the_words_beside_a_key_may_refer_to_a_number() -> None:
    text = (
        "# One {#one}\n\n## Two {#two}\n\n[@hall2017, see Chapter \\@ref(two)] @ito2020 [see Table \\@ref(tab:x)]"
        " [Section \\ref{one}; @hall2017].\n"
    )
    result = built({"_bookdown.yml": "{}\n", "index.Rmd": "# Start\n", "01-one.Rmd": text})
    shown = re.sub("<[^>]*>", "", page(result, "one/index.html"))
    assert "(Hall, 2017, see Chapter 1.1)" in shown
    assert "see Table \\@ref(tab:x)" in shown
    assert told(result) == ["01-one.Rmd:5:37 unknown-cross-reference", "01-one.Rmd:5:71 malformed-citation"]


def test_works_that_manubot_would_look_up_are_told_one_by_one() -> None:
    text = "# Start\n\nBy [@doi:10.1/x; @tag:deep; @hall2017] and [@nobody].\n\n[@tag:deep]: pmid:7\n"
    bare: Sources = {"content/metadata.yaml": "title: T\n", "content/01.start.md": text}
    result = built(bare, None)
    assert told(result, Severity.ERROR) == []
    assert told(result) == [f"content/01.start.md:3:{column} unknown-citation-key" for column in (5, 18, 29, 45)]
    shown = page(result, "start/index.html")
    assert '<strong class="citation-unknown"><a href="https://doi.org/10.1/x">@doi:10.1/x</a></strong>' in shown
    assert '<a href="https://pubmed.ncbi.nlm.nih.gov/7/">@pmid:7</a>' in shown
    assert '<strong class="citation-unknown">@nobody</strong>' in shown


def test_manubots_keys_may_say_what_identifies_a_work() -> None:
    listed = """[
      {"standard_citation": "url:https://example.org/?id=3", "type": "webpage", "title": "A page"},
      {"id": "arxiv:1407.3561", "type": "article", "title": "A preprint"},
      {"id": "old", "type": "article", "title": "Old", "DOI": "10.1016/S0065-3233(08)60129-1"}
    ]"""
    text = (
        "# Start\n\n[@url:https://example.org/?id=3; @arXiv:1407.3561], [@https://example.org/?id=3.]"
        " (@doi:10.1016/S0065-3233(08)60129-1), `@url:a?b=c` and x@url:a.org?b=c.\n"
    )
    sources: Sources = {
        "content/metadata.yaml": "title: T\n",
        "content/01.start.md": text,
        "content/manual-references.json": listed,
    }
    result = built(sources, None)
    assert told(result, Severity.ERROR) == []
    shown = page(result, "start/index.html")
    for key in ("url:https://example.org/?id=3", "arxiv:1407.3561", "old"):
        assert f'id="ref-{key}"' in shown
    assert "<code>@url:a?b=c</code>" in shown


def test_manubots_conditions() -> None:
    def shown(text: str) -> str:
        metadata = read_yaml("format: html\nauthors: {names: [Ann]}\n", "metadata.yaml")[0]
        return with_conditions_met(text, pairs_of(metadata))

    assert shown("a{% if one is defined %}\nb\n{% endif %}c") == "a\n\nc"
    assert shown("{% if one is not defined and format == 'html' -%}a{% else %}b{% endif %}") == "a"
    assert shown("{% if not format %}a{% elif format != 'tex' or x %}b{% else %}c{% endif %}") == "b"
    assert shown("{% if x %}{% if format %}a{% else %}b{% endif %}c{% else %}d{% endif %}") == "d"
    assert shown("{% if authors.names %}{% raw %}{% endif %}{% endraw %}{% endif %}") == (
        "{% raw %}{% endif %}{% endraw %}"
    )
    for unknown in ("{% if x|length > 1 %}a{% endif %}", "{% if x %}a", "a{% endif %}"):
        assert shown(unknown) == unknown


JOSS: Sources = {
    "paper.md": """---
title: 'Gala: a package'
tags: [Python, astronomy]
authors:
  - name: Adrian M. Price-Whelan
    orcid: 0000-0003-0872-7098
    equal-contrib: true
    affiliation: "1, 2"
  - given-names: Ludwig
    dropping-particle: van
    surname: Beethoven
    affiliation: 3
affiliations:
  - name: A university
    index: 1
date: 13 August 2017
bibliography: paper.bib
abstract: |
  In short, a <b>word</b>
  of [@lost].
---

# Summary

By [@hall2017]. ![A plot](plot.png)

# References
""",
    "paper.bib": BIBLIOGRAPHY,
    "plot.png": b"png",
    "README.md": "# Gala\n",
    "CONTRIBUTING.md": "# How\n",
}


def test_a_paper_of_the_journal_of_open_source_software() -> None:
    result = built(JOSS, None)
    assert told(result, Severity.ADVICE) == ["paper.md:20:7 unknown-citation-key"]
    home = page(result, "index.html")
    for shown in ("Gala: a package", "Adrian M. Price-Whelan", "Ludwig van Beethoven", "astronomy", "Abstract", "2017"):
        assert shown in home
    assert "<b>word" not in home
    assert home.count(">References</h") == 1
    assert sorted(str(path) for path in result.site if path.suffix == ".png") == ["plot.png"]


def test_a_pandoc_document_with_a_title_block_and_references_of_its_own() -> None:
    text = "% A title\n% Ann Doe; Bo Li\n% 2020-03-01\n\nBy @own.\n\n---\nreferences:\n- id: own\n  type: book\n"
    text += "  title: Own book\n  author: [{family: Roe, given: Jane}]\n  issued: {year: 1999}\n...\n\nEnd.\n"
    result = built({"essay.md": text}, None)
    assert told(result, Severity.ADVICE) == []
    home = page(result, "index.html")
    for shown in ("A title", "Ann Doe", "Bo Li", "2020", "Roe (1999)", "Own book"):
        assert shown in home


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ({"content/index.md", "references.bib"}, Kind.REVIEW),
        ({"review.yaml", "paper.md"}, Kind.REVIEW),
        ({"content/metadata.yaml"}, Kind.MANUBOT),
        ({"_quarto.yml", "content/a.qmd"}, Kind.QUARTO),
        ({"index.Rmd"}, Kind.BOOKDOWN),
        ({"paper.md", "README.md"}, Kind.MANUSCRIPT),
    ],
)
def test_each_kind_has_its_sign(names: set[str], kind: Kind) -> None:
    assert kind_of(names) is kind


def test_includes_that_never_end_are_named_where_they_stand() -> None:
    result = built(
        {
            "paper.md": "---\nbibliography: references.bib\n---\n\n{{< include _a.md >}}\n\n{{< include _lost.md >}}\n",
            "_a.md": "One.\n\n{{< include _a.md >}}\n\n@nobody\n",
        }
    )
    assert told(result) == [
        "_a.md:3:1 unknown-include",
        "_a.md:5:1 unknown-citation-key",
        "paper.md:7:1 unknown-include",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("> [!NOTE]\n> [@lost]\n", "_i.qmd:2:4"),
        ("| a | b |\n|---|---|\n| c | [@lost] |\n", "_i.qmd:3:8"),
        ("+---+---------+\n| a | [@lost] |\n+---+---------+\n", "_i.qmd:2:8"),
        ("A[^n].\n\n[^n]: b\n    [@lost]\n", "_i.qmd:4:6"),
        ("::: {.callout-tip}\n[@lost]\n:::\n", "_i.qmd:2:2"),
    ],
    ids=["alert", "table", "grid table", "note", "callout"],
)
def test_what_is_wrong_in_an_included_text_is_told_there(text: str, place: str) -> None:
    book = "project: {type: book}\nbook:\n  chapters: [index.qmd]\n"
    files: Sources = {"_quarto.yml": book, "index.qmd": "Text.\n\n{{< include _i.qmd >}}\n", "_i.qmd": text}
    assert f"{place} unknown-citation-key" in told(built(files))


def test_shortcodes_in_code_stand_as_they_are() -> None:
    text = (
        "---\ntitle: T\n---\n\n`{{< meta title >}}` {{< meta title >}} {{{< meta title >}}}\n\n```\n{{< lost >}}\n```\n"
    )
    result = built({"essay.md": text})
    assert told(result) == []
    assert "<code>{{&lt; meta title &gt;}}</code> T {{&lt; meta title &gt;}}" in page(result, "index.html")


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ("author: Ann Doe", ["Ann Doe"]),
        ("author: [Ann Doe, 'Li, Bo']", ["Ann Doe", "Bo Li"]),
        ("author: 'Ann Doe^[A university], Bo Li & Cy Wu'", ["Ann Doe", "Bo Li", "Cy Wu"]),
        ("author: [{name: {given: Ann, family: Doe}}]", ["Ann Doe"]),
        ("author:\n- Ann Doe:\n    institute: a", ["Ann Doe"]),
        ("author: {first_name: Ann, last_name: Doe}", ["Ann Doe"]),
        ("authors: '[Ann Doe](https://example.org)'", ["Ann Doe"]),
        ("authors: ['{The Sleep Group}']", ["The Sleep Group"]),
        (
            "author: [Zo&euml; Roe, 'J{\\\"o}rg \\O stby', \"Andr\\\\'e Fran\\\\c{c}a\"]",
            ["Zoë Roe", "Jörg Østby", "André França"],
        ),
        ("author: \"Ann Doe`r if (knitr::is_latex_output()) ' Roe'`\"", ["Ann Doe"]),
    ],
)
def test_authors_in_every_form(authors: str, shown: list[str]) -> None:
    home = page(built({"paper.md": f"---\ntitle: T\n{authors}\n---\n\nText.\n"}), "index.html")
    assert ", ".join(shown) in " ".join(home.split()).replace(" and ", ", ") or all(name in home for name in shown)


def test_a_slip_in_a_key_of_ours_is_an_error_still() -> None:
    result = built({"content/index.md": "---\nformat: html\ndescripton: x\n---\n"})
    assert told(result) == ["content/index.md:3:1 unknown-key"]


def test_the_files_of_another_tool_are_read_from_the_disk(tmp_path: Path) -> None:
    for name, text in QUARTO.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY)
    (tmp_path / "data.bin").write_bytes(b"")
    files, unread = read_files(tmp_path, tmp_path / "output")
    assert unread == ()
    assert PurePosixPath("data.bin") not in files
    assert build(files).site.keys() == built(QUARTO).site.keys()


def test_front_matter_with_code_and_references_of_yaml_is_read_whole() -> None:
    head = "---\ntitle: !expr paste\nparams:\n  when: !r Sys.time()\nauthor: &who Ann Doe\nby: *who\n---\n"
    result = built({"paper.md": f"{head}\n# Start\n\nText [@hall2017].\n"})
    assert told(result) == []
    assert "Ann Doe" in page(result, "index.html")
    ours = built({"content/10-a.md": f"{head}\n# Start\n\nText.\n"})
    assert told(ours) == ["content/10-a.md:2:8 unreadable-yaml"]


@pytest.mark.parametrize(
    ("path", "times"),
    [
        ('"images/map.png"', 1),
        ('here::here("images", "map.png"), dpi = 300', 1),
        ('path = file.path("images/map.png")', 1),
        ('rep("images/map.png")', 1),
        ("rep('images/map.png', 3)", 3),
    ],
)
def test_an_image_that_code_only_shows_is_shown(path: str, times: int) -> None:
    chunk = f"```{{r map, fig.cap='A map by @hall2017.', echo=FALSE}}\nknitr::include_graphics({path})\n```\n"
    result = built({"index.Rmd": f"# Start\n\nSee \\@ref(fig:map).\n\n{chunk}", "images/map.png": b"png"})
    # What follows the first image has no caption to stand for what it shows.
    assert told(result) == ["index.Rmd:5:1 missing-alt"] * (times > 1)
    home = page(result, "index.html")
    assert home.count('src="images/map.png') == times
    assert 'data-cites="hall2017"' in home
    assert "include_graphics" not in home


def test_code_that_sets_something_up_leaves_the_heading_the_title() -> None:
    text = "```{r}\n#| echo: fenced\nlibrary(x)\n```\n\n# First steps\n\nText.\n"
    result = built({"index.Rmd": "# Start\n\nText.\n", "01-a.Rmd": text})
    assert "<title>1 First steps" in page(result, "a/index.html")


def test_options_of_a_diagram_are_no_text_of_it() -> None:
    result = built({"index.qmd": "# Start\n\n```{mermaid}\n%%| fig-cap: A flow\n%%| label: fig-m\nA\n```\n\n@fig-m\n"})
    assert "fig-cap" not in page(result, "index.html")
    assert "unknown-cross-reference" not in str(told(result))


def test_a_thesis_whose_first_chapter_speaks_for_all_is_whole() -> None:
    first = "---\ntitle: A thesis\nbibliography: references.bib\n---\n\n# Start\n\nSee @hall2017.\n"
    result = built({"01-start.md": first, "02-more.md": "# More\n\nText.\n", "notes.md": "# Notes\n"})
    assert {path.parent.name for path in result.site if path.name == "index.html"} >= {"start", "more"}
    assert PurePosixPath("notes/index.html") not in result.site


def test_a_repository_points_to_the_paper_in_it() -> None:
    result = built({"README.md": "# Software\n", "paper/paper.md": "# Summary\n\nBy @hall2017.\n"})
    assert told(result) == ["paper/paper.md:1:1 no-content"]
    assert "site-builder build paper" in next(each.hint for each in result.diagnostics if each.hint.startswith("build"))


@pytest.mark.parametrize("name", ["Ann Doe, PhD", "Ann Doe, M.D., Ph.D.", "Ann Doe, MPH"])
def test_degrees_are_no_part_of_a_name(name: str) -> None:
    result = built({"paper.md": f"---\ntitle: A\nauthor: '{name}'\n---\n\nText.\n"})
    assert "author = {Doe, Ann}" in page(result, "index.html")


def test_a_shortcode_may_go_over_lines() -> None:
    text = "# A\n\nSee {{< video\n  https://example.org/v\n  title='How it goes'\n>}}\nhere.\n\n{{< lost\n\n> Quoted.\n"
    home = page(built({"index.qmd": text}), "index.html")
    assert 'See <a href="https://example.org/v">How it goes</a>' in home
    assert "<blockquote>" in home


def test_a_shortcode_of_an_extension_s_is_told_of_once_in_a_text() -> None:
    result = built({"index.qmd": "# A\n\nA {{< acr RCT >}}, a {{< acr ITT >}}.\n\nAn {{< acr RCT >}} {{< lost >}}.\n"})
    assert told(result) == ["index.qmd:3:3 unknown-shortcode", "index.qmd:5:20 unknown-shortcode"]
    assert any(each.message.endswith("There are 3 of it in this text.") for each in result.diagnostics)
    assert "A RCT, a ITT." in page(result, "index.html")


def test_a_work_that_is_cited_without_a_bibliography_is_told_where_it_is() -> None:
    result = built({"index.qmd": "# A\n\nText.\n\nAs @hall2017 says.\n"}, None)
    assert told(result) == ["index.qmd:5:4 missing-bibliography"]
    assert "hall2017" in result.diagnostics[0].message


def test_what_is_to_be_included_and_is_no_text_may_be_there() -> None:
    result = built({"index.qmd": "# A\n\n{{< include table.html >}}\n"})
    assert told(result) == ["index.qmd:3:1 unknown-include"]
    assert "does not exist" not in result.diagnostics[0].message
    assert "table.md" in result.diagnostics[0].hint


def test_what_a_shortcode_would_fetch_leaves_no_mark() -> None:
    result = built({"_quarto.yml": "project: {type: default}\n", "index.qmd": "# A\n\n{{< downloadthis a.csv >}}\n"})
    assert told(result) == ["index.qmd:3:1 unknown-shortcode"]
    assert "embed a.ipynb" not in page(result, "index.html")


def test_comments_of_manubots_templates_are_left_out_once() -> None:
    lines = ["a {## one", "two ##} b {# c", "d"]
    places = [Location("a.md", row) for row in (1, 2, 3)]
    assert filled(lines, places, YamlMap())[0] == ["a ", " b {# c", "d"]


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r"A \citep{a,b}.", "A [@{a}; @{b}]."),
        (r"A \citep[see][p. 3]{a}.", "A [see @{a}, p. 3]."),
        (r"\citet[ch. 2]{a} and \cite{b}", "@{a} [ch. 2] and [@{b}]"),
        (r"\citeyear{a}", "[-@{a}]"),
        (r"Word\footnote{By \LaTeX{} alone.} and \emph{this}", "Word^[By LaTeX alone.] and *this*"),
        (r"Word\footnote{See \url.}", r"Word^[See \url.]"),
        (
            r"\textbf{a} \texttt{b} \url{https://a.org/} \href{https://b.org}{c}",
            "**a** `b` <https://a.org/> [c](<https://b.org>)",
        ),
        (r"Of \LaTeX, \index{TeX}here\newline", "Of LaTeX, here"),
        (
            r"`\citep{a}` and $\textbf{x}$ and \\citep{a} and \ref{x}",
            r"`\citep{a}` and $\textbf{x}$ and \\citep{a} and \ref{x}",
        ),
    ],
)
def test_latex_in_a_line_is_read_as_markdown(latex: str, markdown: str) -> None:
    assert in_markdown(latex) == markdown


def test_latex_cites_in_the_papers_of_others() -> None:
    result = built(
        {"paper.md": "# Start\n\nAs \\citet{hall2017} and \\citep[p. 3]{hall2017}.\n\n```\n\\citep{x}\n```\n"}
    )
    assert told(result) == []
    home = page(result, "index.html")
    assert home.count('data-cites="hall2017"') == 2
    assert "\\citep{x}" in home


def test_latex_without_end_is_read_in_linear_time() -> None:
    for hostile in (
        r"\footnote{",
        "\\citep[",
        "`",
        "$a",
        r"\footnote{{}",
        "\\emph{a",
        "``` `",
        r"\textsc{",
        r"{\small a",
    ):
        assert in_markdown(hostile * 20_000)


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
    result = built(
        sources | {"index.qmd": f"# One\n\n{text}\n"} | ({"all.bib": bibliography} if bibliography else {}), None
    )
    assert told(result, Severity.ERROR) == []
    assert set(rules) <= {line.rpartition(" ")[2] for line in told(result)}
    shown = result.site[PurePosixPath("index.html")].decode()
    assert ("@R-knitr" in shown) == ("R-knitr" in text)


def test_a_figure_of_latex_keeps_the_citations_of_its_caption() -> None:
    figure = "\\begin{figure}\n\\includegraphics{a.png}\n\\caption{One [a] \\citep[p. 3]{hall2017}.}\n\\end{figure}\n"
    result = built({"paper.md": f"# Start\n\n{figure}", "a.png": b"png"})
    assert told(result) == []
    assert "Hall, 2017, p. 3</a>)" in page(result, "index.html")
    assert "One [a]" in page(result, "index.html")


def test_the_heading_of_the_references_is_seen_ahead_of_footnotes() -> None:
    result = built({"paper.md": "# Start\n\nBy @hall2017.[^1]\n\n[^1]: A note.\n\n# References\n"})
    home = page(result, "index.html")
    assert home.count(">References</h") == 1
    assert "A note." in home


THEOREMS = """# Start

See \\@ref(thm:sum), \\@ref(lem:old) and \\@ref(hyp:rest).

```{theorem, sum, name="Of \\"sums\\""}
It holds [@hall2017].

```r
sum(1)
```
```

::: {.lemma #old}
Older, by @ito2020.
:::

```{definition}
Without a name.
```

```{hypothesis, label='rest'}
Rest is good.
```

```{proof}
Clear.
```

```{block2, type='rmdnote'}
A note [@hall2017].
```

```{asis, echo=TRUE}
As it is, by @ito2020.
```

```{asis, echo=FALSE}
Not for this format.
```
"""


def test_theorems_of_bookdown_and_chunks_that_hold_text() -> None:
    result = built({"index.Rmd": THEOREMS})
    assert told(result) == []
    home = page(result, "index.html")
    assert home.count('data-cites="hall2017"') == 2
    assert home.count('data-cites="ito2020"') == 2
    assert 'See <a class="cross-reference" href="#thm:sum">1</a>' in home
    for name in ("Theorem", "Lemma", "Definition", "Hypothesis"):
        assert f">{name}\xa01</a>" in home
    assert "Of “sums”" in home
    assert '<div class="rmdnote">' in home
    assert "Clear." in home
    assert "Not for this format" not in home
    assert "```" not in home


def test_a_theorem_may_state_its_options_on_its_first_lines() -> None:
    text = "# Start\n\n```{theorem}\n#| label: sum\n#| name: Of sums\nIt holds.\n```\n\nSee \\@ref(thm:sum).\n"
    home = page(built({"index.Rmd": text}), "index.html")
    assert "Of sums" in home
    assert "It holds." in home
    assert 'href="#thm:sum">1</a>' in home
    assert "#|" not in home


@pytest.mark.parametrize(
    ("latex", "citations", "wrong"),
    [
        ("\\begin{itemize}\n\\item \\citep{hall2017}\n\\end{itemize}", 1, []),
        ("Text\n\\begin{tabular}{l}\n\\citep{hall2017}\n\\end{tabular}\ntext.", 1, []),
        ("A\\footnote{That\ngoes on \\emph{see \\citep{hall2017}}.}.", 1, []),
        ("See \\begin{figure}\\includegraphics{a.png}\\caption{By \\citet{hall2017}}\\end{figure} too.", 1, []),
        (
            "Text\n\\begin{figure}\n\\includegraphics{a.png}\n\\caption{By \\citet{hall2017}}\n\\end{figure}\ntoo.",
            1,
            [],
        ),
        (
            "\\begin{figure}\n\\subfloat[By \\cite{hall2017}]{\\includegraphics{a.png}}\n\\caption{A}\n\\end{figure}",
            1,
            [],
        ),
        ("Text\n\\begin{align}\na\n\\end{align}\nby \\citet{hall2017}.", 1, []),
        ("\\begin{algorithm}\n\\citep{hall2017} [@hall2017; @ito2020]\n\\end{algorithm}", 2, ["raw-text-dropped"]),
        ("\\foo{\\citep{hall2017}}", 1, ["unknown-command"]),
    ],
)
def test_no_citation_in_latex_is_lost(latex: str, citations: int, wrong: list[str]) -> None:
    result = built({"paper.md": f"# Start\n\n{latex}\n", "a.png": b"png"})
    assert page(result, "index.html").count('data-cites="hall2017') == citations
    assert [line.split()[-1] for line in told(result)] == wrong


def test_latex_s_citations_are_read_in_a_review_of_our_own() -> None:
    sources: Sources = {
        "references.bib": BIBLIOGRAPHY,
        "content/a.md": "# A\n\n`\\cite{x}` As \\citet[p. 3]{hall2017}.\n",
    }
    result = built(sources, None)
    assert told(result) == []
    assert 'data-cites="hall2017"' in page(result, "a/index.html")
    assert "<code>\\cite{x}</code>" in page(result, "a/index.html")


def test_chapters_of_books_are_numbered_and_referred_to_by_their_numbers() -> None:
    book = "project: {type: book}\nbook:\n  chapters: [index.qmd, a.qmd, b.qmd]\n"
    sources: Sources = {
        "_quarto.yml": book,
        "index.qmd": "# Preface {.unnumbered}\n\n## Thanks\n\nText.\n",
        "a.qmd": "# Aims {#sec-aims}\n\n## Why\n\n### Deep {-}\n\n## How {#sec-how}\n\nText.\n",
        "b.qmd": "# End\n\nAs @sec-how, @sec-aims, [-@sec-aims] and \\ref{why} say.\n",
    }
    result = built(sources)
    assert told(result) == []
    home, aims, end = (page(result, f"{name}index.html") for name in ("", "a/", "b/"))
    assert "header-section-number" not in home
    assert ">1 Aims</a>" in home
    number = '<span class="header-section-number">{}</span> {}</h'
    for shown in ("1|Aims", "1.1|Why", "1.2|How"):
        assert number.format(*shown.split("|")) in aims
    assert ">Deep</h3>" in aims
    assert ">1.2 How</a>" in aims
    assert number.format("2", "End") in end
    for shown in ("Section\xa01.2</a>", "Chapter\xa01</a>", ">1</a> and", ">1.1</a> say"):
        assert shown in end
    plain = built(sources | {"_quarto.yml": f"{book}format: {{html: {{number-sections: false}}}}\n"})
    assert "header-section-number" not in page(plain, "a/index.html")
    assert "section <a" in page(plain, "b/index.html")
    website = built(sources | {"_quarto.yml": "project: {type: website}\nnumber-sections: true\n"})
    assert "Section\xa01</a>" in page(website, "b/index.html")


@pytest.mark.parametrize(
    ("said", "number"),
    [("number-sections: true", "1"), ("output: {html_document: {number_sections: yes}}", "1"), ("lang: en", "")],
)
def test_sections_of_a_paper_are_numbered_where_it_says_so(said: str, number: str) -> None:
    result = built({"paper.md": f"---\ntitle: T\n{said}\n---\n\n## Start\n\nText.\n\n### Deep\n\nMore.\n"})
    home = page(result, "index.html")
    assert ('<span class="header-section-number">1</span> Start' in home) == bool(number)
    assert ('<span class="header-section-number">1.1</span> Deep' in home) == bool(number)


@pytest.mark.parametrize("said", ["number-depth: 2", "format: {html: {number-depth: 2}}"])
def test_headings_below_the_depth_that_quarto_s_file_names_have_no_numbers(said: str) -> None:
    sources: Sources = {
        "_quarto.yml": f"project: {{type: book}}\nbook: {{chapters: [index.qmd, a.qmd]}}\n{said}\n",
        "index.qmd": "# Preface {.unnumbered}\n\nSee @sec-deep.\n",
        "a.qmd": "# Aims\n\n## Why\n\n### Deep {#sec-deep}\n\n## How\n\nText.\n",
    }
    aims = page(built(sources), "a/index.html")
    for shown in ("1</span> Aims</h1>", "1.1</span> Why</h2>", ">Deep</h3>", "1.2</span> How</h2>"):
        assert shown in aims
    assert "See section <a" in page(built(sources), "index.html")


def test_a_book_of_bookdown_is_numbered_unless_its_output_says_no() -> None:
    sources: Sources = {
        "index.Rmd": "---\ntitle: T\n---\n\n# Start\n\nSee \\@ref(more).\n",
        "01-a.Rmd": "# More {#more}\n\nText.\n",
    }
    home = page(built(sources), "index.html")
    assert '<span class="header-section-number">1</span> Start' in home
    assert 'href="a/index.html">2</a>' in home
    plain = built(sources | {"_output.yml": "bookdown::gitbook: {number_sections: no}\n"})
    assert 'href="a/index.html">More</a>' in page(plain, "index.html")


def test_appendices_are_lettered() -> None:
    book = "project: {type: book}\nlang: de\nbook:\n  chapters: [index.qmd, a.qmd]\n  appendices: [b.qmd, c.qmd]\n"
    sources: Sources = {
        "_quarto.yml": book,
        "index.qmd": "# Preface {.unnumbered}\n\nText.\n",
        "a.qmd": "# Aims\n\nSee @sec-b, [-@sec-b], @sec-how and \\autoref{sec-c}.\n",
        "b.qmd": "# Before {#sec-b}\n\n## How {#sec-how}\n\nText.\n",
        "c.qmd": "# Words {#sec-c}\n\nText.\n",
    }
    result = built(sources)
    assert told(result) == []
    aims = page(result, "a/index.html")
    for shown in ("Anhang\xa0A</a>, ", ">A</a>, ", "Abschnitt\xa0A.1</a>", "Anhang\xa0B</a>"):
        assert shown in aims
    assert '<span class="header-section-number">A.1</span> How</h' in page(result, "b/index.html")
    home = page(result, "index.html")
    assert home.index(">1 Aims</a>") < home.index(">Anhänge</h3>") < home.index(">A Before</a>")
    plain = built(sources | {"_quarto.yml": f"{book}format: {{html: {{number-sections: false}}}}\n"})
    assert "Abschnitt <a" in page(plain, "a/index.html")


@pytest.mark.parametrize("at", ["b.Rmd", "a.Rmd"])
def test_appendices_of_bookdown_are_lettered(at: str) -> None:
    """Their heading stands at the head of a text, or at the end of the one before."""
    sources: dict[str, str | bytes] = {
        "_bookdown.yml": "rmd_files: [index.Rmd, a.Rmd, b.Rmd, c.Rmd]\n",
        "index.Rmd": "---\ntitle: T\n---\n\n# Start\n\nAppendix \\@ref(words), Section \\@ref(how).\n",
        "a.Rmd": "# Middle\n\nText.\n",
        "b.Rmd": "# Before\n\n## How\n\nText.\n",
        "c.Rmd": "# Words\n\nText.\n\n# References {-}\n",
    }
    heading = "# (APPENDIX) Appendix {-}\n"
    sources[at] = f"{sources[at]!s}\n{heading}" if at == "a.Rmd" else f"{heading}\n{sources[at]!s}"
    result = built(sources)
    assert told(result) == []
    home = page(result, "index.html")
    assert home.index(">2 Middle</a>") < home.index(">Appendix</h3>") < home.index(">A Before</a>")
    assert "Appendix B, Section A.1." in home


def test_authors_have_their_orcid_and_where_they_work() -> None:
    home = page(built(JOSS, None), "index.html")
    assert 'Adrian M. Price-Whelan<sup>1</sup> <a class="orcid" href="https://orcid.org/0000-0003-0872-7098"' in home
    assert "<li>A university</li>" in home
    assert '"@id": "https://orcid.org/0000-0003-0872-7098"' in home
    assert '"affiliation": [{"@type": "Organization", "name": "A university"}]' in home


@pytest.mark.parametrize(
    ("head", "names", "affiliations"),
    [
        (
            "author:\n- {name: Ann Doe, affiliations: [{ref: b}, {name: A lab, city: Bonn}]}\n- Bo Li\n"
            "affiliations:\n- {id: b, name: A school, department: Sleep}\n",
            ["Ann Doe<sup>1, 2</sup>, Bo Li"],
            ["Sleep, A school", "A lab, Bonn"],
        ),
        (
            'author:\n- {name: Ann Doe, affiliation: "1,b"}\n- {name: Bo Li, affiliation: b}\n'
            "affiliation:\n- {id: 1, institution: One}\n- {id: b, institution: Two}\n",
            ["Ann Doe<sup>1, 2</sup>, Bo Li<sup>2</sup>"],
            ["One", "Two"],
        ),
        ("author: [{name: Ann Doe, affiliation: A <b>university</b>}]\n", ["Ann Doe</p>"], ["A university"]),
        (
            "author: [{name: Ann Doe, affiliation: Urbana--K&ouml;ln M\\'exico}]\n",
            ["Ann Doe</p>"],
            ["Urbana–Köln México"],
        ),
        ("author:\n- Ann Doe: {institute: A school}\n", ["Ann Doe</p>"], ["A school"]),
        ("author: [{name: Ann Doe, affiliation: 7, orcid: none}]\n", ["Ann Doe</p>"], []),
        (
            'author:\n- "Ann Doe^1,2[*]^, Bo Li^2^"\n- "^1^ One, Ash <ann@ash.edu> ![x](o.png) https://orcid.org/0"\n'
            '- "<sup>2</sup>Two"\n',
            ["Ann Doe<sup>1, 2</sup>", "Bo Li<sup>2</sup>"],
            ["One, Ash", "Two"],
        ),
    ],
)
def test_affiliations_in_every_form(head: str, names: list[str], affiliations: list[str]) -> None:
    home = page(built({"paper.md": f"---\ntitle: T\n{head}---\n\nText.\n"}), "index.html")
    assert all(name in home for name in names)
    lists = home.partition('<ol class="meta affiliations')[2].partition("</ol>")[0]
    assert lists.count("<li>") == len(affiliations)
    assert all(f"<li>{name}</li>" in lists for name in affiliations)
    assert "orcid.org" not in home


def test_parts_of_a_book_begin_ahead_of_a_text_or_behind_one() -> None:
    result = built(
        {
            "index.Rmd": "---\ntitle: T\n---\n\nText.\n",
            "01-a.Rmd": "# A {-}\n\nText.\n\n```\n# (PART) Code\n```\n\n# (PART) Two {-}\n",
            "02-b.Rmd": "# B {-}\n\nText.\n",
            "03-c.Rmd": "# C {-}\n\n# (PART) Lost {-}\n\n# D {-}\n",
        }
    )
    assert told(result, Severity.ADVICE) == ["03-c.Rmd:3:1 left-out"]
    home = page(result, "index.html")
    assert [home.count(f"{title}</h3>") for title in ("Two", "Code", "Lost")] == [1, 0, 0]
    assert home.index(">A</a>") < home.index(">Two</h3>") < home.index(">B</a>")
    assert '<ol class="sections numbered" start="2" data-pagefind-ignore>' in home


@pytest.mark.parametrize(
    "chunk",
    [
        "```{r map, fig.cap='A map', fig.alt=\"Land and a \\\"sea\\\".\", out.width='50%'}\n",
        "```{r}\n#| label: fig-map\n#| fig-cap: A map\n#| fig-alt: 'Land and a \"sea\".'\n#| out-width: 50%\n",
    ],
)
def test_an_image_that_code_only_shows_has_the_text_and_the_size_of_the_chunk(chunk: str) -> None:
    text = f"# Start\n\n{chunk}knitr::include_graphics('map.png')\n```\n"
    home = page(built({"paper.Rmd": text, "map.png": b"png"}), "index.html")
    assert 'alt="Land and a &quot;sea&quot;." class="width-50">' in home
    assert "A map</figcaption>" in home


@pytest.mark.parametrize(("of_tool", "div"), [("_bookdown.yml", "{.theorem}"), ("_quarto.yml", "{#thm- .own}")])
def test_theorems_without_a_name_are_counted_in_every_chapter(of_tool: str, div: str) -> None:
    suffix = "Rmd" if of_tool == "_bookdown.yml" else "qmd"
    text = f"::: {div}\nAll.\n:::\n\n::: {div}\nAgain.\n:::\n\n"
    result = built(
        {
            of_tool: "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd, b.qmd]}\n"
            if suffix == "qmd"
            else "{}\n",
            f"index.{suffix}": "# Preface {-}\n",
            f"a.{suffix}": f"# A\n\n{text}",
            f"b.{suffix}": f"# B\n\n{text}",
        }
    )
    assert told(result) == []
    for chapter, number in (("a", 1), ("b", 2)):
        shown = re.sub("<[^>]*>", "", page(result, f"{chapter}/index.html")).replace("\N{NO-BREAK SPACE}", " ")
        assert f"Theorem {number}.1" in shown
        assert f"Theorem {number}.2" in shown


def test_a_heading_of_bookdown_is_led_to_from_any_chapter_by_its_id() -> None:
    sources: Sources = {
        "index.Rmd": "---\ntitle: T\n---\n\n[Start](#start), [deep](#deep), [lost](#lost), \\@ref(start).\n",
        "01-a.Rmd": "# Start\n\n## Deep\n\n[Up](#start) and [deep](#deep).\n",
    }
    result = built(sources)
    assert told(result) == ["index.Rmd:5:33 dead-anchor"]
    home, start = page(result, "index.html"), page(result, "a/index.html")
    assert '<a href="a/index.html">Start</a>, <a href="a/index.html#deep">deep</a>' in home
    assert 'href="a/index.html">1</a>' in home
    assert '<a href="index.html">Up</a> and <a href="#deep">deep</a>' in start
    quarto: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd]}\n",
        "index.qmd": sources["index.Rmd"],
        "a.qmd": sources["01-a.Rmd"],
    }
    assert len([line for line in told(built(quarto)) if line.endswith("dead-anchor")]) == 3


@pytest.mark.parametrize(
    ("head", "shown", "missing"),
    [
        ("child=c('a.Rmd', 'text/b.Rmd')", ["First.", "Second."], 0),
        ("b, child = here::here('text', 'b.Rmd'), echo=FALSE", ["Second."], 0),
        ("child='text/b.Rmd', eval=FALSE", [], 0),
        ("child=files", [], 0),
        ("child='text/c.Rmd'", [], 1),
    ],
)
def test_a_chunk_shows_each_of_its_children(head: str, shown: list[str], missing: int) -> None:
    result = built(
        {
            "index.Rmd": f"# Start\n\n```{{r {head}}}\n```\n\nEnd.\n",
            "_bookdown.yml": "rmd_files: [index.Rmd]",
            "a.Rmd": "First.\n",
            "text/b.Rmd": "Second.\n",
        }
    )
    assert told(result) == ["index.Rmd:3:1 unknown-include"] * missing
    home = page(result, "index.html") if result.site else ""
    assert [text for text in ("First.", "Second.") if text in home] == shown


@pytest.mark.parametrize(
    "sources",
    [
        {"content/metadata.yaml": "title: T\n", "content/01.a.md": "## A\n\n{}\n", "content/02.b.md": "## B\n\n{}\n"},
        {"metadata.yaml": "title: T\n", "01-a.md": "# A\n\n{}\n", "02-b.md": "# B\n\n{}\n"},
    ],
)
def test_whatever_has_an_id_is_led_to_from_any_text_of_one_document(sources: dict[str, str]) -> None:
    first, second = (path for path in sources if path.endswith(".md"))
    sources[first] = sources[first].format("[DNA](#dna), [b](#b) and [lost](#lost).")
    sources[second] = sources[second].format("[DNA]{#dna}\n  ~ An acid")
    result = built({**sources})
    assert told(result) == [f"{first}:3:26 dead-anchor"]
    assert '<a href="b/index.html#dna">DNA</a>, <a href="b/index.html">b</a>' in "".join(
        map(bytes.decode, (content for path, content in result.site.items() if path.name == "index.html"))
    ).replace("../b/", "b/")


def test_what_templates_print_beside_the_text_is_told_of() -> None:
    head = 'title: T\nauthornote: |\n  We thank all of them.\nthanks: "*"\nappendix:\n  - supplement.Rmd\n  - Letters\n'
    result = built({"paper.Rmd": f"---\n{head}---\n\n# Start\n\nText.\n"})
    assert told(result) == ["paper.Rmd:3:13 left-out", "paper.Rmd:7:5 left-out"]


def test_a_thesis_of_oxforddown_has_its_abstract_its_quotes_for_paper_alone_and_its_titles() -> None:
    title = "title: |\n  `Rest`: \\\n  A Study\n"
    abstract = 'abstract: |\n  `r paste(readLines(here("front", "_abstract.Rmd")), collapse = \'\\n  \')`\n'
    quote = "```{block, type='savequote', include=knitr::is_latex_output(), author='(ref:who)'}\nOn paper.\n```\n"
    result = built(
        {
            "_bookdown.yml": "rmd_files: [index.Rmd, 01--a.Rmd, 02-b.Rmd, 03-c.Rmd]\n",
            "index.Rmd": f"---\n{title}{abstract}---\n\nText.\n",
            "front/_abstract.Rmd": "What *it* is about, @hall2017.\n",
            "01--a.Rmd": f"{quote}(ref:who) --- A.B.\n\n# First\n\\minitoc <!-- of this -->\n<!-- more -->\n\nA.\n",
            "02-b.Rmd": "## Within the first\n\n![B](b.png){#fig:b}\n\n\\@ref(fig:b)\n",
            "03-c.Rmd": "`r if(!knitr:::is_latex_output()) '# (APPENDIX) Appendix {-}'`\n\nA motto.\n\n# Third\n\nC.\n",
            "b.png": b"png",
        }
    )
    assert told(result) == []
    home, first, second, third = (page(result, f"{way}index.html") for way in ("", "a/", "b/", "c/"))
    assert "<title>Rest: A Study</title>" in home
    assert "What <em>it</em> is about" in home
    assert 'data-cites="hall2017"' in home
    assert "On paper" not in first
    assert "A.B." not in first
    assert '<span class="header-section-number">1</span> First</h1>' in first
    assert '<span class="header-section-number">1.1</span> Within the first</h2>' in second
    assert "Figure\N{NO-BREAK SPACE}1.1" in second
    assert '<span class="header-section-number">A</span> Third</h1>' in third
    assert "A motto." in third


def test_a_numbered_text_without_a_title_is_named_by_its_file() -> None:
    ours = built({"review.yaml": "number_sections: true\n", "content/10-our_methods.md": "Text.\n"})
    assert '<span class="header-section-number">1</span> Our methods</h1>' in page(ours, "our-methods/index.html")


def test_a_template_of_manubot_in_a_comment_is_not_told_of() -> None:
    text = "## A\n\n<!-- {% for each in authors %}\n{{each.name}}\n{% endfor %} -->\n\nText {{ other }}.\n"
    result = built({"content/metadata.yaml": "title: T\n", "content/01.a.md": text})
    assert told(result) == ["content/01.a.md:7:6 unfilled-variable"]


def test_lines_that_latex_ends_by_hand_are_lines() -> None:
    text = "# Start\n\n\\begin{flushright}\nAnn Doe \\\\\nOxford \\\\[1ex]\n\\end{flushright}\n"
    assert "Ann Doe<br>\n" in re.sub(" (?=<br>)", "", page(built({"paper.md": text}), "index.html"))


def test_chapters_in_a_folder_stand_between_the_abstract_and_the_appendix_beside_it() -> None:
    texts = ("abstract.md", "appendices.md", "notes.md", "README.md", "chapters/01-a.md", "chapters/02-b.md")
    sources: Sources = {name: f"# Of {name}\n\nText [@doe].\n" for name in texts}
    result = built({**sources, "bib/all.bib": "@book{doe, title={T}, year={2001}}\n"}, bibliography=None)
    assert told(result) == []
    listed = re.findall(r'<li><a href="([^"]+)/index.html">Of', page(result, "index.html"))
    assert list(dict.fromkeys(listed)) == ["abstract", "chapters/a", "chapters/b", "appendices"]
    assert PurePosixPath("studies/doe/index.html") in result.site
    main = built({**sources, "thesis.md": "# Thesis\n\nText.\n"})
    assert "chapters/01-a.md:1:1 left-out" in told(main)
    assert any(each.hint.endswith("site-builder build chapters") for each in main.diagnostics)


@pytest.mark.parametrize("named", ["", "bibliography: source/of.bib\n", "bibliography: of.bib\n"])
def test_metadata_for_pandoc_may_lie_beside_the_chapters(named: str) -> None:
    sources: Sources = {
        "README.md": "# A template\n",
        "source/metadata.yml": f"---\ntitle: Rest\nauthor: Ann Doe\n{named}---\n",
        "source/01_one.md": "# One\n\nText by [@doe].\n",
        "source/02_two.md": "# Two\n",
        "source/of.bib": "@book{doe, title={T}, year={2001}}\n",
    }
    result = built(sources, bibliography=None)
    assert told(result) == []
    home = page(result, "index.html")
    assert "<h1>Rest</h1>" in home
    assert "Ann Doe" in home
    assert PurePosixPath("studies/doe/index.html") in result.site


@pytest.mark.parametrize("title", ["# Aims\n", "Aims\n====\n"])
def test_the_abstract_of_a_book_stands_below_the_title_of_its_first_chapter(title: str) -> None:
    sources: Sources = {
        "metadata.yml": "---\ntitle: Rest\nabstract: In *brief*.\nnumbersections: true\n---\n",
        "chapters/01-one.md": f"{title}\nText.\n",
        "chapters/02-two.md": "# Methods\n",
    }
    result = built(sources)
    first = page(result, "chapters/one/index.html")
    assert re.findall("<h[12][^>]*>(.*)</h", first)[:1] == ['<span class="header-section-number">1</span> Aims']
    shown = ("<strong>Abstract</strong>", "In <em>brief</em>", "<hr", ">Text.<")
    assert sorted(map(first.index, shown)) == [*map(first.index, shown)]
    assert ">2 Methods</a>" in page(result, "index.html")


@pytest.mark.parametrize("folder", ["", "src/"])
def test_a_text_that_is_metadata_alone_speaks_for_those_beside_it(folder: str) -> None:
    sources: Sources = {
        "README.md": "# A repository\n",
        f"{folder}about.md": "---\ntitle: Rest\nbibliography: references.bib\n---\n",
        f"{folder}one.md": "# One\n\nText by @hall2017.\n",
        f"{folder}two.md": "# Two\n",
    }
    result = built(sources)
    assert told(result) == []
    home = page(result, "index.html")
    assert "<h1>Rest</h1>" in home
    assert f'<li><a href="{folder}one/index.html">One</a>' in home
    assert PurePosixPath(f"{folder}about/index.html") not in result.site


def test_texts_without_numbers_ahead_of_their_names_stand_as_books_have_them() -> None:
    names = (
        "abstract",
        "introduction",
        "chapter-2",
        "chapter-10",
        "methods",
        "conclusions",
        "bibliography",
        "appendix",
    )
    for folder in ("", "src/"):
        result = built({f"{folder}{name}.md": f"# Of {name}\n\nText.\n" for name in names})
        assert re.findall(r'<li><a href="[^"]*">Of ([\w-]+)</a>', page(result, "index.html")) == [*names]
    mixed = built({f"{name}.md": f"# Of {name}\n" for name in ("preface", "2-a", "10-b", "more", "glossary")})
    assert re.findall(r'<li><a href="[^"]*">Of ([\w-]+)</a>', page(mixed, "index.html"))[:2] == ["preface", "2-a"]


def test_a_readme_alone_tells_where_texts_are() -> None:
    sources: Sources = {"README.md": "# A repository\n", "a/one.md": "# One\n", "a/two.md": "# Two\n", "b/x.md": "X\n"}
    result = built(sources)
    assert told(result) == ["README.md:1:1 no-content"]
    assert any(each.hint.endswith("site-builder build a") for each in result.diagnostics)


def test_texts_in_content_with_metadata_for_pandoc_are_its_book() -> None:
    result = built(
        {
            "metadata.yml": "---\ntitle: Rest\nabstract:\n  In *brief*.\n---\n",
            "bibliography.yml": "references:\n- id: doe\n  type: book\n  title: T\n  issued: {year: 2001}\n",
            "content/01-a.md": "# A\n\nText by [@doe].\n\n![A map](images/map.png)\n",
            "content/02-b.md": "# B\n\n[@lost]\n",
            "images/map.png": b"png",
        },
        bibliography=None,
    )
    assert told(result) == ["content/02-b.md:3:2 unknown-citation-key"]
    first = page(result, "content/a/index.html")
    assert "In <em>brief</em>" in first
    assert 'data-cites="doe"' in first
    assert 'src="../../images/map.png' in first


def test_commands_for_mathematics_hold_in_all_texts_of_one_document() -> None:
    head = "---\ntitle: T\nheader-includes:\n- \\def\\bb{\\beta}\n- \\usepackage{setspace}\n---\n\n"
    sources: Sources = {
        "index.Rmd": f"{head}\\newcommand{{\\E}}{{\\mathbb{{E}}}}\n\n$\\bb$\n",
        "01-a.Rmd": "# A\n\n$\\E(\\bb)$\n",
    }
    result = built(sources)
    assert told(result) == []
    assert "<mi>β</mi>" in page(result, "a/index.html")


def test_commands_that_a_preamble_for_latex_defines_are_known() -> None:
    sources: Sources = {
        "thesis.md": "# A\n\n$\\Sets{x} \\own$\n\n\\newcommand{\\own}{\\gamma}\n",
        "header.tex": "\\usepackage{tikz}\n\\newcommand{\\Sets}[1]{\\mathbb{#1}} % sets\n\\def\\own{\\beta}\n",
    }
    result = built(sources)
    assert told(result) == []
    shown = page(result, "index.html")
    assert "𝕩" in shown
    assert "<mi>γ</mi>" in shown


def test_a_manuscript_below_a_folder_without_texts_is_told_of() -> None:
    sources: Sources = {"README.md": "# A repository\n\nText.\n", "doc/manuscript.Rmd": "# Rest\n\nText.\n"}
    assert told(built(sources)) == ["doc/manuscript.Rmd:1:1 no-content"]


def test_a_labelled_div_of_html_with_pictures_is_a_figure_as_for_pandoc_crossref() -> None:
    pictures = "![One](a.png){#fig:a}\n![Two](a.png){#fig:b}\n\nBoth by @hall2017.\n"
    text = f'# Start\n\nSee @fig:all and @fig:b.\n\n<div id="fig:all">\n{pictures}</div>\n\nEnd.\n'
    result = built({"paper.md": text, "a.png": b"png"})
    assert told(result) == []
    home = page(result, "index.html")
    assert '<figure id="fig:all"' in home
    assert "Figure\N{NO-BREAK SPACE}1b" in home
    assert re.search(r"<figcaption>[^\n]*Two", home)
    assert re.search(r"<figcaption>[^\n]*Both by", home)


def test_titles_have_curly_marks_and_stand_once() -> None:
    head = "---\ntitle: \"Ann's *rest* -- a 'review'...\"\ndescription: It's short\n---\n\nText.\n"
    home = page(built({"_bookdown.yml": "{}\n", "index.Rmd": head, "01-a.Rmd": "# A\n"}), "index.html")
    assert re.findall("<h[12][^>]*>(.*Ann.*)</h", home) == ["Ann’s <em>rest</em> – a ‘review’…"]
    assert "<title>Ann’s rest – a ‘review’…</title>" in home
    assert '<meta name="description" content="It’s short">' in home


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
    result = build(read_files(tmp_path, tmp_path / "output")[0])
    assert told(result) == []
    assert {str(path) for path in result.site} & {*files} == {"figures/map.html"}


@pytest.mark.parametrize("name", ["paper.md", "index.Rmd"])
def test_a_title_with_a_subtitle_stands_once(name: str) -> None:
    result = built({name: "---\ntitle: The *lab*\nsubtitle: A study\n---\n\n# Welcome {-}\n\nText.\n"})
    for address in ("index.html", "print/index.html"):
        titles = [re.sub("<[^>]*>", "", title) for title in re.findall("<h[12].*</h[12]>", page(result, address))]
        assert titles[:2] == ["The lab: A study", "Welcome"]


def test_the_home_page_of_a_titled_site_keeps_its_subtitle() -> None:
    index = "---\ntitle: Lab\nsubtitle: With *care*\n---\n\nText.\n"
    for stated, times in (("title: Lab", 1), ("title: Lab, subtitle: Care", 0)):
        whole = f"project: {{type: book}}\nbook: {{{stated}, chapters: [index.qmd]}}\n"
        home = page(built({"_quarto.yml": whole, "index.qmd": index}), "index.html")
        assert home.count(">With <em>care</em></p>") == times


UNDERLINED = "Title {#one}\n============\n\nOf [More].\n\nMore\n----\n\nText.\n\n### Deep\n\n~~~\n\nCode\n====\n~~~\n"


@pytest.mark.parametrize(
    "sources",
    [
        {"content/metadata.yaml": "title: T\n", "content/01.a.md": UNDERLINED},
        {"_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd, a.qmd]}\n", "a.qmd": UNDERLINED}
        | {"index.qmd": "# Start {.unnumbered}\n"},
        {"_bookdown.yml": "{}\n", "index.Rmd": "# Start {-}\n", "a.Rmd": UNDERLINED},
    ],
    ids=["manubot", "quarto", "bookdown"],
)
def test_headings_may_be_underlined(sources: Sources) -> None:
    shown = re.sub(r'<span class="header-section-number">[^<]*</span> ', "", page(built(sources), "a/index.html"))
    headings = re.findall(r"<h(\d)[^>]*>([^<]+)<", shown)
    assert headings[:3] == [("1", "Title"), ("2", "More"), ("3", "Deep")]
    assert "Code\n====" in shown


def test_underlined_headings_may_begin_appendices_and_be_linked_to_by_name() -> None:
    sources: Sources = {
        "_bookdown.yml": "{}\n",
        "index.Rmd": "# Start {-}\n\nSee [More].\n",
        "01-one.Rmd": UNDERLINED,
        "02-two.Rmd": "(APPENDIX) Appendix {-}\n=======\n\nExtra\n=====\n\nText.\n\nThe row   is a table's\n------\n",
    }
    result = built(sources)
    assert 'href="one/index.html#more">More</a>' in page(result, "index.html")
    assert '<span class="header-section-number">A</span> Extra</h1>' in page(result, "two/index.html")


@pytest.mark.parametrize(
    ("files", "shown", "wrong"),
    [
        (["figures/map.png", "figures/map.pdf"], 'src="figures/map.png', []),
        (["figures/map.pdf"], 'href="figures/map.pdf', ["paper.md:4:1 left-out"]),
        (["figures/map"], 'src="figures/map', []),
        ([], 'src="figures/map"', ["paper.md:4:1 dead-link"]),
    ],
)
def test_latex_s_pictures_need_no_ends_of_their_names(files: list[str], shown: str, wrong: list[str]) -> None:
    latex = "\\begin{figure}\n\\includegraphics[width=5cm]{figures/map}\\caption{A map of all}\n\\end{figure}"
    result = built({"paper.md": f"# Start\n\n{latex}\n", **dict.fromkeys(files, b"png")})
    assert told(result) == wrong
    assert shown in page(result, "index.html")


@pytest.mark.parametrize(("written", "lang"), [("english", "en-US"), ("ngerman", "de-DE"), ("en_GB", "en-GB")])
def test_languages_may_have_the_names_that_latex_gives_them(written: str, lang: str) -> None:
    result = built({"paper.md": f"---\nlang: {written}\n---\n\nText.\n"})
    assert told(result) == []
    assert f'<html lang="{lang}">' in page(result, "index.html")
