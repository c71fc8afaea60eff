"""Where citations, cross-references and links may lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from site_builder.diagnostics import Diagnostic, Rule
from site_builder.known_keys import KnownKeys
from site_builder.model import Document, Target, TargetKind


@dataclass(frozen=True, slots=True)
class Place:
    """A document that becomes a page, or a part of one."""

    document: Document
    address: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class NumberedTarget:
    """What a label names, with its number in the whole site."""

    target: Target
    address: str
    anchor: str
    number: int


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where citations, cross-references and links may lead.

    `paths` leads from a path below the content folder, of a source or of the
    site, to an address; `anchors` from an address to what its document names,
    `labels` to what its title is called. `axes` are the names that maps and charts may be made by.
    """

    root: str
    known: KnownKeys
    bibliographies: str
    paths: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    targets: Mapping[str, NumberedTarget]
    axes: tuple[str, ...]

    @property
    def ways(self) -> tuple[Hashable | Mapping[str, object], ...]:
        """All of it but what a hint says of a key that nobody knows."""
        keys = (self.known.keys, self.known.tags, self.known.identified)
        return (self.root, keys, self.bibliographies, self.paths, self.anchors, self.labels, self.targets, self.axes)


def number_targets(places: Iterable[Place]) -> tuple[dict[str, NumberedTarget], tuple[Diagnostic, ...]]:
    """Figures, tables and equations counted through the whole site; the first to have a label keeps it."""
    targets: dict[str, NumberedTarget] = {}
    counts: dict[TargetKind, int] = defaultdict(int)
    diagnostics = []
    for place in places:
        for target in place.document.targets:
            counts[target.kind] += 1
            anchor = target.label if target.label in place.document.anchors else ""
            first = targets.setdefault(target.label, NumberedTarget(target, place.address, anchor, counts[target.kind]))
            if first.target is not target and first.target.location.path != target.location.path:
                message = f"The label “{target.label}” is given at {first.target.location} already."
                hint = "rename one of the two; until then cross-references lead to the first."
                diagnostics.append(Diagnostic(Rule.DUPLICATE_ANCHOR, target.location, message, hint))
    return targets, tuple(diagnostics)
