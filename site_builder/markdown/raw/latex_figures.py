r"""LaTeX's `\begin{figure}` with its picture, caption and label to the paragraph that would say so in Markdown."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from site_builder.markdown.places import Reading
from site_builder.markdown.raw.formats import CITED, push_paragraph, report_dropped
from site_builder.patterns import pattern

BEGIN: Final = pattern(r"\\begin\{(figure|wrapfigure|SCfigure|sidewaysfigure|table|sidewaystable|algorithm)(\*?)\}")
PICTURE: Final = pattern(r"\\includegraphics\*?\s*(?:\[[^\[\]]{0,500}\])?\s*\{([^{}\n]{1,500})\}")
CAPTION: Final = pattern(r"\\caption\*?\s*(?:\[[^\[\]]{0,500}\])?\s*\{")
LABEL: Final = pattern(r"\\label\{[^{}\\\n]{1,200}\}")
BRACE: Final = pattern(r"\\.|[{}]", re.DOTALL)
MARKUP: Final = ((r"\\(?:emph|textit)\{([^{}]*)\}", r"*\1*"), (r"\\textbf\{([^{}]*)\}", r"**\1**"))
# LaTeX takes brackets for text; those around citations are Markdown.
BRACKET: Final = pattern(r"(?P<citation>\[[^\[\]@]*@[^\[\]]*\])|[\[\]]")
LONGEST: Final = 20_000


def latex_figures_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before(
        "table", "latex_figure", figure_rule, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def figure_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    found = BEGIN.match(state.src, begin)
    if found is None or state.is_code_block(start):
        return False
    closing = f"\\end{{{found[1]}{found[2]}}}"
    close = state.src.find(closing, begin, begin + LONGEST)
    if close < 0 or close >= state.eMarks[end - 1]:
        return False
    source = state.src[begin:close]
    pictures = list(PICTURE.finditer(source))
    # Of what is drawn in other ways, what is said of it stays.
    said_of_it = "" if pictures else LABEL.sub("", _caption(source)).strip()
    if not pictures and not said_of_it:
        return False
    last = start + source.count("\n")
    if state.src[close + len(closing) : state.eMarks[last]].strip():
        return False
    if not silent:
        caption, label = _caption(source), LABEL.search(source)
        said = f"{caption}{label[0] if label and label[0] not in caption else ''}"
        texts = [*("" for _ in pictures[1:]), said] if pictures else []
        for picture, text in zip(pictures, texts, strict=True):
            row = start + source.count("\n", 0, picture.start())
            push_paragraph(state, f"![{text}](<{picture[1].strip()}>)", row, last)
        if said_of_it:
            reading: Reading = state.env["reading"]
            what = f"The LaTeX environment “{found[1]}{found[2]}” (its caption stays)"
            report_dropped(reading, what, reading.place_of(start, found[0]))
            push_paragraph(state, said_of_it, start, last)
        if cited := _cited_beside(source):
            push_paragraph(state, " ".join(cited), start, last)
        state.line = last + 1
    return True


def _caption(source: str) -> str:
    """What the caption says, as Markdown, in one line."""
    text = " ".join(source[slice(*_span_of_caption(source))].split())
    for command, replacement in MARKUP:
        text = re.sub(command, replacement, text)
    return BRACKET.sub(lambda found: found[0] if found["citation"] else f"\\{found[0]}", text)


def _cited_beside(source: str) -> list[str]:
    """The citations in other places than the caption, such as the captions of the figure's parts."""
    start, end = _span_of_caption(source)
    rest = f"{source[:start]} {source[end:]}"
    return list(dict.fromkeys(CITED.findall(rest))) if "@" in rest else []


def _span_of_caption(source: str) -> tuple[int, int]:
    found = CAPTION.search(source)
    if found is None:
        return 0, 0
    depth = 1
    for brace in BRACE.finditer(source, found.end()):
        depth += (brace[0] == "{") - (brace[0] == "}")
        if depth == 0:
            return found.end(), brace.start()
    return found.end(), len(source)
