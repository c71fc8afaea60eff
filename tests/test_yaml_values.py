"""YAML text to located values, and the typed reader over a mapping."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.definitions import Key, Record, ValueType
from site_builder.diagnostics import Location, Rule
from site_builder.model import YamlMap, YamlNode
from site_builder.yaml_values import Fields, node_at, pairs_of, read_mended_yaml, read_yaml, text_of
from tests.projects import diagnostic_lines

TAKEN = {
    ValueType.TEXT: "title t absent",
    ValueType.TEXTS: "list one none",
    ValueType.RECORD: "map",
    ValueType.RECORDS: "maps",
}
RECORD = Record(
    "A mapping to read.", tuple(Key(name, takes, "") for takes, names in TAKEN.items() for name in names.split())
)
HERE = Location("review.yaml", 1, 1)


def plain(node: YamlNode | None) -> object:
    """The values without their places."""
    if node is None:
        return None
    if isinstance(node.value, YamlMap):
        return {key: plain(value) for key, value in node.value.pairs}
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.value]
    return node.value


def fields(text: str) -> Fields:
    node, diagnostics = read_yaml(text, "review.yaml")
    assert not diagnostics
    assert node is not None
    assert isinstance(node.value, YamlMap)
    return Fields(node.value, node.location, "review.yaml", RECORD)


def problem(text: str, first_line: int = 1) -> str:
    """The single diagnostic of an unreadable text, as printed."""
    node, diagnostics = read_yaml(text, "review.yaml", first_line)
    assert node is None
    (diagnostic,) = diagnostics
    assert diagnostic.rule is Rule.UNREADABLE_YAML
    return str(diagnostic)


def test_scalars_are_text_as_written() -> None:
    node, diagnostics = read_yaml("a: 2019\nb: 1.10\nc: no\nd: 2020-01-01\ne: 'null'\nf: ~\ng:\nh: ''\n", "x.yaml")
    assert plain(node) == {
        "a": "2019", "b": "1.10", "c": "no", "d": "2020-01-01", "e": "null", "f": None, "g": None, "h": "",
    }  # fmt: skip
    assert diagnostics == ()


def test_keys_and_values_know_their_places() -> None:
    node, _ = read_yaml("é: ü\nlist:\n  - one\n  - {a: b}\n", "x.md", first_line=2)
    assert node is not None
    assert isinstance(node.value, YamlMap)
    (_, first), (_, listed) = node.value.pairs
    assert first.location == Location("x.md", 2, 4)
    assert node.value.key_locations == (Location("x.md", 2, 1), Location("x.md", 3, 1))
    assert isinstance(listed.value, tuple)
    assert [item.location for item in listed.value] == [Location("x.md", 4, 5), Location("x.md", 5, 5)]


def test_tabs_are_spaces_in_the_files_of_other_tools() -> None:
    node, told = read_yaml("a:\n  b:\n\t- c\nd:\n\te\n\tf\n", "meta.yml", is_foreign=True)
    assert (plain(node), told) == ({"a": {"b": ["c"]}, "d": "e f"}, ())


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "~", "---\n", "---\n---\n"])
def test_nothing_in_an_empty_text(text: str) -> None:
    assert read_yaml(text, "review.yaml") == (None, ())


def test_a_repeated_key_is_dropped_and_reported() -> None:
    node, (diagnostic,) = read_yaml("title: a\nb: c\ntitle: d\n", "review.yaml")
    assert plain(node) == {"title": "a", "b": "c"}
    assert diagnostic.rule is Rule.REPEATED_KEY
    assert diagnostic.location == Location("review.yaml", 3, 1)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: Stigma: a review\n", "1:14", "colon"),
        ("title:Stigma\nlang: en\n", "1:7", "add the space"),
        ("authors:\n  - name:Ann Doe\n    orcid: 1\n", "2:10", "add the space"),
        ("authors:\n  -name: Ann Doe\n    orcid: 1\n", "2:4", "add the space"),
        ("lang: en\ndoi:10.1000/1\n", "2:5", "add the space"),
        ("a:{b: c, d: {e: f}}\ng: h\n", "1:3", "add the space"),
        ("lang: en\nstyle apa\ntitle: a\n", "2:1", "no colon"),
        ("lang: en\nstyle:\N{NO-BREAK SPACE}apa\ntitle: a\n", "2:7", "plain space"),
        ("facets:\n\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}design: d\n  country: c\n", "2:1", "plain space"),
        ("title: “Stigma: a review”\n", "1:15", "straight"),
        ("url: https://a.example\n  lang: en\n", "2:7", "colon"),
        ("title: a\n date: 2020\nlang: en\n", "2:1", "delete the space"),
        ("a: {b: c,\n d: e: f}\n", "2:6", "brackets opened on line 1"),
        ("a: b\n\tc: d\n", "2:1", "tab"),
        ("a:\n\t- b\n", "2:1", "tab"),
        ('a: "b\nc: d\n', "1:4", "closing quote"),
        ("a: [b\nc: d\n", "2:2", "brackets opened on line 1"),
        # libyaml points to the backslash, PyYAML itself behind it.
        ('a: "The \\sigma effect"\n', "1:(9|10)", "single quotes"),
        ("a: [Draft] b\n", "1:12", "quotes"),
        ("a: @b\n", "1:4", "“@”"),
        ("a: *b*\n", "1:4", "“*”"),
        ("a: *b\n", "1:4", "“*”"),
        ("a: &b c\n", "1:4", "“&”"),
        ("who: !Kung people\n", "1:6", "“!”"),
        ("a: b\n---\nc: d\n", "2:1", "three hyphens"),
        ("a: b\x00\n", "1:5", "control character"),
        ("a: \ud800\n", "1:4", "control character"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(text: str, place: str, words: str) -> None:
    message = problem(text)
    assert re.match(f"review.yaml:{place}: error: ", message)
    assert words in message
    assert "hint: " in message


def test_a_backslash_that_makes_a_control_character_is_reported() -> None:
    node, (diagnostic,) = read_yaml('a: b\nc: "The \\beta effect"\n', "review.yaml")
    assert diagnostic.location == Location("review.yaml", 2, 4)
    assert "single quotes" in diagnostic.hint
    assert node is not None


def test_lines_count_from_the_given_one() -> None:
    assert problem("a: b: c", first_line=10).startswith("review.yaml:10:5:")


def test_an_alias_cannot_blow_up() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert "anchor" in problem(bomb)


@pytest.mark.parametrize("bracket", ["[", "{", "- ", "? "])
def test_deep_nesting_is_refused(bracket: str) -> None:
    assert "nested too deep" in problem(bracket * 5_000)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    node, diagnostics = read_yaml(text, "x")
    assert all(diagnostic.hint for diagnostic in diagnostics)
    assert node is None or node.value is not None


def test_fields_read_by_type() -> None:
    reader = fields("t: 5\nlist: [a, 1, ~]\none: a\nmap: {k: v}\nmaps: [{a: b}]\n")
    assert (reader.text("t"), reader.text("absent")) == ("5", "")
    assert (reader.texts("list"), reader.texts("one"), reader.texts("none")) == (("a", "1"), ("a",), ())
    assert [key for key, _ in reader.map("map").pairs] == ["k"]
    assert [plain(node) for node in reader.maps("maps")] == [{"a": "b"}]
    assert reader.location("one") == Location("review.yaml", 3, 6)
    assert reader.location("none") == HERE
    assert reader.finish() == ()


def test_wrong_types_are_reported_where_they_stand() -> None:
    reader = fields("t: [a]\nlist:\n  - Title: subtitle\nmap: x\nmaps: [x]\n")
    assert (reader.text("t"), reader.texts("list"), reader.map("map"), reader.maps("maps")) == (
        "", (), YamlMap(), (),
    )  # fmt: skip
    diagnostics = reader.finish()
    assert [(found.rule, str(found.location)) for found in diagnostics] == [
        (Rule.WRONG_TYPE, "review.yaml:1:4"),
        (Rule.WRONG_TYPE, "review.yaml:3:5"),
        (Rule.WRONG_TYPE, "review.yaml:4:6"),
        (Rule.WRONG_TYPE, "review.yaml:5:8"),
    ]
    assert "quotes" in diagnostics[1].hint


def test_unknown_keys_name_the_nearest_known_one() -> None:
    reader = fields("titel: x\ntitle: y\n")
    reader.text("title")
    (diagnostic,) = reader.finish()
    assert diagnostic.rule is Rule.UNKNOWN_KEY
    assert diagnostic.location == HERE
    assert diagnostic.hint == "did you mean “title”?"


def test_what_other_tools_write_is_read_as_they_mean_it() -> None:
    text = "params: !r list(a = 1)\neval: !expr 'now()'\na: &a {b: c}\nd: *a\ne: *nowhere\n"
    node, diagnostics = read_yaml(text, "paper.md", is_foreign=True)
    assert plain(node) == {"params": "list(a = 1)", "eval": "now()", "a": {"b": "c"}, "d": {"b": "c"}, "e": "*nowhere"}
    assert diagnostics == ()


def test_the_aliases_of_other_tools_cannot_blow_up() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise([f"a{number}" for number in range(40)])
    )
    node, (diagnostic,) = read_yaml(bomb.replace("&a ", "&a0 "), "paper.md", is_foreign=True)
    assert node is None
    assert "too many values" in diagnostic.message
    assert read_yaml("a: &a [*a]\n", "paper.md", is_foreign=True)[1] == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("keywords: #sleep #mood\n", ["x.yaml:1:11 unreadable-yaml"]),
        ("title: Study #2\n", ["x.yaml:1:14 unreadable-yaml"]),
        ("facets: {design:rct, country: Kenya}\n", ["x.yaml:1:10 unreadable-yaml"]),
        ("lang: en # English\nauthors: # all of us\n  - Ann\ntitle: 'Study #2'\n#draft: yes\nkeywords:\n", []),
        ("{a:b: c, https://example.org}\n", []),
    ],
)
def test_text_that_yaml_takes_for_a_comment_or_a_key_is_reported(text: str, told: list[str]) -> None:
    assert diagnostic_lines(read_yaml(text, "x.yaml")[1]) == told


@pytest.mark.parametrize("above", ["a", '"a"', "[a]", "\n  - a", "|\n  a"])
def test_a_space_before_another_tools_key_costs_no_key(above: str) -> None:
    node, told = read_mended_yaml(f"title: {above}\n date: 2020\n lang: en\ndoi: 10.1000/1\n", "paper.md")
    keys = [
        (key, place.line) for (key, _), place in zip(pairs_of(node).pairs, pairs_of(node).key_locations, strict=True)
    ]
    line = 2 + above.count("\n")
    assert keys == [("title", 1), ("date", line), ("lang", line + 1), ("doi", line + 2)]
    assert [each.location.line for each in told] == [line, line + 1]


def test_a_value_with_a_colon_below_another_tools_key_costs_no_other() -> None:
    text = "book:\n  title: Sleep: it's a review  # a working title\n  lang: en\n  note: See: there\ncsl: apa.csl\n"
    node, told = read_mended_yaml(text, "_quarto.yml")
    book = pairs_of(node_at(pairs_of(node), "book"))
    assert [text_of(each) for _, each in book.pairs] == ["Sleep: it's a review", "en", "See: there"]
    assert text_of(node_at(pairs_of(node), "csl")) == "apa.csl"
    assert [(each.rule, each.location.line) for each in told] == [(Rule.UNREADABLE_YAML, 2), (Rule.UNREADABLE_YAML, 4)]
    assert read_mended_yaml("a: b\nc:\n" + "  d: e: f\n" * 50, "_quarto.yml")[0] is not None
