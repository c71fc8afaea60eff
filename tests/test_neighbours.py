"""Studies cited beside one another: who stands together, how often, and how the figure shows it."""

from __future__ import annotations

from site_builder.pages.studies import StudyPage
from tests.projects import pages_of

KEYS = [f"k{number:02}" for number in range(30)]
BIBLIOGRAPHY = "".join(
    f"@book{{{key}, author={{Author{key.upper()}, A.}}, title={{Title}}, year={{2001}}}}\n" for key in KEYS
)


def study(text: str, key: str = "k00") -> StudyPage:
    page = pages_of({"content/10-a.md": f"# A\n\n{text}"}, BIBLIOGRAPHY)[f"studies/{key}/index.html"]
    assert isinstance(page, StudyPage)
    return page


def together(text: str) -> list[tuple[str, int]]:
    return [(near.citation.split(" ")[0], near.count) for near in study(text).neighbourhood.neighbours]


def test_neighbours_are_counted_by_paragraph_most_frequent_first() -> None:
    text = "@k00 and @k01. Then @k02 [@k02].\n\n@k00, @k02.\n\n@k01 [@k03]."
    assert together(text) == [("AuthorK02", 2), ("AuthorK01", 1)]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    assert together("| a | b |\n|---|---|\n| @k00 | @k01 |\n| @k02 | @k03 |") == [("AuthorK01", 1)]


def test_a_paragraph_that_lists_many_works_tells_of_no_neighbours() -> None:
    assert together(" ".join(f"@{key}" for key in KEYS)) == []


def test_at_most_eight_neighbours_are_shown() -> None:
    assert len(together(" ".join(f"@{key}" for key in KEYS[:12]))) == 8


def test_a_lone_neighbour_needs_no_figure() -> None:
    assert study("@k00, @k01.").neighbourhood.centre is None


def test_the_figure_has_a_node_and_a_spoke_for_each_and_chords_between_those_who_meet() -> None:
    figure = study("@k00, @k01.\n\n@k00, @k02, @k03.").neighbourhood
    assert [node.label.split(" ")[0] for node in figure.nodes] == ["AuthorK01", "AuthorK02", "AuthorK03"]
    assert len(figure.spokes) == 3
    ends = [(chord.x1, chord.y1, chord.x2, chord.y2) for chord in figure.chords]
    second, third = figure.nodes[1:]
    assert ends == [(second.x, second.y, third.x, third.y)]
    for node in figure.nodes:
        assert 0 < node.x < figure.width
        assert 0 < node.y < figure.height
    assert len({(node.x, node.y) for node in figure.nodes}) == 3


def test_the_page_says_the_figure_in_a_table() -> None:
    page = study("@k00, @k01.\n\n@k00, @k02.")
    assert ("#together", "Often cited together") in [(line.href, line.text) for line in page.frame.contents]
