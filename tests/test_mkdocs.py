"""Sites for MkDocs: what they list and say, and the blocks, snippets and attributes of Python-Markdown."""

from __future__ import annotations

import re

import pytest

from tests.foreign_projects import Sources, built_project, page, reported
from tests.projects import BIBLIOGRAPHY

SITE = """
site_name: Handbook of lakes
site_author: Ann Doe
theme: {name: material, language: de}
plugins:
  - search
  - bibtex: {bib_file: docs/refs.bib}
markdown_extensions:
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav:
  - Start: index.md
  - Basics:
      - zebra.md
      - Text: text.md
  - Elsewhere: https://example.org
"""
BOOK: Sources = {
    "mkdocs.yml": SITE,
    "README.md": "# Code\n",
    "docs/index.md": "---\ntitle: Welcome\n---\n\nHello.\n",
    "docs/zebra.md": "# Zebra\n\nBy [@hall2017].\n",
    "docs/refs.bib": BIBLIOGRAPHY,
    "docs/a.png": b"png",
}


def text(written: str, **more: str) -> str:
    result = built_project({**BOOK, **more, "docs/text.md": f"# Text\n\n{written}\n"}, bibliography=None)
    assert reported(result) == []
    return page(result, "docs/text/index.html").partition('id="cited"')[0]


def plain(shown: str) -> str:
    return " ".join(re.sub(r"<annotation.*?</annotation>|<[^<>]*>", "", shown).split())


def test_a_site_without_a_nav_has_the_name_language_and_extensions_of_its_file() -> None:
    said = "site_name: Lakes\nsite_author: Ann Doe\ntheme: {language: de}\nmarkdown_extensions: [nl2br]\n"
    result = built_project(
        {"mkdocs.yml": said, "docs/index.md": "# A\n\nOne\ntwo.\n", "docs/b.md": "# B\n\nBy [@hall2017].\n"}
    )
    assert reported(result) == []
    home = page(result, "index.html")
    for part in ('<html lang="de"', "<title>Lakes", "Ann Doe", "One<br"):
        assert part in home


def test_texts_are_in_the_order_of_the_nav_below_the_name_of_the_site() -> None:
    result = built_project({**BOOK, "docs/text.md": "# Text\n"}, bibliography=None)
    assert reported(result) == []
    home = page(result, "index.html")
    assert "<h1>Handbook of lakes</h1>" in home
    assert "Ann Doe" in home
    assert '<html lang="de"' in home
    assert [home.index(f">{title}<") for title in ("Basics", "Zebra", "Text")] == sorted(
        home.index(f">{title}<") for title in ("Basics", "Zebra", "Text")
    )
    assert "Hall, 2017" in page(result, "docs/zebra/index.html")


def test_a_paper_beside_a_manual_is_the_work() -> None:
    result = built_project({**BOOK, "paper.md": "---\ntitle: Paper\n---\n\n# A\n\nText.\n"}, bibliography=None)
    assert "<h1>Paper</h1>" in page(result, "index.html")


@pytest.mark.parametrize(
    ("opening", "kind", "title"),
    [
        ("!!! note", "note", ""),
        ('!!! warning inline end "Mind *this*"', "warning", "Mind <em>this</em>"),
        ('??? tip "More"', "tip", "More"),
        ('???+ quote "Said"', "quotation", "Said"),
        ("!!! question", "question", "Question"),
    ],
)
def test_text_further_in_below_a_sign_is_a_callout(opening: str, kind: str, title: str) -> None:
    shown = text(f"{opening}\n    First [@hall2017].\n\n    Second.\n\n    - item\n        - inner\n\nBehind.")
    assert f"callout-{kind}" in shown
    assert title in shown
    assert ("<details" in shown.rpartition(f"callout-{kind}")[0][-40:]) is opening.startswith("?")
    assert "(Hall, 2017)" in plain(shown)
    inside = shown.partition(f"callout-{kind}")[2]
    assert "<pre" not in inside
    assert inside.index("Second.") < inside.index("inner") < inside.index("Behind.")
    assert re.search(r"</(?:aside|details)>\s*<p[^>]*>Behind\.", inside)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('=== "Author\'s view"\n\n    Inside.', "Author’s view"),
        ('!!! note "The "best" one"\n    Inside.', "The “best” one"),
        ('!!! note "A tab"\n\tInside.\n\n\tMore.', "A tab"),
        ('??? "Only a title"\n    Inside.', "Only a title"),
    ],
)
def test_titles_with_quotation_marks_margins_of_tabs_and_titles_alone_make_blocks(written: str, title: str) -> None:
    shown = text(f"{written}\n\nBehind.").partition("<main")[2]
    assert not re.search("===|!!!|[?]{3}|<pre", shown)
    assert shown.index(title) < shown.index("Inside.") < shown.index("Behind.")


def test_callouts_are_in_callouts_and_in_lists() -> None:
    code = "            ```r\n            x\n            ```\n"
    shown = text(f"- item\n\n    !!! note\n        Inside.\n\n        !!! tip\n            Deeper.\n\n{code}")
    assert shown.index("<li") < shown.index("callout-note") < shown.index("callout-tip") < shown.index("Deeper.")
    assert "!!!" not in shown
    assert "```" not in shown


def test_tabs_stand_one_below_another() -> None:
    shown = text('=== "R"\n\n    ```r\n    !!! note\n    ```\n\n=== "Python"\n\n    Text.\n')
    assert shown.index("<strong>R</strong>") < shown.index("!!! note") < shown.index("<strong>Python</strong>")
    assert "===" not in shown


def test_what_is_between_slashes_is_a_callout_or_the_caption_of_an_image() -> None:
    shown = text(
        "![Alt](a.png)\n/// caption\nA *caption* [@hall2017].\n///\n\n/// note | Title\nInside.\n///\n\n"
        "/// details | More\n    type: warning\n\nHidden.\n///"
    )
    assert "A <em>caption</em>" in shown.partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert 'alt="Alt"' in shown
    assert (
        shown.index("callout-note") < shown.index("Inside.") < shown.index("callout-warning") < shown.index("Hidden.")
    )
    assert "///" not in shown
    assert "type: warning" not in shown


@pytest.mark.parametrize("named", ["part.md", "docs/part.md"])
def test_snippets_are_where_they_are_named(named: str) -> None:
    parts = {"docs/part.md": "out\n\n<!-- --8<-- [start:a] -->\nThe *part*.\n<!-- --8<-- [end:a] -->\n"}
    assert "The <em>part</em>." in text(f'--8<-- "{named}"', **parts)
    shown = text(f'--8<-- "{named}:a"', **parts)
    assert "The <em>part</em>." in shown
    assert ">out<" not in shown


def test_code_of_another_file_is_in_code() -> None:
    assert "x = 1" in plain(text('```python\n--8<-- "docs/code.py"\n```', **{"docs/code.py": "x = 1\n"}))


def test_snippets_within_a_block_stay_in_it_and_one_line_number_is_where_it_begins() -> None:
    parts = {"docs/part.md": "one\ntwo\n\nthree\n"}
    shown = text('!!! note\n\n    --8<-- "docs/part.md:2"\n\nBehind.', **parts)
    inside = shown.partition("callout-note")[2]
    assert "8<" not in shown
    assert "one" not in inside
    assert inside.index("two") < inside.index("three") < inside.index("</aside>") < inside.index("Behind.")
    named = "    docs/part.md:1:1\n    ; docs/lost.md\n\n    docs/part.md:4:4"
    both = text(f"!!! tip\n\n    --8<--\n{named}\n    --8<--\n\nEnd.", **parts)
    inside = both.partition("callout-tip")[2]
    assert "8<" not in both
    assert inside.index("one") < inside.index("three") < inside.index("</aside>") < inside.index("End.")
    only = text('--8<-- "docs/part.md:2:2"', **parts)
    assert "two" in only
    assert "three" not in only


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("## Below {: #low }\n\n[x](#low)", 'id="low"'),
        ('![A](a.png){: width="50%" }', 'class="width-50"'),
        ("A paragraph.\n{: .small #par }\n\n[x](#par)", 'id="par"'),
        ("1. item\n   {: .small }\n", ">item<"),
        ("`#!python print(1)`", "<code>print(1)</code>"),
        ("[Go :material-arrow-right:{ .big }](zebra.md)", ">Go </a>"),
        ("`:material-check:`", "<code>:material-check:</code>"),
        (r"So \( a^2 \).", "<math"),
        (r"So $\{: x \}$ and {:} and { .b }.", "{:} and { .b }"),
    ],
)
def test_attributes_icons_and_mathematics_are_what_python_markdown_takes_them_for(written: str, shown: str) -> None:
    made = text(written)
    assert shown in made
    assert "{: " not in plain(made)


@pytest.mark.parametrize("fence", ["<!--\n```\n-->", "```so``` it is", "!!! note\n    ```so``` it is\n\n    More."])
def test_a_fence_in_a_comment_or_within_a_line_begins_no_code(fence: str) -> None:
    result = built_project({"paper.md": f"# One {{: .lead}}\n\n{fence}\n\nAs in \\citet{{hall2017}}.\n"})
    assert reported(result) == []
    assert 'data-cites="hall2017"' in page(result, "index.html")


def test_a_callout_is_led_to_by_the_label_in_its_title() -> None:
    shown = text('!!! theorem "Fixed points {#thm-fix}"\n    Each has one.\n\nSee [it](#thm-fix).')
    assert 'id="thm-fix"' in shown
    assert "Fixed points" in shown
    assert "{#" not in plain(shown)


def test_a_site_without_a_bibliography_is_the_work_of_its_folder() -> None:
    sources: Sources = {
        "mkdocs.yml": "site_name: Lakes\nnav:\n- index.md\n- More: deep/more.md\n",
        "README.md": "# Code\n",
    }
    texts: Sources = {"docs/index.md": "# Start\n\nHello.\n", "docs/deep/more.md": "# More\n\nText.\n"}
    result = built_project({**sources, **texts}, bibliography=None)
    assert reported(result) == []
    assert "<h1>Lakes</h1>" in page(result, "index.html")
    assert "<h1>More</h1>" in page(result, "docs/deep/more/index.html")
