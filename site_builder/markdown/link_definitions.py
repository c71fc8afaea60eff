"""`[label]: address "title" {.class}` to a definition, and its attributes to the links and images of its label."""

from __future__ import annotations

from typing import Final

from markdown_it.common.utils import normalizeReference, unescapeAll
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_inline import StateInline

from site_builder.markdown.attributes import Attributes, attributes_at
from site_builder.markdown.citing.brackets import closing_bracket
from site_builder.patterns import pattern

# Address, title and attributes may each have a line of their own.
MOST_LINES: Final = 6
GAP: Final = r"[ \t]*+(?:\n[ \t]*+)?"
DEFINITION: Final = pattern(
    rf"\[(?P<label>[^\[\]\n]{{1,300}})\]:{GAP}(?P<address><[^<>\n]{{0,100000}}>|[^\s<{{][^\s{{]{{0,100000}})"
    rf"(?:(?=\s){GAP}(?P<title>\"[^\"]{{0,500}}\"|'[^']{{0,500}}'|\([^()]{{0,500}}\)))?(?=\s){GAP}(?={{)"
)
ENDED: Final = pattern(r"[ \t]*(?:\n|\Z)")


def link_definition_rule(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """`[label]: address`, but not `[@key]: address`, which is a citation at the beginning of a paragraph."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[", at) or state.src.startswith("[@", at):
        return False
    return _with_attributes(state, start) or reference(state, start, end, False)


def _with_attributes(state: StateBlock, start: int) -> bool:
    end = start
    while end < min(start + MOST_LINES, state.lineMax) and not state.isEmpty(end):
        end += 1
    text = state.getLines(start, end, state.blkIndent, False).lstrip()
    found = None if state.is_code_block(start) else DEFINITION.match(text)
    given = attributes_at(text, found.end()) if found else None
    if found is None or given is None or not ENDED.match(text, given[1]):
        return False
    address = state.md.normalizeLink(unescapeAll(found["address"].removeprefix("<").removesuffix(">")))
    label = normalizeReference(found["label"])
    if not state.md.validateLink(address) or not label:
        return False
    defined = {"href": address, "title": unescapeAll((found["title"] or "")[1:-1]), "attributes": given[0]}
    state.env.setdefault("references", {}).setdefault(label, defined)
    state.line = start + text.count("\n", 0, given[1]) + 1
    return True


def attributes_of_definition(state: StateInline, start: int) -> Attributes | None:
    """The attributes of what the link defines that stands between `start` and the state's place."""
    if state.src[state.pos - 1] != "]":
        return None
    label = state.src[state.src.rindex("[", start, state.pos) + 1 : state.pos - 1]
    if not label:
        label = state.src[start + 1 : closing_bracket(state, start)]
    found: Attributes | None = state.env.get("references", {}).get(normalizeReference(label), {}).get("attributes")
    return found
