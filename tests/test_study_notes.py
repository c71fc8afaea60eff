"""Study notes and keywords.yaml: what they code, and what is said of the rest."""

from __future__ import annotations

import pytest

from site_builder.diagnostics import Diagnostic
from site_builder.markdown import read_document
from site_builder.model import Facet, Fact, Keyword
from site_builder.study_notes import StudyNote, read_keywords, read_note, read_section
from tests.projects import diagnostic_lines

NOTE = """\
---
title: Short title
reports: [other2018]
facets: {study_type: survey, levels: [individual, community]}
keywords: [stigma, Youth]
summary: One line.
facts:
  - {field: Setting, value: A town, source: Abstract, note: Not the county.}
  - {field: outcomes, value: Sleep, source: Abstract}
  - {field: methods, value: 2 interviews}
cautions: Small.
---
Text.
"""


def note_of(text: str) -> tuple[StudyNote, tuple[Diagnostic, ...]]:
    document, unreadable = read_document(text, "content/studies/x.md")
    assert not unreadable
    return read_note(document)


def test_a_note_codes_a_study() -> None:
    note, diagnostics = note_of(NOTE)
    assert not diagnostics
    assert [word.text for word in note.reports] == ["other2018"]
    assert [(coding.facet, coding.values) for coding in note.facets] == [
        ("study_type", ("survey",)),
        ("levels", ("individual", "community")),
    ]
    assert [(word.text, str(word.location)) for word in note.keywords] == [
        ("stigma", "content/studies/x.md:5:12"),
        ("Youth", "content/studies/x.md:5:20"),
    ]
    assert note.summary == "One line."
    assert note.cautions == ("Small.",)


@pytest.mark.parametrize("written", ["sleep, rest", "sleep; rest", "[sleep, rest]", "sleep、rest", "sleep；rest"])
def test_keywords_may_be_one_text_with_the_separators_of_any_script(written: str) -> None:
    note, _ = note_of(f"---\nkeywords: {written}\n---\n")
    assert [word.text for word in note.keywords] == ["sleep", "rest"]


def test_a_facet_without_a_value_is_not_coded_yet() -> None:
    note, diagnostics = note_of("---\nfacets:\n  country:\n  levels: []\n---\n")
    assert (note.facets, diagnostics) == ((), ())


def test_facts_are_in_the_order_of_cochrane_and_then_as_written() -> None:
    note, _ = note_of(NOTE)
    assert note.facts == (
        Fact("methods", "2 interviews"),
        Fact("outcomes", "Sleep", "Abstract"),
        Fact("setting", "A town", "Abstract", "Not the county."),
    )


@pytest.mark.parametrize(
    ("front_matter", "expected"),
    [
        ("colour: red", ["content/studies/x.md:2:1 unknown-key"]),
        ("summary: [a]", ["content/studies/x.md:2:10 wrong-type"]),
        ("keywords: {a: b}", ["content/studies/x.md:2:11 wrong-type"]),
        ("keywords: [{a: b}, c]", ["content/studies/x.md:2:12 wrong-type"]),
        ("facets: [a]", ["content/studies/x.md:2:9 wrong-type"]),
        ("facets: {a: {b: c}}", ["content/studies/x.md:2:13 wrong-type"]),
        ("facts: {field: x}", ["content/studies/x.md:2:8 wrong-type"]),
        ("facts: [{field: x}]", ["content/studies/x.md:2:9 missing-value"]),
        ("facts: [{value: x, feild: y}]", ["content/studies/x.md:2:20 unknown-key"]),
        ("facts: [{value: x, field: [y]}]", ["content/studies/x.md:2:27 wrong-type"]),
        ("nocite: {a: b}", ["content/studies/x.md:2:9 wrong-type"]),
        ("lang: de_DE", ["content/studies/x.md:2:7 wrong-type"]),
    ],
)
def test_unreadable_values_are_reported_at_their_places(front_matter: str, expected: list[str]) -> None:
    _, diagnostics = note_of(f"---\n{front_matter}\n---\n")
    assert diagnostic_lines(diagnostics) == expected


def test_a_facet_that_is_beside_facets_is_told_to_be_below_it() -> None:
    document, _ = read_document("---\ndesign: Survey\nfield: x\n---\n", "content/studies/x.md")
    _, diagnostics = read_note(document, [Facet("design", "Design")])
    assert [each.hint for each in diagnostics] == [
        "write it below “facets:”, indented further than that.",
        "write it below “facts:”, indented further than that.",
    ]


def test_a_section_has_a_description_and_no_other_key_of_ours() -> None:
    document, _ = read_document("---\ntitle: A\ndescription: B\nnocite: '@*'\nkeywords: [c]\n---\n", "content/a.md")
    description, diagnostics = read_section(document)
    assert description == "B"
    assert diagnostic_lines(diagnostics) == ["content/a.md:5:1 unknown-key"]


@pytest.mark.parametrize(("value", "told"), [("true", ["content/a.md:2:8 left-out"]), ("false", [])])
def test_a_draft_is_told_that_it_is_published(value: str, told: list[str]) -> None:
    document, _ = read_document(f"---\ndraft: {value}\n---\n", "content/a.md")
    assert diagnostic_lines(read_section(document)[1]) == told


def test_keywords_keep_the_order_of_their_file() -> None:
    text = "stigma:\n  label: Stigma\n  group: G\n  synonyms: [shame]\n  definition: D.\nyoung-people:\nVR:\n"
    keywords, diagnostics = read_keywords(text, "content/keywords.yaml")
    assert not diagnostics
    assert keywords == (
        Keyword("stigma", "Stigma", "G", "D.", ("shame",)),
        Keyword("young-people", "Young people"),
        Keyword("vr", "VR"),
    )


@pytest.mark.parametrize(
    ("text", "expected", "slugs"),
    [
        ("", [], []),
        ("[a]", ["content/keywords.yaml:1:1 wrong-type"], []),
        ("a: [text]", ["content/keywords.yaml:1:4 wrong-type"], ["a"]),
        ("a: {lable: x}", ["content/keywords.yaml:1:5 unknown-key"], ["a"]),
        ("a: {label: X}\nb: {label: x}", ["content/keywords.yaml:2:1 keyword-clash"], ["a", "b"]),
        ("a: {synonyms: [x]}\nb: {synonyms: [X]}", ["content/keywords.yaml:2:1 keyword-clash"], ["a", "b"]),
        ("A B: {label: X}\na-b: {label: Y}", ["content/keywords.yaml:2:1 keyword-clash"], ["a-b"]),
    ],
)
def test_keywords_that_cannot_stand(text: str, expected: list[str], slugs: list[str]) -> None:
    keywords, diagnostics = read_keywords(text, "content/keywords.yaml")
    assert diagnostic_lines(diagnostics) == expected
    assert [keyword.slug for keyword in keywords] == slugs


def test_a_list_of_keywords_may_be_meant_as_a_group() -> None:
    (told,) = read_keywords("Support: [peers, kin]", "content/keywords.yaml")[1]
    assert "“group: Support”" in told.hint


def test_a_value_may_be_written_as_its_label_or_with_other_capitals() -> None:
    facet = Facet("design", "Design", labels=(("rct", "Randomised trial"),), absent=("not stated",))
    document, _ = read_document("---\nfacets: {design: [RCT, randomised trial, Not stated, Cohort]}\n---\n", "x.md")
    note, wrong = read_note(document, [facet])
    assert not wrong
    assert [coding.values for coding in note.facets] == [("rct", "rct", "not stated", "Cohort")]


def test_keywords_and_reports_in_one_text_are_a_list() -> None:
    note, wrong = note_of("---\nkeywords: sleep, being alone; mood\nreports: a2019; b2020\n---\n")
    assert not wrong
    assert [word.text for word in (*note.keywords, *note.reports)] == ["sleep", "being alone", "mood", "a2019", "b2020"]
    (keyword,), wrong = read_keywords("sleep:\n  synonyms: rest, night sleep\n", "content/keywords.yaml")
    assert keyword.synonyms == ("rest", "night sleep")


def test_a_keyword_may_be_its_label_alone() -> None:
    keywords, wrong = read_keywords("rest: Rest\nsleep: Night sleep\n", "content/keywords.yaml")
    assert (keywords, wrong) == ((Keyword("rest", "Rest"), Keyword("sleep", "Night sleep")), ())


def test_a_group_of_keywords_has_the_spelling_that_comes_first() -> None:
    text = "rest: {label: Rest, group: Body}\nsleep: {label: Sleep, group: body}\n"
    keywords, wrong = read_keywords(text, "content/keywords.yaml")
    assert not wrong
    assert [keyword.group for keyword in keywords] == ["Body", "Body"]


def test_groups_of_keywords_that_differ_in_a_sign_stay_apart() -> None:
    groups = ["Type 1-", "Type 1+", "バス", "パス"]
    text = "".join(f"k{at}: {{group: {group}}}\n" for at, group in enumerate(groups))
    keywords, _ = read_keywords(text, "content/keywords.yaml")
    assert [keyword.group for keyword in keywords] == groups
