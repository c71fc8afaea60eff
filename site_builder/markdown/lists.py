"""Lines to Pandoc's ordered lists: `(a)`, `b)`, `iv.`, `#.`, and examples, numbered through a text.

`(@)` or `(@label)` begins an example, and `@label` in the text shows its number. An item of any list may begin with a
box, `[ ]` or `[x]`, which is ticked or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from site_builder.patterns import pattern

MARKER: Final = pattern(
    r"(?P<open>\()?(?:(?P<any>#)|@(?P<label>[\w-]*)|(?P<number>\d{1,9})|(?P<letters>[A-Za-z]{1,15}))(?P<close>[.)])"
    r"(?=(?P<space>[ \t]+)\S)"
)
ROMAN: Final = pattern(r"(?=[ivxlcdm])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
WORTH: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
EXAMPLE: Final = "@"
ANY: Final = "#"
OPEN_LISTS: Final = "open_lists"
EXAMPLES: Final = "examples"
BOX: Final = pattern(r"\[([ xX])\][ \t]+(?=\S)")


class _Marker(NamedTuple):
    """The marker of an item.

    `text` is its number or letters, `style` HTML's type of its list, `#` for any, `@` for examples.
    """

    text: str
    style: str
    frame: tuple[str, str]
    end: int

    @property
    def value(self) -> int:
        if self.style in (ANY, EXAMPLE):
            return 1
        if self.style == "1":
            return int(self.text)
        return _roman(self.text) if self.style in "iI" else ord(self.text.lower()) - ord("a") + 1

    def continues(self, first: _Marker) -> bool:
        """Whether an item with this marker belongs to a list that begins with the other one."""
        if self.frame != first.frame or self.style == ANY:
            return self.frame == first.frame
        if first.style in ("i", "I"):
            return bool(ROMAN.fullmatch(self.text.lower())) and self.text.isupper() == first.text.isupper()
        if first.style in ("a", "A"):
            return len(self.text) == 1 and self.text.isalpha() and self.text.isupper() == first.text.isupper()
        return self.style == first.style


def example_number(env: Mapping[str, Any], label: str) -> int | None:
    """The number of the example with a label, which may come later in the text."""
    number: int | None = env.get(EXAMPLES, {}).get(label)
    return number


def ordered_list_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or (first := _marker(state, start)) is None:
        return False
    open_lists: list[_Marker] = state.env.setdefault(OPEN_LISTS, [])
    if silent:
        # In a list, an inner one needs no empty line before it, nor does the next item of an open list.
        if state.sCount[start] < state.blkIndent:
            begins = first.value == 1 if open_lists else first.style == ANY
            return (begins and state.listIndent >= 0) or any(first.continues(opened) for opened in open_lists)
        return state.listIndent >= 0 and first.value == 1
    at = len(state.tokens)
    opening = _reopened(state) if first.style == ANY else None
    if opening is None:
        opening = state.push("ordered_list_open", "ol", 1)
        opening.map = [start, start]
        opening.attrs.update(_attributes(state, first))
    outer, state.parentType = state.parentType, "list"
    open_lists.append(first)
    is_tight, ended_empty = True, False
    marker: _Marker | None = first
    row = start
    while marker is not None:
        if marker.style == EXAMPLE:
            _count_example(state, marker.text)
        is_item_tight = _push_item(state, row, end, marker.end)
        is_tight = is_tight and is_item_tight and not ended_empty
        ended_empty = state.line - row > 1 and state.isEmpty(state.line - 1)
        row = state.line
        marker = _next_marker(state, row, end, first)
    open_lists.pop()
    state.parentType = outer
    state.push("ordered_list_close", "ol", -1)
    opening.map = [(opening.map or [start])[0], row]
    if is_tight:
        tighten(state, at)
    return True


def _reopened(state: StateBlock) -> Token | None:
    """Reopen the ordered list right above, which `#.` continues; None if there is none."""
    if not state.tokens or state.tokens[-1].type != "ordered_list_close" or state.tokens[-1].level != state.level:
        return None
    state.tokens.pop()
    opening = next(token for token in reversed(state.tokens) if token.nesting > 0 and token.level == state.level)
    state.level += 1
    return opening


def _attributes(state: StateBlock, first: _Marker) -> Iterator[tuple[str, str]]:
    number = len(state.env.setdefault(EXAMPLES, {})) + 1 if first.style == EXAMPLE else first.value
    if number != 1:
        yield "start", str(number)
    if first.style == EXAMPLE:
        yield "class", "example"
    elif first.style not in (ANY, "1"):
        yield "type", first.style


def _marker(state: StateBlock, number: int) -> _Marker | None:
    found = MARKER.match(state.src, state.bMarks[number] + state.tShift[number], state.eMarks[number])
    if found is None or (found["open"] and found["close"] != ")"):
        return None
    frame = found["open"] or "", found["close"]
    if found["label"] is not None:
        return _Marker(found["label"], EXAMPLE, frame, found.end()) if found["open"] else None
    if found["any"]:
        return _Marker(ANY, ANY, frame, found.end())
    if found["number"]:
        # Without an opening bracket it is CommonMark's.
        return _Marker(found["number"], "1", frame, found.end()) if found["open"] else None
    letters = found["letters"]
    # “B. Russell” begins no list: with a capital and a full stop it takes two spaces, as in Pandoc.
    if letters.isupper() and found["close"] == "." and len(found["space"].expandtabs()) < 2:
        return None
    style = _style_of(letters)
    return _Marker(letters, style, frame, found.end()) if style else None


def _style_of(letters: str) -> str:
    if letters not in (letters.lower(), letters.upper()):
        return ""
    is_roman = letters in ("i", "I") or (len(letters) > 1 and ROMAN.fullmatch(letters.lower()))
    style = "i" if is_roman else "a" if len(letters) == 1 else ""
    return style.upper() if letters.isupper() else style


def _roman(letters: str) -> int:
    worth = [WORTH[letter] for letter in letters.lower()]
    return sum(-value if value < max(worth[at:]) else value for at, value in enumerate(worth))


def _next_marker(state: StateBlock, row: int, end: int, first: _Marker) -> _Marker | None:
    """The marker of the list's next item, if one begins here."""
    if row >= end or state.sCount[row] < state.blkIndent or state.is_code_block(row):
        return None
    if any(ender(state, row, end, True) for ender in state.md.block.ruler.getRules("list")):
        return None
    marker = _marker(state, row)
    return marker if marker and marker.continues(first) else None


def _push_item(state: StateBlock, row: int, end: int, marker_end: int) -> bool:
    """Push the item that begins on `row`, with its marker up to `marker_end`.

    Returns whether no empty line is in it.
    """
    item = state.push("list_item_open", "li", 1)
    indent_before = state.sCount[row]
    shift = state.tShift[row]
    text = marker_end
    width = indent_before + marker_end - state.bMarks[row] - shift
    content = width
    while text < state.eMarks[row] and state.src[text] in " \t":
        content += 4 - (content + state.bsCount[row]) % 4 if state.src[text] == "\t" else 1
        text += 1
    # Text that is further away is code.
    indent = width + 1 if content - width > 4 else content
    outer = state.tight, state.listIndent, state.blkIndent
    state.tight, state.listIndent, state.blkIndent = True, state.blkIndent, indent
    state.tShift[row], state.sCount[row] = text - state.bMarks[row], content
    state.md.block.tokenize(state, row, end)
    is_tight = state.tight
    state.tShift[row], state.sCount[row] = shift, indent_before
    state.tight, state.listIndent, state.blkIndent = outer
    item.map = [row, state.line]
    state.push("list_item_close", "li", -1)
    return is_tight


def tighten(state: StateBlock, at: int) -> None:
    """Hide the tags of paragraphs directly within items or definitions without empty lines, from a token on."""
    for token in state.tokens[at:]:
        if token.level == state.level + 2 and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True


def _count_example(state: StateBlock, label: str) -> None:
    examples: dict[str, int] = state.env.setdefault(EXAMPLES, {})
    number = len(examples) + 1
    # An example without a label is called “@” and its number, which no label can be.
    examples[label if label and label not in examples else f"@{number}"] = number


def task_lists_rule(state: StateCore) -> None:
    lists: list[tuple[Token, list[bool]]] = []
    for at, token in enumerate(state.tokens):
        if token.type.endswith("_list_open"):
            lists.append((token, []))
        elif token.type.endswith("_list_close"):
            opening, boxes = lists.pop()
            if all(boxes) and token.type == "bullet_list_close":
                opening.attrJoin("class", "task-list")
        elif token.type == "list_item_open":
            paragraph, text, *_ = state.tokens[at + 1 : at + 3] if at + 2 < len(state.tokens) else (token, token)
            box = BOX.match(text.content) if paragraph.type == "paragraph_open" else None
            lists[-1][1].append(box is not None)
            if box:
                text.content = text.content[box.end() :]
                text.meta["box"] = box[1] != " "
