"""What stands behind the language of a chunk to its options, by their names in Quarto (“fig-cap”, not “fig.cap”)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from site_builder.patterns import pattern

OPTION: Final = pattern(
    r"""(?P<key>[A-Za-z][\w.-]*)\s*=\s*(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^,\s]*))"""
    r"|(?P<label>[^\s,=]+)",
    re.DOTALL,
)
COMMENTED: Final = pattern(r"(?:#|//|%%) ?\|(.*)")
COMMENTED_OPTION: Final = pattern(r"\s{0,2}(?P<key>[\w.-]+)\s*:(?:\s+(?P<value>.*?))?\s*")
BLOCK_SIGN: Final = pattern(r"[|>][+-]?")
QUOTED: Final = pattern(r"\A([\"'])(.*)\1\Z")
# Code in an option goes on behind a space where an operator stands on either side of it.
OPERATORS: Final = "&|<>=!+*/^%~-"
TEXT: Final = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')"""
STEP: Final = pattern(rf"{TEXT}|.", re.DOTALL)
# A list of YAML in one line: `["One, or so", Two]`
LIST: Final = pattern(rf"\[((?:{TEXT}|[^\"'\[\]])*)\]")
ITEM: Final = pattern(rf"\s*({TEXT}|[^,]+)")
# Code that only puts texts together, in several of which there is one for each figure.
JOINED: Final = pattern(rf"(?P<name>paste0?|c)\(\s*(?P<texts>(?:{TEXT}\s*(?:,\s*|(?=\))))+)\)", re.DOTALL)
# R's ways to put the steps of a path together.
PATH: Final = pattern(
    rf"(?<![\w.])(?:(?:here|fs)::)?(?:here|file\.path|path)\(\s*(?P<steps>(?:{TEXT}\s*(?:,\s*|(?=\))))+)\)", re.DOTALL
)
# A text that code gives a name, and where it is shown or said by that.
ASSIGNED: Final = pattern(
    rf"^[ \t]*(?P<name>[A-Za-z.][\w.]{{0,60}})[ \t]*(?:<-|=)"
    rf"\s*(?P<text>{TEXT}|paste0?\((?:{TEXT}|[\s,]){{1,200}}\))[ \t]*;?$",
    re.DOTALL | re.MULTILINE,
)
SHOWN: Final = pattern(r"\binclude_graphics\((?:[^()]|\([^()]*\)){1,2000}\)")
SAID_BY_NAME: Final = pattern(r"(?P<key>\b(?:fig|tab)\.(?:cap|alt)\s*=\s*)(?P<name>[A-Za-z.][\w.]*)(?=\s*[,}])")
WORD: Final = pattern(rf"{TEXT}|(?<![\w.$])[A-Za-z.][\w.]*(?![\w.(=])", re.DOTALL)
SAID: Final = frozenset({"fig-cap", "fig-alt", "fig-subcap", "tab-cap", "tbl-cap", "lst-cap"})
NOTHING: Final = frozenset({"NULL", "NA", "FALSE", "F"})
ESCAPED: Final = pattern(r"""\\([\\"'n])""")


def options_in(written: str) -> Iterator[tuple[str, str]]:
    position = 0
    has_label = False
    while option := OPTION.search(written, position):
        position = option.end()
        if option["label"]:
            if not has_label:
                yield "label", option["label"]
            has_label = True
            continue
        key = option["key"].replace(".", "-")
        if option["bare"] is None:
            yield key, unescaped(option["double"] or option["single"] or "")
            continue
        position = _end_of_code(written, option.start("bare"))
        code = written[option.start("bare") : position]
        if key not in SAID:
            yield key, code
        elif code not in NOTHING:
            yield key, _joined(code)


def options_in_comments(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Quarto's options in YAML, one to a line; what is indented goes on with the one above. Or knitr's, with commas."""
    key, values = "", [""]
    for line in lines:
        if found := COMMENTED_OPTION.fullmatch(line):
            if key:
                yield key, _in_one(key, values)
            key, values = found["key"].replace(".", "-"), [found["value"] or ""]
        elif key:
            values.append(line.strip())
        else:
            yield from options_in(line)
    if key:
        yield key, _in_one(key, values)


def comments_above(code: Iterable[str]) -> list[str]:
    """What the comments on the first lines of a chunk say, each of which is an option."""
    return [comment[1] for comment in takewhile(bool, map(COMMENTED.fullmatch, code)) if comment]


def stated_in_comments(comments: Iterable[str]) -> dict[str, str]:
    return dict(options_in_comments(comments))


def _in_one(key: str, values: Sequence[str]) -> str:
    """A value that may be a list, or a text over several lines, as one text."""
    first, *further = values
    if found := LIST.fullmatch(" ".join(values).strip()):
        items = [QUOTED.sub(r"\2", item.strip()) for item in ITEM.findall(found[1])]
        values = [f"- {item}" for item in items if item] if key.endswith("cap") else values
        first, *further = values or [""]
    parts = further if BLOCK_SIGN.fullmatch(first) else values
    if any(part.startswith("- ") for part in parts):
        between = "; " if key.endswith("subcap") else " "
        return between.join(part.removeprefix("- ").strip("\"' ") for part in parts if part)
    return QUOTED.sub(r"\2", " ".join(filter(None, parts)))


def code_from(written: str, start: int) -> str:
    """The code that begins at a place, up to the comma or the space behind it."""
    return written[start : _end_of_code(written, start)]


def _end_of_code(written: str, start: int) -> int:
    """Where an option's code ends: at a comma or a space outside of its brackets and texts."""
    depth = 0
    last = ""
    for step in STEP.finditer(written, start):
        sign = step[0]
        if depth == 0 and (sign == "," or (sign.isspace() and not _goes_on(written, step.end(), last))):
            return step.start()
        depth = max(depth + (sign in "([{") - (sign in ")]}"), 0)
        last = last if sign.isspace() else sign
    return len(written)


def _goes_on(written: str, position: int, last: str) -> bool:
    following = written[position : position + 1]
    return last in OPERATORS or (following != "" and following in OPERATORS)


def _joined(code: str) -> str:
    """The text that code puts together; "" where it does more."""
    found = JOINED.fullmatch(code)
    if found is None:
        return ""
    texts = map(unescaped, texts_in(found["texts"]))
    return ("" if found["name"] == "paste0" else " ").join(texts)


def with_paths(code: str) -> str:
    """The code with each path that it puts together, `here("images", "a.png")`, in one: `"images/a.png"`."""
    return PATH.sub(lambda found: f'"{"/".join(texts_in(found["steps"]))}"', code) if "(" in code else code


def texts_named_in(code: str) -> dict[str, str]:
    """The texts that code gives names, as R writes them."""
    if "<-" not in code and "=" not in code:
        return {}
    named = {found["name"]: found["text"] for found in ASSIGNED.finditer(code)}
    return {name: _in_quotes(text) if text.startswith("paste") else text for name, text in named.items()}


def _in_quotes(code: str) -> str:
    return '"{}"'.format(_joined(code).replace("\\", "\\\\").replace('"', '\\"'))


def with_texts_shown(code: str) -> str:
    """The code with the names of pictures' paths replaced by these, `path <- "a.png"` and `include_graphics(path)`."""
    code = with_paths(code)
    if "include_graphics" not in code or not (texts := texts_named_in(code)):
        return code
    return SHOWN.sub(lambda call: WORD.sub(lambda word: texts.get(word[0], word[0]), call[0]), code)


def with_texts_said(info: str, code: str) -> str:
    """A chunk's options with the captions in them that its code gives a name."""
    if not SAID_BY_NAME.search(info):
        return info
    texts = texts_named_in(code)
    return SAID_BY_NAME.sub(lambda found: found["key"] + texts.get(found["name"], found["name"]), info)


def texts_in(code: str) -> list[str]:
    return [text[0][1:-1] for text in re.finditer(TEXT, code, re.DOTALL)]


def unescaped(text: str) -> str:
    r"""What a text of R says: `\\@ref(fig:x)` is written there for `\@ref(fig:x)`."""
    return ESCAPED.sub(lambda found: " " if found[1] == "n" else found[1], text)
