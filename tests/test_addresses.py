"""Names to addresses that every file system holds, addresses to links that work from any folder."""

from __future__ import annotations

import posixpath
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.addresses import public_path, section_slug
from site_builder.diagnostics import Location, Rule
from site_builder.relative_links import Origin
from site_builder.slugs import Claim, distinct, slug

HERE = Location("references.bib", 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hall2017", "hall2017"),
        ("Hall2017", "hall2017"),
        ("Müller:2020", "muller-2020"),
        ("Straße & Øre", "strasse-ore"),
        ("DBLP:conf/x/../y", "dblp-conf-x-y"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("con", "con-1"),
        ("LPT1", "lpt1-1"),
        ("ﬁne", "fine"),
        ("王2020", "u738b-2020"),
        ("Κατά", "u03ba-u03b1-u03c4-u03b1"),
        ("バス", "u30d0-u30b9"),
        ("мой", "u043c-u043e-u0439"),
        ("की", "u0915-u0940"),
        ("❤️", "unnamed"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_safe_everywhere_and_its_own_slug(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 80
    assert slug(slug(text)) == slug(text) or slug(text).endswith("-1")


@pytest.mark.parametrize("words", ["バス パス ハス", "かき かぎ", "мой мои", "की का कि", "กา กี กำ", "한 하"])
def test_marks_that_make_another_letter_or_a_vowel_keep_words_apart(words: str) -> None:
    assert len({slug(word) for word in words.split()}) == len(words.split())


def test_long_names_that_begin_alike_stay_apart() -> None:
    assert slug("a" * 200 + "b") != slug("a" * 200 + "c")


def test_a_claim_that_comes_second_gets_a_number_and_a_diagnostic() -> None:
    claims = [Claim("the study “A”", "a", HERE), Claim("the study “a”", "a", HERE), Claim("the study “b”", "b", HERE)]
    slugs, diagnostics = distinct(claims, taken={"b": "the study “B!”"})
    assert slugs == ("a", "a-2", "b-2")
    assert [found.rule for found in diagnostics] == [Rule.SLUG_CLASH, Rule.SLUG_CLASH]
    assert "The study “a” would get the address “a”, which the study “A” already has." in diagnostics[0].message
    assert "which the study “B!” already has." in diagnostics[1].message


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("20-methods.md", "methods"),
        ("methods.md", "methods"),
        ("2020.md", "2020"),
        ("3 Results (part one).md", "results-part-one"),
        ("30-results/10-digital.md", "results/digital"),
        ("30-results/index.md", "results"),
    ],
)
def test_section_slug_drops_the_number(path: str, expected: str) -> None:
    assert section_slug(path) == expected


@pytest.mark.parametrize(
    ("origin", "address", "anchor", "expected"),
    [
        ("index.html", "methods/index.html", "", "methods/index.html"),
        ("methods/index.html", "studies/hall2017/index.html", "", "../studies/hall2017/index.html"),
        ("methods/index.html", "methods/index.html", "x", "#x"),
        ("methods/index.html", "methods/index.html", "", "index.html"),
        ("methods/index.html", "images/a b?.png", "", "../images/a%20b%3F.png"),
        ("index.html", "a:b.png", "", "a%3Ab.png"),
        ("index.html", "index.html", "ref-a:b/c d", "#ref-a:b/c%20d"),
    ],
)
def test_links_are_relative(origin: str, address: str, anchor: str, expected: str) -> None:
    assert Origin(origin).link(address, anchor) == expected


STEPS = st.lists(st.sampled_from(["a", "b", "ab"]), max_size=3).map(lambda steps: "/".join([*steps, "index.html"]))


@given(STEPS, STEPS)
def test_a_link_leads_to_its_address(origin: str, address: str) -> None:
    assert Origin(origin).link(address) == posixpath.relpath(address, posixpath.dirname(origin) or ".")


def test_a_prefix_makes_links_absolute() -> None:
    assert (
        Origin("404.html", "https://example.org/r/").link("a/index.html", "b") == "https://example.org/r/a/index.html#b"
    )


def test_the_public_path_of_a_page_is_its_folder() -> None:
    assert [public_path(address) for address in ("index.html", "a/index.html", "404.html")] == ["", "a/", "404.html"]
