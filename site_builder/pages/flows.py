"""The numbers of a PRISMA flow to a drawing: boxes with lines of text, and arrows between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final
from unicodedata import east_asian_width

from site_builder.frozen import frozen
from site_builder.prisma import Flow
from site_builder.words import Words

# In tenths of the font size
COLUMN: Final = 190
GAP: Final = 30
ROW_GAP: Final = 24
BAR: Final = 18
PADDING: Final = 8
LINE: Final = 13
INDENT: Final = 10
# An average letter of a sans-serif face is half as wide as it is high; this leaves some room for wider ones.
LETTER: Final = 5.4
TITLE_HEIGHT: Final = 2 * LINE + PADDING

IDENTIFIED: Final = ("databases", "registers")
REMOVED: Final = ("duplicates", "automation", "removed_otherwise")
FOUND_OTHERWISE: Final = ("websites", "organisations", "citation_searching")
PHASES: Final = ((1, 1, "identification"), (2, 4, "screening"), (5, 6, "included"))


@frozen
class FlowLine:
    text: str
    x: float
    y: float


@frozen
class FlowBox:
    """A rectangle with its text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[FlowLine, ...]


@frozen
class FlowPhase:
    """A bar beside the boxes of a phase, and the same boxes in words."""

    name: str
    y: float
    height: float
    steps: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@frozen
class FlowView:
    """A flow diagram. `arrows` are SVG paths; `titles` stand above the columns."""

    width: float
    height: float
    phases: tuple[FlowPhase, ...]
    titles: tuple[FlowBox, ...]
    boxes: tuple[FlowBox, ...]
    arrows: tuple[str, ...]
    kind: ClassVar[str] = "flow"


@frozen
class _Box:
    """The texts of a box, each with its level of indentation. `column` and `row` are the place of the box."""

    column: int
    row: int
    texts: tuple[tuple[str, int], ...]


def flow_view(words: Words, flow: Flow) -> FlowView:
    boxes = tuple(_boxes(words, flow))
    used = sorted({box.column for box in boxes})
    # An empty column takes no room, unless it is for what is excluded from the column before it.
    shown = sorted({*used, *(column + 1 for column in used if column in (1, 3))})
    left = {column: BAR + 10 + at * (COLUMN + GAP) for at, column in enumerate(shown)}
    lines = {box: _lines(box) for box in boxes}
    heights = {row: max(_height(lines[box]) for box in boxes if box.row == row) for row in {box.row for box in boxes}}
    for rows, name in _rows_of_phases(words, heights):
        height = sum(heights[row] for row in rows) + ROW_GAP * (len(rows) - 1)
        # The name stands upright beside the boxes.
        heights[rows[-1]] += max(0, _width(name) * LETTER + PADDING - height)
    top: dict[int, float] = {}
    y = float(TITLE_HEIGHT + ROW_GAP)
    for row in sorted(heights):
        top[row] = y
        y += heights[row] + ROW_GAP
    drawn = {
        (box.column, box.row): _drawn(left[box.column], top[box.row], COLUMN, _height(lines[box]), lines[box])
        for box in boxes
    }
    return FlowView(
        width=max(left.values(), default=0) + COLUMN + 1,
        height=y - ROW_GAP + 1,
        phases=tuple(_phases(words, boxes, top, heights)),
        titles=tuple(_titles(words, used, left)),
        boxes=tuple(drawn.values()),
        arrows=tuple(_arrows(drawn)),
    )


def _boxes(words: Words, flow: Flow) -> Iterator[_Box]:
    is_update = any(name.startswith("previous.") for name, _ in flow.amounts)
    new = "new" if is_update else "included"
    for column, row, head, names in (
        (0, 1, "", ("previous.studies", "previous.reports")),
        (1, 1, "identified", IDENTIFIED),
        (2, 1, "removed", REMOVED),
        (1, 2, "", ("screened",)),
        (2, 2, "", ("excluded",)),
        (1, 3, "", ("sought",)),
        (2, 3, "", ("not_retrieved",)),
        (1, 4, "", ("assessed",)),
        (2, 4, "", ("reports_excluded",)),
        (3, 1, "identified", FOUND_OTHERWISE),
        (3, 3, "", ("other.sought",)),
        (4, 3, "", ("other.not_retrieved",)),
        (3, 4, "", ("other.assessed",)),
        (4, 4, "", ("other.reports_excluded",)),
        (1, 5, "", ("included.studies", "included.reports")),
        (1, 6, "", ("total.studies", "total.reports")),
    ):
        level = 1 if head else 0
        texts: list[tuple[str, int]] = []
        for name in names:
            amount = flow.amount(name)
            if amount is None:
                continue
            phrase = name.removeprefix("other.")
            phrase = phrase.replace("included.", f"{new}.")
            texts.append((_counted(words, words(f"flow_boxes.{phrase}"), amount.number), level))
            texts += ((_counted(words, label, number), level + 1) for label, number in amount.parts)
        if texts:
            opening = [(words(f"flow_boxes.{head}"), 0)] if head else []
            yield _Box(column, row, (*opening, *texts))


def _counted(words: Words, label: str, number: int) -> str:
    return words("flow_counted", label=label, number=words.number(number))


def _lines(box: _Box) -> list[tuple[str, int]]:
    return [
        (line, level) for text, level in box.texts for line in _wrapped(text, COLUMN - 2 * PADDING - INDENT * level)
    ]


def _wrapped(text: str, width: float) -> Iterator[str]:
    """A text's lines, none wider than `width`. A longer word is cut."""
    room = int(width / LETTER)
    line = ""
    for word in text.split(" "):
        while word:
            longer = f"{line} {word}" if line else word
            if _width(longer) <= room:
                line, word = longer, ""
            elif line:
                yield line
                line = ""
            else:
                cut = next(at for at in range(len(word), 0, -1) if at == 1 or _width(word[:at]) <= room)
                yield word[:cut]
                word = word[cut:]
    if line:
        yield line


def _width(text: str) -> float:
    """The width in Latin letters. Letters of alphabets after them in Unicode, such as Cyrillic, are a little wider."""
    return sum(2 if east_asian_width(one) in "WF" else 1.15 if one.isalpha() and one > "\u036f" else 1 for one in text)


def _height(lines: Sequence[tuple[str, int]]) -> float:
    return len(lines) * LINE + 2 * PADDING


def _drawn(x: float, y: float, width: float, height: float, lines: Sequence[tuple[str, int]]) -> FlowBox:
    first = y + PADDING + LINE - 3
    placed = (FlowLine(text, x + PADDING + INDENT * level, first + at * LINE) for at, (text, level) in enumerate(lines))
    return FlowBox(x, y, width, height, tuple(placed))


def _titles(words: Words, used: Sequence[int], left: Mapping[int, float]) -> Iterator[FlowBox]:
    for columns, name in (((0,), "previous"), ((1, 2), "databases"), ((3, 4), "other")):
        there = [column for column in columns if column in left]
        if any(column in used for column in there):
            x, end = left[there[0]], left[there[-1]] + COLUMN
            lines = [(line, 0) for line in _wrapped(words(f"flow_titles.{name}"), end - x - 2 * PADDING)][:2]
            yield _drawn(x, 0, end - x, TITLE_HEIGHT, lines)


def _phases(
    words: Words, boxes: Sequence[_Box], top: dict[int, float], heights: dict[int, float]
) -> Iterator[FlowPhase]:
    for rows, name in _rows_of_phases(words, heights):
        steps = (_in_words(box) for row in rows for box in boxes if box.row == row)
        y = top[rows[0]]
        yield FlowPhase(name, y, top[rows[-1]] + heights[rows[-1]] - y, tuple(steps))


def _rows_of_phases(words: Words, heights: Mapping[int, float]) -> Iterator[tuple[list[int], str]]:
    for first, last, name in PHASES:
        if rows := [row for row in sorted(heights) if first <= row <= last]:
            yield rows, words(f"flow_phases.{name}")


def _in_words(box: _Box) -> str:
    head, *others = (text for text, _ in box.texts)
    return f"{head} {'; '.join(others)}" if head.endswith((":", "：")) else "; ".join([head, *others])


def _arrows(drawn: dict[tuple[int, int], FlowBox]) -> Iterator[str]:
    for (column, row), box in drawn.items():
        middle = box.x + COLUMN / 2
        if beside := drawn.get((column + 1, row)) if column in (1, 3) else None:
            y = box.y + min(box.height, beside.height) / 2
            yield f"M{_n(box.x + COLUMN)} {_n(y)}H{_n(beside.x)}m-7-4l7 4l-7 4"
        below = next((drawn[column, under] for under in range(row + 1, 7) if (column, under) in drawn), None)
        if below and column in (1, 3):
            yield f"M{_n(middle)} {_n(box.y + box.height)}V{_n(below.y)}m-4-7l4 7l4-7"
        elif column == 3 and (included := drawn.get((1, 5)) or drawn.get((1, 6))):
            y = included.y + included.height / 2
            yield f"M{_n(middle)} {_n(box.y + box.height)}V{_n(y)}H{_n(included.x + COLUMN)}m7-4l-7 4l7 4"
        elif column == 0 and (total := drawn.get((1, 6)) or drawn.get((1, 5))):
            y = total.y + total.height / 2
            yield f"M{_n(middle)} {_n(box.y + box.height)}V{_n(y)}H{_n(total.x)}m-7-4l7 4l-7 4"


def _n(value: float) -> str:
    return f"{value:g}"
