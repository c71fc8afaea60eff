"""Signs that are shown as text though something else was meant are told of, and no others."""

from __future__ import annotations

import pytest

from site_builder.markdown import read_document
from tests.projects import diagnostic_lines


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
    assert diagnostic_lines(found) == [f"a.md:1:{column} malformed-attributes" for column in columns]


def test_what_is_shown_as_text_is_quoted_as_written() -> None:
    _, (found, curly) = read_document(
        '![A](a.png) {#fig-x fig-alt="A"}\n\n![A](a.png){#fig-y fig-alt=“A map”}\n', "a.md"
    )
    assert found.message.startswith('“{#fig-x fig-alt="A"}” cannot')
    assert curly.message.startswith("“{#fig-y fig-alt=“A map”}” cannot")


def test_a_div_whose_attributes_cannot_be_read_is_reported_where_it_begins() -> None:
    _, found = read_document("::: {#tbl-a columns=a, b}\nText\n:::\n\n::: {.note}\nText\n:::\n\n:::\n", "a.md")
    assert diagnostic_lines(found) == ["a.md:1:1 unclosed-block", "a.md:9:1 unclosed-block"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("![A](images/my map.png)", "dead-link"),
        ("![A](images/my map.png){#fig-a}", "dead-link"),
        ("[A](20 methods.md#sec-b)", "dead-link"),
        ("[A](/studies/?design=Randomised trial&country=Kenya)", "dead-link"),
        ("See [A](<my map.png>), [sic](as it stands) and [A](a.md 'My title.md').", ""),
        ("![A](a.png{#fig-a .wide}", "dead-link"),
        ("[A](20-methods.md#sec-b and more", "dead-link"),
        ("[A](20-methods.md#sec-b.", "dead-link"),
        ("See [A](a b.md), (see [B](b.md)), f[i](x.y and) more, `[A](a.md`, \\[A](a.md and x^[2].", ""),
        ("^[note", "unknown-footnote"),
        ("A^[note] and \\^[not", ""),
        ("[[Methods#Search|there]]", "dead-link"),
        ("x[[1]], [[1]](#a), [[1], [2]], `[[a]]` and \\[[a]]", ""),
        ("[the map][map]", "dead-link"),
        ("![The map][]", "dead-link"),
        ("[the map][map], [a] [b], x[1][2], [1][2], `[a][b]`, \\[a][b]\n\n[map]: https://example.org\n", ""),
        ("The product [H+][OH-], the intervals [0, 1][1, 2], [...][...] and “[…][a].”", ""),
        ("$$\nx\n\ny\n$$", "unreadable-mathematics"),
        ("$$ x $$, `$$` and \\$\\$", ""),
        ("#\N{NO-BREAK SPACE}Methods", "malformed-heading"),
        ("####### Methods", "malformed-heading"),
        ("| a | b |\n| 1 | 2 |\n", "broken-table"),
        ("| A verse\n| of |x|\n", ""),
    ],
)
def test_markup_that_is_shown_as_text_is_reported(text: str, rule: str) -> None:
    _, found = read_document(text, "a.md")
    assert {each.rule.name_ for each in found} == ({rule} if rule else set())
    assert {each.location.column for each in found} <= {1}
