"""Evidence tables: CSV files that texts show, with what they cite, judge and offer for download."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import html5lib
import pytest

from site_builder import csv_tables
from site_builder.build import Builder, build
from site_builder.files.reading import read_files
from site_builder.markdown.tables import evidence
from site_builder.resolve import PlacedCitation, Review
from tests.projects import diagnostic_lines, pages_of, project, resolved

EFFECTS = "study,Country,n\nhall2017,Kenya,120\n@ito2020; mora2014,Japan,88\n"
SECTION = """# Results

As @tbl-effects shows, and @hall2017 says:

::: {#tbl-effects .evidence-table file=data/effects.csv}
What each study found, after @mora2014.

Numbers are as reported.
:::
"""


def sources(table: str | bytes = EFFECTS, div: str = "", path: str = "data/effects.csv") -> dict[str, str | bytes]:
    section = f"# Results\n\n::: {{.evidence-table {div} file=data/effects.csv}}\n:::\n" if div else SECTION
    return {"content/10-results.md": section, path: table}


def page(files: dict[str, str | bytes], address: str = "results/index.html") -> str:
    built = build(project({"content/index.md": "# Home\n\nWelcome.\n", **files}))
    assert not built.diagnostics
    return built.site[PurePosixPath(address)].decode()


def table(html: str) -> list[list[str]]:
    """The cells of the only table of a page, each as its text."""
    (found,) = html5lib.parse(html, namespaceHTMLElements=False).iter("table")
    return [["".join(cell.itertext()).strip() for cell in row if cell.tag in ("th", "td")] for row in found.iter("tr")]


def cited(review: Review) -> list[str]:
    return [
        item.key for part in review.sections[0].body if isinstance(part, PlacedCitation) for item in part.citation.items
    ]


def wrong(files: dict[str, str | bytes]) -> list[str]:
    return resolved(files)[1]


# What is shown


def test_a_file_is_shown_as_a_table() -> None:
    assert table(page(sources())) == [
        ["study", "Country", "n"],
        ["Hall (2017)", "Kenya", "120"],
        ["Ito et al. (2020); de la Mora (2014)", "Japan", "88"],
    ]


def test_columns_are_chosen_and_ordered() -> None:
    assert table(page(sources(div='columns="n, study"'))) == [
        ["n", "study"],
        ["120", "Hall (2017)"],
        ["88", "Ito et al. (2020); de la Mora (2014)"],
    ]


def test_a_row_label_stays_indented() -> None:
    html = page(sources('Characteristic,n\nSex,\n   Female,5\n"   Male",6\n Age,7\n', div=".plain"))
    labels = [label for label in ("Sex", "\N{EM SPACE}Female", "\N{EM SPACE}Male", "Age") if f">{label}</th>" in html]
    assert len(labels) == 4


def test_a_chosen_column_may_have_commas_in_its_name() -> None:
    html = page(sources('n,"Age, mean (SD)",Age\n1,2,3\n', div='columns="Age, mean (SD), n,"'))
    assert table(html)[0] == ["Age, mean (SD)", "n"]


def test_the_first_paragraph_is_the_caption_and_the_others_follow() -> None:
    html = page(sources())
    caption = html[html.index("<caption") : html.index("</caption>")]
    assert ">Table\N{NO-BREAK SPACE}1</a>." in caption
    assert "What each study found" in caption
    assert html.index("</table>") < html.index("Numbers are as reported")
    assert 'href="#tbl-effects">Table\N{NO-BREAK SPACE}1</a> shows' in html


def test_heads_of_columns_and_rows_say_what_they_are_for() -> None:
    html = page(sources())
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="row"') == 2


@pytest.mark.parametrize("cells", ["12;1,204;−0.3", "12 %;<0.001;", "1 204;12.5;+3", "-.05;NA;3.1e-05"])
def test_columns_of_numbers_are_set_right(cells: str) -> None:
    rows = "".join(f'x,"{cell}"\n' for cell in cells.split(";"))
    assert '<th scope="col" class="align-right">n</th>' in page(sources(f"a,n\n{rows}"))


@pytest.mark.parametrize("cell", ["about 12", "12 of 40", "low", "-", "12e"])
def test_columns_with_words_are_set_left(cell: str) -> None:
    assert "align-right" not in page(sources(f"a,n\nx,12\ny,{cell}\n"))


def test_the_file_is_offered_beside_the_caption() -> None:
    built = build(project({"content/index.md": "# Home\n\nWelcome.\n", **sources()}))
    html = built.site[PurePosixPath("results/index.html")].decode()
    assert '<a href="../data/effects.csv" class="download" download="">effects.csv</a></caption>' in html
    assert built.site[PurePosixPath("data/effects.csv")] == EFFECTS.encode()


def test_a_file_that_no_text_shows_is_not_published() -> None:
    built = build(project({**sources(), "data/secret.csv": "a\n1\n", "content/index.md": "# Home\n\nWelcome.\n"}))
    assert PurePosixPath("data/secret.csv") not in built.site


def test_a_file_below_the_content_is_published_as_all_others_there() -> None:
    built = build(
        project({**sources(), "content/data/other.csv": "a\n1\n", "content/index.md": "# Home\n\nWelcome.\n"})
    )
    assert PurePosixPath("data/other.csv") in built.site


def test_a_file_may_lie_below_the_content() -> None:
    html = page(sources(path="content/data/effects.csv"))
    assert table(html)[1] == ["Hall (2017)", "Kenya", "120"]
    assert 'href="../data/effects.csv"' in html


def test_files_of_spreadsheets_are_read(tmp_path: Path) -> None:
    text = "\ufeffstudy;Größe\r\nhall2017;1,5\r\n".encode()
    assert table(page(sources(text))) == [["study", "Größe"], ["Hall (2017)", "1,5"]]


def test_a_folder_of_tables_is_read_from_the_disk(tmp_path: Path) -> None:
    for name in ("content/index.md", "data/a.csv", "data/sub/b.tsv", "data/raw.xlsx", "elsewhere/c.csv", "d.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a\n1\n", encoding="utf-8")
    files, _ = read_files(tmp_path)
    assert sorted(map(str, files.stamps)) == ["content/index.md", "data/a.csv", "data/sub/b.tsv"]


# What is cited


@pytest.mark.parametrize(
    "column", ["study", "Key", "citation_key", "Citation key", "citation-key", "Report", "reference"]
)
def test_a_column_of_keys_holds_citations(column: str) -> None:
    review, problems = resolved(sources(f"Outcome,{column}\nSleep,hall2017; @ito2020\n", div="columns=''"))
    assert not problems
    assert cited(review) == ["hall2017", "ito2020"]


def test_a_row_is_a_mention_with_a_way_back() -> None:
    review, _ = resolved(sources())
    hall = next(study for study in review.studies if study.slug == "hall2017")
    assert [mention.number for mention in hall.mentions] == [1, 3]
    html = page(sources(), "studies/hall2017/index.html")
    assert 'href="../../results/index.html#cite-3"' in html
    assert "Country: Kenya · n: 120" in html


def test_citations_count_in_reading_order() -> None:
    assert cited(resolved(sources())[0]) == ["hall2017", "mora2014", "hall2017", "ito2020", "mora2014"]
    html = page({**sources(), "review.yaml": "citation_style: ieee\n"})
    assert [row[0] for row in table(html)[1:]] == ["[1]", "[3]; [2]"]


def test_a_key_that_nobody_knows_is_reported_in_the_file() -> None:
    assert wrong(sources("study,n\nhall2017,1\n\nhal2017,2\n")) == ["data/effects.csv:4:1 unknown-citation-key"]


def test_a_table_can_be_shown_in_two_places() -> None:
    files = sources("n,study\n1,lost1999\n", div="columns=study")
    twice = {**files, "content/20-again.md": str(files["content/10-results.md"])}
    assert wrong(twice) == ["data/effects.csv:2:3 unknown-citation-key"] * 2
    assert wrong({**twice, "data/effects.csv": "n,study\n1\n"}) == ["data/effects.csv:2:2 csv-syntax"]


# What is judged


def test_judgements_are_glyph_word_and_colour() -> None:
    text = "study,Randomisation,Overall\nhall2017,low,Some concerns\nito2020,high,no information\n"
    html = page(sources(text, div=".risk-of-bias"))
    assert '<span class="judgement low"><span aria-hidden="true">+</span>\u00a0low</span>' in html
    assert '<span class="judgement some"><span aria-hidden="true">?</span>\u00a0Some concerns</span>' in html
    assert '<span class="judgement high"><span aria-hidden="true">–</span>\u00a0high</span>' in html
    assert table(html)[2] == ["Ito et al. (2020)", "–\u00a0high", "○\u00a0no information"]


def test_answers_of_a_checklist_are_signs_words_and_colours() -> None:
    answers = "study,Is the sample clear?,1.2,Q3,Overall\nhall2017,Yes,Can’t tell,NA,low\nito2020,No,unclear,Y,high\n"
    html = page(sources(answers, div=".risk-of-bias"))
    assert '<span class="judgement low"><span aria-hidden="true">+</span>\u00a0Yes</span>' in html
    assert '<span class="judgement some"><span aria-hidden="true">?</span>\u00a0Can’t tell</span>' in html
    assert '<span class="judgement none"><span aria-hidden="true">○</span>\u00a0NA</span>' in html
    shown = ["–\u00a0No", "?\u00a0unclear", "+\u00a0Y", "–\u00a0high"]
    assert table(html)[2] == ["Ito et al. (2020)", *shown]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Selective reporting bias", ("Yes", "No")),
        ("Score", ("9", "NA")),
        ("Overall", ("No risk of bias", "Yes, partly")),
    ],
)
def test_beside_answers_of_a_checklist_other_cells_have_no_sign(name: str, cells: tuple[str, str]) -> None:
    text = f'Name,Q1,Q2,{name}\nA,Yes,No,"{cells[0]}"\nB,No,No,"{cells[1]}"\n'
    assert [row[3] for row in table(page(sources(text, div=".risk-of-bias")))[1:]] == [*cells]


@pytest.mark.parametrize("name", ["Is the risk of nonresponse bias low?", "Was publication bias assessed?"])
def test_a_question_can_be_about_bias_if_yes_is_good(name: str) -> None:
    text = f"Name,Q1,{name}\nA,Yes,No\nB,No,Yes\n"
    assert table(page(sources(text, div=".risk-of-bias")))[2][2] == "+\u00a0Yes"


def test_beside_judgements_yes_and_no_are_words() -> None:
    text = "Name,D1,D2,Funded,Registered\nA,low,high,Yes,No\nB,low,low,No,No\n"
    assert table(page(sources(text, div=".risk-of-bias")))[1] == ["A", "+\u00a0low", "–\u00a0high", "Yes", "No"]


def test_answers_to_signalling_questions_are_words() -> None:
    text = "Name,1.1,1.2,1.3\nA,Y,PY,N\nB,N,Y,PN\n"
    assert "judgement" not in page(sources(text, div=".risk-of-bias"))


def test_a_misspelt_answer_is_reported() -> None:
    files = sources("Name,Q1,Q2\nA,Cant tell,Yes\nB,Yes,No\nC,No,No\n", div=".risk-of-bias")
    (found,) = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert (found.hint, found.location.line) == ("did you mean “can't tell” or “cannot tell”?", 2)


def test_an_answer_that_has_no_sign_in_its_column_is_not_misspelt() -> None:
    files = sources("Name,Q1,Q2,Selection bias\nA,No,Yes,Can’t tell\nB,Yes,No,Yes*\n", div=".risk-of-bias")
    assert build(project({"content/index.md": "# Home\n", **files})).diagnostics == ()


def test_words_of_judgement_are_words_in_other_tables() -> None:
    assert "judgement" not in page(sources("Outcome,Demand\nSleep,low\n"))


@pytest.mark.parametrize(
    ("level", "sign"), [("High", "⊕⊕⊕⊕"), ("moderate", "⊕⊕⊕◯"), ("low", "⊕⊕◯◯"), ("very low", "⊕◯◯◯")]
)
def test_certainty_is_shown_as_sign_and_word(level: str, sign: str) -> None:
    assert table(page(sources(f"Outcome,Certainty\nSleep,{level}\n")))[1] == ["Sleep", f"{sign}\u00a0{level}"]


@pytest.mark.parametrize(
    "level", ["Low a", "low a,b", "LOW^1,2^", "low1", "Low certainty", "low b, c", "Low¹", "Lowᵃ", "low*"]
)
def test_a_footnote_to_a_level_of_certainty_takes_no_sign_away(level: str) -> None:
    text = f'Outcome,Certainty\nSleep,"{level}"\nPain,"low because of bias"\n'
    assert [row[1] for row in table(page(sources(text)))[1:]] == [f"⊕⊕◯◯\u00a0{level}", "low because of bias"]


@pytest.mark.parametrize(
    "column",
    [
        "Certainty of evidence",
        "certainty_grade",
        "GRADE",
        "Certainty (GRADE)",
        "Rating [GRADE]",
        "Quality of the evidence",
    ],
)
def test_certainty_under_a_longer_name_is_no_risk_of_bias(column: str) -> None:
    shown = table(page(sources(f"Outcome,{column}\nSleep,high\nPain,serious\n", div=".risk-of-bias")))
    assert shown[1:] == [["Sleep", "⊕⊕⊕⊕\u00a0high"], ["Pain", "serious"]]


@pytest.mark.parametrize("column", ["Uncertainty", "Tumour grade", "TUMOUR GRADE", "Gradeability"])
def test_other_names_do_not_state_certainty(column: str) -> None:
    assert "judgement" not in page(sources(f"Outcome,{column}\nSleep,high\n"))


# What is wrong


@pytest.mark.parametrize(
    ("div", "files", "found"),
    [
        ("file=data/efects.csv", {"data/effects.csv": EFFECTS}, "content/10-a.md:3:22 missing-table"),
        ("file=data/effects.csv", {"data/effects.csv": " \n"}, "content/10-a.md:3:22 missing-table"),
        ("columns=study,m file=data/effects.csv", {"data/effects.csv": EFFECTS}, "content/10-a.md:3:22 missing-table"),
        ("", {}, "content/10-a.md:3:1 missing-value"),
        ("file=../../etc/passwd", {}, "content/10-a.md:3:22 missing-table"),
        ("file=data/effects.csv", {"data/effects.csv": "a,a\n1,2\n"}, "data/effects.csv:1:3 csv-syntax"),
        ("file=data/effects.csv", {"data/effects.csv": b"a\ncaf\xe9\n"}, "data/effects.csv:2:4 guessed-encoding"),
    ],
)
def test_what_cannot_be_shown_is_reported(div: str, files: dict[str, str | bytes], found: str) -> None:
    text = f"# A\n\n::: {{.evidence-table {div}}}\nThe caption of @hall2017.\n:::\n"
    review, problems = resolved({"content/10-a.md": text, **files})
    assert problems == [found]
    assert "hall2017" in cited(review)


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_named_like_a_table_is_called_a_workbook(begins: bytes) -> None:
    found = build(project({"content/index.md": "# Home\n", **sources(begins + bytes(20))})).diagnostics
    assert [one.message for one in found] == ["This is a workbook, not CSV, so no table can be read from it."]


@pytest.mark.parametrize("div", [".risk-of-bias", ".plain"])
def test_a_misspelt_certainty_is_called_no_risk_of_bias(div: str) -> None:
    files = sources("Outcome,Certainty\nSleep,modrate\nPain,critical\n", div=div)
    (found,) = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert found.message == "“modrate” is not one of GRADE's levels, so it has no sign."
    assert (found.hint, found.location.line) == ("did you mean “moderate”?", 2)


@pytest.mark.parametrize("cell", ["[@hall2017]", "[@hall2017; @ito2020]", "@hall2017"])
def test_keys_may_be_in_brackets_and_a_file_may_have_its_suffix_in_capitals(cell: str) -> None:
    text = "# A\n\n::: {.evidence-table file=data/E.CSV}\n:::\n"
    review, problems = resolved({"content/10-a.md": text, "data/E.CSV": f"study,n\n{cell},1\n"})
    assert problems == []
    assert "hall2017" in cited(review)


@pytest.mark.parametrize("name", ["effects.csv", "data/effects.xlsx"])
def test_a_table_in_the_wrong_place_or_format_is_not_called_absent(name: str) -> None:
    files = {"content/10-a.md": f"# A\n\n::: {{.evidence-table file={name}}}\nText [@hall2017].\n:::\n", name: EFFECTS}
    (found,) = build(project(files)).diagnostics
    assert found.message == f"“{name}” is not one of the CSV files in the folder “data”."
    assert found.hint == "save it there as CSV, or correct its name."


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_no_letter_of_a_table_is_lost_that_is_not_utf8(encoding: str) -> None:
    files = sources("study,town\nhall2017,Zürich\n".encode(encoding))
    built = build(project({"content/index.md": "# Home\n", **files}))
    assert "<td>Zürich</td>" in built.site[PurePosixPath("results/index.html")].decode()


@pytest.mark.parametrize(
    ("div", "hint"),
    [
        (".evidence-table file=effects.csv", "did you mean “data/effects.csv”?"),
        (".evidence-table data=data/effects.csv", "write the CSV file's path after the class: file=data/effects.csv."),
        (".evidence-table .risk_of_bias file=data/effects.csv", "did you mean “risk-of-bias”?"),
    ],
)
def test_a_hint_names_what_to_write(div: str, hint: str) -> None:
    files = {"content/index.md": f"# A\n\n::: {{{div}}}\n:::\n", "data/effects.csv": EFFECTS}
    assert [found.hint for found in build(project(files)).diagnostics] == [hint]


def test_the_nearest_file_is_named() -> None:
    files = {"content/10-a.md": "# A\n\n::: {.evidence-table file=data/efects.csv}\n:::\n", "data/effects.csv": EFFECTS}
    (problem,) = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert problem.hint == "did you mean “data/effects.csv”?"


@pytest.mark.parametrize("policy", ["allow", "sanitise", "refuse"])
def test_a_cell_is_text(policy: str) -> None:
    evil = "<script>alert(1)</script>"
    files = sources(f'"{evil}",study,*b*\n=1+{evil},hall2017,@ito2020 [x](y)\n')
    html = page({**files, "review.yaml": f"raw_html: {policy}\n"})
    assert "<script>alert" not in html
    assert table(html) == [[evil, "study", "*b*"], [f"=1+{evil}", "Hall (2017)", "@ito2020 [x](y)"]]


@pytest.mark.parametrize("key", ['"><script>alert(1)</script>', "../../../x", "\ud7ff\x00\x07", "a b", "*", "@", "@@a"])
def test_a_key_is_text(key: str) -> None:
    built = build(project(sources(f'study\n"{key.replace(chr(34), chr(34) * 2)}"\n')))
    assert all(b"<script>alert" not in data for path, data in built.site.items() if path.suffix == ".html")
    assert {found.rule.name_ for found in built.diagnostics} <= {"unknown-citation-key"}


def test_a_name_of_a_file_is_an_address(tmp_path: Path) -> None:
    files = {
        "content/10-a.md": '# A\n\n::: {.evidence-table file="data/a b#%20?.csv"}\n:::\n',
        "data/a b#%20?.csv": "n\n1\n",
    }
    built = build(project({"content/index.md": "# Home\n", **files}))
    assert not built.diagnostics
    assert b'href="../data/a%20b%23%2520%3F.csv"' in built.site[PurePosixPath("a/index.html")]


def test_a_table_of_one_long_line_is_not_shown() -> None:
    found = ["data/effects.csv:1:1 too-long", "content/10-results.md:3:32 missing-table"]
    assert sorted(wrong(sources("a," * 2_000_000, div="columns=n"))) == sorted(found)


@pytest.fixture
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables may hold a tenth of what they may: what is too much is soon made then."""
    for module in (csv_tables, evidence):
        monkeypatch.setattr(module, "MOST_CELLS", 5_000)
        monkeypatch.setattr(module, "LONGEST", 200_000)


@pytest.mark.usefixtures("small_limits")
def test_a_long_table_is_shown_in_part() -> None:
    built = build(project(sources("study,n\n" + "hall2017,1\n" * 4_000, div="columns=n")))
    assert diagnostic_lines(built.diagnostics) == ["data/effects.csv:2500:1 too-long"]


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("text", ["a,b\n" + "1,2\n" * 1_200, "a\n" + f"{'x' * 10_000}\n" * 9])
def test_many_long_tables_in_one_text_are_not_all_shown(text: str) -> None:
    div = "::: {.evidence-table file=data/effects.csv}\n:::\n\n"
    files = {"content/index.md": "# Home\n\nWelcome.\n", "content/10-a.md": f"# A\n\n{div * 3}"}
    built = build(project({**files, "data/effects.csv": text}))
    assert diagnostic_lines(built.diagnostics) == ["content/10-a.md:9:1 too-long"]
    assert built.site[PurePosixPath("a/index.html")].count(b"<table") == 2


# Again and again


def test_a_build_after_an_edit_is_a_cold_one() -> None:
    builder = Builder()
    builder.draft(project(sources())).finish()
    for text in (EFFECTS.replace("120", "121"), EFFECTS + "lost1999,Peru,1\n", "a,a\n1\n", EFFECTS):
        files = project(sources(text))
        assert builder.draft(files).finish() == build(files)


def test_a_project_without_a_content_folder_has_tables(tmp_path: Path) -> None:
    files = {"index.md": "# Home", "results.md": SECTION, "data/effects.csv": EFFECTS}
    assert "tbl-effects" in str(pages_of(files)["results/index.html"])
    assert PurePosixPath("data/effects.csv") in build(project(files)).site


@pytest.mark.parametrize(
    ("table", "places"),
    [
        ('n,,study\n1,,"hall2017; lost; @gone"\n', ["2:15", "2:22"]),
        ('n,study\n"a ""b"", c","ito2020;\n lost"\n', ["3:2"]),
        ('study;n\n5" lost;1\n', ["2:1"]),
        ("study\tn\n lost\t1\n", ["2:2"]),
        ("key,study\nlost,lost\n", ["2:1", "2:6"]),
    ],
)
def test_a_key_that_nobody_knows_is_reported_at_its_column(table: str, places: list[str]) -> None:
    assert wrong(sources(table)) == [f"data/effects.csv:{place} unknown-citation-key" for place in places]


def test_the_rows_on_a_study_are_on_its_page_as_data() -> None:
    html = page(sources(), "studies/hall2017/index.html")
    data, _, mentions = html.partition('<h2 id="data">Data</h2>')[2].partition('<h2 id="mentions">')
    assert data.count('<div class="sentence">') == 1
    assert "n: 120" in data
    assert 'href="../../results/index.html#cite-' in data
    assert mentions.count('<div class="sentence">') == 1
    assert '<a href="#data">Data</a>' in html
    only = page(sources(), "studies/ito2020/index.html")
    assert "Only in the data above." in only
    assert '<h2 id="data">' not in page({"content/10-a.md": "# A\n\n@hall2017\n"}, "studies/hall2017/index.html")


def test_a_judgement_may_name_the_risk_and_what_is_nearly_one_is_reported() -> None:
    files = sources("study,D1,D2\nhall2017,High risk of bias,some concern\nito2020,hgih,how\n", ".risk-of-bias")
    assert wrong(files) == ["data/effects.csv:3:9 wrong-type"]
    built = build(project({"content/index.md": "# Home\n", **files}))
    assert built.site[PurePosixPath("results/index.html")].decode().count('class="judgement') == 2


@pytest.mark.parametrize(
    ("judgement", "sign"),
    [
        ("Very high", "×"),
        ("NI", "○"),
        ("Probably low risk of bias", "+"),
        ("Major concerns", "–"),
        ("High concern", "–"),
        ("Unclear risk†", "?"),
        ("High*", "–"),
        ("some_concerns", "?"),
        ("Low (except for concerns about uncontrolled confounding)", "+"),
        ("Low risk of bias except for concerns about uncontrolled confounding", "+"),
    ],
)
def test_judgements_of_robins_have_a_sign(judgement: str, sign: str) -> None:
    shown = table(page(sources(f"Outcome,Overall\nSleep,{judgement}\n", div=".risk-of-bias")))
    assert shown[1] == ["Sleep", f"{sign}\u00a0{judgement}"]


@pytest.mark.parametrize("column", ["Overall quality", "Confidence rating", "grade"])
def test_high_quality_is_no_high_risk(column: str) -> None:
    shown = table(page(sources(f"Outcome,{column}\nSleep,High\n", div=".risk-of-bias")))
    assert shown[1] == ["Sleep", "High"]


def test_what_is_short_for_no_information_has_a_sign_only_beside_judgements() -> None:
    shown = table(page(sources("Comparator,D1\nNI,NI\nTAU,Low\n", div=".risk-of-bias")))
    assert shown[1] == ["NI", "○\u00a0NI"]


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&amp;c=2"),
        ("10.1016/S2468-2667(19)30075-1", "https://doi.org/10.1016/S2468-2667(19)30075-1"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
    ],
)
def test_an_address_or_a_doi_alone_in_its_cell_is_a_link(cell: str, address: str) -> None:
    assert f'<td><a href="{address}">' in page(sources(f"a,b\nx,{cell}\n"))
    assert "<a href" not in page(sources(f'a,b\nx,"{cell}; {cell}"\n')).partition("<tbody>")[2].partition("</tbody>")[0]


def test_keys_that_look_like_years_are_divided() -> None:
    bib = "@misc{1901, title={A}, year=2001}\n@misc{1902, title={B}, year=2002}\n"
    files = {**sources('key;n\n"1901, 1902";1\n', ".plain"), "content/index.md": "# Home\n"}
    assert not build(project(files, bib)).diagnostics


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("Hall et al., 2017", "did you mean “hall2017” (Hall, 2017)?"),
        ("Study 1", "add its entry, or correct the key; if this column holds no keys, rename it."),
    ],
)
def test_a_name_in_place_of_a_key_is_told_once_with_what_to_write(cell: str, hint: str) -> None:
    files = sources(f'study;n\n"{cell}";1\n', ".plain")
    (told,) = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert (told.message, told.hint) == (f"“{cell}” is not in references.bib.", hint)


def test_keys_may_stand_on_lines_of_their_own() -> None:
    review, found = resolved(sources('study,n\n"hall2017\nito2020",5\n'))
    assert not found
    assert cited(review)[-2:] == ["hall2017", "ito2020"]


def test_a_total_below_keys_is_told_to_have_none() -> None:
    files = sources("study;n\nhall2017;1\nPooled;1\n", ".plain")
    (told,) = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert told.hint == "add its entry, or correct the key; a row about no work, such as a total, has none."


NAMES = 'Bib-key,Study,n\nhall2017,"Hall, 2017; Ito (2020)",1\nito2020,Lee <1>,2\n'


def test_a_column_of_names_is_shown_as_written_and_told_once() -> None:
    built = build(project({"content/index.md": "# Home\n", **sources(NAMES, ".plain")}))
    (told,) = built.diagnostics
    message = "“Hall, 2017” is not in references.bib, nor is any other of the 3 keys in this column."
    assert (str(told.location), told.message) == ("data/effects.csv:2:11", message)
    shown = table(built.site[PurePosixPath("results/index.html")].decode())
    assert [row[1] for row in shown] == ["Study", "Hall, 2017; Ito (2020)", "Lee <1>"]
    assert "Lee &lt;1&gt;" in built.site[PurePosixPath("studies/ito2020/index.html")].decode()


@pytest.mark.parametrize("cells", ["Hall2017\nITO2020\n", "10.1000/xyz\n10.1000/abc\n"])
def test_a_column_of_misspelt_keys_or_of_dois_holds_no_names(cells: str) -> None:
    files = sources(f"study\n{cells}", ".plain")
    told = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert [str(each.location) for each in told] == ["data/effects.csv:2:1", "data/effects.csv:3:1"]


def test_a_table_of_one_row_that_is_shown_twice_has_no_column_of_names() -> None:
    div = "::: {.evidence-table file=data/effects.csv}\n:::\n"
    files = {**sources("study\nNobody\n"), "content/10-results.md": f"# R\n\n{div}\n{div}"}
    told = build(project({"content/index.md": "# Home\n", **files})).diagnostics
    assert {each.message for each in told} == {"“Nobody” is not in references.bib."}


def test_keys_may_be_separated_by_commas_and_a_misspelt_attribute_is_reported() -> None:
    files = sources("study;n\nhall2017, ito2020;5\n", 'colums="study"')
    review, found = resolved(files)
    assert found == ["content/10-results.md:3:22 misspelt-class"]
    assert cited(review) == ["hall2017", "ito2020"]
    no_class = (
        "# A\n\n::: {.risk-of-bias file=data/effects.csv}\n:::\n\n::: {.evidence-tables file=data/effects.csv}\n:::\n"
    )
    assert wrong({"content/10-a.md": no_class}) == [
        "content/10-a.md:3:20 misspelt-class",
        "content/10-a.md:6:7 misspelt-class",
    ]
    assert wrong({"content/10-a.md": "# A\n\n::: {.charts of=year}\n:::\n"}) == ["content/10-a.md:3:7 misspelt-class"]
