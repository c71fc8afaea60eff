"""Definitions of what an author may write to JSON Schemas, with which editors complete and check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from site_builder.definitions import FLOW, KEYWORDS, REVIEW, SECTION, STUDY, Key, Record, ValueType

SCHEMAS: Mapping[str, Record] = MappingProxyType(
    {"review": REVIEW, "section": SECTION, "study": STUDY, "keywords": KEYWORDS, "prisma": FLOW}
)

# The reader takes a YAML number as the text that is written, and an empty value as none.
_SCALARS = ["string", "number", "boolean", "null"]


def schema_text(name: str) -> str:
    """The JSON Schema, as text, for one of `SCHEMAS`."""
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "title": name, **_record(SCHEMAS[name])}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _record(record: Record) -> dict[str, object]:
    schema: dict[str, object] = {"description": record.about, "type": ["object", "null"]}
    if record.keys:
        schema["properties"] = {key.name: _value(key) for key in record.keys}
    if record.foreign:
        # As a pattern, so that editors allow these keys and yet do not suggest them.
        schema["patternProperties"] = {f"^(?:{'|'.join(sorted(record.foreign))})$": True}
    schema["additionalProperties"] = False if record.others is None else _value(record.others)
    required = [key.name for key in record.keys if key.required]
    return {**schema, "required": required} if required else schema


def _value(key: Key) -> dict[str, object]:
    return {**_type(key), "description": key.about}


def _type(key: Key) -> dict[str, object]:
    record = _record(key.record) if key.record else {}
    match key.takes:
        case ValueType.TEXT:
            return _text(key)
        case ValueType.TEXTS:
            return {"anyOf": [_text(key), {"type": "array", "items": _text(key)}]}
        case ValueType.RECORD:
            return record
        case ValueType.RECORDS:
            return {"type": ["array", "null"], "items": {**record, "type": "object"}}
        case ValueType.RECORD_OR_RECORDS:
            one = {**record, "type": "object"}
            return {"anyOf": [one, {"type": "array", "items": one}, {"type": "boolean"}]}
        case ValueType.YES_OR_NO:
            return {"enum": [True, False, None]}
        case ValueType.TEXTS_OR_RECORDS:
            each = [_text(key), {**record, "type": "object"}]
            return {"anyOf": [*each, {"type": "array", "items": {"anyOf": each}}]}
        case ValueType.TEXT_OR_RECORD:
            return {"anyOf": [_text(key), record]}


def _text(key: Key) -> dict[str, object]:
    if key.choices:
        return {"enum": list(key.choices)}
    return {"type": _SCALARS, **({"pattern": f"^(?:{key.pattern})$"} if key.pattern else {})}
