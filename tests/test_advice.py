"""What `--advice` tells of a review in which nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.advice import advise
from site_builder.diagnostics import Severity
from site_builder.markdown import read_plain_sentences
from tests.projects import BIBLIOGRAPHY, project

SECTION = "content/10-s.md"
NOTE = "---\nfacets: {country: Kenya}\n---\n"


def advice(rule: str, sources: Mapping[str, str | bytes], bibliography: str | None = BIBLIOGRAPHY) -> list[str]:
    found = advise(project({"content/index.md": "", **sources}, bibliography))
    return [f"{each.location} {each.message}" for each in found if each.rule.name_ == rule]


# Citing


def test_entries_count_as_cited_wherever_they_are_named() -> None:
    sources = {SECTION: "---\nnocite: '@ito2020'\n---\n\nText.[^1]\n\n[^1]: See @hall2017."}
    assert advice("uncited-entry", sources) == ["references.bib:7:1 “mora2014” (de la Mora, 2014) is never cited."]
    assert advice("uncited-entry", {SECTION: "---\nnocite: '@*'\n---\n"}) == []


def test_an_entry_that_has_a_note_is_shown_whatever_the_settings_say() -> None:
    sources = {SECTION: "@hall2017", "content/studies/ito2020.md": "A note.", "review.yaml": "studies: cited\n"}
    (found,) = [each for each in advise(project(sources)) if each.rule.name_ == "uncited-entry"]
    assert "studies: cited" not in found.hint


def test_a_report_is_cited_with_its_study() -> None:
    sources = {SECTION: "@hall2017 @mora2014", "content/studies/hall2017.md": "---\nreports: [ito2020]\n---"}
    assert advice("uncited-entry", sources) == []


def test_a_coded_study_that_only_notes_cite_is_not_discussed() -> None:
    sources = {SECTION: "@ito2020", "content/studies/hall2017.md": NOTE, "content/studies/mora2014.md": "@hall2017"}
    told = ["content/studies/hall2017.md:1:1 “hall2017” (Hall, 2017) is coded, but no section discusses it."]
    assert advice("undiscussed-study", sources) == told
    assert not any("hall2017" in line for line in advice("uncited-entry", sources))


def test_a_section_of_one_word_has_one_word() -> None:
    assert advice("section-without-citation", {SECTION: "# A\n\nNothing."}) == [
        f"{SECTION}:3:1 This section has no citation in its one word."
    ]


def test_a_claim_rests_on_one_study_where_its_paragraph_cites_no_other_and_does_not_name_it() -> None:
    text = """\
        One is enough [@hall2017]. Again [@hall2017, p. 3].

        Two are better [@hall2017]. So it is [@ito2020].

        As @hall2017 found, it is so.

        Hall found that, too [-@hall2017].

        | a | [@hall2017] |
        |---|---|
        | b | [@ito2020] |
        """
    told = [
        "content/10-s.md:1:15 This paragraph relies on a single study, “hall2017” (Hall, 2017), but does not say so."
    ]
    assert advice("single-study-claim", {SECTION: dedent(text)}) == told


def test_reports_of_one_study_are_one_study() -> None:
    note = "---\nreports: [ito2020]\n---"
    sources = {SECTION: "It is so [@hall2017; @ito2020].", "content/studies/hall2017.md": note}
    assert len(advice("single-study-claim", sources)) == 1


# Coding


def test_a_facet_that_no_study_has_is_reported_once() -> None:
    sources = {
        "review.yaml": "facets:\n  country: Country\n  level: Level\n",
        "content/studies/hall2017.md": NOTE,
        "content/studies/ito2020.md": NOTE,
        "content/studies/mora2014.md": "Not coded at all.",
    }
    told = ["review.yaml:2:3 The facet “level” is declared, but no study is coded by it."]
    assert advice("missing-facet", sources) == told
    sources["content/studies/ito2020.md"] = "---\nfacets: {level: community}\n---\n"
    assert advice("missing-facet", sources) == [
        "content/studies/hall2017.md:2:10 “hall2017” (Hall, 2017) is coded, but not by “level”.",
        "content/studies/ito2020.md:2:10 “ito2020” (Ito, 2020) is coded, but not by “country”.",
    ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("behavior", "behaviour", True),
        ("Randomised trial", "randomized trials", True),
        ("caregivers", "care givers", True),
        ("programme", "program", True),
        ("study", "studies", True),
        ("Youth", "Southern youth", False),
        ("stress", "stresses", False),
    ],
)
def test_keywords_that_differ_in_spelling_alone(one: str, other: str, alike: bool) -> None:
    sources = {f"content/studies/{key}.md": f"---\nkeywords: [{word}]\n---" for key, word in
               (("hall2017", one), ("ito2020", other), ("mora2014", one))}  # fmt: skip
    told = advice("keyword-spellings", sources)
    assert bool(told) is alike
    if alike:
        assert told[0].endswith(f"seems to be the keyword “{one}”, used at content/studies/hall2017.md:2:12.")


def test_a_synonym_is_no_other_spelling() -> None:
    sources = {
        "content/keywords.yaml": "behaviour: {synonyms: behavior}",
        "content/studies/hall2017.md": "---\nkeywords: [behaviour]\n---",
        "content/studies/ito2020.md": "---\nkeywords: [behavior]\n---",
    }
    assert advice("keyword-spellings", sources) == []
    assert advice("lone-keyword", sources) == []


# Names in plain text


@pytest.mark.parametrize(
    "text",
    [
        "As Hall (2017) found.",
        "As Hall et al. (2017) found.",
        "So it is (Hall, 2017).",
        "So it is (Hall 2017).",
        "So it is (Smith, 2001; Hall & Ito, 2017a).",
        "Hall’s (2017) finding.",
        "Hall and Smith (2017) agree.",
        "Hall, Smith, and Doe (2017) agree.",
        "Hall, W. J. (2017). A title.",
        "*Hall*\n(2017) in two lines.",
        "> - Hall [2017]",
        "| Hall (2017) | x |\n|---|---|\n| y | z |",
        "Text.[^1]\n\n[^1]: Hall (2017).",
        "Cited [@hall2017]. Hall (2017) in another sentence.",
        "Another one: Hall (2017) and [@ito2020].",
    ],
)
def test_a_name_with_its_year_is_a_mention(text: str) -> None:
    assert len(advice("uncited-mention", {SECTION: text})) == 1


@pytest.mark.parametrize(
    "text",
    [
        "As Hall (2017) found [@hall2017].",
        "As Hall (2018) found.",
        "As Hallmark (2017) found.",
        "Smith and Hall (2017) is another's.",
        "`Hall (2017)` in code, and https://example.org/Hall/2017.",
        "In Hall 2017 was a year.",
        "## Hall (2017)",
        "| Hall (2017) | @hall2017 |\n|---|---|",
        "The Hall of fame opened long before (2017).",
    ],
)
def test_other_names_and_years_are_none(text: str) -> None:
    assert advice("uncited-mention", {SECTION: text}) == []


def test_a_mention_is_reported_at_its_name_with_the_key_to_cite() -> None:
    text = "Hall said [@hall2017].\nHall\nsaid, in Hall\n(2017), more."
    sources = {SECTION: text, "content/studies/hall2017.md": "Hall (2017) is this very study."}
    (found,) = [each for each in advise(project(sources)) if each.rule.name_ == "uncited-mention"]
    assert (str(found.location), found.hint.split(" instead")[0]) == ("content/10-s.md:3:10", "write @hall2017")


def test_a_note_need_not_cite_its_own_study_however_its_file_spells_the_key() -> None:
    assert advice("uncited-mention", {"content/studies/Hall2017.md": "Hall (2017) is this very study."}) == []


def test_a_month_is_no_author() -> None:
    bibliography = "@book{may, author={May, Rollo}, title={T}, year=2017}"
    assert advice("uncited-mention", {SECTION: "In May, 2017, it began."}, bibliography) == []
    assert len(advice("uncited-mention", {SECTION: "As May (2017) had it."}, bibliography)) == 1


def test_nothing_is_advised_about_a_bibliography_that_is_not_there() -> None:
    assert advise(project({SECTION: "Text [@a]."}, None)) == ()


def test_sentences_are_those_that_readers_see() -> None:
    text = "---\ntitle: T\n---\n# Heading\n\nOne *two* [@a]. Three\n`code` four.\n\n| a | b |\n|---|---|\n| c | @d |\n"
    sentences = read_plain_sentences(text, "a.md")
    shown = [("".join(c if c < "\ue000" else "@" for c in each.text).strip(), each.keys) for each in sentences]
    assert shown == [("One two @.", ("a",)), ("Three  four.", ()), ("a b", ()), ("c @", ("d",))]
    assert [(each.first_line, each.last_line) for each in sentences] == [(6, 7), (6, 7), (9, 9), (11, 11)]


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["review.yaml", SECTION, "content/studies/hall2017.md", "content/keywords.yaml"]),
        st.text(alphabet="-:[]{}@#|>*`^()\n \"'&<aHl2017,;.", max_size=80).map(
            lambda text: f"---\nkeywords: [a, {text}]\nfacets: {{f: a}}\n---\n{text} Hall (2017)\n"
        ),
    )
)
def test_whatever_the_files_hold_there_is_advice_at_their_places(sources: dict[str, str | bytes]) -> None:
    for found in advise(project(sources)):
        assert found.rule.severity is Severity.ADVICE
        assert found.location.line > 0
