"""Names merged into people: readable cases, and what no list of names may break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.bibtex.name_lists import read_names
from site_builder.model import Name
from site_builder.person_names import inverted_name
from site_builder.resolve.persons import persons
from tests.projects import resolved

CASES = Path(__file__).parent / "cases/authors.md"


def cases() -> Iterator[tuple[str, str, str]]:
    for part in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        given_names, expected = re.findall(r"```text\n(.*?)\n```", part, re.DOTALL)
        yield part.partition("\n")[0], given_names, expected


@pytest.mark.parametrize(("names", "expected"), [pytest.param(*case[1:], id=case[0]) for case in cases()])
def test_names_are_merged_with_care(names: str, expected: str) -> None:
    works = [read_names(line)[0] for line in names.split("\n")]
    assert [" | ".join(map(inverted_name, forms)) for forms in persons(works)] == expected.split("\n")


GIVEN = st.lists(st.sampled_from(["J.", "A", "John", "Jane", "Jean-Pierre", "JA", "Al.", "de"]), max_size=3)
FAMILIES = st.sampled_from(["Smith", "SMITH", "Šmith"])
NAMES = st.builds(Name, family=FAMILIES, given=GIVEN.map(" ".join), suffix=st.sampled_from(["", "Jr."]))


@given(st.lists(st.lists(NAMES, max_size=3), max_size=6))
def test_every_name_has_one_person_whatever_the_order(works: list[list[Name]]) -> None:
    merged = persons(works)
    names = [name for work in works for name in work]
    assert sorted(map(repr, (name for forms in merged for name in forms))) == sorted(map(repr, set(names)))
    in_reverse = {inverted_name(forms[0]): frozenset(forms) for forms in persons(works[::-1])}
    assert in_reverse == {inverted_name(forms[0]): frozenset(forms) for forms in merged}


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_the_form_of_a_name_that_is_shown_depends_on_no_order(order: slice) -> None:
    names = ["Li, Annmarie", "Li, Ann-Marie"]
    assert inverted_name(persons([read_names(name)[0] for name in names[order]])[0][0]) == "Li, Ann-Marie"


def test_authors_have_slugs_that_no_order_changes() -> None:
    authors = {"a": "Mora, Ana Lopez", "b": "Mora Ana, Lopez", "c": "Hall, W.", "d": "Ito, K. and Hall, William J."}
    entries = [f"@misc{{{key}, author={{{names}}}, title={{On {key}}}}}" for key, names in authors.items()]
    for bibliography in ("\n".join(entries), "\n".join(reversed(entries))):
        review, wrong = resolved({"content/index.md": "[a](/authors/hall-william-j/)"}, bibliography)
        assert [(author.slug, inverted_name(author.name)) for author in review.authors] == [
            ("hall-william-j", "Hall, William J."),
            ("ito-k", "Ito, K."),
            ("mora-ana-lopez", "Mora Ana, Lopez"),
            ("mora-ana-lopez-2", "Mora, Ana Lopez"),
        ]
        by_key = {study.main.key: study.authors for study in review.studies}
        assert (by_key["c"], by_key["d"]) == (("hall-william-j",), ("ito-k", "hall-william-j"))
        assert not [problem for problem in wrong if "missing-year" not in problem]


def test_a_person_and_an_institution_of_one_name_have_a_page_each() -> None:
    entries = "@misc{a, author={Ash, Bo}, title={A}}\n@misc{b, author={{Ash, Bo}}, title={B}}"
    for bibliography in (entries, "\n".join(reversed(entries.split("\n")))):
        review, _ = resolved({"content/index.md": "# A\n"}, bibliography)
        assert [(author.slug, author.name.literal) for author in review.authors] == [
            ("ash-bo", ""),
            ("ash-bo-2", "Ash, Bo"),
        ]
