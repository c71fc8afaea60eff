"""What review.yaml may say, and what is said of the rest."""

from __future__ import annotations

import pytest

from site_builder.build import build
from site_builder.diagnostics import Rule
from site_builder.model import Contributor, Facet, Name, Settings
from site_builder.settings import place_of, read_settings
from tests.projects import BIBLIOGRAPHY, diagnostic_lines, project, resolved

EVERYTHING = """\
title: A review
description: What it is about.
authors: [Ann Ash, Bo Birch]
doi: https://doi.org/10.1000/ABC
published_in: "Journal, 3(1)"
landing_page: https://example.org/article
keywords: [One, Two]
base_url: https://example.org/review/
citation_style: ieee
lang: de-DE
smart: false
bibliography: [a.bib, b.bib]
facets:
  country:
    label: Country
    count_label: countries
    labels: {uk: United Kingdom}
    absent: [not stated]
  study_type:
  population: People
"""


def test_every_key_is_read() -> None:
    settings, diagnostics = read_settings(EVERYTHING, "review.yaml")
    assert not diagnostics
    assert settings == Settings(
        title="A review",
        description="What it is about.",
        contributors=(Contributor("Ann Ash", Name("Ash", "Ann")), Contributor("Bo Birch", Name("Birch", "Bo"))),
        doi="10.1000/ABC",
        published_in="Journal, 3(1)",
        landing_page="https://example.org/article",
        keywords=("One", "Two"),
        base_url="https://example.org/review",
        citation_style="ieee",
        lang="de-DE",
        smart=False,
        bibliography=("a.bib", "b.bib"),
        facets=(
            Facet("country", "Country", "countries", (("uk", "United Kingdom"),), ("not stated",)),
            Facet("study_type", "Study type"),
            Facet("population", "People"),
        ),
    )


@pytest.mark.parametrize(
    ("written", "lang"), [("DE", "de"), ("pt-br", "pt-BR"), ("SR-LATN-rs", "sr-Latn-RS"), ("de-de-1901", "de-DE-1901")]
)
def test_the_case_of_a_language_tag_has_no_meaning(written: str, lang: str) -> None:
    assert read_settings(f"lang: {written}\n", "review.yaml")[0].lang == lang


def test_the_region_uk_is_britain_and_the_language_uk_ukrainian() -> None:
    assert read_settings("lang: en-UK\n", "review.yaml")[0].lang == "en-GB"
    assert read_settings("lang: uk\n", "review.yaml")[0].lang == "uk"


@pytest.mark.parametrize("text", ["", "# nothing\n", "title:\nbibliography:\nlang:\n"])
def test_omitted_settings_have_their_defaults(text: str) -> None:
    assert read_settings(text, "review.yaml") == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: x", "review.yaml:1:1 unknown-key"),
        ("title: [x]", "review.yaml:1:8 wrong-type"),
        ("a list", "review.yaml:1:1 wrong-type"),
        ("base_url: example.org", "review.yaml:1:11 wrong-type"),
        ("landing_page: x", "review.yaml:1:15 wrong-type"),
        ("doi: psychosocia.v3i1.788", "review.yaml:1:6 wrong-type"),
        ("lang: British English", "review.yaml:1:7 wrong-type"),
        ("facets: [country]", "review.yaml:1:9 wrong-type"),
        ("facets:\n  country: [x]", "review.yaml:2:12 wrong-type"),
        ("facets:\n  country: {lable: x}", "review.yaml:2:13 unknown-key"),
        ("facets:\n  country: {labels: {a: [b]}}", "review.yaml:2:25 wrong-type"),
        ("title: 'x", "review.yaml:1:8 unreadable-yaml"),
    ],
)
def test_invalid_settings_are_reported_at_their_places(text: str, expected: str) -> None:
    settings, diagnostics = read_settings(text, "review.yaml")
    assert diagnostic_lines(diagnostics) == [expected]
    assert settings.title == Settings().title


def test_one_wrong_value_leaves_the_others() -> None:
    settings, _ = read_settings("title: x\nauthors: {a: b}\nlang: en-GB\n", "review.yaml")
    assert (settings.title, settings.contributors, settings.lang) == ("x", (), "en-GB")


def test_a_value_has_a_place_only_where_it_is_given() -> None:
    place = place_of("bibliography", "title: x\nbibliography: a.bib\n", "review.yaml")
    assert str(place) == "review.yaml:2:15"
    assert place_of("bibliography", "title: x\n", "review.yaml") is None


def test_an_author_may_have_more_than_a_name() -> None:
    text = """authors:
  - Ann Ash
  - name: "{The Sleep Group}"
    affiliation: [Institute of Rest, Night School]
  - name: Jan van der Berg
    orcid: https://orcid.org/0000-0002-1694-233x
    affiliation: Institute of Rest
    corresponding: true
    email: jan@example.org
    equal_contributor: true
"""
    settings, diagnostics = read_settings(text, "review.yaml")
    assert not diagnostics
    group, jan = Name(literal="The Sleep Group"), Name("Berg", "Jan", non_dropping_particle="van der")
    institute, orcid = "Institute of Rest", "0000-0002-1694-233X"
    assert settings.contributors == (
        Contributor("Ann Ash", Name("Ash", "Ann")),
        Contributor("The Sleep Group", group, affiliations=(institute, "Night School")),
        Contributor("Jan van der Berg", jan, orcid, (institute,), True, "jan@example.org", is_equal=True),
    )


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("name: A B, orcid: 1825", "review.yaml:1:30 wrong-type"),
        ("name: A B, orchid: 1", "review.yaml:1:23 unknown-key"),
        ("orcid: 0000-0002-1825-0097", "review.yaml:1:11 missing-value"),
        ("name: A B, corresponding: perhaps", "review.yaml:1:38 wrong-type"),
    ],
)
def test_invalid_values_of_an_author_are_reported_at_their_places(author: str, expected: str) -> None:
    assert diagnostic_lines(read_settings(f"authors: [{{{author}}}]", "review.yaml")[1]) == [expected]


def test_what_is_said_for_citing_is_read_by_csls_names() -> None:
    settings, diagnostics = read_settings(
        'authors: ["{A Group}"]\ncitation: {volume: 3, url: "https://example.org/a", issued: 2025-03}', "review.yaml"
    )
    assert not diagnostics
    assert settings.contributors == (Contributor("A Group", Name(literal="A Group")),)
    assert dict(settings.citation) == {"volume": "3", "URL": "https://example.org/a", "issued": "2025-03"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("citation: {type: artcle}", "review.yaml:1:18 wrong-type"),
        ("citation: {issued: May 2025}", "review.yaml:1:20 wrong-type"),
        ("citation: {journal: A}", "review.yaml:1:12 unknown-key"),
        ("citation: true", "review.yaml:1:11 wrong-type"),
    ],
)
def test_what_cannot_be_cited_so_is_reported(text: str, expected: str) -> None:
    settings, diagnostics = read_settings(text, "review.yaml")
    assert diagnostic_lines(diagnostics) == [expected]
    assert settings.citation == ()


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ("Ann Ash, Bo Elm", ["review.yaml:1:10 wrong-type"]),
        ("[Ann Ash and Bo Elm]", ["review.yaml:1:11 wrong-type"]),
        ("[{name: A B, orcid: 0000-0002-1825-0098}]", ["review.yaml:1:30 wrong-type"]),
        ("[{name: A B, orcid: 0000-0002-1694-233X}]", []),
        ("山田 太郎、鈴木 花子", ["review.yaml:1:10 wrong-type"]),
        ("山田 太郎, 鈴木 花子", ["review.yaml:1:10 wrong-type"]),
        ("Ann Ash & Bo Elm", ["review.yaml:1:10 wrong-type"]),
        ("[Ann Ash und Bo van Elm]", ["review.yaml:1:11 wrong-type"]),
        ("[José García y Ana López]", ["review.yaml:1:11 wrong-type"]),
        ("[José Ortega y Gasset, Johnson & Johnson, '{Sleep Research & Rest Cures}']", []),
        ("van der Berg, Jan Piet", []),
        ("[Department of Health & Social Care, Institut Pasteur et Hôpital Cochin, '{张三、李四}']", []),
        ("['García Márquez, Gabriel José', '{Sleep and Rest}']", []),
    ],
)
def test_several_names_in_one_text_and_an_orcid_id_of_nobody_are_reported(authors: str, told: list[str]) -> None:
    assert diagnostic_lines(read_settings(f"authors: {authors}", "review.yaml")[1]) == told


def test_plain_texts_have_the_signs_of_the_texts_beside_them() -> None:
    note = "---\nsummary: 3--4\ncautions: [Don't]\nfacts: [{field: notes, value: It's}]\n---\n"
    files = {
        "review.yaml": "title: Don't\ndescription: '\"Why\"'\n",
        "content/10-a.md": "---\ndescription: It's so...\n---\n# A\n",
        "content/studies/hall2017.md": note,
    }

    def shown() -> list[str]:
        review, _ = resolved(files)
        (study,) = (study for study in review.studies if study.summary)
        described = (review.settings.title, review.settings.description, review.sections[0].description)
        return [*described, study.summary, *study.cautions, study.facts[0].value]

    assert shown() == ["Don’t", "“Why”", "It’s so…", "3–4", "Don’t", "It’s"]
    files["review.yaml"] += "smart: false\n"
    assert shown() == ["Don't", '"Why"', "It's so...", "3--4", "Don't", "It's"]


def test_markdown_in_a_description_is_reported_where_it_is_shown_as_written() -> None:
    files = {
        "review.yaml": "description: A *short* one\n",
        "content/10-a.md": "---\ndescription: By @hall2017, or [@hall2017]\n---\n# A\n",
    }
    rule = "markdown-in-plain-text"
    assert resolved(files)[1] == [f"review.yaml:1:14 {rule}", f"content/10-a.md:2:14 {rule}"]
    quarto = {"_quarto.yml": "book: {chapters: [a.qmd]}", "a.qmd": "---\ndescription: A *short* one\n---\n# A\n"}
    assert resolved(quarto)[1] == []


def test_settings_and_keywords_under_a_name_that_is_nearly_theirs_are_reported() -> None:
    files = {"review.yml": "title: A\n", "content/keywords.yml": "a: A\n", "content/index.md": "# A\n"}
    assert resolved(files)[1] == ["content/keywords.yml left-out", "review.yml left-out"]
    assert resolved({"Review.YAML": "title: A\n", "content/index.md": "# A\n"})[1] == ["Review.YAML left-out"]
    assert resolved({**files, "review.yaml": "title: A\n", "content/keywords.yaml": ""})[1] == []


def test_a_bibliography_that_has_what_is_cited_but_is_not_read_is_reported() -> None:
    files = {
        "more.bib": "@book{roe2019,title={A},year=2019}",
        "old.bib": "@book{b,}",
        "content/10-a.md": "# A\n\n@roe2019",
    }
    assert resolved(files)[1] == ["more.bib left-out", "content/10-a.md:3:1 unknown-citation-key"]
    files["review.yaml"] = "bibliography: [references.bib, more.bib]"
    assert resolved(files)[1] == []


def test_texts_beside_their_folder_are_reported() -> None:
    beside = {
        "20-methods.md": "# M",
        "studies/hall2017.md": "A note.",
        "studies/drafts.md": "",
        "README.md": "",
        "a.md": "",
    }
    found = resolved({"content/10-a.md": "# A", "content/review.yaml": "title: A", **beside})[1]
    assert found == ["content/review.yaml left-out", "20-methods.md left-out", "studies/hall2017.md left-out"]
    assert resolved({"10-a.md": "# A", "20-b.md": "# B", "review.yaml": "title: A"})[1] == []


def test_a_bibliography_in_another_folder_is_offered() -> None:
    files = project({"content/10-a.md": "# A\n\n@hall2017", "content/a.bib": BIBLIOGRAPHY}, None)
    (found,) = build(files).diagnostics
    assert found.rule is Rule.MISSING_BIBLIOGRAPHY
    assert found.hint.startswith("to use content/a.bib, name it under “bibliography:”, or write")
