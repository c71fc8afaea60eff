"""Authors' metadata, keys and notes of their names, to their roles in the work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import first_of, items_of, node_at, pairs_of, text_of, yes_or_no

CORRESPONDING: Final = (
    "corresponding",
    "corresponding_author",
    "corresponding-author",
    "correspondence",
    "is-corresponding",
    "corref",
    "correspondingauthor",
)
EQUAL: Final = ("equal-contrib", "equal_contrib", "equal-contributor", "equal_contributor")
# Keys for notes on an author in templates of journals. A single word is only the mark of a note elsewhere.
NOTES: Final = ("footnote", "thanks", "note", "altaffil", "acknowledgements")
NOTE: Final = pattern(
    r"\^\[(?:[^\[\]]|\[[^\[\]]{0,500}\]){0,2000}\]|\\(?:thanks|footnote)\{(?:[^{}]|\{[^{}]{0,500}\}){0,2000}\}"
)
SAYS_CORRESPONDING: Final = pattern(r"correspond", re.IGNORECASE)
SAYS_EQUAL: Final = pattern(r"\bequal(?:ly)?\b|\b(?:co|joint|shared)[- ]?first\b", re.IGNORECASE)
SEVERAL_WORDS: Final = pattern(r"(?<![^\W\d])[^\W\d]{2,}\s+[^\W\d]{2}")
EMAIL: Final = r"[\w.+-]{1,64}@(?:[^\W_]|-){1,64}(?:\.(?:[^\W_]|-){1,64}){1,8}"
ADDRESS: Final = pattern(EMAIL)
LONGEST: Final = 5_000


class Role(NamedTuple):
    is_corresponding: bool
    email: str
    is_equal: bool


def role_of(author: YamlNode, values: YamlMap, notes: Sequence[str]) -> Role:
    """The role of an author, by keys, by notes of the name, and by other notes.

    The email address is kept only for corresponding authors.
    """
    said = " ".join((*notes_of(author, values), *notes))
    # In PLOS's template, a corresponding author is one with an address there.
    stated = text_of(first_of(values, *CORRESPONDING))[:LONGEST]
    is_corresponding = _says_yes(values, CORRESPONDING) or bool(SAYS_CORRESPONDING.search(said) or "@" in stated)
    written = text_of(node_at(values, "email"))[:LONGEST]
    address = ADDRESS.search(written or f"{stated} {said}") if is_corresponding else None
    return Role(
        is_corresponding, address[0] if address else "", _says_yes(values, EQUAL) or bool(SAYS_EQUAL.search(said))
    )


def notes_of(author: YamlNode, values: YamlMap) -> list[str]:
    """The notes on an author, in the name and by keys."""
    name = text_of(author) or text_of(first_of(values, "name", "literal"))
    return [*NOTE.findall(name[:LONGEST]), *(f"^[{text_of(node)}]" for node in noted_by_key(values))]


def notes_by_mark(values: YamlMap) -> dict[str, str]:
    """The notes on all authors, `footnote: [{code: 1, text: Corresponding author}]`, by their marks."""
    notes = map(pairs_of, items_of(node_at(values, "footnote")))
    return {text_of(mark): text_of(node_at(note, "text")) for note in notes if (mark := node_at(note, "code"))}


def noted_by_key(values: YamlMap) -> list[YamlNode]:
    """The notes on an author that keys have beside the name."""
    nodes = (node_at(values, key) for key in NOTES)
    return [node for node in nodes if node and SEVERAL_WORDS.search(text_of(node)[:LONGEST])]


def is_role(note: str) -> bool:
    """Whether a note states the role of an author, which is shown."""
    return bool(SAYS_CORRESPONDING.search(note) or SAYS_EQUAL.search(note))


def _says_yes(values: YamlMap, keys: tuple[str, ...]) -> bool:
    return bool(
        yes_or_no(first_of(values, *keys)) or yes_or_no(first_of(pairs_of(node_at(values, "attributes")), *keys))
    )
