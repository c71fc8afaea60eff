"""A study to the studies that the review cites beside it, as a list and a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from site_builder.frozen import frozen
from site_builder.model import Html
from site_builder.pages.edition import Edition, study_title_html
from site_builder.pages.edition_making import paragraphs_citing
from site_builder.relative_links import Origin
from site_builder.resolve import Study

MOST_NEIGHBOURS: Final = 8
# A paragraph that cites more than this is a mere list, which does not show what belongs together.
MOST_IN_A_PARAGRAPH: Final = 25

# In the figure's own units
WIDTH: Final = 640
MIDDLE: Final = WIDTH // 2
SIDE: Final = 90
ROW: Final = 42
LONGEST_LABEL: Final = 30
MARGIN: Final = 14
WIDEST: Final = 7
FEWEST_DRAWN: Final = 2


@frozen
class Neighbour:
    """A study that is cited beside another one in `count` paragraphs."""

    citation: str
    title: Html
    href: str
    count: int


@frozen
class Node:
    """A study in the figure."""

    x: int
    y: int
    label: str


@frozen
class Edge:
    x1: int
    y1: int
    x2: int
    y2: int
    width: int


@frozen
class Neighbourhood:
    """The studies cited beside one, and their figure in its own units. If `centre` is None, there is no figure.

    `spokes` lead from the centre to each of the `nodes`, in the same order; `chords` connect nodes.
    """

    neighbours: tuple[Neighbour, ...]
    width: int = 0
    height: int = 0
    centre: Node | None = None
    nodes: tuple[Node, ...] = ()
    chords: tuple[Edge, ...] = ()
    spokes: tuple[Edge, ...] = ()


def neighbourhood(edition: Edition, origin: Origin, study: Study) -> Neighbourhood:
    """The studies cited in the same paragraphs, most frequent first, and no more than a reader can take in."""
    nearest = _nearest(edition, study)
    neighbours = tuple(
        Neighbour(edition.name_of(other.main.key), study_title_html(edition, other), origin.link(other.address), count)
        for other, count in nearest
    )
    if len(neighbours) < FEWEST_DRAWN:
        return Neighbourhood(neighbours)
    height = (len(neighbours) + 1) // 2 * ROW + 2 * MARGIN
    nodes = tuple(_node(at, neighbour, len(neighbours), height) for at, neighbour in enumerate(neighbours))
    centre = Node(MIDDLE, height // 2, edition.name_of(study.main.key))
    beside = _beside(edition, [other for other, _ in nearest], nodes)
    spokes = (
        Edge(centre.x, centre.y, node.x, node.y, min(2 * neighbour.count, WIDEST))
        for node, neighbour in zip(nodes, neighbours, strict=True)
    )
    return Neighbourhood(neighbours, WIDTH, height, centre, nodes, tuple(beside), tuple(spokes))


def _nearest(edition: Edition, study: Study) -> list[tuple[Study, int]]:
    counts = Counter(
        other.address
        for paragraph in paragraphs_citing(study)
        for other in edition.paragraphs[paragraph]
        if len(edition.paragraphs[paragraph]) <= MOST_IN_A_PARAGRAPH and other.address != study.address
    )
    ranked = sorted(counts, key=lambda address: (-counts[address], edition.order[edition.study_at[address].main.key]))
    return [(edition.study_at[address], counts[address]) for address in ranked[:MOST_NEIGHBOURS]]


def _node(at: int, neighbour: Neighbour, number: int, height: int) -> Node:
    """Place nodes to the left and right in turn, with each side spread over the height."""
    side = at % 2
    step = (height - 2 * MARGIN) / ((number + 1 - side) // 2)
    x = MIDDLE + SIDE if side else MIDDLE - SIDE
    return Node(x, round(MARGIN + (at // 2 + 0.5) * step), _shortened(neighbour.citation))


def _shortened(citation: str) -> str:
    """A label short enough to fit beside its node. The year and what follows it are kept."""
    if len(citation) <= LONGEST_LABEL:
        return citation
    year = citation.rfind(" (")
    end = citation[year:] if 0 < len(citation) - year < LONGEST_LABEL else ""
    return citation[: LONGEST_LABEL - len(end) - 1].rstrip() + "…" + end


def _beside(edition: Edition, studies: Sequence[Study], nodes: Sequence[Node]) -> Iterator[Edge]:
    """Edges between neighbours that are cited in the same paragraph."""
    paragraphs = [
        {each for each in paragraphs_citing(study) if len(edition.paragraphs[each]) <= MOST_IN_A_PARAGRAPH}
        for study in studies
    ]
    for (one, first), (other, second) in combinations(zip(paragraphs, nodes, strict=True), 2):
        if one & other:
            yield Edge(first.x, first.y, second.x, second.y, 1)
