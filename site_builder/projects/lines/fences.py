"""Fences that make no code to the text without them: those around LaTeX, and those that are never closed.

RStudio's editor writes formulas, figures and tables as code in the format `{=tex}`, GitHub formulas as code in the
language `math`. For pandoc, a fence that is never closed is text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.markdown.fences import CODE_FENCE, code_behind
from site_builder.markdown.formulas import DISPLAYED
from site_builder.patterns import pattern
from site_builder.projects.latex.text_commands import text_commands_in_markdown
from site_builder.projects.lines.comments import comments_in, is_within
from site_builder.projects.lines.source_lines import Line, blocks_of_code

FORMAT: Final = pattern(r"[`~\s]*(?:\{=(?P<name>tex|latex|html)\}|(?P<code>\{?pseudocode\}?)|(?P<math>math))\s*")
# An option of Quarto's extension for pseudocode in LaTeX
OPTION: Final = pattern(r"\s*#\|\s*(?:label:[ \t]*(?P<label>[\w:.-]{1,100})|.*)\s*")
BLOCK: Final = pattern(rf"\s*\\begin\{{(?:{DISPLAYED}|figure|table|tabular|longtable|algorithm)\*?\}}")
# One outside of lists and quotations that opens no chunk, as knitr ends a chunk at the end of the text
LONE: Final = pattern(r"(?:`{3,}|~{3,})(?![{`~]).*")
# The first of two fences is not noticed after the marker of an item.
OF_ITEM: Final = pattern(r"[ \t]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}(?:`{3}|~{3})")
MOST: Final = 3


def with_raw_latex(lines: Sequence[Line]) -> list[Line]:
    """The lines without the fences around LaTeX that begins such a block, unless HTML beside it says the same."""
    made = list(lines)
    if not any(sign in line.text for line in lines for sign in ("{=", "pseudocode", "math")):
        return made
    blocks = [
        (found[found.lastindex or 0] if (found := FORMAT.fullmatch(lines[at].text)) else "", at, end)
        for at, end in blocks_of_code(lines)
    ]
    replaced = {
        block
        for pair in pairwise(blocks)
        if any(block[0] == "html" for block in pair) and not _text_between(lines, pair[0][2], pair[1][1])
        for block in pair
    }
    for block in blocks:
        name, start, end = block
        if name == "math":
            made[start : end + 1] = _formula(made[start : end + 1])
            continue
        if "pseudocode" in name:
            made[start + 1 : end] = _with_label_within(lines[start + 1 : end])
        first = next((line.text for line in made[start + 1 : end] if line.text.strip()), "")
        if name in ("", "html") or block in replaced:
            continue
        # Without its fences, LaTeX that only sets pages is read as well.
        if BLOCK.match(first) or not any(
            text_commands_in_markdown(line.text).strip() for line in lines[start + 1 : end]
        ):
            made[start : end + 1] = [line._replace(is_code=False) for line in made[start : end + 1]]
            made[start], made[end] = made[start]._replace(text=""), made[end]._replace(text="")
    return made


def _formula(block: Sequence[Line]) -> list[Line]:
    """A formula without the fences around it. An empty line would end it."""
    first, *inside, last = (line._replace(is_code=False) for line in block)
    within = [line if line.text.strip() else line._replace(text="%") for line in inside]
    marks = [line._replace(text=f"{line.text[: -len(line.text.lstrip())]}$$") for line in (first, last)]
    return [marks[0], *within, marks[1]]


def _with_label_within(lines: Sequence[Line]) -> list[Line]:
    """Pseudocode without the extension's options, with their label where its environment begins."""
    options = [OPTION.fullmatch(line.text) for line in lines]
    label = next((f"\\label{{{found['label']}}}" for found in options if found and found["label"]), "")
    return [
        line._replace(text="" if found else f"{line.text}{label}" if BLOCK.match(line.text) else line.text)
        for line, found in zip(lines, options, strict=True)
    ]


def _text_between(lines: Sequence[Line], end: int, start: int) -> bool:
    return any(line.text.strip() for line in lines[end + 1 : start])


def without_lone_fences(lines: Sequence[str], path: str, above: int) -> tuple[list[str], list[Diagnostic]]:
    """The lines without such fences, and diagnostics. `above` is the number of lines above them in the file."""
    made = list(lines)
    told: list[Diagnostic] = []
    if any(map(OF_ITEM.match, lines)):
        return made, told
    while len(told) < MOST and (row := _left_open(made)) >= 0 and LONE.fullmatch(made[row]):
        made[row] = made[row].replace("`", "\\`").replace("~", "\\~")
        message = "No line closes the block of code that would begin here, so this is shown as text, as in pandoc."
        place = Location(path, above + row + 1, 1)
        told.append(Diagnostic(Rule.UNCLOSED_BLOCK, place, message, "remove it, or close the block."))
    return made, told


def _left_open(lines: Sequence[str]) -> int:
    """The line that begins the code that is open at the end; -1 if there is none."""
    hidden = comments_in(lines)
    code, opened = "", -1
    for row, line in enumerate(lines):
        if line.lstrip()[:1] in ("`", "~") and (fence := CODE_FENCE.match(line)) and not is_within(hidden, (row, 0)):
            opened = opened if code else row
            code = code_behind(code, fence)
    return opened if code else -1
