"""A block's inline tokens to the sentences in it that cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from markdown_it.token import Token

from site_builder.markdown.bodies import body_of
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
    if not any(map(_is_citation, tokens)):
        return [], list(tokens)
    seen = list(map(_seen, tokens))
    sentences = list(_cut(tokens, seen, _starts(tokens, seen)))
    bodies = [body for body in _bodies(sentences) if _cites(body)]
    if any(token.type == "html_inline" for token in tokens):
        return bodies, list(tokens)
    return bodies, list(_in_spans(sentences))


def _is_citation(token: Token) -> bool:
    return isinstance(token.meta.get("hole"), Citation)


def _seen(token: Token) -> str:
    """What of a token tells where sentences end: one character for a hole, nothing for a tag."""
    for _, content in simple_pieces([token]):
        if token.type == "hole":
            return stand_in(content)
        if not token.nesting:
            return str(content) if is_break(token) else token.content
    return ""


def _starts(tokens: Sequence[Token], seen: Sequence[str]) -> list[int]:
    """The offsets in what is seen at which sentences begin."""
    whole = []
    blocks = []
    offset = row = 0
    for token, text in zip(tokens, seen, strict=True):
        block = raw_tag(token)
        if token.type in ("code_inline", "formula"):
            whole.append((offset, offset + len(text) - 1))
        if block in BLOCKS:
            blocks.append(offset)
        if block == "tr":
            row = offset
        elif block == "/tr":
            whole.append((row, offset - 1))
        offset += len(text)
    return sorted({*sentence_starts("".join(seen), whole), *blocks})


def _cut(tokens: Sequence[Token], seen: Sequence[str], starts: Sequence[int]) -> Iterator[list[Token]]:
    """The tokens of each sentence. Of tokens, only texts are split."""
    sentence: list[Token] = []
    offset = 0
    cuts = iter([*starts, -1])
    cut = next(cuts)
    for token, text in zip(tokens, seen, strict=True):
        begin, end = offset, offset + len(text)
        while offset <= cut < end:
            if cut > begin and token.type == "text":
                head, token = _split(token, cut - begin)
                sentence.append(head)
                begin = cut
            yield sentence
            sentence = []
            cut = next(cuts)
        sentence.append(token)
        offset = end
    yield sentence


def _split(text: Token, at: int) -> tuple[Token, Token]:
    return text.copy(content=text.content[:at]), text.copy(content=text.content[at:])


def _in_spans(sentences: Iterable[list[Token]]) -> Iterator[Token]:
    """The tokens with a span around each citing sentence, except those that begin or end within an element."""
    depth = 0
    for sentence in sentences:
        begun_at = depth
        depth += sum(token.nesting for token in sentence)
        is_whole = begun_at == depth == 0
        yield from _in_span(sentence) if is_whole and any(map(_is_citation, sentence)) else sentence


def _in_span(sentence: list[Token]) -> list[Token]:
    *before, last = sentence
    after: list[Token] = []
    if last.type == "text":
        last, space = _split(last, len(last.content.rstrip()))
        after = [space]
    elif last.type == "softbreak":
        last, after = before.pop(), [last]
    opening = Token("sentence_open", "span", 1, attrs={"class": "sentence"})
    return [opening, *before, last, Token("sentence_close", "span", -1), *after]


def _bodies(sentences: Iterable[list[Token]]) -> Iterator[Body]:
    """Each sentence by itself."""
    open_tags: list[str] = []
    for sentence in sentences:
        parts: list[str | Hole] = [f"<{tag}>" for tag in open_tags]
        for token, content in simple_pieces(sentence):
            if token.nesting > 0:
                open_tags.append(token.tag)
            elif token.nesting < 0:
                open_tags.pop()
                if parts and parts[-1] == f"<{token.tag}>":
                    # Nothing of the element is left after the cut.
                    parts.pop()
                    continue
            parts.append(content)
        tags = list(open_tags)
        while tags and parts[-1] == f"<{tags[-1]}>":
            parts.pop()
            tags.pop()
        if tags and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        yield _stripped(body_of([*parts, *(f"</{tag}>" for tag in reversed(tags))]))


def _stripped(body: Body) -> Body:
    parts: list[str | Hole] = list(body)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip().lstrip(CELL_BREAK)
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return body_of(parts)


def _cites(body: Body) -> bool:
    return any(isinstance(part, Citation) for part in body)
