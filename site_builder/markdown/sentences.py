"""A block's inline tokens to the sentences in it that cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markdown_it.token import Token

from site_builder.markdown.bodies import body_of, text_html
from site_builder.markdown.inline_html import CELL_BREAK, simple_pieces
from site_builder.markdown.sentence_ends import sentence_starts, stand_in
from site_builder.markdown.token_text import BREAKING, is_break, raw_tag
from site_builder.model import Body, Citation, Hole

# An author's HTML whose text is a sentence by itself; a row of a table is one, its cells are not.
BLOCKS: Final = BREAKING - {"br", "td", "th"}


def citing_sentences(tokens: Sequence[Token]) -> tuple[list[Body], list[Token]]:
    """Each sentence with a citation, and the tokens with a span around each of these.

    In a sentence by itself, tags that stay open are closed at its end, and opened again at the beginning of the next.
    """
    if not any(_is_citation(token) for token in tokens):
        return [], list(tokens)
    pieces = list(_pieces(tokens))
    starts = _starts(pieces)
    return [body for body in _cut(pieces, starts) if _cites(body)], _in_spans(tokens, starts)


def _is_citation(token: Token) -> bool:
    return isinstance(token.meta.get("hole"), Citation)


def _starts(pieces: Sequence[_Piece]) -> list[int]:
    text = "".join(piece.text for piece in pieces)
    whole = []
    blocks = []
    offset = row = 0
    for piece in pieces:
        if piece.is_whole:
            whole.append((offset, offset + len(piece.text) - 1))
        if piece.block:
            blocks.append(offset)
        if piece.block == "tr":
            row = offset
        elif piece.block == "/tr":
            whole.append((row, offset - 1))
        offset += len(piece.text)
    return sorted({*sentence_starts(text, whole), *blocks})


def _in_spans(tokens: Sequence[Token], starts: Sequence[int]) -> list[Token]:
    """The tokens with a span around each citing sentence, except those that begin or end within an element."""
    if any(token.type == "html_inline" for token in tokens):
        return list(tokens)
    spanned: list[Token] = []
    sentence: list[Token] = []
    begun_at = depth = offset = 0
    cuts = iter([*starts, -1])
    cut = next(cuts)
    for token in tokens:
        length = len(next((piece.text for piece in _pieces([token])), ""))
        while length and offset <= cut < offset + length:
            if cut > offset:
                head, token = _split(token, cut - offset)
                sentence.append(head)
                length -= cut - offset
            spanned += _in_span(sentence, begun_at == depth == 0)
            sentence, begun_at = [], depth
            offset, cut = cut, next(cuts)
        sentence.append(token)
        depth += token.nesting
        offset += length
    return [*spanned, *_in_span(sentence, begun_at == depth == 0)]


def _split(text: Token, at: int) -> tuple[Token, Token]:
    return text.copy(content=text.content[:at]), text.copy(content=text.content[at:])


def _in_span(sentence: list[Token], is_whole: bool) -> list[Token]:
    if not is_whole or not any(map(_is_citation, sentence)):
        return sentence
    after: list[Token] = []
    if sentence[-1].type == "text":
        last = sentence.pop()
        kept, space = _split(last, len(last.content.rstrip()))
        sentence, after = [*sentence, kept], [space]
    elif sentence[-1].type == "softbreak":
        after = [sentence.pop()]
    opening = Token("sentence_open", "span", 1, attrs={"class": "sentence"})
    return [opening, *sentence, Token("sentence_close", "span", -1), *after]


@dataclass(slots=True)
class _Piece:
    """`text` is what the splitter sees: one character for a hole, none for a tag.

    `block` is the name of a tag in the author's HTML at which a sentence ends.
    """

    text: str
    content: str | Hole
    tag: str = ""
    is_whole: bool = False
    block: str = ""


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    for token, content in simple_pieces(tokens):
        if token.nesting:
            yield _Piece("", content, token.tag if token.nesting > 0 else f"/{token.tag}")
        elif token.type == "hole":
            yield _Piece(stand_in(content), content)
        elif token.type in ("code_inline", "formula"):
            yield _Piece(token.content, content, is_whole=True)
        elif is_break(token):
            name = raw_tag(token)
            yield _Piece(str(content), content, block=name if name in BLOCKS else "")
        else:
            yield _Piece(token.content, content)


@dataclass(slots=True)
class _Cutter:
    parts: list[str | Hole] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def finish(self) -> Body:
        parts, tags = list(self.parts), list(self.open_tags)
        while tags and parts[-1] == f"<{tags[-1]}>":
            parts.pop()
            tags.pop()
        if tags and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        body = body_of([*parts, *(f"</{tag}>" for tag in reversed(tags))])
        self.parts = [f"<{tag}>" for tag in self.open_tags]
        return body


def _cut(pieces: Sequence[_Piece], starts: Sequence[int]) -> Iterator[Body]:
    cutter = _Cutter()
    cuts = iter([*starts, -1])
    cut = next(cuts)
    offset = 0
    for piece in pieces:
        if piece.tag:
            _turn(cutter, piece)
            continue
        begin, end = 0, len(piece.text)
        while offset <= cut < offset + end:
            if cut > offset + begin and not piece.is_whole:
                cutter.parts.append(text_html(piece.text[begin : cut - offset].rstrip()))
                begin = cut - offset
            yield _stripped(cutter.finish())
            cut = next(cuts)
        if not piece.is_whole and isinstance(piece.content, str):
            cutter.parts.append(text_html(piece.text[begin:]))
        else:
            cutter.parts.append(piece.content)
        offset += end
    yield _stripped(cutter.finish())


def _turn(cutter: _Cutter, piece: _Piece) -> None:
    if not piece.tag.startswith("/"):
        cutter.open_tags.append(piece.tag)
    else:
        cutter.open_tags.pop()
        if cutter.parts and cutter.parts[-1] == f"<{piece.tag[1:]}>":
            # Nothing of the element is left after the cut.
            cutter.parts.pop()
            return
    cutter.parts.append(piece.content)


def _stripped(body: Body) -> Body:
    parts: list[str | Hole] = list(body)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip().lstrip(CELL_BREAK)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return body_of(parts)


def _cites(body: Body) -> bool:
    return any(isinstance(part, Citation) for part in body)
