"""Everything that must agree across files: keys, labels, links, addresses, keywords, studies."""

from __future__ import annotations

import re

import pytest

from site_builder.bibtex import read_bibliography
from site_builder.build import build
from site_builder.diagnostics import Rule
from site_builder.model import Html, SectionNumber
from site_builder.resolve import (
    PlacedCitation,
    PlacedLink,
    PlacedReference,
    PlacedTargets,
    Synonym,
    Text,
    UnknownWork,
)
from site_builder.resolve.duplicates import find_duplicates
from site_builder.resolve.holes import PlacedHole
from tests.projects import project, resolved

HOME = {"content/index.md": "# Home\n"}


def holes(text: Text) -> list[PlacedHole]:
    return [part for part in (*text.title, *text.body) if not isinstance(part, str)]


def test_citations_are_in_reading_order_and_each_page_numbers_its_items() -> None:
    review, wrong = resolved(
        {
            "content/index.md": "# Home [@mora2014]\n\nText [@hall2017; @ito2020].",
            "content/20-b.md": "# B\n\n[@ito2020]",
            "content/10-a.md": "# A\n\n[@mora2014]\n\n## H @hall2017\n\nX[^1].\n\n[^1]: [@hall2017].",
            "content/studies/hall2017.md": "As in [@ito2020].",
        }
    )
    assert not wrong
    keys = [[item.key for item in citation.items] for citation in review.in_reading_order]
    assert keys == [
        ["mora2014"],
        ["hall2017", "ito2020"],
        ["mora2014"],
        ["hall2017"],
        ["hall2017"],
        ["ito2020"],
        ["ito2020"],
    ]
    assert review.home is not None
    assert review.home.numbers == (("mora2014", 1), ("hall2017", 2), ("ito2020", 3))
    assert [text.address for text in review.sections] == ["a/index.html", "b/index.html"]


def test_every_cited_item_is_one_mention_of_its_study() -> None:
    review, _ = resolved(
        {
            "content/index.md": "# Home [@hall2017]\n\nOne [@hall2017; @ito2020]. Two @hall2017 and [@hall2017, p. 3].",
            "content/10-a.md": "# A\n\n| x |\n|---|\n| @ito2020 |\n\n: Cap [@hall2017]\n",
        }
    )
    texts = {text.address: text for text in (review.home, *review.sections) if text}
    cited = {(text.address, number, key) for text in texts.values() for key, number in text.numbers}
    mentioned = [
        (mention.address, mention.number, study.main.key) for study in review.studies for mention in study.mentions
    ]
    assert len(mentioned) == len(set(mentioned)) == 7
    assert set(mentioned) == cited


def test_an_unknown_key_leaves_the_rest_of_its_citation() -> None:
    review, wrong = resolved({"content/index.md": "# H\n\n[@hall2018; see @ito2020] and @nobody [@hall2017]."})
    assert wrong == [
        "content/index.md:3:2 unknown-citation-key",
        "content/index.md:3:31 unknown-citation-key",
    ]
    assert review.home is not None
    first, second = (hole for hole in holes(review.home) if isinstance(hole, PlacedCitation))
    assert [item.key for item in first.citation.items] == ["ito2020"]
    assert first.unknown == (UnknownWork("hall2018", 0, Html(" ("), Html(")")),)
    assert second.citation.mode.value == "parenthetical"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[@gone]", "(gone?)"),
        ("[see @gone, p. 5]", "(see gone?, p. 5)"),
        ("[-@gone, pp. 3-5]", "(gone?, pp. 3-5)"),
        ("[e.g., @gone, ch. 2, with *all* of it; @lost]", "(e.g., gone?, chapter 2, with all of it; lost?)"),
        ("@gone [p. 4]", "(gone?, p. 4)"),
        ("[see @ito2020; @gone, p. 3]", " (gone?, p. 3)"),
    ],
)
def test_what_is_said_beside_an_unknown_key_stays(written: str, shown: str) -> None:
    review, _ = resolved({"content/index.md": f"# H\n\nBy {written}."})
    assert review.home is not None
    (placed,) = (hole for hole in holes(review.home) if isinstance(hole, PlacedCitation))
    html = "".join(f"{work.before}{work.key}?{work.behind}" for work in placed.unknown)
    assert re.sub(r"<[^>]*>", "", html) == shown


@pytest.mark.parametrize(
    ("dates", "told"),
    [(("2021-01-13", "2021-06-15"), False), (("2021-06", "2021-06-15"), True), (("2021", "2021-06-15"), True)],
)
def test_works_of_nobody_with_one_title_are_two_where_their_days_differ(dates: tuple[str, str], told: bool) -> None:
    entries = [f"@jurisdiction{{k{at}, title={{Ash v Elm}}, date={{{date}}}}}" for at, date in enumerate(dates)]
    references, _ = read_bibliography("\n".join(entries), "a.bib")
    assert bool(list(find_duplicates(references, {"k0": "one", "k1": "other"}))) is told


@pytest.mark.parametrize("order", ["abc", "bca", "cab"])
def test_a_work_is_twice_beside_another_one_of_its_title(order: str) -> None:
    authors = {"a": "Ash, Ann", "b": "Elm, Bo", "c": "Elm, Bo"}
    entries = [f"@article{{{key}, title={{Editorial}}, author={{{authors[key]}}}, date={{2020}}}}" for key in order]
    references, _ = read_bibliography("\n".join(entries), "a.bib")
    assert len(list(find_duplicates(references, {key: key for key in order}))) == 1


@pytest.mark.parametrize(
    ("whole", "part", "told"),
    [
        ("@mvbook{a, title={All}", "@book{b, maintitle={All}, title={The Sea}", False),
        ("@article{a, title={Editorial}, volume={3}", "@article{b, title={Editorial}, volume={3}", True),
        ("@article{a, title={Editorial}, volume={3}", "@article{b, title={Editorial}", True),
        ("@article{a, title={Editorial}, volume={3}", "@article{b, title={Editorial}, volume={4}", False),
        ("@article{a, title={Editorial}, number={1}", "@article{b, title={Editorial}, number={2}", False),
    ],
)
def test_works_with_one_title_are_two_in_different_volumes(whole: str, part: str, told: bool) -> None:
    behind = ", author={Ash, Ann}, date={2002}}\n"
    references, _ = read_bibliography(whole + behind + part + behind, "a.bib")
    assert bool(list(find_duplicates(references, {"a": "one", "b": "other"}))) is told


def test_nocite_lists_without_citing() -> None:
    review, wrong = resolved({"content/10-a.md": "---\nnocite: '@ito2020, @nobody'\n---\n# A\n\n@hall2017"})
    assert review.sections[0].keys == ("hall2017", "ito2020")
    assert wrong == ["content/10-a.md:2:20 unknown-citation-key"]


def test_cross_references_are_numbered_through_the_whole_site() -> None:
    table = "| x |\n|---|\n| y |\n\n: Caption. {#tbl-%s}\n\n"
    review, wrong = resolved(
        {
            "content/10-a.md": "# A\n\n## Why {#sec-why}\n\n" + table % "one",
            "content/20-b.md": "# B\n\n"
            + table % "two"
            + "@tbl-two, [-@tbl-one], @sec-why, @Sec-why, [-@sec-why], @fig-no",
        }
    )
    references = [hole for hole in holes(review.sections[1]) if isinstance(hole, PlacedReference)]
    assert [(reference.word, reference.text) for reference in references[1:]] == [
        ("table", "2"),
        ("", "1"),
        ("section", "Why"),
        ("section_capitalised", "Why"),
        ("", "Why"),
        ("", "@fig-no"),
    ]
    assert (references[3].address, references[3].anchor) == ("a/index.html", "sec-why")
    assert wrong == ["content/20-b.md:9:57 unknown-cross-reference"]


def test_a_label_that_two_files_give_leads_to_their_own_and_from_others_to_the_first() -> None:
    review, wrong = resolved(
        {
            "content/10-a.md": "# A\n\n## X {#sec-x}",
            "content/20-b.md": "# B\n\n## Y {#sec-x}\n\nSee @sec-x",
            "content/30-c.md": "# C\n\nSee @sec-x",
        }
    )
    assert holes(review.sections[1]) == [PlacedReference("Y", "section", "b/index.html", "sec-x")]
    assert holes(review.sections[2]) == [PlacedReference("X", "section", "a/index.html", "sec-x")]
    assert wrong == ["content/20-b.md:3:8 duplicate-anchor"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("20-b.md", "b/index.html"),
        ("20-b.md#sec-y", "b/index.html#sec-y"),
        ("sub/c.md", "sub/c/index.html"),
        ("#x", "a/index.html#x"),
        ("/studies/", "studies/index.html"),
        ("studies", "studies/index.html"),
        ("studies/hall2017.md", "studies/hall2017/index.html"),
        ("studies/ito2020.md", "studies/ito2020/index.html"),
        ("/", "index.html"),
        ("images/a%20b.png", "images/a b.png"),
        (r".\images\a%20b.png", "images/a b.png"),
        ("images/u\u0308.png", "images/\u00fc.png"),
        ("/references.bib", "references.bib"),
        ("/references/#ref-hall2017", "references/index.html#ref-hall2017"),
        ("20-b.md#cite-1", "b/index.html#cite-1"),
    ],
)
def test_links_lead_from_sources_to_addresses(link: str, expected: str) -> None:
    review, wrong = resolved(
        {
            "content/10-a.md": f"# A\n\n## X {{#x}}\n\n[link]({link})",
            "content/20-b.md": "# B\n\n## Y {#sec-y}",
            "content/sub/c.md": "# C",
            "content/images/a b.png": b"",
            "content/images/\u00fc.png": b"",
            "content/studies/hall2017.md": "Note.",
        }
    )
    (found,) = holes(review.sections[0])
    assert isinstance(found, PlacedLink)
    assert found.address + (f"#{found.anchor}" if found.anchor else "") == expected
    assert not wrong


def test_a_link_is_read_from_the_folder_of_its_file() -> None:
    review, wrong = resolved({**HOME, "content/sub/c.md": "# C\n\n[up](../index.md) [here](c.md) [out](../../x.md)"})
    assert [hole.address for hole in holes(review.sections[0]) if isinstance(hole, PlacedLink)] == [
        "index.html",
        "sub/c/index.html",
        "",
    ]
    assert wrong == ["content/sub/c.md:3:32 dead-link"]


@pytest.mark.parametrize(
    ("link", "rule"), [("nowhere.md", "dead-link"), ("20-b.md#nowhere", "dead-anchor"), ("#nowhere", "dead-anchor")]
)
def test_dead_links_are_reported_at_their_place(link: str, rule: str) -> None:
    _, wrong = resolved({"content/10-a.md": f"# A\n\n[x]({link})", "content/20-b.md": "# B"})
    assert wrong == [f"content/10-a.md:3:1 {rule}"]


@pytest.mark.parametrize(
    ("link", "hint"),
    [
        ("../figures/flow.svg", "correct the link, or add the file to content/."),
        ("www.example.org/a#b", "did you mean “https://www.example.org/a#b”?"),
    ],
)
def test_a_dead_link_says_where_files_belong_and_what_a_web_address_lacks(link: str, hint: str) -> None:
    (wrong,) = build(project({"content/10-a.md": f"# A\n\n[x]({link})"})).diagnostics
    assert wrong.hint == hint


@pytest.mark.parametrize("target", ["## X {#map}", "![X](a.svg){#map}"])
def test_a_reference_to_an_id_that_is_no_label_says_how_labels_begin(target: str) -> None:
    (wrong,) = build(
        project({"content/10-a.md": f"# A\n\n{target}\n\nSee @map.", "content/a.svg": "<svg/>"})
    ).diagnostics
    assert wrong.hint == "to refer to {#map}, begin its label with sec-, fig-, tbl-, eq- or lst-, here and there."


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("#11-one--two-of-three", "one-two-of-three"),
        ("#11-one-two-of-three", "one-two-of-three"),
        ("#One-Two-of-Three", "one-two-of-three"),
        ("#1-results", "results"),
        ("#2-results", "results-1"),
        ("#results-1", "results-1"),
        ("a.md#1-results", "results"),
    ],
)
def test_links_by_the_ids_of_github_and_mkdocs_lead_to_headings(link: str, expected: str) -> None:
    headings = "## 1.1 One / two of *three*\n\n## 1. Results\n\n## 2. Results"
    review, wrong = resolved({"content/a.md": f"# A\n\n[x]({link})\n\n{headings}", "content/b.md": "# B"})
    assert [hole.anchor for hole in holes(review.sections[0]) if isinstance(hole, PlacedLink)] == [expected]
    assert not wrong


def test_an_id_that_a_text_has_is_no_other_heading_s() -> None:
    review, wrong = resolved({"content/a.md": "# A\n\n[x](#1-a)\n\n## 1. A\n\n## B {#1-a}"})
    assert [hole.anchor for hole in holes(review.sections[0]) if isinstance(hole, PlacedLink)] == ["1-a"]
    assert not wrong


def test_two_sections_of_one_name_both_have_a_page() -> None:
    review, wrong = resolved({"content/10-a.md": "# A", "content/20-A.md": "# B", "content/30-studies.md": "# C"})
    assert [text.address for text in review.sections] == ["a/index.html", "a-2/index.html", "studies-2/index.html"]
    assert wrong == ["content/20-A.md:1:1 slug-clash", "content/30-studies.md:1:1 slug-clash"]


@pytest.mark.parametrize("folder", ["Studies", "keywords"])
def test_a_section_leaves_a_study_and_a_keyword_their_addresses(folder: str) -> None:
    note = {"content/studies/hall2017.md": "---\nkeywords: hall2017\n---"}
    review, wrong = resolved({f"content/{folder}/hall2017.md": "# A\n\nSo @hall2017.", **note})
    assert [text.address for text in review.sections] == [f"{folder.lower()}/hall2017-2/index.html"]
    assert wrong == [f"content/{folder}/hall2017.md:1:1 slug-clash"]


def test_keys_that_differ_in_signs_only_are_two_studies() -> None:
    bibliography = "@misc{a:b, title={X}, year={2001}}\n@misc{a/b, title={Y}, year={2001}}"
    review, wrong = resolved(HOME, bibliography)
    assert [study.slug for study in review.studies] == ["a-b", "a-b-2"]
    assert wrong == ["references.bib:2:1 slug-clash"]


def test_further_reports_join_the_study() -> None:
    review, wrong = resolved(
        {
            "content/index.md": "# H\n\n[@ito2020] and [@hall2017].",
            "content/studies/hall2017.md": "---\nreports: [ito2020, nobody]\n---\n",
        }
    )
    study = review.studies[0]
    assert [report.key for report in study.reports] == ["hall2017", "ito2020"]
    assert [mention.number for mention in study.mentions] == [1, 2]
    assert [study.main.key for study in review.studies] == ["hall2017", "mora2014"]
    assert wrong == ["content/studies/hall2017.md:2:20 unknown-citation-key"]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ({"hal2017": ""}, "content/studies/hal2017.md:1:1 study-without-entry"),
        (
            {"hall2017": "---\nreports: [ito2020]\n---", "ito2020": ""},
            "content/studies/hall2017.md:2:11 study-without-entry",
        ),
        (
            {"hall2017": "---\nreports: [mora2014]\n---", "ito2020": "---\nreports: [mora2014]\n---"},
            "content/studies/ito2020.md:2:11 study-without-entry",
        ),
        ({"hall2017": "", "Hall2017": ""}, "content/studies/Hall2017.md:1:1 study-without-entry"),
    ],
)
def test_notes_that_have_no_study_of_their_own(notes: dict[str, str], expected: str) -> None:
    review, wrong = resolved({**HOME, **{f"content/studies/{name}.md": text for name, text in notes.items()}})
    assert wrong == [expected]
    assert {report.key for study in review.studies for report in study.reports} == {"hall2017", "ito2020", "mora2014"}


def test_keywords_come_from_the_note_or_else_from_the_entry() -> None:
    review, wrong = resolved({**HOME, "content/studies/hall2017.md": "---\nkeywords: [Sleep, youth]\n---\n"})
    assert {study.main.key: study.keywords for study in review.studies} == {
        "hall2017": ("sleep", "youth"),
        "ito2020": ("youth",),
        "mora2014": (),
    }
    assert not wrong


def test_keywords_that_differ_in_signs_only_fail_no_build() -> None:
    bibliography = "@misc{a, title={X}, year={2001}, keywords={Tidal range, tidal-range}}"
    result = build(project(HOME, bibliography))
    assert [(wrong.rule.name_, wrong.severity.value) for wrong in result.diagnostics] == [("slug-clash", "warning")]
    assert "keywords/tidal-range-2/index.html" in {str(path) for path in result.site}


def test_the_listed_keyword_that_has_an_address_is_named() -> None:
    bibliography = "@misc{a, title={X}, year={2001}, keywords={C, C++}}"
    result = build(project({**HOME, "content/keywords.yaml": "C:\n"}, bibliography))
    clash = next(wrong.message for wrong in result.diagnostics if wrong.rule is Rule.SLUG_CLASH)
    assert clash.endswith("would get the address “c”, which the keyword “C” already has.")


def test_listed_keywords_are_known_by_id_label_and_synonym() -> None:
    review, wrong = resolved(
        {
            **HOME,
            "content/keywords.yaml": "stg:\n  label: Stigma\n  synonyms: [Young people, shame]\n",
            "content/studies/hall2017.md": "---\nkeywords: [stg, STIGMA, young  people, stigme]\n---\n",
            "content/studies/ito2020.md": "---\nkeywords: [shame]\n---\n",
        }
    )
    assert [study.keywords for study in review.studies] == [("stg", "stigme"), ("stg",), ()]
    assert wrong == ["content/studies/hall2017.md:2:40 unlisted-keyword"]


def test_a_synonym_has_an_address_unless_a_keyword_has_it() -> None:
    review, wrong = resolved(
        {
            "content/index.md": "[a](/keywords/shame/), [b](keywords/stigma/index.html)",
            "content/keywords.yaml": "stigma: {synonyms: [Shame, STIGMA, youth!, shame.]}\nyouth: {}\n",
        }
    )
    assert review.synonyms == (
        Synonym("Shame", "stigma", "shame"),
        Synonym("youth!", "stigma"),
        Synonym("shame.", "stigma"),
    )
    assert review.home is not None
    assert [hole.address for hole in holes(review.home) if isinstance(hole, PlacedLink)] == [
        "keywords/stigma/index.html",
        "keywords/stigma/index.html",
    ]
    assert not [problem for problem in wrong if "keyword-clash" not in problem]


def test_a_facet_must_be_declared() -> None:
    review, wrong = resolved(
        {
            **HOME,
            "review.yaml": "facets: {country: Country}",
            "content/studies/hall2017.md": "---\nfacets: {country: [Kenya], levl: a}\n---\n",
        }
    )
    assert [facet.name for facet in review.facets] == ["country", "levl"]
    assert wrong == ["content/studies/hall2017.md:2:28 unknown-facet"]


@pytest.mark.parametrize("settings", ["facets: {country: Country}", ""])
def test_a_value_in_other_capitals_was_another_value(settings: str) -> None:
    notes = {
        "content/studies/hall2017.md": "---\nfacets: {country: kenya}\n---\n",
        "content/studies/ito2020.md": "---\nfacets: {country: [Kenya, ' KENYA ', South  Africa]}\n---\n",
        "content/studies/mora2014.md": "---\nfacets: {country: south africa}\n---\n",
    }
    review, _ = resolved({**HOME, **notes, "review.yaml": settings})
    assert [study.values_of("country") for study in review.studies] == [
        ("kenya",),
        ("kenya", "South  Africa"),
        ("South  Africa",),
    ]
    assert [value.count for value in review.axes.facets[0].values] == [2, 2]


def test_an_undeclared_facet_has_the_label_that_a_declared_one_would_have() -> None:
    note = {"content/studies/hall2017.md": "---\nfacets: {study-design: trial}\n---\n"}
    declared, _ = resolved({**HOME, **note, "review.yaml": "facets: {study-design: }"})
    undeclared, _ = resolved({**HOME, **note})
    assert [facet.label for facet in undeclared.facets] == ["Study design"]
    assert undeclared.facets == declared.facets


def references(text: Text) -> list[tuple[str, str, str]]:
    return [(hole.word, hole.text, hole.anchor) for hole in holes(text) if isinstance(hole, PlacedReference)]


def test_labels_of_every_kind_are_counted_by_their_kind() -> None:
    review, wrong = resolved(
        {
            "content/10-a.md": "# A\n\n::: {#nte-a .callout-note}\nx\n:::\n\n```{#lst-a}\n```\n\n::: {#thm-a}\nx\n:::",
            "content/20-b.md": "# B\n\n```{#lst-b}\n```\n\n@nte-a, @lst-a, @lst-b, @thm-a",
        }
    )
    assert references(review.sections[1])[-4:] == [
        ("note", "1", "nte-a"),
        ("listing", "1", "lst-a"),
        ("listing", "2", "lst-b"),
        ("theorem", "1", "thm-a"),
    ]
    assert wrong == []


def test_parts_of_a_figure_have_its_number_and_a_letter() -> None:
    panel = "# A\n\n![Before](/){#fig-one}\n\n::: {#fig-p}\n![A](/){#fig-a}\n\n![B](/){#fig-b}\n\nBoth.\n:::\n\n"
    after = '![After](/){#fig-after}\n\n![Supplement](/){#fig-s tag="S1"}\n\n'
    review, wrong = resolved({"content/10-a.md": panel + after + "@fig-p, @fig-b, [-@fig-a], @fig-after, @fig-s"})
    assert [text for _, text, _ in references(review.sections[0])[-5:]] == ["2", "2b", "2a", "3", "S1"]
    assert wrong == []


def test_a_picture_that_a_figure_does_not_have_is_reported() -> None:
    panel = "::: {#fig-two}\n![One](a.png){#fig-one}\n\n![Two](a.png)\n\nBoth\n:::\n"
    text = f"# A\n\n![Map](a.png){{#fig-map}}\n\n{panel}\nSee @fig-two-2,\n@fig-two-3,\n@fig-one-1,\n@fig-map-2.\n"
    _, wrong = resolved({"content/10-a.md": text, "content/a.png": ""})
    assert wrong == [f"content/10-a.md:{line}:1 unknown-cross-reference" for line in (14, 15, 16)]


def test_a_label_is_found_in_the_spelling_of_another_tool() -> None:
    text = "# A\n\n![F](/){#fig-x}\n\n![G](/){#fig:y}\n\n| a |\n|---|\n\n: (\\#tab:z) T\n\n"
    formula = "::: {#eq-e}\nE\n:::\n\n"
    told = "\\autoref{fig:x}, @fig-y, @tbl:z, \\@ref(fig:fig-x), \\ref{tbl:z}, \\eqref{eqn:e}, \\ref{e}"
    review, wrong = resolved({"content/10-a.md": text + formula + told})
    anchors = [anchor for _, _, anchor in references(review.sections[0])]
    assert anchors[-7:] == ["fig-x", "fig:y", "tab:z", "fig-x", "tab:z", "eq-e", "eq-e"]
    assert wrong == []


def test_latex_and_bookdown_may_name_any_heading_first_in_their_own_text() -> None:
    review, wrong = resolved(
        {
            "content/10-a.md": "# A\n\n## Why so\n\n\\@ref(why-so), \\ref{other}",
            "content/20-b.md": "# B\n\n## Why *so* {#why-so}\n\n## Other\n\n\\@ref(why-so)\n\n\\ref{lost} [@sec-lost]",
        }
    )
    assert holes(review.sections[0]) == [
        PlacedReference("Why so", "", "a/index.html", "why-so"),
        PlacedReference("Other", "", "b/index.html", "other"),
    ]
    assert holes(review.sections[1]) == [
        PlacedReference("Why so", "", "b/index.html", "why-so"),
        PlacedReference("\\ref{lost}"),
        PlacedReference("@sec-lost"),
    ]
    assert wrong == ["content/20-b.md:9:1 unknown-cross-reference", "content/20-b.md:9:13 unknown-cross-reference"]


def test_a_work_with_a_key_like_a_label_is_cited_where_nothing_has_that_label() -> None:
    bibliography = "@book{fig:x, title={X}, year=2001}\n@book{Def-2012, title={D}, year=2012}"
    review, wrong = resolved({"content/10-a.md": "# A\n\n@fig:x holds [-@def-2012]. ## @fig:x"}, bibliography)
    assert review.sections[0].keys == ("fig:x", "Def-2012")
    assert wrong == []
    review, wrong = resolved({"content/10-a.md": "# A\n\n![F](/){#fig:x}\n\n@fig:x"}, bibliography)
    assert review.sections[0].keys == ()


def test_a_list_of_figures_has_those_of_all_texts_and_no_parts() -> None:
    review, _ = resolved(
        {
            "content/10-a.md": "# A\n\n::: list-of-figures\n:::\n\n![One](/){#fig-a}",
            "content/20-b.md": "# B\n\n::: {#fig-b}\n![Part](/){#fig-c}\n\nTwo [@hall2017].\n:::",
        }
    )
    (listed,) = (hole for hole in holes(review.sections[0]) if isinstance(hole, PlacedTargets))
    assert [(target.reference.text, target.title, target.reference.address) for target in listed.targets] == [
        ("1", "One", "a/index.html"),
        ("2", "Two.", "b/index.html"),
    ]


def test_numbers_of_sections_are_those_of_the_whole_site() -> None:
    review, wrong = resolved(
        {
            "review.yaml": "number_sections: true",
            "content/index.md": "# A review\n\n## Scope\n\nText.",
            "content/10-a.md": "# A\n\n## One\n\n#### Deep\n\n## Two {#sec-two}",
            "content/20-b.md": "# Note {-}\n\n## In it",
            "content/30-c.md": "# C\n\n### Deep\n\n### Again\n\n## D\n\nSee @sec-two and @Sec-two.",
        }
    )
    numbers = [
        [hole.number for hole in (*text.title, *text.body) if isinstance(hole, SectionNumber)]
        for text in review.chapters
    ]
    assert numbers == [[""], ["1", "1.1", "1.1.0.1", "1.2"], [""], ["2", "2.0.1", "2.0.2", "2.1"]]
    assert references(review.sections[2]) == [("section_numbered", "1.2", "sec-two")] * 2
    assert wrong == []


def test_a_key_in_brackets_without_its_sign_is_reported_where_the_bibliography_has_it() -> None:
    text = "# H\n\nOne [hall2017; ito2020]. Two [hall2018], [x](y.md), `[hall2017]`, [Hall2017] and [hall2017, p. 3].\n"
    _, wrong = resolved(
        {"content/index.md": text, "content/y.md": "# Y\n\n[hall2017]: https://example.org\n\n[hall2017]"}
    )
    assert wrong == [f"content/index.md:3:{column} malformed-citation" for column in (6, 16, 83)]


def test_a_known_key_or_label_right_behind_a_letter_is_reported() -> None:
    text = "根据@hall2017的研究，见@sec-h与其他。As@hall2017, et al.@hall2017, me@example.org, `a@hall2017`.\n"
    _, wrong = resolved({"content/index.md": f"# H {{#sec-h}}\n\n{text}"})
    assert wrong == [f"content/index.md:3:{column} malformed-citation" for column in (3, 17, 29, 46)]


def test_texts_of_a_review_may_have_any_ending_that_other_tools_give_them() -> None:
    review, wrong = resolved(
        {
            "content/index.markdown": "Home.",
            "content/10-a.qmd": "# A\n\n[@hall2017]",
            "content/20-b.MD": "# B\n",
            "content/30-c.Rmd": "# C\n",
            "content/studies/hall2017.qmd": "As [there](../10-a.qmd).",
        }
    )
    assert not wrong
    assert review.home is not None
    assert [text.address for text in review.sections] == ["a/index.html", "b/index.html", "c/index.html"]
    assert next(study for study in review.studies if study.main.key == "hall2017").text is not None


def test_a_citation_in_brackets_of_a_wiki_is_reported_and_so_is_a_label_without_its_kind() -> None:
    text = "# H {#sec-h}\n\n[[@hall2017]], [[@hall2017|so]], [[@hall2017]](y.md), [see [@hall2017]] and @h.\n"
    _, wrong = resolved({"content/index.md": text, "content/y.md": "# Y\n"})
    assert wrong == [
        "content/index.md:3:1 malformed-citation",
        "content/index.md:3:16 malformed-citation",
        "content/index.md:3:34 left-out",
        "content/index.md:3:77 unknown-citation-key",
    ]
