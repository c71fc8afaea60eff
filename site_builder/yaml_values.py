"""YAML text to located values.

Only the parser's events are read: no object is ever constructed. Scalars stay
text as written (`NO` is Norway, `1.10` keeps its nought), an empty or null one
is None. Aliases, anchors and tags are refused: in a review they are always a
value that lacks its quotes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final

import yaml

from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.model import YamlMap, YamlNode

Diagnostics = tuple[Diagnostic, ...]

MOST_DEEP: Final = 50
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
STANDARD_TAG: Final = "tag:yaml.org,2002:"
QUOTE_IT: Final = "put quotes around the whole value"

# libyaml reads some fifteen times faster, and agrees on events and places.
LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlNode | None, Diagnostics]:
    """The value of a YAML text that begins on `first_line` of its file; None where it is empty or unreadable."""
    reader = _Reader(text.removeprefix("\ufeff"), path, first_line)
    try:
        return reader.document(), tuple(reader.diagnostics)
    except _Unreadable as problem:
        return None, (*reader.diagnostics, problem.diagnostic)


class Fields:
    """The keys of one mapping, read by type; what was wrong comes out of `finish`.

    `what` names the mapping in messages, for instance “review.yaml” or “this study note”.
    """

    def __init__(self, values: YamlMap, location: Location, what: str) -> None:
        self._nodes = dict(values.pairs)
        self._key_locations = {
            name: place for (name, _), place in zip(values.pairs, values.key_locations, strict=False)
        }
        self._location = location
        self._what = what
        self._asked: dict[str, None] = {}
        self._diagnostics: list[Diagnostic] = []

    def node(self, key: str) -> YamlNode | None:
        """The value as it stands, for a key that takes several types."""
        self._asked[key] = None
        return self._nodes.get(key)

    def location(self, key: str) -> Location:
        """Where the key's value stands; where it has none, where the mapping does."""
        node = self._nodes.get(key)
        return node.location if node else self._location

    def text(self, key: str, default: str = "") -> str:
        node = self.node(key)
        if node is None or node.value is None:
            return default
        text = _as_text(node)
        if text is None:
            self.refuse(key, node, "text")
        return default if text is None else text

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        node = self.node(key)
        if node is None or node.value is None:
            return ()
        listed = node.value if isinstance(node.value, tuple) else (node,)
        texts: list[str] = []
        for item in listed:
            text = _as_text(item)
            if text is not None:
                texts.append(text)
            elif item.value is not None:
                self.refuse(key, item, "text or a list of texts")
        return tuple(texts)

    def map(self, key: str) -> YamlMap:
        node = self.node(key)
        if node is None or node.value is None:
            return YamlMap()
        if isinstance(node.value, YamlMap):
            return node.value
        self.refuse(key, node, "keys with values")
        return YamlMap()

    def maps(self, key: str) -> tuple[YamlNode, ...]:
        """A list of mappings, as nodes whose value is a `YamlMap`."""
        node = self.node(key)
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, tuple):
            self.refuse(key, node, "a list of keys with values")
            return ()
        for item in node.value:
            if not isinstance(item.value, YamlMap):
                self.refuse(key, item, "a list of keys with values")
        return tuple(item for item in node.value if isinstance(item.value, YamlMap))

    def refuse(self, key: str, node: YamlNode, wanted: str) -> None:
        """Record that a value is not of the type its key takes."""
        is_unquoted_colon = isinstance(node.value, YamlMap) and "text" in wanted
        hint = "a text with a colon in it needs quotes around it." if is_unquoted_colon else ""
        message = f"“{key}” in {self._what} takes {wanted}, not {kind_of(node)}."
        self._diagnostics.append(Diagnostic(Rule.WRONG_TYPE, node.location, message, hint))

    def finish(self) -> Diagnostics:
        """Everything that was wrong, with one `unknown-key` for each key that nobody asked for."""
        known = "its keys are " + ", ".join(self._asked) + "." if self._asked else ""
        unknown = (
            Diagnostic(
                Rule.UNKNOWN_KEY,
                self._key_locations.get(key, self._location),
                f"“{key}” is not a key of {self._what}.",
                did_you_mean(key, self._asked, known),
            )
            for key in self._nodes
            if key not in self._asked
        )
        return (*self._diagnostics, *unknown)


def kind_of(node: YamlNode) -> str:
    """What a value is, in the words of a message."""
    if isinstance(node.value, YamlMap):
        return "keys with values"
    if isinstance(node.value, tuple):
        return "a list"
    return "nothing" if node.value is None else "text"


def _as_text(node: YamlNode) -> str | None:
    return node.value if isinstance(node.value, str) else None


class _Unreadable(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Reader:
    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []
        # YAML's marks take U+0085 and U+2028 for line ends, which editors do not: lines are counted here.
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
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    start: Any = event.start_mark
                    message = "A second YAML document begins here."
                    raise self.unreadable(start.index, message, "take out the line of three hyphens.")
            elif isinstance(event, yaml.NodeEvent):
                node = self.node(event, events, 0)
        return None if node is None or node.value is None else node

    def events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            raise self.explained(error) from None
        except yaml.reader.ReaderError as error:
            raise self.not_text(error.position) from None
        except UnicodeEncodeError as error:
            raise self.not_text(error.start) from None

    def not_text(self, offset: int) -> _Unreadable:
        return self.unreadable(offset, "YAML allows no control characters, and here is one.", "delete the character.")

    def explained(self, error: yaml.MarkedYAMLError) -> _Unreadable:
        mark: Any = error.problem_mark or error.context_mark
        offset = min(mark.index, len(self.text)) if mark else 0
        context, problem = error.context or "", error.problem or ""
        if "quoted scalar" in context and error.context_mark:
            start: Any = error.context_mark
            return self.unreadable(start.index, "A quoted value begins here and never ends.", "add the closing quote.")
        line_start = self.text.rfind("\n", 0, offset) + 1
        indent = self.text[line_start:offset]
        if self.text[offset : offset + 1] == "\t" or (not indent.strip() and "\t" in indent):
            return self.unreadable(offset, "A tab stands where YAML allows only spaces.", "indent with spaces.")
        if "mapping values are not allowed" in problem:
            hint = f"{QUOTE_IT} if the colon belongs to it; else check the line's indentation."
            return self.unreadable(offset, "A colon stands where YAML does not expect one.", hint)
        if "flow" in context:
            hint = f"close the bracket, or {QUOTE_IT} if the bracket belongs to it."
            return self.unreadable(offset, "A list or mapping in brackets cannot be read.", hint)
        if self.text[offset : offset + 1] in ("@", "`", "%", "*", "&", "!"):
            sign = self.text[offset]
            return self.unreadable(offset, f"A value cannot begin with “{sign}”.", f"{QUOTE_IT}.")
        hint = f"check the line's indentation and the line above, and {QUOTE_IT} if it has quotes or brackets in it."
        return self.unreadable(offset, "This cannot be read as YAML.", hint)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> YamlNode:
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            raise self.unreadable(start, "A value begins with “*”, which YAML takes for a reference.", f"{QUOTE_IT}.")
        if event.anchor is not None:
            raise self.unreadable(start, "A value begins with “&”, which YAML takes for an anchor.", f"{QUOTE_IT}.")
        if event.tag is not None and not event.tag.startswith(STANDARD_TAG):
            raise self.unreadable(start, "A value begins with “!”, which YAML takes for a tag.", f"{QUOTE_IT}.")
        if depth > MOST_DEEP:
            raise self.unreadable(start, "These values are nested too deep to read.", "check for stray brackets.")
        place = self.place(start)
        if isinstance(event, yaml.ScalarEvent):
            is_null = event.implicit[0] and event.value in NULLS
            return YamlNode(None if is_null else event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items = (self.node(item, events, depth + 1) for item in _until(events, yaml.SequenceEndEvent))
            return YamlNode(tuple(items), place)
        return YamlNode(self.mapping(events, depth), place)

    def mapping(self, events: Iterator[Any], depth: int) -> YamlMap:
        pairs: dict[str, tuple[YamlNode, Location]] = {}
        for event in _until(events, yaml.MappingEndEvent):
            place = self.place(event.start_mark.index)
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            name = event.value if isinstance(event, yaml.ScalarEvent) else None
            if name is None:
                message = f"A key is text, not {kind_of(key)}."
                self.diagnostics.append(Diagnostic(Rule.WRONG_TYPE, place, message, f"{QUOTE_IT}."))
            elif name in pairs:
                message = f"The key “{name}” is given twice; the first one, on line {pairs[name][1].line}, counts."
                self.diagnostics.append(Diagnostic(Rule.REPEATED_KEY, place, message, "take one of them out."))
            else:
                pairs[name] = (value, place)
        return YamlMap(
            tuple((name, value) for name, (value, _) in pairs.items()), tuple(place for _, place in pairs.values())
        )


def _until(events: Iterator[Any], end: type[Any]) -> Iterator[Any]:
    for event in events:
        if isinstance(event, end):
            return
        yield event
