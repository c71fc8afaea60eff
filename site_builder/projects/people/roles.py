"""What authors' metadata says of their part in a work, by keys or in notes of their names, to roles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values import first_of, items_of, node_at, pairs_of, says, text_of

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
# What templates of journals note of an author; a single word is the mark of a note that stands elsewhere.
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


def role_of(author: YamlNode, values: YamlMap, notes: Sequence[str] = ()) -> Role:
    """What an author is to the work, by keys, by notes of the name, and by others.

    The address of one who does not answer for it is nobody's business here.
    """
    said = " ".join((*notes_of(author, values), *notes))
    # In PLOS's template, it is the address that says so.
    stated = text_of(first_of(values, *CORRESPONDING))[:LONGEST]
    is_corresponding = _says_yes(values, CORRESPONDING) or bool(SAYS_CORRESPONDING.search(said) or "@" in stated)
    written = text_of(node_at(values, "email"))[:LONGEST]
    address = ADDRESS.search(written or f"{stated} {said}") if is_corresponding else None
    return Role(
        is_corresponding, address[0] if address else "", _says_yes(values, EQUAL) or bool(SAYS_EQUAL.search(said))
    )


def notes_of(author: YamlNode, values: YamlMap) -> list[str]:
    """The notes of an author's name."""
    name = text_of(author) or text_of(first_of(values, "name", "literal"))
    return [*NOTE.findall(name[:LONGEST]), *(f"^[{text_of(node)}]" for node in noted_by_key(values))]


def notes_by_mark(values: YamlMap) -> dict[str, str]:
    """What is noted below all authors, `footnote: [{code: 1, text: Corresponding author}]`, by their marks."""
    notes = map(pairs_of, items_of(node_at(values, "footnote")))
    return {text_of(mark): text_of(node_at(note, "text")) for note in notes if (mark := node_at(note, "code"))}


def noted_by_key(values: YamlMap) -> list[YamlNode]:
    """What is noted of an author beside the name."""
    nodes = (node_at(values, key) for key in NOTES)
    return [node for node in nodes if node and SEVERAL_WORDS.search(text_of(node)[:LONGEST])]


def is_role(note: str) -> bool:
    """Whether a note says what an author is to the work, and so is shown."""
    return bool(SAYS_CORRESPONDING.search(note) or SAYS_EQUAL.search(note))


def _says_yes(values: YamlMap, keys: tuple[str, ...]) -> bool:
    return bool(says(first_of(values, *keys)) or says(first_of(pairs_of(node_at(values, "attributes")), *keys)))
