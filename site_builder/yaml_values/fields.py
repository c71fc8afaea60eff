"""One mapping's values to typed values, by its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Final, TypeVar

from site_builder.characters import WIDE_SEPARATORS, capitalised
from site_builder.definitions import Record, ValueType
from site_builder.diagnostics import Diagnostic, Location, Rule, choice_hint, did_you_mean
from site_builder.model import Date, YamlMap, YamlNode
from site_builder.yaml_values.paths import items_of
from site_builder.yaml_values.text_checks import check_text

HOW_TO_WRITE: Final = {
    "true,": "write true, or “key: value” lines below it, each indented.",
    "true": "write true or false, or remove the line.",
    "keys with values": "write “key: value” lines below it, each indented.",
    "a list of keys": "write “key: value” lines below it, indented, the first one of each with a hyphen in front.",
    "text or a list": "write each text on a line of its own below it, with a hyphen in front.",
    "": "write it as one text on the same line.",
}

Default = TypeVar("Default", bool, bool | None)


class Fields:
    """The keys of one mapping, read by type. `finish` returns everything that is wrong.

    `what` names the mapping in messages, for instance “review.yaml” or “this study note”.
    """

    def __init__(self, values: YamlMap, location: Location, what: str, record: Record) -> None:
        self._nodes = dict(values.pairs)
        self._key_locations = {
            name: place for (name, _), place in zip(values.pairs, values.key_locations, strict=False)
        }
        self._location = location
        self._what = what
        self._record = record
        self._diagnostics: list[Diagnostic] = []
        self._inner: list[Fields] = []

    def within(self, values: YamlMap, location: Location, what: str, record: Record) -> Fields:
        """The keys of a mapping within this one. `finish` of this one also returns what is wrong with them."""
        self._inner.append(Fields(values, location, what, record))
        return self._inner[-1]

    def node(self, key: str) -> YamlNode | None:
        """The value as it is, for a key that takes several types."""
        return self._nodes.get(key)

    def _taken(self, key: str, takes: ValueType) -> YamlNode | None:
        """The value of a key that is defined to be of this type; None if it has none."""
        assert self._record.key(key).takes is takes, f"“{key}” is not defined so"
        node = self._nodes.get(key)
        return None if node is None or node.value is None else node

    def location(self, key: str) -> Location:
        """The place of the key's value; the mapping's place if it has none."""
        node = self._nodes.get(key)
        return node.location if node else self._location

    def text(self, key: str) -> str:
        node = self._taken(key, ValueType.TEXT)
        if node is None:
            return ""
        text = _as_text(node)
        if text is None:
            self.refuse(key, node, "text")
        elif self._fits(key, text, node):
            return text
        return ""

    def _fits(self, key: str, text: str, node: YamlNode) -> bool:
        wrong = check_text(self._record.key(key), key, text, node.location)
        self._diagnostics += [wrong] if wrong else []
        return wrong is None or wrong.rule is not Rule.WRONG_TYPE

    def day(self, key: str) -> date | None:
        """A day of the calendar, for a key whose pattern asks for one."""
        text = self.text(key).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self._no_day(key, text)
            return None

    def _no_day(self, key: str, text: str) -> None:
        message = f"“{text}” is not a day in the calendar."
        self._diagnostics.append(Diagnostic(Rule.WRONG_TYPE, self.location(key), message, "correct it."))

    def partial_date(self, key: str) -> Date:
        """A year, a month or a day of the calendar, for a key whose pattern asks for one."""
        text = self.text(key).strip()
        parts = tuple(int(part) for part in text.split("-")) if text else ()
        try:
            date(*(*parts, 1, 1)[:3]) if parts else None
        except ValueError:
            self._no_day(key, text)
            return Date()
        return Date((parts,)) if parts else Date()

    def yes(self, key: str, default: Default) -> bool | Default:
        """Whether the value is “true” or “false”; the default if it is neither."""
        node = self._taken(key, ValueType.YES_OR_NO)
        text = (_as_text(node) or "").casefold() if node else ""
        if node is not None and text not in ("true", "false"):
            self.refuse(key, node, "true or false")
        return text == "true" if text in ("true", "false") else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A text or a list of texts."""
        texts: list[str] = []
        for item in items_of(self._taken(key, ValueType.TEXTS)):
            text = _as_text(item)
            if text is not None:
                texts += [text] if self._fits(key, text, item) else []
            elif item.value is not None:
                self.refuse(key, item, "text or a list of texts")
        return tuple(texts)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, which may also be written as one text with commas or semicolons."""
        node = self._nodes.get(key)
        return words_in(node) if node and isinstance(node.value, str) else self.texts(key)

    def map(self, key: str) -> YamlMap:
        node = self._taken(key, ValueType.RECORD)
        if node is None:
            return YamlMap()
        if isinstance(node.value, YamlMap):
            return node.value
        self.refuse(key, node, "keys with values")
        return YamlMap()

    def maps(self, key: str) -> tuple[YamlNode, ...]:
        """A list of mappings, as nodes whose value is a `YamlMap`."""
        return self._maps(key, self._taken(key, ValueType.RECORDS), "a list of keys with values")

    def map_or_maps(self, key: str) -> tuple[YamlNode, ...]:
        """A mapping or a list of them. “true” stands for an empty mapping, “false” for none.

        A key without a value is reported, since it seems to say something by itself.
        """
        node = self._taken(key, ValueType.RECORD_OR_RECORDS)
        if key in self._nodes and node is None:
            message = f"“{key}” in {self._what} is empty, so it is ignored."
            hint = "write true, or “key: value” lines below it, each indented, or remove it."
            self._diagnostics.append(Diagnostic(Rule.MISSING_VALUE, self.location(key), message, hint))
        if node is not None and node.value in ("true", "false"):
            return (replace(node, value=YamlMap()),) if node.value == "true" else ()
        if node is not None and isinstance(node.value, YamlMap):
            return (node,)
        return self._maps(key, node, "true, keys with values, or a list of them")

    def texts_or_maps(self, key: str) -> tuple[YamlNode, ...]:
        """A text, a mapping, or a list of these, as nodes whose value is one or the other."""
        listed = items_of(self._taken(key, ValueType.TEXTS_OR_RECORDS))
        for item in listed:
            if isinstance(item.value, tuple):
                self.refuse(key, item, "text, or keys with values")
        return tuple(item for item in listed if isinstance(item.value, str | YamlMap))

    def _maps(self, key: str, node: YamlNode | None, wanted: str) -> tuple[YamlNode, ...]:
        if node is None:
            return ()
        if not isinstance(node.value, tuple):
            self.refuse(key, node, wanted)
            return ()
        for item in node.value:
            if not isinstance(item.value, YamlMap):
                self.refuse(key, item, wanted)
        return tuple(item for item in node.value if isinstance(item.value, YamlMap))

    def refuse(self, key: str, node: YamlNode, wanted: str) -> None:
        """Record that a value is not of the type that its key takes."""
        hint = next(hint for start, hint in HOW_TO_WRITE.items() if wanted.startswith(start))
        if isinstance(node.value, YamlMap) and "text" in wanted:
            hint = "put quotes around it if it is a text with a colon in it."
        message = f"“{key}” in {self._what} must be {wanted}, not {kind_of(node)}."
        self._diagnostics.append(Diagnostic(Rule.WRONG_TYPE, node.location, message, hint))

    def report(self, found: Diagnostic) -> None:
        """Record what the reader of a value found wrong with it."""
        self._diagnostics.append(found)

    def finish(self, unknown_key: Rule = Rule.UNKNOWN_KEY) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, including each key that is not defined and each required key that is missing.

        `unknown_key` is the rule for keys that are not defined.
        """
        names = self._record.names
        known = "its keys are " + ", ".join(names) + "." if names else ""
        unknown = [
            Diagnostic(
                unknown_key,
                self._key_locations.get(key, self._location),
                f"“{key}” is not a key of {self._what}.",
                self._deeper(key) or self._described(key) or did_you_mean(key, names, known),
            )
            for key in self._nodes
            if key not in names and key not in self._record.foreign and self._record.others is None
        ]
        wrong = (*self._diagnostics, *unknown)
        # A required key may be there under a wrong name or with a wrong type.
        wrong = wrong or tuple(self._missing())
        return (*wrong, *chain.from_iterable(inner.finish() for inner in self._inner))

    def _deeper(self, key: str) -> str:
        """A hint if the key belongs below another. Keys that the author has written are preferred."""
        above = [each.name for each in self._record.keys if each.record and key in each.record.names]
        above = [name for name in above if name in self._nodes] or above
        return f"write it below “{above[0]}:”, indented further than that." if len(above) == 1 else ""

    def _described(self, key: str) -> str:
        """A hint if the key's words are those that explain another key: “records_screened”."""
        words = key.casefold().replace("_", " ")
        meant = [each.name for each in self._record.keys if " " in words and each.about.casefold().startswith(words)]
        return choice_hint([f"“{name}”" for name in meant])

    def _missing(self) -> Iterator[Diagnostic]:
        for defined in self._record.keys:
            node = self._nodes.get(defined.name)
            if defined.required and (node is None or not (_as_text(node) or "").strip()):
                message = f"{capitalised(self._what)} has no “{defined.name}”."
                hint = f"add a line “{defined.name}: …”."
                yield Diagnostic(Rule.MISSING_VALUE, self._location, message, hint)


def words_in(node: YamlNode) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, re.split(rf"[;,](?=\s)|[{WIDE_SEPARATORS}]", _as_text(node) or ""))))


def kind_of(node: YamlNode) -> str:
    """What kind of value it is, as messages call it."""
    if isinstance(node.value, YamlMap):
        return "keys with values"
    if isinstance(node.value, tuple):
        return "a list"
    return "nothing" if node.value is None else "text"


def _as_text(node: YamlNode) -> str | None:
    return node.value if isinstance(node.value, str) else None
