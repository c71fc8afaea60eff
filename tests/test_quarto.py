"""Books and websites of Quarto's to sites: menus, metadata, shortcodes, includes, what each page says of itself."""

from __future__ import annotations

import html
import json
import re
from pathlib import PurePosixPath

import pytest

from site_builder.diagnostics import Severity
from tests.foreign_projects import QUARTO, Sources, built_project, page, reported
from tests.projects import BIBLIOGRAPHY


def test_a_quarto_book() -> None:
    result = built_project(QUARTO)
    assert reported(result) == ["_shared.qmd:3:7 unknown-citation-key", "search.qmd:1:1 slug-clash"]
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
    result = built_project(
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
        "_pages/part.qmd": "# A part\n",
        "_posts/draft.qmd": "# A draft\n",
    }
    home = page(built_project(pages), "index.html")
    assert home.index("What is new") < home.index("How to begin")
    assert "For programmers" not in home
    assert "A repository" not in home
    assert not re.search("A part|A draft", home)
    only_one = str(pages["_quarto.yml"]) + "project:\n  render: ['*.qmd', '!install.qmd']\n"
    home = page(built_project({**pages, "_quarto.yml": only_one}), "index.html")
    assert "What is new" not in home
    assert "How to begin" not in home


@pytest.mark.parametrize("menu", ["", "website:\n  navbar:\n    left: [parts/aims.qmd]\n"])
def test_a_text_that_another_includes_is_a_page_only_if_a_menu_names_it(menu: str) -> None:
    texts: Sources = {
        "_quarto.yml": f"project:\n  type: manuscript\n{menu}",
        "index.qmd": "# Aims\n\n{{< include parts/aims.qmd >}}\n",
        "parts/aims.qmd": "We rest.\n",
    }
    result = built_project(texts)
    assert "We rest." in page(result, "index.html")
    assert (PurePosixPath("parts/aims/index.html") in result.site) is bool(menu)


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
    result = built_project(sources, None)
    assert reported(result) == ["_quarto.yml:2:29 unknown-include"]
    home = page(result, "index.html")
    assert '<html lang="de"' in home
    assert "Rest" in home
    assert "Hall (2017)" in page(result, "sub/b/index.html")
    assert 'class="header-section-number">1</span>' in page(result, "sub/b/index.html")


def test_a_text_of_quartos_names_further_files_of_metadata_beside_it() -> None:
    sources: Sources = {
        "paper.qmd": "---\ntitle: T\nmetadata-files: [numbers.yml]\n---\n\nOf {{< meta trees >}} trees.\n",
        "numbers.yml": "trees: 31\nauthor: Ann Bell\n",
    }
    result = built_project(sources, None)
    assert reported(result) == []
    assert "Of 31 trees." in page(result, "index.html")
    assert "Ann Bell" in page(result, "index.html")


def test_a_title_in_front_matter_may_end_with_attributes() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: B, chapters: [index.qmd, a.qmd, b.qmd, c.qmd]}\n",
        "index.qmd": "---\ntitle: Preface {.unnumbered}\n---\n\nAs in @sec-b.\n",
        "a.qmd": "---\ntitle: Set {a}\n---\n",
        "b.qmd": "---\ntitle: Results *now* {#sec-b}\n---\n\n## Found\n",
        "c.qmd": "---\ntitle: Thanks {-}\n---\n",
    }
    result = built_project(sources)
    assert reported(result) == []
    home = page(result, "index.html").replace("\N{NO-BREAK SPACE}", " ")
    assert ">Chapter 2</a>." in home
    assert "Set {a}" in home
    assert "{#" not in home
    number = '<span class="header-section-number">'
    assert f"<h1>{number}2</span> Results <em>now</em>" in page(result, "b/index.html")
    assert "<h1>Thanks" in page(result, "c/index.html")


def test_each_page_of_a_website_numbers_its_own_headings() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\nwebsite: {title: W}\nformat: {html: {number-sections: true}}\n",
        "index.qmd": "---\ntitle: W\n---\n\n## Hello\n",
        "a.qmd": "---\ntitle: Methods\n---\n\n## Search {#sec-s}\n\n### Where\n\n## Bias\n\nAs in @sec-s.\n",
        "b.qmd": "---\ntitle: Results\n---\n\n## Found\n",
        "c.qmd": "# Last\n\n## Within\n",
    }
    result = built_project(sources)
    assert reported(result) == []
    number = '<span class="header-section-number">'
    methods = page(result, "a/index.html")
    assert "<h1>Methods" in methods
    assert [f"{number}{count}</span>" in methods for count in ("1", "1.1", "2", "3")] == [True, True, True, False]
    assert re.search(r"Section 1</a>\.", methods.replace("\N{NO-BREAK SPACE}", " "))
    assert f"{number}1</span> Found" in page(result, "b/index.html")
    assert f"{number}1.1</span> Within" in page(result, "c/index.html")


def test_what_is_included_in_a_comment_is_not_missing() -> None:
    text = "# A\n\n<!--\n{{< include lost.qmd >}}\n-->\n\nText.\n"
    result = built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": text})
    assert reported(result) == []
    assert "Text." in page(result, "index.html")


def test_html_and_code_may_be_included() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\n",
        "index.qmd": "# A\n\n{{< include _a.html >}}\n\n```py\n{{< include b.py >}}\n{{< include c.py >}}\n```\n",
        "_a.html": "<p>By <b>me</b></p>\n",
        "b.py": "x = 1\n",
    }
    home = page(built_project(sources), "index.html")
    assert "<p>By <b>me</b></p>" in home
    assert re.search("x = .{0,30}1.{0,30}\n{{&lt; include c.py &gt;}}", home)


def test_what_quartodoc_would_link_is_a_name() -> None:
    text = "# A\n\n[](`a.b.c`), [](`~a.b.d`), [word](`a.e`) and `[](a.b)`.\n"
    result = built_project({"_quarto.yml": "{}\n", "index.qmd": text})
    assert reported(result) == []
    assert "<code>a.b.c</code>, <code>d</code>, word and <code>[](a.b)</code>." in page(result, "index.html")


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

By {{< kbd Ctrl-C mode=plain >}} or {{< kbd mac=Cmd-V win=Ctrl-V >}}.
"""
    sources: Sources = {
        "_quarto.yml": "website: {title: W}\nauthor: Ann Doe\n",
        "_variables.yml": "n: 7\nq: 'a: b'\n",
        "index.qmd": "# Start\n",
        "_a.md": "Included [@hall2017].\n",
        "a.qmd": head,
        "b.qmd": "---\ntitle: It is {{< var q >}}\nauthor: Ann Doe\n---\n\nText.\n",
    }
    result = built_project(sources)
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
    assert reported(result) == ["a.qmd:2:27 unknown-shortcode"]


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
    assert re.findall("«([^»]*)»", page(built_project(sources), "index.html").partition("<main")[2]) == seen


def test_drafts_of_a_website_are_no_pages() -> None:
    pages: Sources = {
        "_quarto.yml": "project: {type: website}\nwebsite: {drafts: [c.qmd]}\n",
        "index.qmd": "# Start\n",
        "a.qmd": "---\ntitle: A\ndraft: false\n---\n\nText.\n",
        "b.qmd": "---\ntitle: B\ndraft: true\n---\n\nSecret.\n",
        "c.qmd": "---\ntitle: C\n---\n\nSecret.\n",
    }
    result = built_project(pages)
    assert {f"{name}/index.html" for name in "abc"} & set(map(str, result.site)) == {"a/index.html"}
    assert [each for each in reported(result, Severity.ADVICE) if each.endswith("left-out")] == [
        "b.qmd:3:8 left-out",
        "c.qmd:1:1 left-out",
    ]
    hints = {str(each.location): each.hint for each in result.diagnostics}
    assert hints["b.qmd:3:8"] == "when it is ready, remove “draft: true”."
    assert hints["c.qmd:1:1"] == "when it is ready, take it out of the list “drafts”."
    shown = built_project({**pages, "_quarto.yml": "project: {type: website}\nwebsite: {draft-mode: visible}\n"})
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
    result = built_project({"_quarto.yml": "{}\n", "index.qmd": text, "c.png": b"png"})
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
    assert reported(result) == ["index.qmd:9:50 left-out", "index.qmd:12:1 unrun-code"]


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
    result = built_project({"_quarto.yml": f"project: {{type: website, title: Of it, render: {render}}}\n", **pages})
    made = (name for path, name in texts.items() if PurePosixPath(path).with_suffix("") / "index.html" in result.site)
    assert " ".join(made) == expected
    assert "<title>Of it</title>" in page(result, "index.html")


def test_a_menu_may_name_a_folder() -> None:
    menu = "website: {sidebar: {contents: [z.qmd, {auto: x/}, {section: S, contents: w}, {auto: 'v/*.qmd'}]}}\n"
    names = ("a", "v/b", "v/u/c", "w/README", "w/d", "x/e", "x/index", "z")
    pages: Sources = {f"{name}.qmd": f"# {name.upper()}\n" for name in names}
    home = page(
        built_project({"_quarto.yml": f"project: {{type: website}}\n{menu}", "index.qmd": "# Start\n", **pages}),
        "index.html",
    )
    shown = re.findall(r'<a href="[^"]*">([A-Z/]+)</a>', home.partition('class="sections"')[2])
    assert shown == ["Z", "X/INDEX", "X/E", "W/D", "V/B", "A", "V/U/C"]


def test_the_title_of_a_project_may_have_shortcodes() -> None:
    said = "website: {title: 'Course {{< var n >}} {{< fa flask >}}'}\n"
    result = built_project({"_quarto.yml": said, "_variables.yml": "n: 7\n", "index.qmd": "# Start\n"})
    assert "<title>Course 7</title>" in page(result, "index.html")
    assert [each.partition(" ")[2] for each in reported(result)] == ["unknown-shortcode"]


def test_words_without_their_explanation_films_and_pauses() -> None:
    text = (
        "---\ntitle: A\nformat: {clean-revealjs: default}\n---\n\n"
        '{{< acr PMF >}}s, {{< glossary "p value" display="p values" >}}, `r glossary("alpha")` and'
        ' `r glossary("panes", "slice")`.\n\n. . .\n\n{{< video a.mp4 title="A talk" >}}\n\n`. . .`\n'
    )
    result = built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": text, "a.mp4": b"film"})
    home = page(result, "index.html")
    assert "PMFs, p values, alpha and slice." in home
    assert home.partition("<main")[2].count(". . .") == 1
    assert re.search(r'<video src="a.mp4[^"]*" controls aria-label="A talk"></video>', home)
    assert reported(result) == ["index.qmd:6:1 unknown-shortcode", "index.qmd:6:19 unknown-shortcode"]


def test_a_list_of_pages_is_reported_and_escaped_shortcodes_are_shown() -> None:
    text = "---\nlisting: {contents: posts}\n---\n\n`{{{< meta x >}}}`\n\n```\n{{{< include y >}}}\n```\n"
    result = built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": text})
    assert reported(result) == ["index.qmd:2:10 left-out"]
    home = page(result, "index.html")
    assert "<code>{{&lt; meta x &gt;}}</code>" in home
    assert "<pre><code>{{&lt; include y &gt;}}" in home


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
        # A space at its end is no hindrance, unless the stars stand for names of files.
        (
            "**Note: **so, *it * and **a *b* **",
            "<strong>Note: </strong>so, <em>it </em> and <strong>a <em>b</em> </strong>",
        ),
        ("*.qmd and *.md, **a *b **c", "*.qmd and *.md, <strong>a *b </strong>c"),
        # Brackets that are only text: emphasis neither enters nor leaves them, unless nothing closes them.
        ("[kg*m] and [s*m], *a [b] c*", "[kg*m] and [s*m], <em>a [b] c</em>"),
        ("**[p*** < 0.05], *a [b c* d", "**[p*** &lt; 0.05], <em>a [b c</em> d"),
        # As Quarto's editor writes a break that is emphasised
        ("one.*\\\n*two", "one.<em><br>\n</em>two"),
    ],
)
def test_emphasis_beside_punctuation_is_pandocs(written: str, shown: str) -> None:
    home = page(
        built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": f"# A\n\n{written}.\n"}), "index.html"
    )
    assert f'<p id="par-1">{shown}.</p>' in home


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("- *a*\n- b", "<ul>\n<li><em>a</em></li>\n<li>b</li>\n</ul>"),
        ("```\nx\n```", "<pre><code>x\n</code></pre>"),
        ("<p>a\n<pre>\n- b</pre></p>", "<p>a\n<pre>\n- b</pre></p>"),
        ("    <b>\n    - a\n    </b>", "    <b>\n    - a\n    </b>"),
    ],
)
def test_markdown_begins_directly_below_a_tag(inside: str, expected: str) -> None:
    home = page(built_project({"paper.qmd": f"# One\n\n<div>\n{inside}\n</div>\n"}), "index.html")
    assert f"<div>\n{expected}\n</div>" in re.sub(' id="[^"]*"', "", home)


def test_no_emphasis_reaches_from_a_cell_of_html_into_the_next() -> None:
    cells = "<tr>\n<td>Bees*</td>\n<td>*Ants* by @hall2017</td>\n</tr>\n<tr>\n<td>(Wasps*)</td>\n</tr>"
    text = f"# A\n\n<table>\n{cells}\n</table>\n"
    home = page(built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": text}), "index.html")
    for cell in ("<td>Bees*</td>", "<td><em>Ants</em> by ", "<td>(Wasps*)</td>"):
        assert cell in home


def test_includes_that_never_end_are_named_where_they_stand() -> None:
    result = built_project(
        {
            "paper.md": "---\nbibliography: references.bib\n---\n\n{{< include _a.md >}}\n\n{{< include _lost.md >}}\n",
            "_a.md": "One.\n\n{{< include _a.md >}}\n\n@nobody\n",
        }
    )
    assert reported(result) == [
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
def test_what_is_wrong_in_an_included_text_is_reported_there(text: str, place: str) -> None:
    book = "project: {type: book}\nbook:\n  chapters: [index.qmd]\n"
    files: Sources = {"_quarto.yml": book, "index.qmd": "Text.\n\n{{< include _i.qmd >}}\n", "_i.qmd": text}
    assert f"{place} unknown-citation-key" in reported(built_project(files))


def test_shortcodes_in_code_stay_as_they_are() -> None:
    text = (
        "---\ntitle: T\n---\n\n`{{< meta title >}}` {{< meta title >}} {{{< meta title >}}}\n\n```\n{{< lost >}}\n```\n"
    )
    result = built_project({"essay.md": text})
    assert reported(result) == []
    assert "<code>{{&lt; meta title &gt;}}</code> T {{&lt; meta title &gt;}}" in page(result, "index.html")


def test_items_of_a_list_are_counted_from_one() -> None:
    head = "---\ntitle: T\nlabels: [one, two]\nrooms: [{size: 5}, {size: 7}]\nyears: {1: first}\n---\n\n"
    asked = "{{< meta labels.1 >}}, {{< meta rooms.2.size >}}, {{< meta years.1 >}}, {{< meta labels.0 >}}.\n"
    result = built_project({"index.qmd": f"{head}{asked}"})
    assert "one, 7, first, {{&lt; meta labels.0 &gt;}}." in page(result, "index.html")
    assert reported(result) == ["index.qmd:8:73 unfilled-variable"]


def test_options_of_a_diagram_are_no_text_of_it() -> None:
    result = built_project(
        {"index.qmd": "# Start\n\n```{mermaid}\n%%| fig-cap: A flow\n%%| label: fig-m\nA\n```\n\n@fig-m\n"}
    )
    assert "fig-cap" not in page(result, "index.html")
    assert "unknown-cross-reference" not in str(reported(result))


def test_a_shortcode_may_go_over_lines() -> None:
    text = "# A\n\nSee {{< video\n  https://example.org/v\n  title='How it goes'\n>}}\nhere.\n\n{{< lost\n\n> Quoted.\n"
    home = page(built_project({"index.qmd": text}), "index.html")
    assert 'See <a href="https://example.org/v">How it goes</a>' in home
    assert "<blockquote>" in home


def test_a_value_can_be_added_where_the_project_may_have_it() -> None:
    lost = "# A\n\n{{< meta lost >}} and {{< var lost >}}\n"
    quarto = built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": lost})
    assert [found.hint for found in quarto.diagnostics] == [
        "write it out, or add the key “lost” to the front matter.",
        "write it out, or add the key “lost” to a Quarto project's _variables.yml.",
    ]
    review = built_project({"content/10-a.md": lost})
    assert [found.hint for found in review.diagnostics] == [
        "write it out, or add the key “lost” to the front matter.",
        "write it out.",
    ]


@pytest.mark.parametrize("name", ["content/10-a.md", "content/studies/hall2017.md"])
def test_a_key_was_unknown_though_the_text_shows_its_value(name: str) -> None:
    asked = "{{< include /content/_shared.md >}}\n\nOf {{< meta review.n >}} studies.\n"
    files = {
        name: f"---\nn_studies: 42\nreview: {{n: 7}}\nyears: 3\nlost: 1\n---\n\n# A\n\n{asked}",
        "content/_shared.md": "All {{< meta n_studies >}}, `{{< meta years >}}`.\n",
    }
    result = built_project({**files, "references.bib": "@book{hall2017, title={T}, author={Hall, A.}, year=2017}\n"})
    assert reported(result) == [f"{name}:4:1 unknown-key", f"{name}:5:1 unknown-key"]
    assert any(b"All 42," in html and b"Of 7 studies" in html for html in result.site.values())


def test_an_include_within_a_line_is_reported_where_it_would_work() -> None:
    result = built_project(
        {"_quarto.yml": "project: {type: website}\n", "index.qmd": "A {{< include _a.md >}}\n", "_a.md": "B"}
    )
    assert [found.hint for found in result.diagnostics] == ["put it on a line of its own."]


def test_a_shortcode_of_an_extension_s_is_reported_once_in_a_text() -> None:
    result = built_project(
        {"index.qmd": "# A\n\nA {{< acr RCT >}}, a {{< acr ITT >}}.\n\nAn {{< acr RCT >}} {{< lost >}}.\n"}
    )
    assert reported(result) == ["index.qmd:3:3 unknown-shortcode", "index.qmd:5:20 unknown-shortcode"]
    assert any(each.message.endswith("It occurs 3 times in this text.") for each in result.diagnostics)
    assert "A RCT, a ITT." in page(result, "index.html")


def test_what_is_to_be_included_and_is_no_text_may_be_there() -> None:
    result = built_project({"index.qmd": "# A\n\n{{< include table.html >}}\n"})
    assert reported(result) == ["index.qmd:3:1 unknown-include"]
    assert "does not exist" not in result.diagnostics[0].message
    assert "table.md" in result.diagnostics[0].hint


def test_what_a_shortcode_would_fetch_leaves_no_mark() -> None:
    result = built_project(
        {"_quarto.yml": "project: {type: default}\n", "index.qmd": "# A\n\n{{< downloadthis a.csv >}}\n"}
    )
    assert reported(result) == ["index.qmd:3:1 unknown-shortcode"]
    assert "embed a.ipynb" not in page(result, "index.html")


def test_values_of_quartos_are_filled_in_in_code_options_and_the_description() -> None:
    text = (
        '---\ntitle: T\ndescription: "Of {{< var n >}}"\n---\n\n# A\n\n`x=={{< var n >}}`, `{{{< var n >}}}`.\n\n'
        "```bash\ny=={{< var n >}} {{< lost >}}\n```\n\n```{.bash shortcodes=false}\nz=={{< var n >}}\n```\n\n"
        '```{r}\n#| label: fig-a\n#| fig-cap: "Shows {{< var n >}}"\nplot()\n```\n'
    )
    result = built_project({"_quarto.yml": "website: {title: W}\n", "_variables.yml": "n: 7\n", "index.qmd": text})
    assert reported(result) == ["index.qmd:18:1 unrun-code"]
    home = html.unescape(re.sub("<[^>]*>", "", page(result, "index.html")))
    for shown in ("Of 7", "x==7, {{< var n >}}.", "y==7 {{< lost >}}", "z=={{< var n >}}", "Shows 7"):
        assert shown in home


def test_quarto_counts_only_chunks_whose_labels_say_their_kind() -> None:
    chunks = (
        "```{r}\n#| label: plain\n#| fig-cap: Not counted\nplot(1)\n```",
        '```{r}\n#| label: fig-one\n#| fig-cap: "One"\nplot(1)\n```',
        '```{r}\n#| label: sizes\nknitr::kable(x, caption = "No number")\n```',
        '```{r}\n#| label: tbl-ages\n#| echo: false\nknitr::kable(y, caption = "Of *ages*")\n```',
    )
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\n",
        "index.qmd": "\n\n".join(("# A", *chunks, "See @fig-one and @tbl-ages.\n")),
    }
    result = built_project(sources)
    shown = re.sub("<[^>]*>", "", page(result, "index.html")).replace("\N{NO-BREAK SPACE}", " ")
    assert "Figure 1. One" in shown
    assert "Table 1. Of ages" in shown
    assert "See Figure 1 and Table 1." in shown
    assert "\nNot counted" in shown
    assert "\nNo number" in shown


@pytest.mark.parametrize(
    "said",
    [
        '"Of $\\\\theta$ \\"so\\""',
        "'Of $\\theta$ \"so\"'",
        '|\n#|   Of $\\theta$\n#|   "so"',
        '[\'Of $\\theta$\', "\\"so\\""]',
    ],
)
def test_a_caption_in_quotation_marks_is_text_of_yaml(said: str) -> None:
    chunk = f"```{{r}}\n#| label: fig-one\n#| fig-cap: {said}\nplot(1)\n```\n"
    result = built_project({"_quarto.yml": "project: {type: website}\n", "index.qmd": f"# A\n\n{chunk}"})
    caption = page(result, "index.html").partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert "<mi>θ</mi>" in caption
    assert "“so”" in caption


@pytest.mark.parametrize(
    "picture",
    [
        "_freeze/parts/one/figure-html/fig-map-1.png",
        "parts/one_files/figure-html/fig-map-output-1.png",
        "docs/parts/one_files/figure-html/fig-map-1.png",
    ],
)
def test_a_picture_that_quarto_drew_is_shown_where_it_lies_in_the_project(picture: str) -> None:
    chunk = '```{{r}}\n#| label: {}\n#| fig-cap: "A map by @hall2017"\n#| results: hide\n{}plot(1)\n```\n\n'
    text = f"# One\n\nSee @fig-map.\n\n{chunk.format('fig-map', '')}{chunk.format('fig-no', '')}"
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: B, chapters: [index.qmd, parts/one.qmd]}\n",
        "index.qmd": "# Start\n",
        "parts/one.qmd": text,
    }
    result = built_project({**sources, picture: b"png", picture.replace("figure-html", "figure-docx"): b"png"})
    assert reported(result) == ["parts/one.qmd:12:1 unrun-code"]
    shown = page(result, "parts/one/index.html")
    assert f"figure-html/{PurePosixPath(picture).name}?h=" in shown
    assert "plot" in shown
    assert PurePosixPath(picture) in result.site
    unrun: Sources = {**sources, "parts/one.qmd": text.replace("results: hide", "eval: false")}
    assert "<img" not in page(built_project({**unrun, picture: b"png"}), "parts/one/index.html")


def test_what_quarto_keeps_of_a_text_that_it_ran_is_shown() -> None:
    text = (
        "# One\n\nThere are `r nrow(x)` people, of `{python} all`.\n\n`r n` of them.\n\n`r n` of these.\n\n"
        "```{r}\n#| label: tbl-a\n#| tbl-cap: Ages by @hall2017\nkable(x)\n```\n\n"
        "```{r}\n#| label: tbl-b\n#| echo: false\ngt(x)\n```\n\nSee @tbl-a and @tbl-b.\n"
    )
    shown = "::: {.cell-output-display}\n"
    html = "```{=html}\n<style>a {}</style><table><tr><td>html</td></tr></table>\n```\n"
    markdown = (
        "# One\n\nThere are 32 people, of **40**.\n\n7 of them.\n\n1 of these.\n\n2 of these.\n\n"
        f"::: {{#tbl-a .cell tbl-cap='Ages'}}\n````{{.r}}\n::: {{.x}}\n```\n````\n"
        f"{shown}\n| Age |\n|---|\n| 20 |\n:::\n:::\n\n"
        f"::: {{#tbl-b .cell}}\n{shown}\n{html}:::\n:::\n"
    )
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: B, chapters: [index.qmd, a.qmd]}\n",
        "index.qmd": "# Start\n",
        "a.qmd": text,
    }
    stored = json.dumps({"hash": "1", "result": {"engine": "knitr", "markdown": markdown}})
    result = built_project({**sources, "_freeze/a/execute-results/html.json": stored})
    assert reported(result) == ["a.qmd:7:1 unrun-code"]
    home = page(result, "a/index.html")
    assert "There are 32 people, of <strong>40</strong>." in home
    assert "7 of them." in home
    assert "<td>20</td>" in home
    assert "<table><tr><td>html</td></tr></table>" in home
    assert "{.cell" not in home
    for odd in ("", "[]", '{"result": {"markdown": 1}}'):
        assert "a.qmd:3:11 unrun-code" in reported(
            built_project({**sources, "_freeze/a/execute-results/html.json": odd})
        )


def test_what_a_book_of_quartos_lists_that_is_no_text_is_reported() -> None:
    listed = (
        '[index.qmd, run.R, "---", "https://example.org/a.html", {part: "In *vitro*, $x^2$", chapters: [a.qmd, b.py]}]'
    )
    sources: Sources = {
        "_quarto.yml": f"project: {{type: book}}\nbook:\n  title: B\n  chapters: {listed}\n",
        "index.qmd": "# Start\n",
        "run.R": "x\n",
        "a.qmd": "# A\n",
    }
    result = built_project(sources)
    assert [each.partition(" ")[2] for each in reported(result)] == ["unknown-include", "unknown-include"]
    assert ">In vitro, x²</h3>" in page(result, "index.html")


@pytest.mark.parametrize(
    "macros",
    [
        "macros: {\n  Set: ['\\\\mathcal{#1}', 1],\n  reals: \"{\\\\mathbb{R}}\", // R\n  Left: '\\\\left\\\\{',\n }",
        '\'Macros\': {"\\\\Set": "\\\\mathcal{#1}", "\\\\reals": "\\\\mathbb{R}"}',
    ],
)
def test_commands_of_a_header_for_mathjax_hold_for_all_mathematics(macros: str) -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: website}\nformat: {html: {include-in-header: static/mathjax.html}}\n",
        "index.qmd": "# A\n\nLet $x \\in \\Set X \\subset \\reals$.\n",
        "static/mathjax.html": f"<script>\nMathJax = {{ tex: {{ {macros}, tags: 'ams' }} }};\n</script>\n",
    }
    result = built_project(sources)
    assert reported(result) == []
    assert "ℝ" in page(result, "index.html")


@pytest.mark.parametrize(
    ("lang", "shown", "other"), [("en", "Rest", "de"), ("de-AT", "Ruhe", "en"), ("fr", "Ruhe", "en")]
)
def test_of_profiles_for_languages_one_is_built_where_none_is_the_default(lang: str, shown: str, other: str) -> None:
    sources: Sources = {
        "_quarto.yml": f"project: {{type: website}}\nlang: {lang}\n",
        "_quarto-de.yaml": "website: {title: Ruhe}\n",
        "_quarto-en.yml": "website: {title: Rest}\n",
        "_quarto-draft.yml": "website: {title: Draft}\n",
        "index.qmd": "# All\n\n::: {.content-visible when-profile=de}\nRuhe hier.\n:::\n\n"
        "::: {.content-visible when-profile=en}\nRest here.\n:::\n",
        "more.qmd": f"::: {{.content-visible unless-profile={other}}}\n# Of all\n\n::: {{.note}}\n:::\n:::\n",
    }
    result = built_project(sources)
    assert "<h1>Of all</h1>" in page(result, "more/index.html")
    home = page(result, "index.html")
    assert f"<h1>{shown}</h1>" in home
    assert f"{shown} h" in home
    assert ("Rest here" in home) != ("Ruhe hier" in home)
    assert [each.hint[-4:] for each in result.diagnostics if each.rule.name_ == "left-out"] == [f" {other}}}"]


def test_of_profiles_that_have_the_chapters_of_a_book_the_first_is_built() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: Rest}\n",
        "_quarto-long.yml": "book: {subtitle: At length, chapters: [index.qmd, a.qmd]}\n",
        "_quarto-short.yml": "book: {chapters: [index.qmd]}\n",
        "_quarto-web.yml": "lang: en\n",
        "index.qmd": "# P\n\n[In short.]{.content-visible when-profile=short}\n",
        "a.qmd": "# A\n",
        "b.qmd": "# B\n",
    }
    result = built_project(sources)
    assert reported(result) == ["_quarto-short.yml:1:1 left-out"]
    assert "At length" in page(result, "index.html")
    assert "In short." not in page(result, "index.html")
    assert (PurePosixPath("a/index.html") in result.site, PurePosixPath("b/index.html") in result.site) == (True, False)


def test_a_book_that_lists_no_chapters_has_all_texts() -> None:
    sources: Sources = {"_quarto.yml": "project: {type: book}\nbook: {title: Rest}\n", "a.qmd": "# A\n"}
    result = built_project({**sources, "index.qmd": "# P\n"})
    assert reported(result) == []
    assert "A</h1>" in page(result, "a/index.html")


def test_a_link_to_a_label_alone_leads_to_the_chapter_that_has_it() -> None:
    result = built_project(
        {
            "_quarto.yml": "project: {type: book}\nbook: {title: B, chapters: [index.qmd, a.qmd, b.qmd]}\n",
            "index.qmd": "# P\n",
            "a.qmd": "# A\n\nSee [there](#sec-t) and [no label](#how).\n",
            "b.qmd": "# B\n\n## T {#sec-t}\n\n## How\n",
        },
        None,
    )
    assert reported(result) == ["a.qmd:3:25 dead-anchor"]
    assert '<a href="../b/index.html#sec-t">there</a>' in page(result, "a/index.html")


def test_references_that_are_written_as_a_text_have_their_own_address_where_nothing_is_cited() -> None:
    sources: Sources = {
        "_quarto.yml": "project: {type: book}\nbook: {title: B, chapters: [index.qmd, 05-references.qmd]}\n",
        "index.qmd": "# P\n",
        "05-references.qmd": "# References\n\nAsh, A. (1999). *Trees*.\n",
    }
    result = built_project(sources, None)
    assert reported(result) == []
    assert "Ash, A. (1999)." in page(result, "references/index.html")


@pytest.mark.parametrize(
    "author",
    ["Fisheries Performance Section", "Observatorio de la Siesta", "Elm Science Center", "Lead: Dr. Ann Doe, MoSoc"],
)
def test_an_institution_or_one_with_a_role_has_no_family_name(author: str) -> None:
    book = f"project: {{type: book}}\nbook:\n  title: B\n  author: [{{name: '{author}'}}]\n  chapters: [index.qmd]\n"
    assert f"{author}. (n.d.)" in page(built_project({"_quarto.yml": book, "index.qmd": "# P\n"}, None), "index.html")


def test_authors_and_a_description_that_only_the_metadata_of_the_page_may_have_count() -> None:
    said = "author-meta: Ann Doe and Ben Roe\n  description-meta: Of lakes."
    book = f"project: {{type: book}}\nbook:\n  title: B\n  {said}\n  chapters: [index.qmd]\n"
    home = page(built_project({"_quarto.yml": book, "index.qmd": "# P\n"}, None), "index.html")
    assert "Doe, A., &amp; Roe, B. (n.d.)" in home
    assert "Of lakes." in home


@pytest.mark.parametrize("text", ["::: {.content-hidden}\nLost.[^a]\n:::\n", "[^b]: Unused.[^a]\n"])
def test_a_note_that_cites_and_whose_mark_is_not_shown_is_not_either(text: str) -> None:
    result = built_project(
        {"a.qmd": f"# Start\n\nText.\n\n{text}\n[^a]: By @hall2017, twice @hall2017.\n\n    # By @hall2017\n"}
    )
    assert not [each for each in reported(result) if not each.endswith("unused-footnote")]
    assert "twice" not in page(result, "index.html")


def test_what_is_wrong_in_a_file_is_said_if_one_of_the_places_that_include_it_is_shown() -> None:
    include = "{{< include _part.qmd >}}"
    texts = "".join(f'::: {{.content-visible when-format="{name}"}}\n{include}\n:::\n\n' for name in ("html", "pdf"))
    project = {"_quarto.yml": "project: {type: book}\nbook: {chapters: [index.qmd]}\n"}
    result = built_project({**project, "index.qmd": f"# A\n\n{texts}", "_part.qmd": "{{< other >}}\n"})
    assert reported(result) == ["_part.qmd:1:1 unknown-shortcode"]


def test_nothing_is_said_of_what_no_page_shows() -> None:
    inside = "{{< table-of-contents >}}\n\n::: {.note}\nFor `r sites` sites.\n:::\n\n{{< var none >}}\n"
    hidden = f'::: {{.content-hidden when-format="html"}}\n{inside}:::\n'
    other = f'::: {{.content-visible unless-profile="web"}}\n{inside}:::\n'
    project = {"_quarto.yml": "project: {type: book}\nprofile: {default: web}\nbook: {chapters: [index.qmd]}\n"}
    result = built_project({**project, "index.qmd": f"# A\n\n{hidden}\n{other}\nText.\n\n{{{{< other >}}}}\n"})
    assert reported(result) == ["index.qmd:25:1 unknown-shortcode"]
    assert "sites" not in page(result, "index.html")
