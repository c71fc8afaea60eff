"""Trees of formatted text to HTML and to plain text.

Both take the same last pass: nesting is resolved, then punctuation is mended where texts meet, then the marks are
written.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from site_builder.csl.nesting import Around, OutputOptions, Typography, inside
from site_builder.csl.punctuation import Mark, Meeting, Run, mend_punctuation
from site_builder.csl.richtext import parse_rich_text
from site_builder.csl.tree import LAYOUT, LEVEL, PREFIXED, SET_APART, SUFFIXED, Delimiter, Node, Tree, plain
from site_builder.model import Html

_BLOCK_END = "</div>"
# Text that a style writes before, behind and between trees. A delimiter meets the tree before it as a suffix does.
_PREFIX, _SUFFIX, _DELIMITER = "prefix", "suffix", "delimiter"
# How the end of one tree meets the beginning of the next, if not freely
_MEETINGS = {
    ("", SET_APART): Meeting.NOT,
    (SUFFIXED, SET_APART): Meeting.ALIKE,
    (SUFFIXED, _SUFFIX): Meeting.ALIKE,
    (SET_APART, ""): Meeting.NOT,
    (SET_APART, PREFIXED): Meeting.NOT,
    (SET_APART, SET_APART): Meeting.NOT,
    (SET_APART, _SUFFIX): Meeting.ALIKE,
    (_PREFIX, PREFIXED): Meeting.NOT,
    (_PREFIX, SET_APART): Meeting.NOT,
    (_DELIMITER, PREFIXED): Meeting.ALIKE,
    (_DELIMITER, SET_APART): Meeting.ALIKE,
}


def _flatten(tree: Node, around: Around, meets: Meeting, wanted: OutputOptions, runs: list[Run]) -> None:
    if tree.format is not None:
        around = inside(tree, tree.format, around, wanted)
    if tree.item is not None:
        around = around.with_mark(Mark(item=tree.item))
    if tree.format is not None and tree.format.typed:
        runs.append(Run(plain(tree), around.marks, meets, tree.format.typed))
        return
    if tree.role == LEVEL and not around.in_level:
        around = around.within_level()
    for index, child in enumerate(tree.children):
        if index:
            meets = Meeting.JOINED if tree.joined else _meeting(tree, index)
        if isinstance(child, Node):
            _flatten(child, around, meets, wanted, runs)
        elif child:
            runs.append(Run(child, around.marks, meets))


def to_runs(tree: Tree, typography: Typography, blocks: bool = False, links: bool = False) -> list[Run]:
    """The tree's text in order, with nesting resolved and punctuation mended. `blocks` and `links` keep those."""
    if isinstance(tree, str):
        tree = Node((tree,))
    runs: list[Run] = []
    _flatten(tree, Around(), Meeting.FREELY, OutputOptions(typography, blocks, links), runs)
    runs = mend_punctuation(runs, typography.punctuation_in_quote)
    if runs and _block(runs[-1]):
        runs[-1].text = runs[-1].text.rstrip(" ")
    return runs


def _write(runs: Sequence[Run], markup: bool) -> str:
    written: list[str] = []
    open_marks: list[Mark] = []
    before: tuple[Mark, ...] = ()
    for run in runs:
        if run.marks is not before:
            before = run.marks
            shared = 0
            for opened, mark in zip(open_marks, run.marks, strict=False):
                if opened is not mark:
                    break
                shared += 1
            _close(open_marks, shared, written, markup)
            for mark in run.marks[shared:]:
                written.append(mark.opening + mark.left if markup else mark.left)
                open_marks.append(mark)
        written.append(_escaped(run.text) if markup else run.typed or run.text)
    _close(open_marks, 0, written, markup)
    return "".join(written)


def _escaped(text: str) -> str:
    """Text as HTML. Of two spaces in a row, which a style may ask for, one must be non-breaking to show."""
    return escape(text, quote=False).replace("  ", "\u00a0 ")


def _close(open_marks: list[Mark], keep: int, written: list[str], markup: bool) -> None:
    while len(open_marks) > keep:
        mark = open_marks.pop()
        written.append(mark.right + mark.closing if markup else mark.right)


def write_html(runs: Sequence[Run]) -> str:
    """The runs as properly nested HTML."""
    return _write(runs, markup=True)


def write_text(runs: Sequence[Run]) -> str:
    """The runs as plain text: quotation marks stay, other formatting goes.

    Blocks that HTML sets apart, such as a number in the margin, are separated by a space.
    """
    marks = {mark for run in runs for mark in run.marks}
    if not any(mark.left or mark.right or mark.closing == _BLOCK_END for mark in marks):
        return "".join([run.typed or run.text for run in runs])
    spaced: list[Run] = []
    block = None
    for run in runs:
        before, block = block, _block(run) if run.marks else None
        if spaced and block is not before and not spaced[-1].text.endswith(" "):
            spaced.append(Run(" "))
        spaced.append(run)
    return _write(spaced, markup=False)


def rich_html(text: str) -> Html:
    """CSL-JSON's rich text as HTML."""
    tree = parse_rich_text(text)
    return Html(_escaped(tree) if isinstance(tree, str) else write_html(to_runs(tree, Typography())))


def rich_plain(text: str) -> str:
    """CSL-JSON's rich text without its markup."""
    tree = parse_rich_text(text)
    return tree if isinstance(tree, str) else write_text(to_runs(tree, Typography()))


def _block(run: Run) -> Mark | None:
    return next((mark for mark in run.marks if mark.closing == _BLOCK_END), None)


def _ends(tree: Tree) -> str:
    """How a tree ends for what follows it: `SET_APART`, with a suffix (`SUFFIXED`), or as plain text ("")."""
    while isinstance(tree, Node) and tree.role not in (LEVEL, LAYOUT) and tree.item is None and tree.children:
        if tree.role in (SET_APART, SUFFIXED):
            return tree.role
        if tree.format is not None:
            break
        tree = tree.children[-1]
    return ""


def _begins(tree: Tree) -> str:
    """How a tree begins: `PREFIXED`, `SET_APART` if the prefix is that of something set apart, or plain text ("")."""
    in_level = False
    while isinstance(tree, Node) and tree.format is None and tree.children:
        if tree.role == PREFIXED or (tree.role == SUFFIXED and len(tree.children) > 2):
            inner = tree.children[1]
            apart = isinstance(inner, Node) and inner.role == SET_APART
            return SET_APART if apart and not in_level else PREFIXED
        in_level = in_level or tree.role in (LEVEL, LAYOUT)
        tree = tree.children[0]
    return ""


def _meeting(tree: Node, index: int) -> Meeting:
    """How a tree's child meets the child before it, unless they are one text."""
    before, child = tree.children[index - 1], tree.children[index]
    if tree.role not in (PREFIXED, SUFFIXED):
        end = _DELIMITER if isinstance(before, Delimiter) else _ends(before)
        beginning = _SUFFIX if isinstance(child, Delimiter) else _begins(child)
    elif tree.role == SUFFIXED and index == len(tree.children) - 1:
        end, beginning = _ends(before), _SUFFIX
    else:
        end, beginning = _PREFIX, _begins(child)
    return _MEETINGS.get((end, beginning), Meeting.FREELY)
