"""Paragraphs that begin with `:` or `Table:`, above or below a table, to its caption, and captions to ids."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.markdown.attributes import Attributes, attributes_of, split_attributes
from site_builder.markdown.citing.labels import kind_of_element
from site_builder.markdown.tables.cells import CAPTION, line_at
from site_builder.markdown.tables.grid import grid_table_rule
from site_builder.markdown.tables.pipe import pipe_table_rule
from site_builder.markdown.tables.simple import simple_table_rule
from site_builder.model import TargetKind


def caption_rule(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """End a table before its caption, which would otherwise be a row."""
    return silent and state.parentType == "table" and bool(CAPTION.match(line_at(state, start).text))


def captioned_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Make a caption, or a line above a table's caption, a paragraph; otherwise it would be a term with definitions."""
    if state.tokens and state.tokens[-1].type == "table_close" and CAPTION.match(line_at(state, start).text):
        return paragraph(state, start, end, False)
    at = start + 2
    if at >= end or not state.isEmpty(start + 1):
        return False
    if state.sCount[at] < state.blkIndent or not CAPTION.match(line_at(state, at).text):
        return False
    while at < end and not state.isEmpty(at):
        at += 1
    at = state.skipEmptyLines(at)
    return at < end and _begins_table(state, at, end) and paragraph(state, start, end, False)


def _begins_table(state: StateBlock, at: int, end: int) -> bool:
    before, line, level = len(state.tokens), state.line, state.level
    found = any(rule(state, at, end, False) for rule in (grid_table_rule, pipe_table_rule, simple_table_rule))
    del state.tokens[before:]
    state.line, state.level = line, level
    return found


def captions_rule(state: StateCore) -> None:
    """Move each caption into the table above it; if there is none, or it has a caption, into the table below."""
    lines = state.src.split("\n")
    tokens: list[Token] = []
    open_tables: list[int] = []
    closed: int | None = None
    waiting = list(reversed(state.tokens))
    while waiting:
        token = waiting.pop()
        above, closed = closed, None
        if above is not None:
            _take_lists(token, waiting, lines)
        is_above_table = len(waiting) > 2 and waiting[-3].type == "table_open"
        if (above is not None or is_above_table) and (caption := _caption(token, waiting)):
            del waiting[-2:]
            if above is None:
                tokens.append(waiting.pop())
                open_tables.append(-1)
                above = len(tokens) - 1
            tokens[above + 1 : above + 1] = caption if caption[1].content else ()
            tokens[above].meta["attributes"] = caption[0].meta["attributes"]
            continue
        if token.type == "table_open":
            open_tables.append(len(tokens))
        elif token.type == "table_close" and (opened := open_tables.pop()) >= 0:
            closed = opened
        tokens.append(token)
    state.tokens = tokens


def _take_lists(token: Token, following: list[Token], lines: list[str]) -> None:
    """Lists right below a caption's lines are more of it, as in Pandoc: notes, and a label at their end."""
    if token.type != "paragraph_open" or token.level or not token.map or not CAPTION.match(following[-1].content):
        return
    end, parts = token.map[1], [following[-1].content]
    while len(following) > 2 and following[-3].type.endswith("_list_open") and following[-3].map:
        begins, until = following[-3].map
        part = "\n".join(line.strip() for line in lines[begins:until]).strip()
        depth, ends = 1, len(following) - 3
        while depth:
            ends -= 1
            depth += following[ends].nesting
        has_code = any(token.nesting == 0 and token.type != "inline" for token in following[ends:-2])
        if begins != end or not lines[end - 1].strip() or "\n\n" in part or has_code:
            break
        del following[ends:-2]
        parts.append(part)
        end = until
    following[-1].content = "\n".join(parts)


def _caption(token: Token, following: list[Token]) -> list[Token]:
    """The caption in a paragraph, [] if it is none. The tokens that follow it are in reversed order."""
    if token.type != "paragraph_open" or not (start := CAPTION.match(following[-1].content)):
        return []
    inline = following[-1]
    inline.content, attributes = split_attributes(inline.content[start.end() :])
    opening = Token("caption_open", "caption", 1, block=True, map=token.map)
    opening.meta["attributes"] = attributes or Attributes()
    return [opening, inline, Token("caption_close", "caption", -1, block=True)]


def with_table_captions(tokens: Sequence[Token]) -> list[Token]:
    """Give ids to tables' captions, so that they can name their tables, and captions to tables that are numbered."""
    tables = 0
    made = []
    for at, token in enumerate(tokens):
        made.append(token)
        if token.type == "table_open":
            tables += 1
            caption = tokens[at + 1]
            if caption.type != "caption_open" and kind_of_element(token) is TargetKind.TABLE:
                caption = Token("caption_open", "caption", 1, block=True)
                made += [caption, Token("inline", "", 0, children=[])]
                made.append(Token("caption_close", "caption", -1, block=True))
            if caption.type == "caption_open":
                caption.attrs["id"] = f"{attributes_of(token).id or f'table-{tables}'}-caption"
    return made
