"""Kinds that a Quarto project defines, `crossref: custom`, to figures that are counted separately.

Their labels, `suppfig-x`, become labels of figures, `fig-suppfig-x`, and their words become phrases of the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, left_out
from site_builder.markdown.citing.crossrefs import PREFIXES
from site_builder.markdown.raw.braces import CODE
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line
from site_builder.yaml_values import items_of, node_at, pairs_of, text_of, yes_or_no

KEY: Final = pattern("[a-z]{1,40}")
TAKEN: Final = frozenset(PREFIXES) | {kind.name.lower() for kind in PREFIXES.values()}


class CustomKind(NamedTuple):
    """The `key` that labels begin with, and the words before the number in references and in captions."""

    key: str
    reference: str
    caption: str

    @property
    def phrases(self) -> Iterator[tuple[str, str]]:
        yield f"reference.{self.key}", f"{self.reference}{{number}}"
        yield f"caption.{self.key}", f"{self.caption}{{number}}"


def custom_kinds(values: Iterable[YamlMap]) -> tuple[tuple[CustomKind, ...], tuple[Diagnostic, ...]]:
    """The kinds that are defined, and a diagnostic for each whose key cannot be used here."""
    kinds: dict[str, CustomKind] = {}
    odd = []
    for custom in (node_at(each, "crossref", "custom") for each in values):
        for defined in map(pairs_of, items_of(custom)):
            node = node_at(defined, "key")
            key = text_of(node)
            if KEY.fullmatch(key) and key not in TAKEN:
                kinds.setdefault(key, _kind(key, defined))
            elif node is not None and key not in PREFIXES:
                odd.append(_unusable_key(key, node))
    return tuple(kinds.values()), tuple(odd)


def _kind(key: str, defined: YamlMap) -> CustomKind:
    reference = text_of(node_at(defined, "reference-prefix")) or key.capitalize()
    caption = text_of(node_at(defined, "caption-prefix")) or reference
    is_close = yes_or_no(node_at(defined, "space-before-numbering")) is False
    space = "" if is_close else "\N{NO-BREAK SPACE}"
    return CustomKind(key, *(word.translate({ord("{"): None, ord("}"): None}) + space for word in (reference, caption)))


def _unusable_key(key: str, node: YamlNode) -> Diagnostic:
    message = f"Labels that begin with “{key}-” are unknown, so “@{key}-…” is read as a citation."
    hint = "use another prefix, of lower-case letters from a to z."
    return left_out(node.location, message, hint)


def with_labels_of_figures(lines: Sequence[Line], keys: Sequence[str]) -> list[Line]:
    """The lines with `fig-` before each label of these kinds, also where it is referred to."""
    either = "|".join(f"[{key[0].upper()}{key[0]}]{key[1:]}" for key in keys)
    label = re.compile(rf"{CODE}|(?<!\w)(?P<sign>[@#])(?P<label>(?:{either})-)")
    option = re.compile(rf"(?P<sign>#\|\s*label:\s*[\"']?)(?P<label>(?:{'|'.join(keys)})-)")

    def of_figure(found: re.Match[str]) -> str:
        written = found["label"]
        if not written:
            return found[0]
        return f"{found['sign']}{'Fig' if written[0].isupper() else 'fig'}-{written[0].lower()}{written[1:]}"

    return [
        line._replace(text=option.sub(of_figure, line.text, 1) if line.is_code else label.sub(of_figure, line.text))
        for line in lines
    ]
