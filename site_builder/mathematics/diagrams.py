r"""Commutative diagrams of the LaTeX package amscd, `\begin{CD}`, to matrices with arrows in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from site_builder.mathematics.macros import GROUP_BEGINS, GROUP_ENDS, ROW_END, UnreadableError

ACROSS: Final = {">": "\\xrightarrow", ")": "\\xrightarrow", "<": "\\xleftarrow", "(": "\\xleftarrow"}
DOWN: Final = {"V": "\\Big\\downarrow", "A": "\\Big\\uparrow"}
VERTICAL: Final = frozenset({*DOWN, "|"})
WITHOUT_LABELS: Final = {"=": "\\xlongequal{\\qquad}", "|": "\\Big\\|", ".": ""}
# As long as the shortest arrow
QUAD: Final = "\\quad"
BARS: Final = frozenset({"\\vert", "\\Vert", "\\|"})


def matrix_of_diagram(tokens: Sequence[str]) -> str:
    """The TeX of a matrix for what stands between `\\begin{CD}` and `\\end{CD}`.

    Objects are in every second column, and arrows between them; arrows down are in the columns of objects. Raises
    `UnreadableError` if an arrow is not complete.
    """
    rows = ("&".join(_row(list(_parts(row)))) for row in _split(tokens, ROW_END))
    # A group at the beginning of a row keeps “[” in it from being taken for an option.
    return f"\\begin{{matrix}}{f'{ROW_END}{{}}'.join(rows)}\\end{{matrix}}"


def _split(signs: Sequence[str], mark: str) -> Iterator[Sequence[str]]:
    """The signs between marks, of which those in groups do not count."""
    start = depth = 0
    for at, sign in enumerate(signs):
        depth += (sign in GROUP_BEGINS) - (sign in GROUP_ENDS)
        if sign == mark and not depth:
            yield signs[start:at]
            start = at + 1
    yield signs[start:]


def _parts(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of a row, each with its kind: “” for TeX, “&”, or the sign of an arrow."""
    at = depth = 0
    while at < len(row):
        sign, kind = row[at], row[at + 1] if at + 1 < len(row) else ""
        at += 1
        if depth or sign not in "@&" or (sign == "@" and not kind):
            depth += (sign in GROUP_BEGINS) - (sign in GROUP_ENDS)
            yield "", sign
        elif sign == "&":
            yield "&", ""
        elif (kind := "|" if kind in BARS else kind) in WITHOUT_LABELS:
            at += 1
            yield kind, WITHOUT_LABELS[kind]
        elif kind in ACROSS or kind in DOWN:
            labels = [*islice(_split(row[at + 1 :], kind), 2)]
            at += 3 + sum(map(len, labels))
            if len(labels) < 2 or at > len(row):
                raise UnreadableError(f"an arrow “@{kind}” lacks the two further “{kind}” that end its labels")
            yield kind, _arrow(kind, *("".join(label).strip() for label in labels))
        else:
            yield "", sign


def _arrow(kind: str, first: str, second: str) -> str:
    """An arrow with its labels: above and below, or left and right, where one keeps as much space as the other."""
    if kind in DOWN:
        left, right = (f"{{\\scriptstyle {label}}}" if label else "" for label in (first, second))
        before, behind = (f"\\phantom{{{label}}}" if label else "" for label in (right, left))
        return f"{before}{left}{DOWN[kind]}{right}{behind}"
    below = f"[\\;{second}\\;]" if second and "]" not in second else ""
    arrow = f"{ACROSS[kind]}{below}{{\\;{first or QUAD}\\;}}"
    return f"\\underset{{{second}}}{{{arrow}}}" if second and not below else arrow


def _row(parts: Sequence[tuple[str, str]]) -> list[str]:
    is_down = any(kind in VERTICAL for kind, _ in parts)
    cells = [""]
    for kind, tex in parts:
        if kind == "&":
            cells.append("")
        elif not kind:
            cells[-1] += tex
        else:
            # Counted from 1, objects and arrows down have odd cells, and arrows across have even ones.
            if (len(cells) % 2 == 0) == is_down:
                cells.append("")
            cells[-1] += tex
            cells.append("")
    return cells
