"""Templates: what they receive, what they escape, and what is said when they fail."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.model import Html
from site_builder.render import make_theme, render


@dataclass(frozen=True)
class View:
    text: str
    template: str = "page.html"


def rendered(templates: dict[str, str], view: View) -> tuple[str | None, tuple[Diagnostic, ...]]:
    return render(make_theme(templates.get), view, site={"title": "Site"})


def test_a_template_receives_page_and_site() -> None:
    assert rendered({"page.html": "{{ page.text }} of {{ site.title }}"}, View("Page")) == ("Page of Site", ())


def test_text_is_escaped_and_html_is_not() -> None:
    template = {"page.html": "{{ page.text }}"}
    assert rendered(template, View("<b>&"))[0] == "&lt;b&gt;&amp;"
    assert rendered(template, View(Html("<b>x</b>")))[0] == "<b>x</b>"


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
def test_a_failing_template_is_told_with_its_line(source: str, place: str, words: str) -> None:
    text, diagnostics = rendered({"page.html": source, "part.html": "\n{{ page.lost }}"}, View("x"))
    assert text is None
    (found,) = diagnostics
    assert str(found.location) == place
    assert words in found.message


def test_a_view_whose_template_is_missing() -> None:
    text, (found,) = rendered({}, View("x"))
    assert text is None
    assert str(found.location) == "templates/page.html"
