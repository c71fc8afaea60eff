"""Braces that are shown as text though they were meant for attributes are told of, and no others."""

from __future__ import annotations

import pytest

from site_builder.markdown import read_document
from tests.projects import shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("![A](a.png) {#fig-x}", [13]),
        ("![A](a.png){width=50 %} and ![A](a.png){fig-alt=“A map”}", [12, 40]),
        ("# B {# sec-b}", [5]),
        ("# B {sec-b}", [5]),
        ("Table 1. Results {#tbl-c}", [18]),
        ("# B {#sec-b}\n\n![A](a.png){#fig-x} [x]{.mark} `{#x}` \\{#x} {.5, 1} {x} $\\{x\\}$", []),
    ],
)
def test_braces_that_look_like_attributes(text: str, columns: list[int]) -> None:
    _, found = read_document(text, "a.md")
    assert shown(found) == [f"a.md:1:{column} malformed-attributes" for column in columns]


def test_a_div_whose_attributes_cannot_be_read_is_told_of_where_it_begins() -> None:
    _, found = read_document("::: {#tbl-a columns=a, b}\nText\n:::\n\n::: {.note}\nText\n:::\n\n:::\n", "a.md")
    assert shown(found) == ["a.md:1:1 unclosed-block", "a.md:9:1 unclosed-block"]
