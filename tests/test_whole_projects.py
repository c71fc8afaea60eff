"""Whole projects of hostile text: a build raises nothing, gives the same bytes again, and makes no text into markup.

The text is planted with an element, an attribute and an address. Below the front matter of Markdown files, raw HTML may
be HTML: there the signs that would make it so are written as entities.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import PurePosixPath

import html5lib
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from site_builder.build import build
from tests.projects import project

EVIL = (
    "<x-evil>",
    "</p><x-evil a='b'>",
    '"><x-evil>',
    "' x-evil='",
    '" x-evil="',
    "javascript:x-evil",
    "java\tscript:x-evil",
    "</script><x-evil>",
    "</title><x-evil>",
    "<!--<x-evil>",
    "]]><x-evil>",
    "&lt;x-evil&gt;",
    "&#60;x-evil>",
    "{{ x_evil }}",
)
PLAIN = (
    "a",
    "Ü",
    "2020",
    " ",
    "\n",
    "-",
    "@a",
    "@b",
    "[@a]",
    "*",
    "`",
    "_",
    ":",
    ",",
    ";",
    ".",
    "{",
    "}",
    "[",
    "](",
    "\\",
    "$",
    "#",
)
TEXT = st.lists(st.sampled_from([*EVIL, *PLAIN, "‘", "“", "<i>", "%", "|"]), max_size=6).map("".join)
# As HTML from Markdown is what an author may write, the element is planted there so that it is text.
MARKDOWN = TEXT.map(lambda text: text.replace("<", "&lt;"))
KEYS = st.sampled_from(["a", "b", "c2020", "<x-evil>", "a/b", "A", "é"])
FIELDS = (
    "title author journal publisher url doi note abstract keywords year pages volume editor series csl-medium".split()
)


def quoted(text: str) -> str:
    return json.dumps(text)


@st.composite
def entries(draw: st.DrawFn) -> str:
    fields = draw(st.dictionaries(st.sampled_from(FIELDS), TEXT, max_size=5))
    kind = draw(st.sampled_from(["article", "book", "misc", "online", "x-evil"]))
    return f"@{kind}{{{draw(KEYS)}, " + ", ".join(f"{name} = {{{value}}}" for name, value in fields.items()) + "}\n"


@st.composite
def notes(draw: st.DrawFn) -> str:
    text = draw(TEXT)
    fact = (
        f"facts: [{{field: {quoted(draw(TEXT) or 'x')}, value: {quoted(draw(TEXT) or 'y')}, source: {quoted(text)}}}]"
    )
    return (
        f"---\ntitle: {quoted(draw(TEXT))}\nsummary: {quoted(text)}\nkeywords: [{quoted(draw(TEXT))}]\n"
        f"facets: {{f: [{quoted(draw(TEXT))}]}}\ncautions: [{quoted(text)}]\n{fact}\n---\n{draw(MARKDOWN)}\n"
    )


@st.composite
def sections(draw: st.DrawFn) -> str:
    prefix, suffix, text = draw(TEXT), draw(TEXT), draw(MARKDOWN)
    return (
        f"---\ntitle: {quoted(draw(TEXT))}\ndescription: {quoted(draw(TEXT))}\n---\n# {text}\n\n"
        f"{draw(MARKDOWN)} [{prefix.replace('<', '&lt;')} @a, p. {suffix.replace('<', '&lt;')}; @b]\n\n"
        f"| {text} |\n|---|\n| {text} @a |\n\n: {text} {{#tbl-{draw(MARKDOWN)}}}\n\n"
        f"::: {{.evidence-map rows={quoted(text)} columns=f}}\n{draw(MARKDOWN)}\n:::\n"
    )


@st.composite
def projects(draw: st.DrawFn) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "review.yaml": f"title: {quoted(draw(TEXT))}\nauthors: [{quoted(draw(TEXT))}]\n"
        f"description: {quoted(draw(TEXT))}\n"
        f"facets: {{f: {{label: {quoted(draw(TEXT))}, labels: {{a: {quoted(draw(TEXT))}}}}}}}\n"
        f"raw_html: {draw(st.sampled_from(['allow', 'refuse', 'sanitise']))}\n"
        f"citation_style: {draw(st.sampled_from(['apa', 'ieee', 'chicago-notes-bibliography']))}\n",
        "references.bib": "".join(draw(st.lists(entries(), min_size=1, max_size=4))),
        "content/index.md": draw(MARKDOWN),
        "content/10-a.md": draw(sections()),
        "content/studies/a.md": draw(notes()),
    }
    if draw(st.booleans()):
        files["content/keywords.yaml"] = f"k: {{label: {quoted(draw(TEXT))}, synonyms: [{quoted(draw(TEXT))}]}}\n"
    return files


class Planted(HTMLParser):
    """Finds in a page what was planted, where it has become markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "x-evil" in tag:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = re.sub(r"[\x00-\x20]", "", value or "").lower().startswith("javascript:")
            if "x-evil" in name or (scheme and name in ("href", "src", "action")):
                self.found.append(f"{tag} {name}={value}")


def planted(page: str) -> list[str]:
    parser = Planted()
    parser.feed(page)
    parser.close()
    elements = html5lib.parse(page, namespaceHTMLElements=False).iter()
    return [*parser.found, *(str(element.tag) for element in elements if "x-evil" in str(element.tag))]


def assert_harmless(files: Mapping[str, str | bytes]) -> None:
    first, second = (build(project(files, None)) for _ in range(2))
    assert first.site == second.site
    assert first.diagnostics == second.diagnostics
    assert PurePosixPath("index.html") in first.site
    for path, data in first.site.items():
        if path.suffix == ".html":
            assert planted(data.decode()) == [], path


# Shrinking takes minutes, since each try is two whole builds: what fails is printed as it was drawn.
@settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(projects())
def test_a_project_of_hostile_text_becomes_a_harmless_site(files: dict[str, str | bytes]) -> None:
    assert_harmless(files)


@pytest.mark.parametrize("page", ["<x-evil>", "<p x-evil=''>", "<a href=' Java\tscript:x'>"])
def test_planted_markup_is_found_in_a_page(page: str) -> None:
    assert planted(page)
