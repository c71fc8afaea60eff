"""The inside of a citation's brackets, as inline tokens, to its items.

Semicolons part the items; in each, what stands before the key is its prefix
and what stands after it its suffix, both with inline markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Location
from site_builder.markdown.keys import Key
from site_builder.markdown.locators import Atom, Labels, atoms_of, is_mark, split_locator
from site_builder.model import CitationItem

KEY_TOKEN: Final = "cite_key"

# CSL-JSON's rich text knows these; other markup leaves its text.
RICH_TAGS: Final = {"em": "i", "strong": "b", "i": "i", "b": "b", "sup": "sup", "sub": "sub"}


class Flaw(Enum):
    """Why what stands in the brackets is not one citation."""

    KEY_MISSING = "An item of this citation has no key."
    KEY_INSIDE = "Two keys stand here without a semicolon between them."


@dataclass(slots=True)
class Segment:
    """What stands between two semicolons."""

    key: Key | None = None
    place: Location | None = None
    before: list[Atom] = field(default_factory=list)
    after: list[Atom] = field(default_factory=list)

    def add(self, atoms: Sequence[Atom]) -> None:
        (self.before if self.key is None else self.after).extend(atoms)


@dataclass(slots=True)
class Cluster:
    """The segments in the brackets. `inner_keys` counts the keys that do not stand by themselves in one."""

    segments: list[Segment]
    inner_keys: int = 0

    @property
    def flaw(self) -> Flaw | None:
        if not all(segment.key for segment in self.segments):
            return Flaw.KEY_MISSING
        return Flaw.KEY_INSIDE if self.inner_keys else None


def read_cluster(tokens: Sequence[Token]) -> Cluster:
    """Tokens of the text in the brackets to segments; bracketed or marked stretches are not looked into."""
    cluster = Cluster([Segment()])
    depth = 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        current = cluster.segments[-1]
        end = at + 1
        if token.nesting == 1:
            end = _closing(tokens, at)
            cluster.inner_keys += sum(inner.type == KEY_TOKEN for inner in tokens[at:end])
            current.add([_stretch(tokens[at:end])])
        elif token.type == KEY_TOKEN and depth == 0 and current.key is None:
            current.key, current.place = token.meta["key"], token.meta["place"]
        elif token.type == KEY_TOKEN and depth == 0:
            # Most often a comma where a semicolon belongs: better two items than one work lost.
            cluster.inner_keys += 1
            carried = trimmed(current.after)
            current.after = []
            if carried and carried[0].plain == ",":
                carried = trimmed(carried[1:])
            cluster.segments.append(Segment(token.meta["key"], token.meta["place"], carried))
        elif token.type == KEY_TOKEN:
            cluster.inner_keys += 1
            current.add(atoms_of(token.content))
        elif token.type == "text":
            depth = _read_text(token.content, depth, cluster)
        else:
            current.add(_atoms(token))
        at = end
    return cluster


def item_of(segment: Segment, key: Key, place: Location, labels: Labels) -> CitationItem:
    after = segment.after
    if after and after[0].plain == " ":
        rest = trimmed(after)
        after = [after[0], *rest] if rest else []
    label, locator, suffix = split_locator(trimmed_end(after), labels)
    return CitationItem(
        key=key.key,
        prefix=_rich(trimmed(segment.before)),
        suffix=_rich(suffix),
        locator=locator,
        label=label if locator else "page",
        suppress_author=key.suppress_author,
        location=place,
    )


def trimmed(atoms: Sequence[Atom]) -> list[Atom]:
    start = 0
    while start < len(atoms) and atoms[start].plain == " ":
        start += 1
    return trimmed_end(atoms[start:])


def trimmed_end(atoms: Sequence[Atom]) -> list[Atom]:
    end = len(atoms)
    while end and atoms[end - 1].plain == " ":
        end -= 1
    return list(atoms[:end])


def _rich(atoms: Sequence[Atom]) -> str:
    return "".join(atom.rich for atom in atoms)


def _read_text(text: str, depth: int, cluster: Cluster) -> int:
    start = 0
    for at, character in enumerate(text):
        if character == "[":
            depth += 1
        elif character == "]":
            depth = max(0, depth - 1)
        elif character == ";" and depth == 0:
            cluster.segments[-1].add(atoms_of(text[start:at]))
            cluster.segments.append(Segment())
            start = at + 1
    cluster.segments[-1].add(atoms_of(text[start:]))
    return depth


def _atoms(token: Token) -> list[Atom]:
    if token.type in ("softbreak", "hardbreak"):
        return [Atom(" ", " ")]
    if token.type == "html_inline":
        tag = token.content.strip("</>").lower()
        rich = RICH_TAGS.get(tag, "")
        slash = "/" if token.content.startswith("</") else ""
        return [Atom(f"<{slash}{rich}>", "")] if rich else []
    if token.type == "code_inline":
        return [Atom(token.content, token.content)]
    if token.type == "image":
        return [_stretch(token.children or [])]
    if token.type == "text_special" and len(token.content) == 1 and is_mark(token.content):
        return [Atom(token.content, token.content)]
    return atoms_of(token.content)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at + 1
    return len(tokens)


def _stretch(tokens: Sequence[Token]) -> Atom:
    """Marked text as one atom, which a locator may use but not split."""
    rich, plain = "", ""
    for token in tokens:
        if token.nesting and token.tag in RICH_TAGS:
            rich += f"<{'/' if token.nesting < 0 else ''}{RICH_TAGS[token.tag]}>"
        elif not token.nesting:
            atoms = _atoms(token)
            rich += _rich(atoms)
            plain += "".join(atom.plain for atom in atoms)
    return Atom(rich, plain)
