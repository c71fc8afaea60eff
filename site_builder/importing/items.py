"""CSL-JSON, as Zotero, Mendeley, Crossref and Pandoc write it, to drafts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from site_builder.bibtex import escape, write_reference
from site_builder.csl.csl_json import DATE_VARIABLES, NAME_VARIABLES, read_csl_json
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.importing.drafts import UNNAMED, Draft, draft
from site_builder.importing.keys import citable
from site_builder.model import Reference

# Names that Zotero gave these variables in its older exports
_ALIASES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_VARIABLE: Final = re.compile(r"[a-z][a-z-]*|DOI|ISBN|ISSN|PMCID|PMID|URL")
_NAME_OF_A_FIELD: Final = re.compile(r"[^a-z0-9-]+")


def read_items(text: str, path: str) -> tuple[tuple[Draft, ...], tuple[Diagnostic, ...]]:
    """Every item of a list, of an object that holds one under “items”, or a single item."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        message = "This cannot be read as JSON from here on."
        hint = "export the file again as CSL-JSON; a comma or a bracket may be missing."
        return (), (Diagnostic(Rule.UNREADABLE_RECORD, Location(path, line, column), message, hint),)
    items = data.get("items", [data]) if isinstance(data, Mapping) else data
    items = items if isinstance(items, list) else [items]
    drafts: list[Draft] = []
    wrong: list[Diagnostic] = []
    for item, line in zip(items, _lines(text, len(items)), strict=False):
        place = Location(path, line, 1 if line else 0)
        if not isinstance(item, Mapping) or not _is_item(item):
            message = "This is no item of CSL-JSON: it has neither a type nor a title."
            wrong.append(Diagnostic(Rule.UNREADABLE_RECORD, place, message, "take it out, or export the file again."))
            continue
        made, found = draft(_entry(item), citable(_key(item)), place)
        drafts.append(made)
        wrong += found
    return tuple(drafts), tuple(wrong)


def _is_item(item: Mapping[str, object]) -> bool:
    return isinstance(item.get("type", ""), str) and bool(item.get("type") or item.get("title"))


def _key(item: Mapping[str, object]) -> str:
    return str(item.get("citation-key") or item.get("citekey") or item.get("id") or "")


def _lines(text: str, count: int) -> Iterator[int]:
    """The lines that items begin on: an item's brace stands two levels deep at most, outside of strings."""
    depth, line = 0, 1
    found: list[tuple[int, int]] = []
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|\n', text, re.DOTALL):
        sign = token[0]
        if sign == "\n":
            line += 1
        elif sign in "[{":
            depth += 1
            if sign == "{":
                found.append((depth, line))
        elif sign in "]}":
            depth -= 1
        else:
            line += sign.count("\n")
    for depth in sorted({depth for depth, _ in found}):
        lines = [line for at, line in found if at == depth]
        if len(lines) == count:
            yield from lines
            return
    yield from [0] * count


def _entry(item: Mapping[str, object]) -> str:
    item = {_ALIASES.get(name, name): _single(value) for name, value in item.items()}
    variables = {name: value for name, value in item.items() if _VARIABLE.fullmatch(name)}
    (reference,) = read_csl_json([{**variables, "id": UNNAMED}])
    texts = {name: text for name, text in reference.texts if name not in ("keyword", "citation-key", "citekey")}
    reference = replace(
        reference,
        type=reference.type or "document",
        texts=tuple((name, " ".join(text.split())) for name, text in texts.items() if text.strip()),
        names=tuple((role, names) for role, names in reference.names if names),
        keywords=_keywords(reference),
    )
    entry = write_reference(reference)
    left = dict(_left(item, reference))
    return entry.removesuffix("}\n") + "".join(f"  {name} = {{{value}}},\n" for name, value in left.items()) + "}\n"


def _single(value: object) -> object:
    """A list of texts as one, as Crossref gives titles and serial numbers."""
    is_texts = isinstance(value, list) and value and all(isinstance(item, str) for item in value)
    return ", ".join(map(str, value)) if isinstance(value, list) and is_texts else value


def _keywords(reference: Reference) -> tuple[str, ...]:
    written = reference.text("keyword")
    words = (" ".join(word.split()) for word in written.split(";" if ";" in written else ","))
    return tuple(dict.fromkeys(filter(None, words)))


def _left(item: Mapping[str, object], reference: Reference) -> Iterator[tuple[str, str]]:
    """What is no variable of CSL's: lists and mappings, and names and dates that could not be read."""
    known = {name for name, _ in (*reference.texts, *reference.names, *reference.dates)}
    for name, value in item.items():
        if name in known or name in ("id", "type", "keyword", "note", "citation-key", "citekey") or not value:
            continue
        is_list = isinstance(value, dict | list) or name in NAME_VARIABLES or name in DATE_VARIABLES
        written = json.dumps(value, ensure_ascii=False) if is_list else str(value)
        if written.strip():
            yield f"csl-{_NAME_OF_A_FIELD.sub('-', name.lower()).strip('-') or 'x'}", escape(written)
