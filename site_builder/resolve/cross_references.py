"""Cross-references to what they name, by number or title."""

from __future__ import annotations

from site_builder.characters import capitalised
from site_builder.diagnostics import NOWHERE, Diagnostic, Rule, did_you_mean
from site_builder.model import Citation, CitationItem, CitationMode, CrossReference, TargetKind
from site_builder.resolve.destinations import Destinations, NumberedTarget
from site_builder.resolve.holes import PlacedReference, PlacedTarget, PlacedTargets


def resolve_cross_reference(
    reference: CrossReference, destinations: Destinations, address: str
) -> tuple[PlacedReference, tuple[Diagnostic, ...]]:
    """Resolve a cross-reference in the text at `address`. LaTeX's and bookdown's may name any heading."""
    found = destinations.find(reference.label, address, sections=bool(reference.written))
    if found is None:
        label = destinations.as_written(reference.label)
        message = f"Nothing has the label “{label}”."
        otherwise = f"give a heading, figure, table or equation the label: {{#{label}}}."
        hint = did_you_mean(label, map(destinations.as_written, destinations.targets), otherwise)
        unknown = Diagnostic(Rule.UNKNOWN_CROSS_REFERENCE, reference.location, message, hint)
        return PlacedReference(reference.written or f"@{label}"), (unknown,)
    number = destinations.section_number(found) if found.target.kind is TargetKind.SECTION else ""
    if number:
        word = "" if reference.number_only else destinations.word_of_number(number)
        return PlacedReference(number, word, found.address, found.anchor, capitalised=reference.capitalised), ()
    if reference.number_only:
        return _placed(found, ""), ()
    word = found.kind
    is_capitalised = found.target.kind is TargetKind.SECTION and reference.capitalised
    # Only the program itself makes a reference without a location, for a caption.
    is_caption = reference.location == NOWHERE
    return _placed(found, f"{word}_capitalised" if is_capitalised else word, is_caption, reference.capitalised), ()


def citation_meant(reference: CrossReference, destinations: Destinations, address: str) -> Citation | None:
    """The citation that a cross-reference means if nothing has its label but a work has it as its key."""
    if reference.written or destinations.find(reference.label, address, sections=False):
        return None
    key = next((key for key in keys_like(reference.label) if key in destinations.known.keys), None)
    if key is None:
        return None
    item = CitationItem(key, suppress_author=reference.number_only, location=reference.location)
    mode = CitationMode.PARENTHETICAL if reference.number_only else CitationMode.TEXTUAL
    return Citation((item,), mode, reference.location)


def keys_like(label: str) -> tuple[str, str]:
    """The keys that a label may stand for. The parser lowers a label's first letter, as `@Fig-x` means `@fig-x`."""
    return label, capitalised(label)


def list_targets(kind: TargetKind, destinations: Destinations) -> PlacedTargets:
    """All targets of a kind, without subfigures and second labels."""
    first = (same[0] for same in destinations.targets.values())
    of_kind = (each for each in first if each.kind == kind.name.lower())
    found = [each for each in of_kind if not (each.target.part or each.target.is_second)]
    return PlacedTargets(tuple(PlacedTarget(_placed(each, each.kind, True, True), each.target.title) for each in found))


def _placed(found: NumberedTarget, word: str, is_caption: bool = False, capitalised: bool = False) -> PlacedReference:
    """A reference to a section shows its title, any other its number."""
    is_section = found.target.kind is TargetKind.SECTION
    text = found.target.title or found.target.label if is_section else found.number
    return PlacedReference(text, word, found.address, found.anchor, is_caption, capitalised)
