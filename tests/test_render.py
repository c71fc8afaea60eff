"""Templates: what they receive, what they escape, and what is said when they fail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup, escape

from site_builder.diagnostics import Diagnostic
from site_builder.model import Html
from site_builder.render import make_theme, render


@dataclass(frozen=True)
class View:
    text: str
    template: str = "page.html"


def rendered(templates: dict[str, str], view: View) -> tuple[str | None, tuple[Diagnostic, ...]]:
    data, problems = render(make_theme(templates.get, {"title": "Site"}), view)
    return None if data is None else data.decode(), problems


def test_a_template_receives_page_and_site() -> None:
    assert rendered({"page.html": "{{ page.text }} of {{ site.title }}"}, View("Page")) == ("Page of Site", ())


def test_text_is_escaped_and_html_is_not() -> None:
    template = {"page.html": "{{ page.text }}"}
    assert rendered(template, View("<b>&"))[0] == "&lt;b&gt;&amp;"
    assert rendered(template, View(Html("<b>x</b>")))[0] == "<b>x</b>"


def test_a_page_of_many_pieces_is_made_to_its_end() -> None:
    template = {"page.html": "{% for part in page.text %}{{ part if part == 'b' }}{% endfor %}."}
    assert rendered(template, View("b" + 900 * "a" + 900 * "b"))[0] == f"{901 * 'b'}."


@pytest.mark.parametrize("value", ["a", "&", "<", ">", '"', "'", "", 7, Html("<b>"), Markup("<b>&amp;"), ["<"]])
def test_every_value_is_escaped_as_elsewhere(value: object) -> None:
    source = "{% macro shown(text) %}({{ text }}){% endmacro %}{{ page.text }}{{ shown(page.text) }}"
    assert rendered({"page.html": source}, View(value))[0] == f"{escape(value)}({escape(value)})"  # type: ignore[arg-type]


def test_what_many_pages_have_in_common_is_made_once_for_what_it_shows() -> None:
    made: list[str] = []

    @dataclass(frozen=True)
    class Counted(View):
        def shown(self) -> str:
            made.append(self.text)
            return self.text

    source = "{% once page.text %}<b>{{ page.shown() }}</b>{{ site.title }}{% endonce %}!"
    theme = make_theme({"page.html": source}.get, {"title": "Site"})
    assert [render(theme, Counted(text))[0] for text in ("a", "<", "a")] == [
        b"<b>a</b>Site!",
        b"<b>&lt;</b>Site!",
        b"<b>a</b>Site!",
    ]
    assert made == ["a", "<"]


def test_what_was_compiled_before_is_used_only_for_the_same_source(tmp_path: Path) -> None:
    compiled = jinja2.FileSystemBytecodeCache(str(tmp_path))
    for source in ("one {{ page.text }}", "two {{ page.text }}", "one {{ page.text }}"):
        theme = make_theme({"page.html": source}.get, {}, compiled)
        assert render(theme, View("x")) == (f"{source[:4]}x".encode(), ())
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-20])
    assert render(make_theme({"page.html": "one {{ page.text }}"}.get, {}, compiled), View("y")) == (b"one y", ())


def test_macros_that_are_imported_see_the_site_and_not_the_page() -> None:
    templates = {
        "page.html": "{% import 'macros.html' as show %}{{ show.title() }}",
        "macros.html": "{% macro title() %}{{ site.title }}{% if page is defined %}?{% endif %}{% endmacro %}",
    }
    assert rendered(templates, View("x")) == ("Site", ())


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("one\n{{ page.nowhere }}", "templates/page.html:2", "nowhere"),
        ("one\n\n{% if %}", "templates/page.html:3", "cannot be read"),
        ("{{ nothing }}", "templates/page.html:1", "nothing"),
        ("\n{% include 'part.html' %}", "templates/part.html:2", "fails"),
        ("\n{% include 'lost.html' %}", "templates/page.html:2", "There is no template “lost.html”"),
        ("{{ 1 / 0 }}", "templates/page.html:1", "division by zero"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "templates/page.html:1", "RecursionError"),
    ],
)
def test_a_failing_template_is_reported_with_its_line(source: str, place: str, words: str) -> None:
    text, diagnostics = rendered({"page.html": source, "part.html": "\n{{ page.lost }}"}, View("x"))
    assert text is None
    (found,) = diagnostics
    assert str(found.location) == place
    assert words in found.message


def test_a_view_whose_template_is_missing() -> None:
    text, (found,) = rendered({}, View("x"))
    assert text is None
    assert str(found.location) == "templates/page.html"
