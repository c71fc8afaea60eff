"""CSL-JSON's rich text to a tree: tags, pairs of quotes, apostrophes, and superscript characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from site_builder.csl.tree import Format, Node, Tree
from site_builder.patterns import pattern

_TAGS = {
    "<i>": Format(font_style="italic", flips=True),
    "<b>": Format(font_weight="bold", flips=True),
    "<sup>": Format(vertical_align="sup"),
    "<sub>": Format(vertical_align="sub"),
    "<sc>": Format(font_variant="small-caps", flips=True),
    '<span style="font-variant: small-caps;">': Format(font_variant="small-caps", flips=True),
    '<span style="font-variant:small-caps;">': Format(font_variant="small-caps", flips=True),
    '<span class="nocase">': Format(nocase=True),
    '<span class="nodecor">': Format(font_style="normal", font_weight="normal", font_variant="normal"),
}
_ENDS = {tag: "</" + re.match(r"<(\w+)", tag)[1] + ">" for tag in _TAGS}  # type: ignore[index]
# Deeper nesting is kept as text: nobody needs it, and Python's stack is limited.
_DEEPEST = 40
_QUOTED = Format(quotes=True)
_CLOSING_QUOTE = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_RAISED_RANGES = (
    (0xAA, 0xBA),
    (0x2B0, 0x2E4),
    (0x6E5, 0x6E6),
    (0x1D2C, 0x1D6A),
    (0x2070, 0x207F),
    (0x2120, 0x2122),
    (0x3192, 0x319F),
)
_RAISED = {
    chr(code): "".join(chr(int(part, 16)) for part in decomposition.split()[1:])
    for first, last in _RAISED_RANGES
    for code in range(first, last + 1)
    if (decomposition := unicodedata.decomposition(chr(code))).startswith("<super>")
}
_RAISED |= {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_RAISED_CLASS = "".join(_RAISED)
_TOKEN = pattern("|".join(map(re.escape, [*_TAGS, *sorted(set(_ENDS.values()))])) + f"|[\"'“”‘’{_RAISED_CLASS}]")
_SPECIAL = pattern(f"[<\"'“‘{_RAISED_CLASS}]")
_FREE_BEFORE = pattern(r"[\w.,;:!?)\]’”]$")


@dataclass(slots=True)
class _Open:
    """A tag or quote that was opened. If it is never closed, `opening` becomes plain text again."""

    opening: str
    closing: str
    format: Format | None
    children: list[Tree]


def parse_rich_text(text: str) -> Tree:
    """CSL-JSON's rich text as a tree: its tags, straight quotes in pairs, and apostrophes.

    A tag or quote without a partner stands for itself. A superscript character becomes a raised normal one; spaces
    within « and » become narrow non-breaking ones.
    """
    text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
    if not _SPECIAL.search(text):
        return text
    stack = [_Open("", "", None, [])]
    position = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        _add(stack[-1].children, text[position : match.start()])
        position = match.end()
        if token in _TAGS and len(stack) > _DEEPEST:
            stack[-1].children.append(token)
        elif token in _TAGS:
            stack.append(_Open(token, _ENDS[token], _TAGS[token], []))
        elif token in _RAISED:
            stack[-1].children.append(_raised(token))
        elif token.startswith("</"):
            _close_tag(stack, token)
        else:
            _take_quote(stack, token, text[match.start() - 1 : match.start()], text[position : position + 1])
    _add(stack[-1].children, text[position:])
    _reopen(stack, 0)
    return _joined(stack[0].children)


def raised(text: str) -> Tree:
    """Text with Unicode's superscript characters replaced by raised normal ones."""
    if text.isascii():
        return text
    pieces = [
        _raised(piece) if piece in _RAISED else piece for piece in re.split(f"([{_RAISED_CLASS}])", text) if piece
    ]
    return text if all(isinstance(piece, str) for piece in pieces) else Node(pieces, joined=True)


def _raised(character: str) -> Tree:
    return Node((_RAISED[character],), Format(vertical_align="sup", typed=character))


def _add(children: list[Tree], text: str) -> None:
    if text:
        children.append(text)


def _joined(children: list[Tree]) -> Tree:
    if all(isinstance(child, str) for child in children):
        return "".join(child for child in children if isinstance(child, str))
    merged: list[Tree] = []
    for child in children:
        if isinstance(child, str) and merged and isinstance(merged[-1], str):
            merged[-1] += child
        else:
            merged.append(child)
    return Node(merged, joined=True)


def _reopen(stack: list[_Open], depth: int) -> None:
    """Turn the openings above `depth` back into plain text, as they were never closed."""
    for lost in stack[depth + 1 :]:
        stack[depth].children.append(_unpaired(lost.opening))
        stack[depth].children += lost.children
    del stack[depth + 1 :]


def _shut(stack: list[_Open]) -> None:
    done = stack.pop()
    if done.children:
        inner = _joined(done.children)
        children = inner.children if isinstance(inner, Node) and inner.format is None else (inner,)
        stack[-1].children.append(Node(children, done.format, joined=True))
    elif not done.opening.startswith("<"):
        stack[-1].children += [_unpaired(done.opening), _unpaired(done.closing)]


def _close_tag(stack: list[_Open], token: str) -> None:
    depth = next((i for i in range(len(stack) - 1, 0, -1) if stack[i].closing == token), 0)
    if not depth:
        stack[-1].children.append(token)
        return
    _reopen(stack, depth)
    _shut(stack)


def _take_quote(stack: list[_Open], token: str, before: str, after: str) -> None:
    opens = token in _CLOSING_QUOTE and not _FREE_BEFORE.match(before or " ") and after.strip() != ""
    depth = next((i for i in range(len(stack) - 1, 0, -1) if stack[i].closing == token), 0)
    closes = depth and before.strip() != "" and not (token in "'’" and after.isalnum())
    if closes and all(not stack[i].opening.startswith("<") for i in range(depth + 1, len(stack))):
        _reopen(stack, depth)
        _shut(stack)
    elif opens and len(stack) <= _DEEPEST:
        typed = token in "“‘"
        format = Format(typed_quotes=token + _CLOSING_QUOTE[token]) if typed else _QUOTED
        stack.append(_Open(token, _CLOSING_QUOTE[token], format, []))
    else:
        stack[-1].children.append(_unpaired(token))


def _unpaired(token: str) -> str:
    return "’" if token == "'" else token
