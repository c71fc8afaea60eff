"""A reference to what its entry says, and to the same reference with other texts or names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from site_builder.model import Name, Reference

FIELD: Final = r"(?im)[,\n\r]\s*{name}\s*=\s*"
NOTHING: Final = "\u200b"


def written(reference: Reference, field: str) -> str:
    """The value of a field of the entry, without its braces or quotation marks; "" if the entry does not have it."""
    if not (found := re.search(FIELD.format(name=field), reference.source)):
        return ""
    rest = reference.source[found.end() :]
    if rest[:1] not in ("{", '"'):
        return re.split(r"[,\n\r}]", rest, maxsplit=1)[0].strip()
    depth = 0
    for at, character in enumerate(rest[1:], start=1):
        if character == ("}" if rest[0] == "{" else '"') and depth == 0:
            return rest[1:at]
        depth += (character == "{") - (character == "}")
    return ""


def with_texts(reference: Reference, **texts: str) -> Reference:
    """The reference with other texts. Their names have underscores for hyphens; "" removes a text."""
    changed = dict(reference.texts) | {name.replace("_", "-"): text for name, text in texts.items()}
    return replace(reference, texts=tuple(sorted((name, text) for name, text in changed.items() if text)))


def with_names(reference: Reference, change: Callable[[Name], Name]) -> Reference:
    names = tuple((role, tuple(map(change, people))) for role, people in reference.names)
    return reference if names == reference.names else replace(reference, names=names)
