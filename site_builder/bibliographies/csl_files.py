"""CSL-JSON and CSL-YAML to the items in them with their places, and items to references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from site_builder.bibliographies.csl_items import read_items
from site_builder.bibliographies.records import ReadReferences, fit
from site_builder.characters import without_entities
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import DATE_VARIABLES, NAME_VARIABLES, YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.rich_tags import with_rich_tags
from site_builder.yaml_values import KEY, read_mended_yaml, read_yaml, yes_or_no

_DECODER: Final = json.JSONDecoder()
_LIST_BEGINS: Final = pattern(r'\s*(?:\{\s*"(?:references|items)"\s*:\s*)?\[')
_TOKEN: Final = pattern(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|\n', re.DOTALL)
_FIRST_ITEM: Final = pattern(r"(?:\A|\n)( *- )")
_LAST_FENCE: Final = pattern(r"\n(?:---|\.\.\.)\s*\Z")
_LISTS: Final = ("references", "items")
_MOST_BRACKETS: Final = 2
# Variables that are no Markdown for Pandoc either, except for backslashes before marks
_VERBATIM: Final = frozenset("doi isbn issn pmcid pmid url id type language citation-key citekey custom".split())
_FLAGS: Final = frozenset({"circa", "comma-suffix", "static-ordering", "parse-names"})
_PARTS: Final = ("year", "month", "day")
# In EDTF, seasons are the months from 21.
_SEASONS: Final = {"1": 21, "2": 22, "3": 23, "4": 24}
_MARKED: Final = pattern(r"[*_^~\[\\]")
_ESCAPED: Final = pattern(r"\\([^\w\s]|_)")
_MARKUP: Final = pattern(
    r"\\([^\w\s]|_)"
    r"|(\*\*|\*|(?<!\w)_|_(?!\w))"
    r"|\^([^\s^]{1,200})\^|~([^\s~]{1,200})~"
    r"|(\[)|\]\{([^{}\n]{0,100})\}"
)
_EMPHASIS: Final = {"*": "i", "_": "i", "**": "b"}
_CLASSES: Final = {".nocase": '<span class="nocase">', ".smallcaps": "<sc>"}


def read_json(text: str, path: str) -> ReadReferences:
    """Every item of a list, of an object that holds one under “items” or “references”, or a single item."""
    try:
        data = _fit(json.loads(text))
    except (ValueError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = "The JSON cannot be read from here on."
        hint = "export the file again as CSL-JSON; a comma or a bracket may be missing."
        damage = Diagnostic(Rule.UNREADABLE_RECORD, Location(path, line, column), message, hint)
        references, found = read_items((item, Location(path, line, 1)) for item, line in _whole_items(text))
        return references, (damage, *found)
    # What Crossref's API answers
    if isinstance(data, Mapping) and isinstance(data.get("message"), Mapping):
        data = data["message"]
    items = next((data[name] for name in _LISTS if name in data), data) if isinstance(data, Mapping) else data
    items = items if isinstance(items, list) else [items]
    places = (Location(path, line, 1 if line else 0) for line in _lines(text, len(items)))
    return read_items(zip(items, places, strict=False))


def _fit(value: object) -> object:
    if isinstance(value, list):
        return [*map(_fit, value)]
    if isinstance(value, dict):
        return {fit(name): _fit(inner) for name, inner in value.items()}
    return with_rich_tags(without_entities(fit(value))) if isinstance(value, str) else value


def _whole_items(text: str) -> Iterator[tuple[object, int]]:
    """The items of a list above what cannot be read, and the lines on which they begin."""
    begun = _LIST_BEGINS.match(text)
    position, line, end = begun.end() if begun else len(text), 1, 0
    while (position := text.find("{", position)) >= 0:
        line += text.count("\n", end, position)
        end = position
        try:
            item, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield _fit(item), line


def _lines(text: str, count: int) -> Iterator[int]:
    """The line on which each of `count` items begins, 0 if unknown. At most two brackets stand around an item."""
    depth, line = 0, 1
    found: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == "\n":
            line += 1
        elif sign in "[{":
            depth += 1
            if sign == "{" and depth <= _MOST_BRACKETS + 1:
                found.append((depth, line))
        elif sign in "]}":
            depth -= 1
        else:
            line += sign.count("\n")
    for depth in sorted({depth for depth, _ in found}):
        lines = [line for at, line in found if at == depth]
        if len(lines) == count:
            yield from lines
            return
    yield from [0] * count


def read_csl_yaml(text: str, path: str) -> ReadReferences:
    """Every item of a list, of one under “references”, or a single item, as Pandoc writes it: texts are Markdown."""
    text = _LAST_FENCE.sub("\n", text)
    node, wrong = read_yaml(text, path)
    if wrong and not node and (first := _FIRST_ITEM.search(text)):
        begins = first[1]
        node, wrong = read_mended_yaml(text, path, begins=lambda line: line.startswith(begins) or KEY.match(line))
    value = node.value if node else ()
    if isinstance(value, YamlMap):
        under = {name: found.value for name, found in value.pairs if name in _LISTS}
        is_item = any(name in ("title", "type") for name, _ in value.pairs)
        value = next(iter(under.values()), (node,) if node and is_item else ())
    items = value if isinstance(value, tuple) else ()
    if node and not items and not wrong:
        message = "This file contains no list of references."
        hint = "write a list of items, or one under “references:”; Typst's own format is different."
        wrong = (*wrong, Diagnostic(Rule.UNREADABLE_RECORD, node.location, message, hint))
    references, found = read_csl_nodes(items)
    return references, (*wrong, *found)


def read_csl_nodes(items: Iterable[YamlNode]) -> ReadReferences:
    """The references in such a list, which may also stand in the front matter of a text."""
    return read_items((_item(item), item.location) for item in items)


def _item(node: YamlNode) -> object:
    if not isinstance(node.value, YamlMap):
        return node.value
    return {name: _variable(name, _plain("", value)) for name, value in node.value.pairs}


def _plain(name: str, node: YamlNode) -> object:
    """A value without its locations."""
    value = node.value
    if isinstance(value, YamlMap):
        return {key: _plain(key, inner) for key, inner in value.pairs}
    if isinstance(value, tuple):
        return [_plain("", inner) for inner in value]
    return bool(value) and yes_or_no(node) is not False if name in _FLAGS else _fit(value)


def _variable(name: str, value: object) -> object:
    if name in DATE_VARIABLES:
        return _date(value)
    if isinstance(value, str):
        return without_escapes(value) if name.lower() in _VERBATIM else as_rich_text(value)
    if name in NAME_VARIABLES and isinstance(value, list):
        return [_name(person) for person in value]
    return _name(value) if name in NAME_VARIABLES else value


def _name(value: object) -> object:
    if isinstance(value, dict):
        return {part: as_rich_text(text) if isinstance(text, str) else text for part, text in value.items()}
    return value


def _date(value: object) -> object:
    """A date in CSL-JSON's form.

    Pandoc's YAML may also have a map of `year`, `month` and `day`, or a list of two maps.
    """
    points = value if isinstance(value, list) else [value]
    maps = [point for point in points if isinstance(point, dict) and "year" in point]
    if not maps or len(maps) != len(points):
        return value
    parts = [[point[part] for part in _PARTS if point.get(part)] for point in maps]
    others = {name: found for name, found in maps[0].items() if name not in _PARTS}
    seasons = [_SEASONS.get(str(point.get("season")), 0) for point in maps]
    if len(maps) > 1 and all(seasons):
        parts = [[*part, season] for part, season in zip(parts, seasons, strict=True)]
        others.pop("season")
    return {**others, "date-parts": parts}


def as_rich_text(markdown: str) -> str:
    """Markdown as CSL-JSON's rich text: emphasis, scripts, small capitals, protected case and dashes.

    A mark without a partner stays.
    """
    markdown = markdown.replace("---", "—").replace("--", "–")
    if not _MARKED.search(markdown):
        return markdown
    out: list[str] = []
    open_marks: dict[str, int] = {}
    brackets: list[int] = []
    position = 0
    for token in _MARKUP.finditer(markdown):
        out.append(markdown[position : token.start()])
        position = token.end()
        escaped, mark, raised, lowered, bracket, attributes = token.groups()
        if escaped:
            out.append(escaped)
        elif mark:
            _emphasise(out, open_marks, mark, markdown[position : position + 1])
        elif raised or lowered:
            tag = "sup" if raised else "sub"
            out.append(f"<{tag}>{raised or lowered}</{tag}>")
        elif bracket:
            brackets.append(len(out))
            out.append("[")
        else:
            opening = next((tag for name, tag in _CLASSES.items() if name in (attributes or "").split()), "")
            if not brackets or not opening:
                out.append(token[0])
                continue
            out[brackets.pop()] = opening
            out.append("</span>" if "span" in opening else "</sc>")
    out.append(markdown[position:])
    return "".join(out)


def without_escapes(markdown: str) -> str:
    """An address without the backslashes before its marks, which are no Markdown, and without a link's brackets."""
    if markdown.startswith("<") and markdown.endswith(">"):
        markdown = markdown[1:-1]
    return _ESCAPED.sub(r"\1", markdown)


def _emphasise(out: list[str], open_marks: dict[str, int], mark: str, following: str) -> None:
    if mark in open_marks:
        tag = _EMPHASIS[mark]
        out[open_marks.pop(mark)] = f"<{tag}>"
        out.append(f"</{tag}>")
        return
    if following.strip():
        open_marks[mark] = len(out)
    out.append(mark)
