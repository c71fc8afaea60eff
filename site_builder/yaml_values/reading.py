"""YAML text to located values.

Only the parser's events are read, and no object is ever constructed. Scalars stay text as written (`NO` is Norway,
`1.10` keeps its zero); an empty or null one is None. Aliases, anchors and tags are refused: in a review they are always
values that lack quotes. In other tools' files they are meant: an alias stands for what it names, and a tag (`!expr`) is
ignored.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

import yaml

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values.explaining import ESCAPE_HINT, QUOTE_IT, TOO_DEEP, explained
from site_builder.yaml_values.fields import kind_of
from site_builder.yaml_values.paths import placed_map

Diagnostics = tuple[Diagnostic, ...]

MOST_DEEP: Final = 50
LONGEST_FILE: Final = 5_000_000
LONGEST_VALUE: Final = 100_000
MOST_ALIASED: Final = 10_000
TAB: Final = 4
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
STANDARD_TAG: Final = "tag:yaml.org,2002:"
# “keywords: #sleep” and “title: Study #2” are values. A comment after a value has a space: “lang: en # English”.
COMMENT: Final = pattern(r"[ \t]+#(?P<meant>[^\s#!])[^\n]*")
# “{design:rct}”
GLUED: Final = pattern(r"([^\s:]+):([^\s:/]\S*)")
CONTROL: Final = pattern(r"[\x00-\x08\x0b-\x1f\x7f]")

# libyaml is about fifteen times faster, and gives the same events and places.
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(
    text: str, path: str, first_line: int = 1, is_foreign: bool = False
) -> tuple[YamlNode | None, Diagnostics]:
    """The value of a YAML text that begins on `first_line` of its file; None if it is empty or unreadable.

    `is_foreign` says that it was written for another tool, and may have aliases, anchors and tags.
    """
    if len(text) > LONGEST_FILE:
        message = f"This file has {len(text):,} characters, so it is left out."
        hint = f"it should have less than {LONGEST_FILE:,}."
        return None, (Diagnostic(Rule.TOO_LONG, Location(path, first_line, 1), message, hint),)
    # Pandoc takes tabs for spaces before it reads anything.
    text = text.expandtabs(TAB) if is_foreign else text
    reader = _Reader(text.removeprefix("\ufeff"), path, first_line, is_foreign)
    try:
        return reader.document(), tuple(reader.diagnostics)
    except _Unreadable as problem:
        return None, (*reader.diagnostics, problem.diagnostic)


class _Unreadable(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Reader:
    def __init__(self, text: str, path: str, first_line: int, is_foreign: bool) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.is_foreign = is_foreign
        self.anchored: dict[str, tuple[YamlNode, int]] = {}
        self.size = 0
        self.aliased = 0
        self.diagnostics: list[Diagnostic] = []
        # YAML counts U+0085 and U+2028 as line ends, but editors do not, so lines are counted here.
        self.line_starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]

    def place(self, offset: int) -> Location:
        line = bisect_right(self.line_starts, offset) - 1
        return Location(self.path, self.first_line + line, offset - self.line_starts[line] + 1)

    def unreadable(self, offset: int, message: str, hint: str) -> _Unreadable:
        return _Unreadable(Diagnostic(Rule.UNREADABLE_YAML, self.place(offset), message, hint))

    def document(self) -> YamlNode | None:
        events = self.events()
        node = None
        documents = 0
        start: Any = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                start = event.start_mark
            elif isinstance(event, yaml.NodeEvent) and documents == 1:
                node = self.node(event, events, 0)
            # A file of Pandoc's metadata may end with three hyphens, like front matter.
            elif isinstance(event, yaml.NodeEvent) and (not isinstance(event, yaml.ScalarEvent) or event.value):
                message = "A second YAML document begins here."
                problem = self.unreadable(start.index, message, "remove the line of three hyphens.")
                if not self.is_foreign:
                    raise problem
                # Pandoc takes what follows metadata for text.
                self.diagnostics.append(problem.diagnostic)
                break
        return None if node is None or node.value is None else node

    def events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            raise self.unreadable(*explained(error, self.text, lambda at: self.place(at).line)) from None
        except yaml.reader.ReaderError as error:
            raise self.not_text(error.position) from None
        except UnicodeEncodeError as error:
            raise self.not_text(error.start) from None

    def not_text(self, offset: int) -> _Unreadable:
        return self.unreadable(offset, "YAML allows no control characters, and here is one.", "delete the character.")

    def too_deep(self, offset: int) -> _Unreadable:
        return self.unreadable(offset, *TOO_DEEP)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> YamlNode:
        start = event.start_mark.index
        if self.is_foreign:
            if isinstance(event, yaml.AliasEvent):
                return self.alias(event.anchor, start)
            before = self.size
            node = self.plain_node(event, events, depth, start)
            if event.anchor is not None:
                self.anchored[event.anchor] = (node, self.size - before)
            return node
        if isinstance(event, yaml.AliasEvent):
            raise self.unreadable(start, "A value begins with “*”, which YAML takes for a reference.", f"{QUOTE_IT}.")
        if event.anchor is not None:
            raise self.unreadable(start, "A value begins with “&”, which YAML takes for an anchor.", f"{QUOTE_IT}.")
        if event.tag is not None and not event.tag.startswith(STANDARD_TAG):
            raise self.unreadable(start, "A value begins with “!”, which YAML takes for a tag.", f"{QUOTE_IT}.")
        return self.plain_node(event, events, depth, start)

    def alias(self, name: str | None, start: int) -> YamlNode:
        """What an anchor names, else the alias as text. They are limited, as a few lines could make millions."""
        node, size = self.anchored.get(name or "", (YamlNode(f"*{name}", self.place(start)), 1))
        self.size += size
        self.aliased += size
        if self.aliased > MOST_ALIASED:
            raise self.unreadable(
                start, "The references (“*”) down to here stand for too many values.", "write the values out."
            )
        return node

    def plain_node(self, event: Any, events: Iterator[Any], depth: int, start: int) -> YamlNode:
        self.size += 1
        if depth > MOST_DEEP:
            raise self.too_deep(start)
        place = self.place(start)
        if isinstance(event, yaml.ScalarEvent):
            if event.style == '"' and CONTROL.search(event.value):
                message = "A backslash in these double quotes makes a control character."
                self.diagnostics.append(self.unreadable(start, message, ESCAPE_HINT).diagnostic)
            if len(event.value) > LONGEST_VALUE:
                message = f"The value that begins here has {len(event.value):,} characters, so it is left out."
                hint = f"shorten it to less than {LONGEST_VALUE:,}."
                self.diagnostics.append(Diagnostic(Rule.TOO_LONG, place, message, hint))
                return YamlNode(None, place)
            is_null = event.implicit[0] and event.value in NULLS
            if not self.is_foreign and event.style in ("", None):
                end: Any = event.end_mark
                self.tell_of_comment(end.index, is_null)
            return YamlNode(None if is_null else event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items = (self.node(item, events, depth + 1) for item in _until(events, yaml.SequenceEndEvent))
            return YamlNode(tuple(items), place)
        return YamlNode(self.mapping(events, depth), place)

    def tell_of_comment(self, end: int, is_null: bool) -> None:
        found = COMMENT.match(self.text, end)
        if found and (is_null or found["meant"].isdigit()):
            place = self.place(found.start("meant") - 1)
            message = f"“{found[0].strip()[:80]}” is a comment for YAML, not part of the value."
            hint = f"{QUOTE_IT}, or add a space after the “#”."
            self.diagnostics.append(Diagnostic(Rule.UNREADABLE_YAML, place, message, hint, Severity.WARNING))

    def mapping(self, events: Iterator[Any], depth: int) -> YamlMap:
        pairs: dict[str, tuple[YamlNode, Location]] = {}
        for event in _until(events, yaml.MappingEndEvent):
            place = self.place(event.start_mark.index)
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            name = event.value if isinstance(event, yaml.ScalarEvent) else None
            if name is not None and len(name) > LONGEST_VALUE:
                continue
            if name and value.value is None and not self.is_foreign and (glued := GLUED.fullmatch(name)):
                message = f"“{name}” is a key without a value, since there is no space after its colon."
                hint = f"write “{glued[1]}: {glued[2]}”."
                self.diagnostics.append(Diagnostic(Rule.UNREADABLE_YAML, place, message, hint))
                continue
            if name is None:
                message = f"A key is text, not {kind_of(key)}."
                self.diagnostics.append(Diagnostic(Rule.WRONG_TYPE, place, message, f"{QUOTE_IT}."))
            elif name in pairs:
                message = f"The key “{name}” is given twice; the first one, on line {pairs[name][1].line}, counts."
                self.diagnostics.append(Diagnostic(Rule.REPEATED_KEY, place, message, "remove one of them."))
            else:
                pairs[name] = (value, place)
        return placed_map(pairs)


def _until(events: Iterator[Any], end: type[Any]) -> Iterator[Any]:
    for event in events:
        if isinstance(event, end):
            return
        yield event
