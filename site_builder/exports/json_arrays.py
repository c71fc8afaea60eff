"""Records to a JSON array, record by record, so that the text of a large one is never held as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, indent=2)


def json_array(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The pieces of the text that `json.dumps` makes of all records with an indent of two, and a final line break."""
    before = "[\n  "
    for record in records:
        # JSON strings contain no line breaks of their own.
        yield before + _ENCODER.encode(record).replace("\n", "\n  ")
        before = ",\n  "
    yield "[]\n" if before.startswith("[") else "\n]\n"
