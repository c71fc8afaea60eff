"""The keys of a mapping to what each takes, and a text to what is wrong with it as a key's value."""

from __future__ import annotations

import re
from enum import Enum

from site_builder.frozen import frozen


class ValueType(Enum):
    """The type of a key's value. If text is wanted, a number or date counts as the text that is written."""

    TEXT = "text"
    TEXTS = "text or a list of texts"
    RECORD = "keys with values"
    RECORDS = "a list of keys with values"
    RECORD_OR_RECORDS = "keys with values, or a list of them"
    YES_OR_NO = "true or false"
    TEXT_OR_RECORD = "text, or keys with values"
    TEXTS_OR_RECORDS = "text, keys with values, or a list of them"


@frozen
class Key:
    """A key, what it takes and what it means.

    `wanted` describes `pattern` in messages; without it, whoever reads the value says what is wrong with it. A value
    that `is_plain` is printed as it is written, without Markdown.
    """

    name: str
    takes: ValueType
    about: str
    record: Record | None = None
    pattern: str = ""
    wanted: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    is_plain: bool = False

    def fault(self, written: str) -> str:
        """What is wrong with a text as this key's value, by its pattern; "" if nothing is."""
        fits = not self.wanted or re.fullmatch(self.pattern, written)
        return "" if fits else f"“{self.name}” must be {self.wanted}, not “{written}”."


@frozen
class Record:
    """The keys of a mapping. `others` is what any other key takes; None if no other is allowed.

    `foreign` are keys that other tools define. They are allowed, and mean nothing here.
    """

    about: str
    keys: tuple[Key, ...] = ()
    others: Key | None = None
    foreign: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys)

    def key(self, name: str) -> Key:
        found = next((key for key in self.keys if key.name == name), self.others)
        assert found is not None, f"“{name}” is not defined"
        return found
