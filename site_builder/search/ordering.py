"""Pagefind's files to the same in an order that does not change between runs.

Pagefind lists filters and their values in the order of its hash maps, which varies. This sorts them in the two kinds of
files that hold them. Both are CBOR, of which only the bounds of items are parsed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Final

ENTRY: Final = "pagefind-entry.json"
# Marks unpacked data for the browser. Packing it would make the bytes depend on this machine's zlib.
SIGNATURE: Final = b"pagefind_dcd"
FILTERS: Final = 3
"""The index of the filters in a `.pf_meta` file."""


def in_order(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files with sorted filters and values, under names made from their new content."""
    files = dict(made)
    entry = json.loads(files[ENTRY])
    for language in entry["languages"].values():
        meta = _unpacked(files.pop(f"pagefind.{language['hash']}.pf_meta"))
        head, fields = _array(meta)
        filters_head, filters = _array(fields[FILTERS])
        sorted_filters = []
        for each in filters:
            _, (_, name) = _array(each)
            former = _text(name)
            values = _sorted_values(_unpacked(files.pop(f"filter/{former}.pf_filter")))
            new = _name(former, values)
            files[f"filter/{new}.pf_filter"] = SIGNATURE + values
            sorted_filters.append(each.removesuffix(former.encode()) + new.encode())
        fields[FILTERS] = filters_head + b"".join(sorted(sorted_filters))
        meta = head + b"".join(fields)
        language["hash"] = _name(language["hash"], meta)
        files[f"pagefind.{language['hash']}.pf_meta"] = SIGNATURE + meta
    files[ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return files


def _unpacked(data: bytes) -> bytes:
    unpacked = gzip.decompress(data)
    if not unpacked.startswith(SIGNATURE):
        raise ValueError("its files are of another format")
    return unpacked.removeprefix(SIGNATURE)


def _sorted_values(data: bytes) -> bytes:
    """A filter with sorted values. It is a name and an array of values, each with its pages."""
    head, (name, values) = _array(data)
    values_head, each = _array(values)
    return head + name + values_head + b"".join(sorted(each))


def _name(former: str, data: bytes) -> str:
    """A new name of the same length, since the length stands before it in the data."""
    language, _, digest = former.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"


def _array(data: bytes) -> tuple[bytes, list[bytes]]:
    """An array's head and its items."""
    kind, number, at = _head(data, 0)
    if kind != 4:
        raise ValueError("its files are of another format")
    head, items = data[:at], []
    for _ in range(number):
        end = _end(data, at)
        items.append(data[at:end])
        at = end
    return head, items


def _text(item: bytes) -> str:
    return item[_head(item, 0)[2] :].decode()


def _end(data: bytes, at: int) -> int:
    kind, number, at = _head(data, at)
    match kind:
        case 2 | 3:
            return at + number
        case 4 | 5:
            for _ in range(number * (kind - 3)):
                at = _end(data, at)
    return at


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of an item, its number, and where its head ends."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short > 27:
        raise ValueError("its files are of another format")
    end = at + 1 + (1 << short - 24)
    return kind, int.from_bytes(data[at + 1 : end], "big"), end
