"""What a hint offers for a word that nobody knows: the nearest words, and entries by their author and year."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.bibtex import read_bibliography
from site_builder.build import build
from site_builder.diagnostics import did_you_mean, nearest_words
from site_builder.diagnostics.suggestions import edit_distance, letter_positions
from site_builder.known_keys import KnownKeys
from tests.projects import diagnostic_lines, project, resolved
from tests.test_linear_time import work

BIBLIOGRAPHY = """
@article{h17risk, author={Hall, William J.}, title={R}, year=2017, doi={10.1000/Risk}}
@article{smith2020, author={Smith, Ann}, title={S}, year=2020}
@article{m99, author={Müller, A and van der Berg, B}, title={H}, year=1999}
@article{who2020, author={{World Health Organization}}, title={H}, year=2020}
@book{Lee-2010, editor={Lee, Kim}, title={L}, year=2010}
@book{joe15, author={Jørgensen, Åse}, title={J}, year=2015}
"""
REFERENCES, _ = read_bibliography(BIBLIOGRAPHY, "references.bib")
HALL, MÜLLER = "“h17risk” (Hall, 2017)", "“m99” (Müller, 1999)"


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("smith2002", ["smith2020", "smart2002x"], ("smith2020",)),
        ("titel", ["title", "tilde"], ("title",)),
        ("tilte", ["title", "table", "file"], ("title",)),
        ("Title", ["title"], ("title",)),
        ("style", ["citation_style", "title"], ("citation_style",)),
        ("lang", ["language", "long"], ("language", "long")),
        ("x", ["a", "b"], ()),
        ("unlike", ["title", "bibliography"], ()),
    ],
)
def test_words_are_near_where_few_slips_part_them(word: str, known: list[str], found: tuple[str, ...]) -> None:
    assert nearest_words(word, known) == found
    assert nearest_words(word, reversed(known)) == found


@pytest.mark.parametrize("key", ["doi", "DOI", "isbn"])
def test_the_name_of_an_identifier_alone_is_no_misspelt_key(key: str) -> None:
    entries, _ = read_bibliography("@article{doi:10.1000/x, title={R}}", "references.bib")
    hint = f"write the identifier right behind it, without a space: [@{key}:…]."
    assert KnownKeys(entries).hint(key, "correct the key.") == hint


def slips(one: str, other: str) -> int:
    """How many slips part two words, by the definition: letters too many, too few, wrong, or two swapped."""
    if not one or not other:
        return len(one) + len(other)
    fewest = min(slips(one[1:], other) + 1, slips(one, other[1:]) + 1)
    fewest = min(fewest, slips(one[1:], other[1:]) + (one[0] != other[0]))
    if len(one) > 1 < len(other) and (one[0], one[1]) == (other[1], other[0]):
        fewest = min(fewest, slips(one[2:], other[2:]) + 1)
    return fewest


@given(st.text(alphabet="abc", min_size=1, max_size=6), st.text(alphabet="abc", max_size=6))
def test_slips_are_counted_as_their_definition_counts_them(one: str, other: str) -> None:
    assert edit_distance(letter_positions(one), len(one), other) == slips(one, other)


def test_a_hint_asks_which_was_meant_or_says_what_to_do() -> None:
    assert did_you_mean("aa", ["ab", "ac"], "leave it.") == "did you mean “ab” or “ac”?"
    assert did_you_mean("zz", ["ab", "ac"], "leave it.") == "leave it."


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("smith2002", "“smith2020”"),
        ("hall-2017", HALL),
        ("Hall17", HALL),
        ("hallw2017", HALL),
        ("wjhall2017", HALL),
        ("hall_risk_2017", HALL),
        ("HallRisk2017", HALL),
        ("hall2018", HALL),  # online in one year, in print in the next
        ("hall", HALL),
        ("10.1000/risk", HALL),
        ("muller1999", MÜLLER),
        ("mueller99", MÜLLER),
        ("vanderberg1999", MÜLLER),
        ("berg:1999", MÜLLER),
        ("WorldHealthOrganization2020", "“who2020” (World Health Organization, 2020)"),
        ("lee2010", "“Lee-2010” (Lee, 2010)"),
        ("jorgensen2015", "“joe15” (Jørgensen, 2015)"),
    ],
)
def test_a_key_is_known_by_the_author_and_year_it_spells(key: str, found: str) -> None:
    assert KnownKeys(REFERENCES).hint(key, "add it.") == f"did you mean {found}?"


@pytest.mark.parametrize("key", ["hall2003", "nobody2017", "2017", "", "1", "ha"])
def test_a_hint_says_that_a_key_spells_nobody(key: str) -> None:
    assert KnownKeys(REFERENCES).hint(key, "add it.") == "add it."


def test_unknown_keys_of_texts_notes_and_reports_have_the_same_hints() -> None:
    sources = {"content/10-a.md": "@Hall17", "content/studies/hall-2017.md": "---\nreports: [smith2002]\n---"}
    _, told = resolved(sources, BIBLIOGRAPHY)
    assert told == ["content/studies/hall-2017.md:1:1 study-without-entry", "content/10-a.md:1:1 unknown-citation-key"]
    assert project(sources)


def test_a_work_is_cited_by_the_other_keys_that_its_entry_has() -> None:
    bibliography = """
    @book{ash, ids={ash2000, elm}, author={Ash, Ann}, title={T}, year=2000}
    @book{oak, ids={ash2000}, author={Oak, Ann}, title={U}, year=2001}
    @book{elm, author={Elm, Eve}, title={V}, year=2002}
    """
    result = build(project({"content/10-a.md": "# A\n\n@ash2000 and [@elm; @ash2000]."}, bibliography))
    assert diagnostic_lines(result.diagnostics) == [
        f"references.bib:{line}:5 duplicate-citation-key" for line in (2, 3)
    ]
    page = result.site[PurePosixPath("a/index.html")].decode()
    ids = [f'id="ref-{key}"' in page for key in ("ash", "oak", "elm")]
    assert ids == [True, False, True]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("citesAsAuthority:h17risk", "h17risk"),
        ("agrees_with:m99", "m99"),
        ("fig:m99", ""),
        ("cites:nobody", ""),
        ("extends:usesMethodIn:m99", "m99"),
    ],
)
def test_a_key_may_say_why_it_is_cited(key: str, meant: str) -> None:
    assert KnownKeys(REFERENCES).meant(key) == meant


def test_a_hint_looks_at_each_entry_a_few_times() -> None:
    entries = "".join(
        f"@book{{name{number}x{number % 97}, author={{Family{number}, A}}, title={{T}}, year={1990 + number % 30}}}\n"
        for number in range(3000)
    )
    known = KnownKeys(read_bibliography(entries, "references.bib")[0])
    known.hint("warm-up", "")
    calls = work(lambda: [known.hint(f"nmae{number * 7}x{number}", "") for number in range(20)])
    assert calls / (20 * 3000) < 60
