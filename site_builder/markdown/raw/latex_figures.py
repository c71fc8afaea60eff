r"""LaTeX's `\begin{figure}` with its pictures, captions and labels to paragraphs that say the same in Markdown.

If it has several captions, each belongs to the pictures beside it. If its parts have captions of their own, they are in
a div, which becomes a figure with parts. An `algorithm` without pictures is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import dedent
from typing import Final, NamedTuple

from markdown_it.rules_block import StateBlock

from site_builder.diagnostics import Rule
from site_builder.markdown.attributes import Attributes
from site_builder.markdown.raw.braces import FORMULA, closing_of, without_groups
from site_builder.markdown.raw.formats import CITED, push_paragraph, report_dropped
from site_builder.markdown.raw.latex_captions import (
    CAPTION,
    COMMENT,
    LABEL,
    blanked,
    caption_in,
    formulas_in_markdown,
    text_in_markdown,
)
from site_builder.markdown.source_positions import reading_of
from site_builder.model import TargetKind
from site_builder.patterns import pattern

BEGIN: Final = pattern(
    r"\\begin\{(figure|wrapfigure|SCfigure|sidewaysfigure|table|sidewaystable|algorithm(?:2e)?)(\*?)\}"
)
PICTURE: Final = pattern(r"\\include(?:graphics|svg)\*?\s*+(?:\[[^\[\]]{0,500}\]\s*+)?\{([^{}\n]{1,500})\}")
# The parts of a figure, by the packages subcaption, subfig and subfigure.
PART: Final = pattern(r"\\begin\{(sub(?:figure|table))(\*?)\}|\\sub(?:float|figure|(captionbox))\*?\s*(?=[\[{])")
# bookdown's label, after a caption or in it
LABELLED: Final = pattern(r"\(\\#((?:fig|tab):[^\s(){}\\]{1,200})\)")
# `\subfloat[short][long]{…}`, `\subcaptionbox{caption}[width][place]{…}`
MOST_GROUPS: Final = 4
NO_WORD: Final = pattern(r"[^\w.-]+")
LABEL_BEHIND: Final = pattern(rf"\s*{LABEL.pattern}")
LONGEST: Final = 20_000
# Environments around the pictures and the text of a figure
AROUND: Final = frozenset(
    "adjustbox algorithm algorithm2e center figure flushleft flushright minipage SCfigure sidewaysfigure sidewaystable"
    " spacing subfigure subtable table wrapfigure".split()
)
ENVIRONMENT: Final = pattern(r"\\(?:begin|end)\{([A-Za-z0-9]{1,40})\*?\}(?:\[[^\[\]\n]{0,60}\]|\{[^{}\n]{0,60}\}){0,4}")
COMMAND: Final = pattern(
    rf"(?P<kept>{FORMULA})"
    r"|\\(?:[A-Za-z]+\*?(?:\[[^\[\]\n]{0,200}\]|\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,1000}\}){0,6}|\\)|~"
)
STARRED: Final = pattern(r"\\caption\*")
# abnTeX's command around a picture and where it is from, as universities name it
AROUND_PICTURE: Final = pattern(r"\\[A-Z]{2,10}(?:fig|gra|qua|tab)(?=\{)")
# Braces that are no part of a citation or of attributes in Markdown
BRACE: Final = pattern(rf"(?P<kept>{FORMULA}|[@\]]\{{[^{{}}]{{0,200}}\}})|[{{}}]")
WORD: Final = pattern(r"[^\W\d_]{3}")
# Commands for the looks of pseudocode, and the ends of its lines
SETTING: Final = pattern(
    r"\\(?:(?:Set\w{1,30}|SetKwInput|DontPrintSemicolon|BlankLine|centering|small|footnotesize)(?![A-Za-z])"
    r"(?:\{[^{}\n]{0,200}\}){0,3}|(?:begin|end)\{algorithmic\}(?:\[\d?\])?|nl(?![A-Za-z])[ ]?|newline(?![A-Za-z])|;)"
)


class Piece(NamedTuple):
    """A range of a figure's source, and within it the range of the caption for its pictures."""

    start: int
    end: int
    caption: tuple[int, int]


def figure_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    found = BEGIN.match(state.src, begin)
    if found is None or state.is_code_block(start):
        return False
    closing = f"\\end{{{found[1]}{found[2]}}}"
    close = state.src.find(closing, begin, begin + LONGEST)
    if close < 0 or close >= state.eMarks[end - 1]:
        return False
    source = LABELLED.sub(r"\\label{\1}", state.src[begin:close])
    has_picture = PICTURE.search(source) is not None
    is_code = found[1].startswith("algorithm") and not has_picture
    # If something is drawn in another way, its caption stays.
    if not (has_picture or is_code or _said(source, caption_in(source, 0, len(source)))):
        return False
    last = start + source.count("\n")
    if state.src[close + len(closing) : state.eMarks[last]].strip():
        return False
    if not silent:
        push = _push_algorithm if is_code else _push_figure
        push(state, source, f"{found[1]}{found[2]}", start, last)
        state.line = last + 1
    return True


def _push_figure(state: StateBlock, source: str, environment: str, start: int, last: int) -> None:
    parts = [part for part in _parts(source) if part.caption[0] or LABEL.search(source, part.start, part.end)]
    rest = _with_one_caption(_without(source, [part[:2] for part in parts]))
    whole = list(_captioned(rest))
    if parts and len(whole) == 1:
        div = state.push("div_open", "div", 1)
        div.map = [start, last + 1]
        div.meta = {"attributes": Attributes(_label_of_all(source, rest)), "kind": TargetKind.FIGURE}
        for part in parts:
            _push_pictures(state, source, part, environment, start, last)
        _push_pictures(state, LABEL.sub("", rest), whole[0]._replace(caption=(0, 0)), "", start, last)
        push_paragraph(state, LABEL.sub("", _text(rest, whole[0].caption)), start, last)
        state.push("div_close", "div", -1)
    else:
        for piece in sorted([*parts, *whole]):
            _push_pictures(state, source if piece in parts else rest, piece, environment, start, last)
    captions = [piece.caption for piece in whole]
    said = _said_beside(_without(rest, captions))
    if said:
        push_paragraph(state, said, start, last)
    _push_cited(state, source, [*captions, *(piece.caption for piece in parts)], start, last, said)


def _with_one_caption(source: str) -> str:
    """The source, in which captions without a number are only text, if there are others."""
    if len(STARRED.findall(source)) in (0, len(CAPTION.findall(source))):
        return source
    return STARRED.sub(lambda found: " " * len(found[0]), source)


def _said_beside(source: str) -> str:
    """The text of a figure beside its captions, such as where it is from; "" if it may be the code of a drawing."""
    source = AROUND_PICTURE.sub("", PICTURE.sub(" ", LABEL.sub("", COMMENT.sub("", source))))
    if any(found[1] not in AROUND for found in ENVIRONMENT.finditer(source)):
        return ""
    text = without_groups(COMMAND.sub(lambda found: found["kept"] or " ", ENVIRONMENT.sub(" ", source)))
    said = " ".join(BRACE.sub(lambda found: found["kept"] or " ", text).split())
    return text_in_markdown(said) if WORD.search(said) else ""


def _push_cited(
    state: StateBlock, source: str, captions: Sequence[tuple[int, int]], start: int, last: int, said: str = ""
) -> None:
    """Push the citations outside of captions that have not been said."""
    beside = _without(source, captions)
    cited = list(dict.fromkeys(CITED.findall(beside))) if "@" in beside else []
    if cited := [each for each in cited if each not in said]:
        push_paragraph(state, " ".join(cited), start, last)


def _push_algorithm(state: StateBlock, source: str, environment: str, start: int, last: int) -> None:
    """Push pseudocode as it is written, below its caption and number if it has a caption."""
    reading = reading_of(state)
    message = f"The LaTeX environment “{environment}” has no meaning here, so it is shown as written."
    hint = "write it in Markdown, as a list or as code."
    reading.add(Rule.UNKNOWN_COMMAND, reading.place_of(start, "\\begin"), message, hint)
    caption, label = caption_in(source, 0, len(source)), LABEL.search(source)
    name = label[1] if label else f"alg:{NO_WORD.sub('-', f'{start}-in-{reading.path}')}"
    said = _said(source, caption)
    if said:
        div = state.push("div_open", "div", 1)
        div.map = [start, last + 1]
        div.meta = {"attributes": Attributes(name, (), (("name", said),)), "kind": TargetKind.ALGORITHM}
    code = state.push("fence", "code", 0)
    code.map, code.markup = [start, last + 1], "```"
    body = CAPTION.sub("", LABEL.sub("", blanked(source, caption[0], caption[1] + 1)))
    lines = (line.rstrip() for line in SETTING.sub("", body).split("\n")[1:])
    code.content = dedent("".join(f"{line}\n" for line in lines if line))
    if said:
        state.push("div_close", "div", -1)
    _push_cited(state, source, [caption], start, last)


def _said(source: str, caption: tuple[int, int]) -> str:
    """The text of a caption without the label in it."""
    return LABEL.sub("", _text(source, caption)).strip()


def _label_of_all(source: str, rest: str) -> str:
    """The figure's own label; if only parts have one, a label made from it, so that they are parts of one number."""
    if own := LABEL.search(rest):
        return "-".join(own[1].split())
    part = LABEL.search(source)
    return f"{'-'.join(part[1].split())}-whole" if part else ""


def _push_pictures(state: StateBlock, source: str, piece: Piece, environment: str, start: int, last: int) -> None:
    """Push the pictures of a piece, the last one with its caption; without pictures, only the caption."""
    caption, label = _text(source, piece.caption), LABEL.search(source, piece.start, piece.end)
    pictures = list(PICTURE.finditer(source, piece.start, piece.end))
    said = f"{caption}{label[0] if label and label[0] not in caption else ''}"
    for picture, text in zip(pictures, [*("" for _ in pictures[1:]), said], strict=False):
        row = start + source.count("\n", 0, picture.start())
        push_paragraph(state, f"![{text}](<{picture[1].strip()}>)", row, last)
    if not pictures and (said := LABEL.sub("", caption).strip()):
        reading = reading_of(state)
        what = f"The LaTeX environment “{environment}” (its caption stays)"
        report_dropped(reading, what, reading.place_of(start, "\\begin"))
        # It keeps its number, which others follow, and texts refer to it.
        div = state.push("div_open", "div", 1)
        div.map = [start, last + 1]
        kind = TargetKind.TABLE if "table" in environment else TargetKind.FIGURE
        div.meta = {"attributes": Attributes(label[1] if label else "", (), (("caption", said),)), "kind": kind}
        state.push("div_close", "div", -1)


def _parts(source: str) -> Iterator[Piece]:
    """The parts of a figure, with their captions."""
    at = 0
    while found := PART.search(source, at):
        if found[1]:
            at = source.find(f"\\end{{{found[1]}{found[2]}}}", found.end())
            at = at if at >= 0 else len(source)
            yield Piece(found.start(), at, caption_in(source, found.end(), at))
            continue
        opening = "{" if found[3] else "["
        groups: list[tuple[int, int]] = []
        at = found.end()
        while len(groups) < MOST_GROUPS and source[at : at + 1] in ("[", "{"):
            groups.append((at + 1, closing_of(source, at + 1, len(source))))
            at = groups[-1][1] + 1
        captions = [group for group in groups[:-1] if source[group[0] - 1] == opening]
        yield Piece(found.start(), min(at, len(source)), captions[-1] if captions else (0, 0))


def _captioned(source: str) -> Iterator[Piece]:
    """The whole source as one piece, or if it has several captions, a piece for each."""
    captions = list(CAPTION.finditer(source))
    picture = PICTURE.search(source)
    is_above = bool(captions) and picture is not None and captions[0].start() < picture.start()
    at = 0
    for place, found in enumerate(captions[:-1]):
        span = found.end(), closing_of(source, found.end(), captions[place + 1].start())
        behind = LABEL_BEHIND.match(source, span[1] + 1)
        end = captions[place + 1].start() if is_above else behind.end() if behind else span[1] + 1
        yield Piece(at, end, span)
        at = end
    yield Piece(at, len(source), caption_in(source, at, len(source)))


def _without(source: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The source with ranges replaced by blanks, so that the rest stays where it is."""
    for start, end in ranges:
        source = blanked(source, start, end)
    return source


def _text(source: str, span: tuple[int, int]) -> str:
    """The text of a caption in Markdown, in one line."""
    written = formulas_in_markdown(" ".join(source[slice(*span)].split()))
    return text_in_markdown(without_groups(written))
