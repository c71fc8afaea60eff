"""CSV files as people's spreadsheets write them: what is read of them, and what is told of them."""

from __future__ import annotations

import pytest

from site_builder.csv_tables import LONGEST, MOST_CELLS, CsvTable, read_table


def read(text: str) -> tuple[CsvTable, list[tuple[int, str]]]:
    table, problems = read_table(text, CsvTable("data/a.csv", "data/a.csv"))
    assert all(problem.location.path == "data/a.csv" for problem in problems)
    return table, [(problem.location.line, problem.message) for problem in problems]


def cells(text: str) -> list[tuple[str, ...]]:
    table, problems = read(text)
    assert not problems
    return [table.header, *(row.cells for row in table.rows)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_has_the_separator_of_its_first_line(separator: str) -> None:
    text = "study,n,effect\nhall2017,12,'0.3'\n".replace(",", separator)
    assert cells(text) == [("study", "n", "effect"), ("hall2017", "12", "'0.3'")]


def test_a_table_has_the_separator_that_a_line_of_excel_states() -> None:
    assert cells("sep=;\na,b,c;n\n1;2\n") == [("a,b,c", "n"), ("1", "2")]


@pytest.mark.parametrize("separator", ['"', " ", "a"])
def test_what_cannot_separate_cells_is_no_separator(separator: str) -> None:
    assert read_table(f"sep={separator}\na,b\n", CsvTable("a.csv", ""))[0].separator == ","


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Studie;Effekt (d, standardisiert)\nPage 2021;0,5\nOuzzani 2016;0,7\n", ";"),
        ("a;b,c\n1;2,5\n", ";"),
        ("Author; Year; n (a, b, c)\nPage; 2021; 5\n", ";"),
        ("Study\tEffect (d, 95 % CI)\nPage\t0,5\n", "\t"),
        ("study,risk (low; high)\nPage,low; high\n", ","),
        ("study,note; comment; doubt\nPage,none\n", ","),
        ("a;b,c,d\n1;'2'\n3;'4'\n", ";"),
        ("a,b;c\n", ";"),
    ],
)
def test_the_separator_makes_rows_as_long_as_the_header(text: str, separator: str) -> None:
    table, problems = read(text)
    assert (table.separator, problems) == (separator, [])


def test_a_quoted_cell_may_be_after_a_space() -> None:
    table, problems = read('study, note\nx, "a, b"\ny, "a, b", c\n')
    assert [row.cells for row in table.rows] == [("x", "a, b"), ("y", "a, b")]
    assert problems == [(3, "This row has 3 cells, but the header has 2, so the last ones are left out.")]


def test_a_separator_in_quotation_marks_parts_nothing() -> None:
    assert cells('"a, b, c, d";n\nx;"1;2"\n') == [("a, b, c, d", "n"), ("x", "1;2")]


def test_what_is_after_a_quoted_separator_has_its_own_place() -> None:
    table, _ = read('study,note,"of, x"\nx,"a, b",b\n')
    ((place,),) = table.places_of(table.rows[0], [[], [], ["b"]])[2:]
    assert (place.line, place.column) == (2, 10)


def test_a_quoted_cell_may_hold_lines_and_quotation_marks() -> None:
    table, problems = read('study,note\nhall2017,"says ""yes""\nand no"\n\nito2020,x')
    assert not problems
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("hall2017", 'says "yes"\nand no')),
        (5, ("ito2020", "x")),
    ]


def test_what_a_spreadsheet_leaves_empty_is_no_column_and_no_row() -> None:
    assert cells("a,b,,\n1,2,,\n,,,\n") == [("a", "b"), ("1", "2")]
    assert cells("\n\n a , b \n1,2\n") == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("first", [0, 1])
def test_row_numbers_of_other_programs_need_no_name(first: int) -> None:
    text = f'"","a","b"\n"{first}","x","y"\n"{first + 1}","z","w"\n'
    assert [problem for _, problem in read(text)[1]] == []
    assert [problem for _, problem in read(text.replace(f'"{first + 1}"', '"7"'))[1]] == ["Column 1 has no name."]


def test_formulas_are_text() -> None:
    assert cells("a\n=1+2\n@SUM(A1)\n") == [("a",), ("=1+2",), ("@SUM(A1)",)]


def test_an_empty_file_has_no_columns() -> None:
    assert read("")[0] == read("\n , \n")[0] == CsvTable("data/a.csv", "data/a.csv")


def test_rows_of_another_length_are_reported_and_shown() -> None:
    table, problems = read("a,b\n1\n1,2,3\n1,2,\n")
    assert [row.cells for row in table.rows] == [("1", ""), ("1", "2"), ("1", "2")]
    assert problems == [
        (2, "This row has 1 of the header's 2 cells, so the last ones are empty."),
        (3, "This row has 3 cells, but the header has 2, so the last ones are left out."),
    ]


def test_a_file_of_another_shape_is_reported_a_few_times() -> None:
    assert len(read("a,b\n1,2\n" + "1\n" * 1_000)[1]) == 20
    assert len(read("a," * 1_000 + "a\n")[1]) == 20


def test_a_header_of_another_length_than_all_rows_is_reported_once() -> None:
    assert read("a,b\n1,2,3\n4,5,6\n")[1] == [(1, "The header has 2 cells, and each of the 2 rows 3.")]
    assert read("# of 2024\na,b,c\n1,2,3\n")[1] == [(1, "The header has 1 cell, and each of the 2 rows 3.")]
    assert read("a,b,c\n1,2\n4,5\n")[1] == [(1, "The header has 3 cells, and each of the 2 rows 2.")]
    assert read("a,b\n1,2,\n4,5,\n")[1] == []


def test_headers_are_named_once() -> None:
    table, problems = read("a,,a\n1,2,3\n")
    assert table.header == ("a", "", "a")
    assert problems == [(1, "Column 2 has no name."), (1, "Two columns have the name “a”.")]


def test_a_title_above_the_header_is_told_once() -> None:
    assert read("Table 1,,\nstudy,n,m\nx,1,2\n")[1] == [(1, "The first row names only one of the 3 columns.")]
    groups = read("Study,,Group A,,\nkey,n,n A,m A,sd A\nx,1,2,3,4\n")[1]
    assert groups == [(1, "The first row names only 2 of the 5 columns.")]


def test_a_quotation_mark_that_never_closes_is_reported_where_it_opens() -> None:
    _, problems = read('a,b\n1,2\n3,"4\n5,6\n')
    assert problems == [(3, "A quotation mark in this row is never closed, so everything after it is one cell.")]


def test_what_a_row_without_closing_quotation_mark_lacks_is_not_reported_besides() -> None:
    _, problems = read('a,b,c\n1,2,3\n3,"4,5\n')
    assert [line for line, _ in problems] == [3]


def test_a_quotation_mark_within_a_cell_opens_nothing() -> None:
    assert cells('a;b\n1;a 5" pipe') == [("a", "b"), ("1", 'a 5" pipe')]
    assert cells('a;b\n1;"x"\n') == [("a", "b"), ("1", "x")]


def test_a_cell_without_end_ends_the_table() -> None:
    table, problems = read('a,b\n1,2\n3,"' + "x\n" * 100_000)
    assert [row.cells for row in table.rows] == [("1", "2")]
    assert [line for line, _ in problems] == [3]


@pytest.mark.parametrize("unit", ["1,2\n", ",", '"', '",', '""\n', ";\t", "x\n", '"\n",'])
def test_a_file_without_measure_is_read_in_part_and_reported(unit: str) -> None:
    table, problems = read("a,b\n" + unit * (20_000_000 // len(unit)))
    assert len(table.rows) * len(table.header) <= MOST_CELLS
    assert sum(len(cell) for row in table.rows for cell in row.cells) <= LONGEST
    assert problems
