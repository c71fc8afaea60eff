"""The JSON Schemas say what the readers take: no more and no less."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.cli import arguments, main
from site_builder.definitions import Record
from site_builder.diagnostics import RULES, Diagnostic
from site_builder.markdown import read_document
from site_builder.prisma import read_flow
from site_builder.schema import SCHEMAS, schema_text
from site_builder.settings import read_settings
from site_builder.study_notes import read_keywords, read_note, read_section
from tests.projects import diagnostic_lines

TEXTS = [
    "text",
    "120",
    "10.1000/182",
    "https://example.org",
    "en-GB",
    "warning",
    "2025-03-01",
    "0000-0002-1825-0097",
    "@*",
]


def faults(name: str, value: object) -> list[str]:
    """What the reader of this file says to a value; JSON is YAML, too."""
    text = json.dumps(value)
    if name == "review":
        return diagnostic_lines(read_settings(text, "f")[1])
    if name == "keywords":
        return diagnostic_lines(read_keywords(text, "f")[1])
    if name == "prisma":
        return diagnostic_lines(read_flow(text, "f")[1])
    document, unreadable = read_document(f"---\n{text}\n---\n", "f")
    wrong: tuple[Diagnostic, ...] = read_note(document)[1] if name == "study" else read_section(document)[1]
    return diagnostic_lines((*unreadable, *wrong))


def values(schema: dict[str, Any]) -> Iterator[object]:
    """Values that a schema takes: every key once, every alternative, every choice."""
    for choice in schema.get("anyOf", ()):
        yield from values(choice)
    yield from schema.get("enum", ())
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if "string" in types:
        yield next(text for text in TEXTS if re.search(schema.get("pattern", ""), text))
    if "array" in types:
        yield [next(values(schema["items"]))]
    if "object" in types:
        needed = {name: next(values(schema["properties"][name])) for name in schema.get("required", ())}
        yield needed
        for name, inner in schema.get("properties", {}).items():
            yield from ({**needed, name: value} for value in values(inner))
        if others := schema["additionalProperties"]:
            yield from ({**needed, "some-name": value} for value in values(others))


def closed(schema: dict[str, Any], value: object = None) -> Iterator[object]:
    """Values with one key too many, in each mapping that takes no others."""
    for choice in schema.get("anyOf", ()):
        yield from closed(choice)
    if "items" in schema:
        yield from ([value] for value in closed(schema["items"]))
    if "additionalProperties" in schema:
        if schema["additionalProperties"] is False:
            yield {"no-such-key": "x"}
        else:
            yield from ({"some-name": value} for value in closed(schema["additionalProperties"]))
        for name, inner in schema.get("properties", {}).items():
            yield from ({name: value} for value in closed(inner))


def test_the_command_line_knows_every_schema() -> None:
    assert tuple(SCHEMAS) == arguments.SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_the_schema_takes_the_reader_takes(name: str) -> None:
    schema = json.loads(schema_text(name))
    taken = list(values(schema))
    assert len(taken) > len(schema.get("properties", ()))
    for value in taken:
        # That a flow has a number, be it one or another, no schema of its keys says.
        assert faults(name, value) in ([], ["f:1:1 missing-value"] if name == "prisma" else []), value


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_the_schema_refuses_the_reader_refuses(name: str) -> None:
    schema = json.loads(schema_text(name))
    refused = list(closed(schema))
    assert refused
    for value in refused:
        assert any(rule.endswith(("unknown-key", "unknown-rule")) for rule in faults(name, value)), value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("review", {"base_url": "example.org"}),
        ("review", {"lang": "British English"}),
        ("review", {"title": ["x"]}),
        ("review", {"rules": {"missing-year": "sometimes"}}),
        ("study", {"facts": [{"field": "methods"}]}),
        ("study", {"facets": ["x"]}),
        ("keywords", {"a": ["x"]}),
    ],
)
def test_wrong_values_are_refused_by_both(name: str, value: dict[str, Any]) -> None:
    assert faults(name, value)
    assert not takes(json.loads(schema_text(name)), value)


def test_keys_that_other_tools_define_are_allowed_by_both() -> None:
    value = {"author": ["Ash, Ann"], "toc": True}
    assert faults("section", value) == []
    assert takes(json.loads(schema_text("section")), value)


def takes(schema: dict[str, Any], value: object) -> bool:
    """The part of JSON Schema that ours need."""
    if "anyOf" in schema:
        return any(takes(choice, value) for choice in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if isinstance(value, dict):
        patterns = schema.get("patternProperties", ())
        value = {name: one for name, one in value.items() if not any(re.search(each, name) for each in patterns)}
        inner = {name: schema.get("properties", {}).get(name, schema.get("additionalProperties")) for name in value}
        required = value.keys() >= set(schema.get("required", ()))
        return (
            "object" in schema["type"] and required and all(each and takes(each, value[n]) for n, each in inner.items())
        )
    if isinstance(value, list):
        return "array" in schema["type"] and all(takes(schema["items"], item) for item in value)
    return "string" in schema["type"] and re.search(schema.get("pattern", ""), str(value)) is not None


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    for inner in json.loads(schema_text(name)).get("properties", {}).values():
        assert inner["description"].endswith(".")


def keys_of(record: Record) -> Iterator[str]:
    for key in (*record.keys, *([record.others] if record.others else [])):
        if key.name and key.name not in RULES:
            yield key.name
        yield from keys_of(key.record) if key.record else ()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_in_the_pages_for_authors(name: str) -> None:
    docs = Path(__file__).parent.parent / "docs"
    pages = "".join((docs / page).read_text(encoding="utf-8") for page in ("authoring.md", "configuration.md"))
    assert [key for key in keys_of(SCHEMAS[name]) if not re.search(rf"`{key}`|\b{key}: ", pages)] == []


def test_the_command_prints_a_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "study"]) == 0
    assert json.loads(capsys.readouterr().out)["properties"]["facets"]
