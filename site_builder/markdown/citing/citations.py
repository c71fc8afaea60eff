"""Citations as Pandoc has them in inline text to holes: `@a`, `-@a`, `@a [p. 3]`, `[see @a, p. 3; @b]`.

The rules run after markdown-it's rules for code, links and spans, so that those stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.rules_inline import StateInline

from site_builder.diagnostics import Rule
from site_builder.markdown.citing.brackets import closing_bracket, holds_key, matches_link
from site_builder.markdown.citing.clusters import (
    Cluster,
    Flaw,
    Segment,
    item_of,
    note_glued,
    read_cluster,
    report_flaw,
    report_keyless,
    report_unclosed,
)
from site_builder.markdown.citing.crossrefs import cross_reference, is_named, kind_of, within_sentence
from site_builder.markdown.citing.keys import Key, follows_word, key_at
from site_builder.markdown.citing.pieces import KEY_TOKEN
from site_builder.markdown.lists import example_number
from site_builder.markdown.source_positions import Reading, reading_of
from site_builder.model import Citation, CitationItem, CitationMode, CrossReference
from site_builder.patterns import pattern

HOLE: Final = "hole"
# A link to the page of the person whom it names: `[@ann](https://example.org/ann)`.
PERSON: Final = pattern(
    r"@([\w.-]{1,100})(?![\w-])[^\[\]\n]{0,200}\]\(<?https?://[^\s()<>]{1,300}/@?\1/?>?\)", re.IGNORECASE
)

# The outer bracket of `[[@key]]`, as wikis write links; a link's text would have an address after it.
TWICE: Final = pattern(r"\](?![\[({])")


def key_rule(state: StateInline, silent: bool) -> bool:
    """`@a`, `-@a`, and the brackets that may follow."""
    start = state.pos
    if state.src[start] not in "@-":
        return False
    key = key_at(
        state.src,
        start,
        state.posMax,
        wildcard="nocite" in state.env,
        after_key=_follows_key(state),
        smart=reading_of(state).dialect.smart,
    )
    if key is not None and PERSON.match(state.src, start):
        return False
    if key is None:
        if not silent and follows_word(state.src, start):
            note_glued(state, start)
        elif not silent and state.src.startswith("@{", start):
            message = "A citation key in braces begins here, but cannot be read."
            hint = "close the brace, and remove spaces from the key: @{key}."
            reading_of(state).report(Rule.MALFORMED_CITATION, start, message, hint)
        return False
    if silent:
        state.pos = key.end
        return True
    reading = reading_of(state)
    place = reading.place(key.at)
    if reading.in_cluster:
        token = state.push(KEY_TOKEN, "", 0)
        token.content = state.src[start : key.end]
        token.meta = {"key": key, "place": place}
        state.pos = key.end
        return True
    if reference := cross_reference(key, place):
        if key.suppress_author and _follows_key(state):
            # Between two labels, a hyphen means all that is between them.
            push_text(state, "-")
        _push(state, within_sentence(reference, state.src, start), key.end)
        return True
    if (number := example_number(state.env, key.key)) is not None:
        push_text(state, str(number))
        state.pos = key.end
        return True
    first = CitationItem(key.key, suppress_author=key.suppress_author, location=place)
    mode = CitationMode.PARENTHETICAL if key.suppress_author else CitationMode.TEXTUAL
    items, end = _following(state, key, first)
    _push(state, Citation(items, mode, place), end)
    return True


def _follows_key(state: StateInline) -> bool:
    """Whether a citation ends right here. As in Pandoc, another one may follow it without a space."""
    return bool(state.tokens) and not state.pending and state.tokens[-1].type in (HOLE, KEY_TOKEN)


def cluster_rule(state: StateInline, silent: bool) -> bool:
    """`[see @a, p. 3; -@b]`."""
    start = state.pos
    # In validation mode the brackets count as text, so that a link may have a citation in its label.
    if state.src[start] != "[" or silent or reading_of(state).in_cluster:
        return False
    end = closing_bracket(state, start)
    if end is None:
        report_unclosed(state, start)
        return False
    if not holds_key(state, start):
        report_keyless(state, start, end)
        return False
    if _has_label_behind(state, end + 1):
        return False
    cluster = _read(state, start + 1, end)
    if state.src[start - 1 : start] == "[" and TWICE.match(state.src, end + 1):
        report_flaw(reading_of(state), start - 1, Flaw.TWICE)
    if cluster.flaw:
        report_flaw(reading_of(state), start, cluster.flaw)
    if cluster.is_keyless:
        return False
    _push_cluster(state, cluster, start, end + 1)
    return True


def _has_label_behind(state: StateInline, at: int) -> bool:
    """Whether the brackets are the text of a link, as in Pandoc: `[@a][label]`, but not `[@a][see @b]`."""
    is_label = state.src.startswith("[", at) and not state.src.startswith("[^", at)
    return is_label and closing_bracket(state, at) is not None and not holds_key(state, at)


def _read(state: StateInline, start: int, end: int) -> Cluster:
    reading = reading_of(state)
    reading.in_cluster = True
    with reading.nested(start):
        tokens = state.md.inline.parse(state.src[start:end], state.md, state.env, [])
    reading.in_cluster = False
    return read_cluster(tokens, reading.dialect.locators)


def _items(segments: Sequence[Segment], reading: Reading) -> tuple[CitationItem, ...]:
    return tuple(
        item_of(segment, segment.key, segment.place, reading.dialect.locators)
        for segment in segments
        if segment.key and segment.place
    )


def _following(state: StateInline, key: Key, first: CitationItem) -> tuple[tuple[CitationItem, ...], int]:
    """The items of a key in the text and of the brackets after it, and where they end: `@a [p. 3; @b]`."""
    opening = _skip_space(state, key.end)
    if not state.src.startswith("[", opening, state.posMax) or state.src.startswith("[^", opening):
        return (first,), key.end
    end = closing_bracket(state, opening)
    if end is None or _has_label_behind(state, end + 1) or matches_link(state, opening):
        return (first,), key.end
    cluster = _read(state, opening + 1, end)
    own = cluster.segments[0] if not cluster.segments[0].key else None
    others = cluster.segments[1:] if own else cluster.segments
    if own and state.src.startswith(("(", "[", "{"), end + 1):
        return (first,), key.end
    if any(map(_reference, others)):
        return (first,), key.end
    reading = reading_of(state)
    if not all(segment.key for segment in others):
        report_flaw(reading, opening, Flaw.KEY_MISSING)
        return (first,), key.end
    if cluster.inner_keys:
        report_flaw(reading, opening, Flaw.KEY_INSIDE)
    if own:
        first = item_of(Segment(key, first.location, [], own.before), key, first.location, reading.dialect.locators)
    return (first, *_items(others, reading)), end + 1


def _reference(segment: Segment) -> tuple[Key, CrossReference] | None:
    """The key and the cross-reference for it, if it is no work's."""
    if segment.key and segment.place and (reference := cross_reference(segment.key, segment.place)):
        return segment.key, reference
    return None


def _skip_space(state: StateInline, at: int) -> int:
    line_ends = 0
    while at < state.posMax and state.src[at] in " \t\n":
        line_ends += state.src[at] == "\n"
        at += 1
    return at if line_ends < 2 else state.posMax


def _push(state: StateInline, hole: Citation | CrossReference, end: int) -> None:
    push_hole(state, hole, state.src[state.pos : end])
    state.pos = end


def push_hole(state: StateInline, hole: Citation | CrossReference, written: str) -> None:
    token = state.push(HOLE, "", 0)
    token.meta = {"hole": hole}
    token.content = written


def _push_cluster(state: StateInline, cluster: Cluster, start: int, end: int) -> None:
    """Push one citation, or for keys that are labels, one cross-reference after another."""
    found = [(segment, _reference(segment)) for segment in cluster.segments]
    references = [(segment, *reference) for segment, reference in found if reference]
    works = [segment for segment, reference in found if not reference]
    if references and works:
        message = "A citation and a cross-reference share one pair of brackets."
        reading_of(state).report(Rule.MALFORMED_CITATION, start, message, "give each its own brackets.")
    if works:
        place = reading_of(state).place(start)
        citation = Citation(_items(works, reading_of(state)), CitationMode.PARENTHETICAL, place)
        _push(state, citation, end)
    first = references[0][2].label if references else ""
    named = kind_of(first) if is_named(state.src, start, first) else None
    for count, (segment, key, reference) in enumerate(references):
        if count or works:
            push_text(state, ", ")
        item = item_of(segment, key, reference.location, reading_of(state).dialect.locators)
        kind = kind_of(reference.label)
        # As in Quarto, words before the label replace “Figure”, and “Figs.” stands for the references that follow, too.
        # Beside a work, they are words of a citation: “see”.
        before = "".join(atom.plain for atom in segment.before).strip() + "\N{NO-BREAK SPACE}"
        if item.prefix:
            push_text(state, before)
        elif not (count or works):
            reference = within_sentence(reference, state.src, start)
        is_name = bool(item.prefix) and (not works or is_named(before, len(before), reference.label))
        is_number = reference.number_only or is_name or named is kind
        push_hole(state, replace(reference, number_only=is_number), f"@{key.key}")
        push_text(state, "".join(atom.plain for atom in segment.after).rstrip())
        named = kind if item.prefix else named
    state.pos = end


def push_text(state: StateInline, text: str) -> None:
    if text:
        state.push("text", "", 0).content = text
