"""Tokens to the ids of a document's elements, and to what cross-references can name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.html_tags import split_unended, start_tags
from site_builder.markdown.attributes import attributes_of
from site_builder.markdown.citing.citations import HOLE
from site_builder.markdown.citing.crossrefs import kind_of
from site_builder.markdown.own_numbers import take_number
from site_builder.markdown.source_positions import Reading
from site_builder.markdown.token_text import plain_text, without_citations
from site_builder.model import Citation, CrossReference, Target, TargetKind
from site_builder.patterns import pattern
from site_builder.slugs import unique_id

HYPHENS: Final = pattern(r"-+")
CAPTIONED: Final = frozenset({"figure_open", "table_open", "div_open", "callout_open"})
# The kinds of elements whose ids do not tell it
KINDS: Final = {
    "figure_open": TargetKind.FIGURE,
    "image": TargetKind.FIGURE,
    "table_open": TargetKind.TABLE,
    "label": TargetKind.SECTION,
}
NUMBERED: Final = (TargetKind.FIGURE, TargetKind.TABLE)
# What gets another id if its own is taken, since it has a place and a number of its own
NUMBERED_ANYWAY: Final = CAPTIONED | {"heading_open", "caption_open"}
CAPTIONED_ENDS: Final = frozenset(name.replace("_open", "_close") for name in CAPTIONED)


@dataclass(slots=True)
class ElementIds:
    """The ids of the body in order, those of them that are labels (`targets`), and those of other headings.

    `ids_elsewhere` maps the ids that other tools give headings to their ids here.
    """

    anchors: dict[str, None] = field(default_factory=dict)
    ids_elsewhere: dict[str, str] = field(default_factory=dict)
    targets: list[Target] = field(default_factory=list)
    sections: list[Target] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def assign_ids(tokens: Sequence[Token], reading: Reading, of_the_page: re.Pattern[str]) -> ElementIds:
    """Give each heading an id, by Pandoc's rule if the author gave none, and report ids that are given twice.

    `of_the_page` matches the ids that the page will give itself.
    """
    every = list(all_tokens(tokens))
    taken = {identifier for token, _ in every for identifier in _ids(token)}
    _give_ids(tokens, taken, of_the_page)
    names = ElementIds()
    counts, again = dict.fromkeys(TargetKind, 0), dict[str, int]()
    captions = _captions(tokens)
    holes = [token.meta["hole"] for token, _ in every if token.type == HOLE]
    # Without works, the page has no list of them.
    free = () if any(isinstance(hole, Citation) for hole in holes) else ("refs", "references")
    named = {hole.label for hole in holes if isinstance(hole, CrossReference) and hole.written}
    for token, row in every:
        for identifier in _ids(token):
            # An id that was made of a heading's words may also be a word of the text below.
            place = token.meta.get("place") or reading.place_of(row, "" if "id_made" in token.meta else identifier)
            fault = None if identifier in free else _clash(identifier, names.anchors, of_the_page)
            # That of a caption is made from its table's.
            if fault and token.type != "caption_open":
                names.diagnostics.append(Diagnostic(Rule.DUPLICATE_ANCHOR, place, *fault))
            if fault and token.type in NUMBERED_ANYWAY and identifier in names.anchors:
                identifier = unique_id(identifier, taken, again)
                _rename(token, identifier)
            elif fault:
                continue
            names.anchors[identifier] = None
            title = captions.get(identifier, "")
            kind = _kind(token, identifier, identifier in named)
            position = len(names.targets) + len(names.sections) + 1
            if kind is not None:
                token.meta["kind"] = kind
                target = _target(token, identifier, kind, title, place)
                counts[kind] = target.count(counts[kind])
                names.targets.append(replace(target, number=counts[kind], position=position))
            elif token.type == "heading_open":
                base = token.meta.get("id_made", "")
                section = Target(identifier, TargetKind.SECTION, 0, title, place, position=position, base=base)
                names.sections.append(section)
    names.ids_elsewhere = {other: own for other, own in _ids_elsewhere(tokens).items() if other not in names.anchors}
    return names


def _rename(token: Token, identifier: str) -> None:
    if "id" in token.attrs:
        token.attrs["id"] = identifier
    if "attributes" in token.meta:
        token.meta["attributes"] = replace(attributes_of(token), id=identifier)


def _give_ids(tokens: Sequence[Token], taken: set[str], of_the_page: re.Pattern[str]) -> None:
    counts: dict[str, int] = {}
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and "id" not in heading.attrs:
            identifier = identifier_of(plain_text(inline.children, holes=True))
            identifier += "-section" if of_the_page.fullmatch(identifier) else ""
            heading.attrs["id"] = unique_id(identifier, taken, counts)
            heading.meta["id_made"] = identifier


def _clash(identifier: str, known: Container[str], of_the_page: re.Pattern[str]) -> tuple[str, str] | None:
    """What is wrong with an id that is taken, and what to do; None if it is free."""
    if of_the_page.fullmatch(identifier):
        return f"The id “{identifier}” is already used by the page itself.", "choose another id."
    if identifier in known:
        return f"The id “{identifier}” is used twice in this text.", "rename one of the two."
    return None


def _ids_elsewhere(tokens: Sequence[Token]) -> dict[str, str]:
    """The ids that GitHub and MkDocs give headings, mapped to those that they have here.

    These tools keep a number at the beginning of a heading, and GitHub has a hyphen for each space.
    """
    taken: set[str] = set()
    counts: dict[str, int] = {}
    found: dict[str, str] = {}
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            text = plain_text(inline.children, holes=True).strip().lower()
            kept = "".join("-" if sign.isspace() else sign for sign in text if sign.isalnum() or sign in "_- \t\n")
            found[unique_id(kept, taken, counts)] = str(token.attrs["id"])
    for identifier, own in list(found.items()):
        found.setdefault(HYPHENS.sub("-", identifier).strip("-"), own)
    return found


def _captions(tokens: Sequence[Token]) -> dict[str, str]:
    """The heading or caption of each element with an id; for a label in the text, the heading above it.

    The title of a block is its caption. An author's own number is taken out of the caption of a labelled figure or
    table, where it would be shown twice.
    """
    captions: dict[str, str] = {}
    owners: list[Token] = []
    heading = ""
    for at, token in enumerate(tokens):
        if token.type in CAPTIONED:
            owners.append(token)
        elif token.type in CAPTIONED_ENDS and owners:
            owners.pop()
        elif token.type == "heading_open":
            heading = captions[str(token.attrs["id"])] = without_citations(tokens[at + 1].children)
        elif token.type in ("caption_open", "title_open") and owners and (owner := next(_ids(owners[-1]), "")):
            if token.type == "caption_open" and kind_of(owner) in NUMBERED:
                owners[-1].meta["own_number"] = take_number(tokens[at + 1].children or [])
            captions.setdefault(owner, without_citations(tokens[at + 1].children))
        elif token.type == "inline":
            labels = (str(child.attrs["id"]) for child in token.children or () if child.type == "label")
            captions |= {label: heading for label in labels if kind_of(label) in (None, TargetKind.SECTION)}
    return captions


def all_tokens(tokens: Sequence[Token], row: int = 0) -> Iterator[tuple[Token, int]]:
    """Every token with the row of the source where its block begins."""
    for token in tokens:
        row = token.map[0] if token.map else row
        yield token, row
        if token.children:
            yield from all_tokens(token.children, row)


def _ids(token: Token) -> Iterator[str]:
    if token.type in ("html_block", "html_inline"):
        yield from ids_of_html(token.content)
    elif token.type == "table_open":
        yield from filter(None, [attributes_of(token).id])
    elif token.nesting >= 0 and "id" in token.attrs:
        yield str(token.attrs["id"])


def _kind(token: Token, identifier: str, is_named: bool) -> TargetKind | None:
    """The kind of what a label names; None for an automatic id of a heading or a caption.

    A LaTeX label, or an id that a LaTeX reference names, need not tell the kind. The element does.
    """
    if token.type in ("html_block", "html_inline"):
        return kind_of(identifier)
    if "attributes" not in token.meta or token.type == "caption_open":
        return None
    kind: TargetKind | None = token.meta.get("kind") or kind_of(identifier)
    return kind or (KINDS.get(token.type) if is_named or token.type == "label" else None)


def _target(token: Token, identifier: str, kind: TargetKind, title: str, place: Location) -> Target:
    """What a label names, still without its number.

    Manubot's `{#fig:x tag="S1"}` is shown in place of a number, and so is the number in the author's caption.
    """
    part, is_second = str(token.meta.get("part", "")), bool(token.meta.get("is_second"))
    tag = attributes_of(token).get("tag") or str(token.meta.get("own_number", ""))
    return Target(identifier, kind, 0, title, place, part, tag, is_second, int(token.meta.get("pictures", 1)))


def identifier_of(text: str) -> str:
    """Pandoc's automatic identifier of a heading."""
    kept = "".join(character for character in text.lower() if character.isalnum() or character in "_-. \t\n")
    joined = "-".join(kept.split())
    start = next((at for at, character in enumerate(joined) if character.isalpha()), len(joined))
    return joined[start:] or "section"


def ids_of_html(html: str) -> list[str]:
    found: list[str] = []
    for tag in start_tags(split_unended(html)[0]):
        # `name` is the older form of an anchor, which browsers still know
        names = ("id", "name") if tag.name == "a" else ("id",)
        found += dict.fromkeys(filter(None, map(tag.given.get, names)))
    return found
