"""What the table of all studies shows, and what its script needs to know of it."""

from __future__ import annotations

import pytest

from site_builder.build import build
from site_builder.pages.studies_table import StudiesPage
from tests.projects import pages_of, project

CODED = {
    "review.yaml": """\
facets:
  design: {label: Design, labels: {trial: Randomised trial, survey: Survey}}
  country: {label: Country, absent: [not stated]}
""",
    "content/index.md": "# Home\n",
    "content/studies/hall2017.md": "---\nfacets: {design: trial, country: [Kenya, Uganda]}\n---\n",
    "content/studies/ito2020.md": "---\nfacets: {design: survey, country: not stated}\n---\n",
    "content/studies/mora2014.md": "---\nfacets: {country: Kenya}\n---\n",
}


def test_the_table_says_of_each_column_what_it_holds() -> None:
    table = pages_of(CODED)["studies/index.html"]
    assert isinstance(table, StudiesPage)
    assert [(column.label, column.name, column.values) for column in table.columns] == [
        ("Design", "design", (("trial", "Randomised trial"), ("survey", "Survey"))),
        ("Country", "country", (("Kenya", "Kenya"), ("Uganda", "Uganda"), ("not stated", "Not stated"))),
    ]
    assert (table.first_year, table.last_year, table.has_samples) == ("2014", "2020", False)


def test_only_a_cell_whose_text_leaves_its_values_open_is_marked() -> None:
    coded = {
        "review.yaml": CODED["review.yaml"].replace("absent: [not stated]", "labels: {ke: Kenya, kn: Kenya}"),
        "content/studies/hall2017.md": "---\nfacets: {design: trial, country: [kn, Uganda]}\n---\n",
        "content/studies/ito2020.md": "---\nfacets: {country: ke}\n---\n",
        "content/studies/mora2014.md": "---\nfacets: {country: kn}\n---\n",
    }
    table = pages_of({**CODED, **coded})
    page = table["studies/index.html"]
    assert isinstance(page, StudiesPage)
    assert [[(cell.text, cell.marks) for cell in row.cells] for row in page.studies] == [
        [("", ""), ("Kenya", "1")],
        [("Randomised trial", ""), ("Kenya, Uganda", "1 2")],
        [("", ""), ("Kenya", "0")],
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("44 people: 25 key informants and 19 others.", "44 people"),
        ("1,018 older adults.", "1,018 older adults"),
        ("Caregivers of 68 young people (2 sites)", "Caregivers of 68 young people"),
        ("Scale: 822 pharmacists. Trial: 115.", "Scale: 822 pharmacists"),
        ("Not reported.", "Not reported."),
        ("n = 12.5 % of 40, in all", "n = 12.5 % of 40"),
    ],
)
def test_the_sample_is_what_its_note_begins_with(said: str, expected: str) -> None:
    note = f'---\nfacts:\n  - {{field: sample, value: "{said}"}}\n---\n'
    page = pages_of({"content/index.md": "#", "content/studies/hall2017.md": note})["studies/index.html"]
    assert isinstance(page, StudiesPage)
    assert page.studies[1].sample == expected


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("designn=trial", "did you mean “design”?"),
        ("design=trial&amp;year=2010-&sort=-year&q=x", ""),
        ("facet-year=a", ""),
        ("%D8%A8%D9%84%D8%AF=x", ""),
        ("tag=x", "there are: design, facet-year, بلد, year, q, sort."),
        ("", ""),
    ],
)
def test_a_link_that_filters_by_no_facet_is_told(query: str, told: str) -> None:
    files = {
        "review.yaml": "facets: {design: Design, year: Wave, بلد: Country}\n",
        "content/index.md": f"[a](/studies/?{query}) <a href='studies/?{query}'>b</a>\n",
    }
    found = build(project(files)).diagnostics
    assert [each.hint for each in found] == ([told] * 2 if told else [])
