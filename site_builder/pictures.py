"""A file's bytes to what a page that loads it must know: a version, and the size of a picture."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final, Literal, TypeAlias

from site_builder.model import Asset
from site_builder.patterns import pattern

Size: TypeAlias = tuple[int, int]

HEAD: Final = 4_096
SVG: Final = pattern(rb"<svg\b[^>]*>")
SVG_SIDE: Final = r"""\s%s\s*=\s*["']\s*(\d{1,6}(?:\.\d+)?)(?:px)?\s*["']"""
SVG_SIDES: Final = tuple(pattern((SVG_SIDE % name).encode()) for name in ("width", "height"))
VIEW_BOX: Final = pattern(
    rb"""\sviewBox\s*=\s*["']\s*[^\s,"']+[\s,]+[^\s,"']+[\s,]+(\d{1,6}(?:\.\d+)?)[\s,]+(\d{1,6}(?:\.\d+)?)\s*["']"""
)
# The markers of a JPEG's start of frame; three numbers in the range mean something else.
FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MOST_SEGMENTS: Final = 1_000


def read_asset(data: bytes) -> Asset:
    width, height = size_of(data) or (0, 0)
    return Asset(blake2b(data, digest_size=3).hexdigest(), width, height)


def size_of(data: bytes) -> Size | None:
    """The picture's width and height in pixels; None if its kind is unknown or it states no size."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
        size = _number(data[16:20], "big"), _number(data[20:24], "big")
    elif data[:6] in (b"GIF87a", b"GIF89a"):
        size = _number(data[6:8], "little"), _number(data[8:10], "little")
    elif data[:2] == b"\xff\xd8":
        size = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        size = _webp(data)
    else:
        size = _svg(data[:HEAD])
    return size if all(size) else None


def _number(data: bytes, order: Literal["big", "little"]) -> int:
    return int.from_bytes(data, order)


def _jpeg(data: bytes) -> Size:
    at = 2
    for _ in range(MOST_SEGMENTS):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if len(data) < at + 9 or data[at] != 0xFF:
            break
        if data[at + 1] in FRAMES:
            return _number(data[at + 7 : at + 9], "big"), _number(data[at + 5 : at + 7], "big")
        at += 2 + _number(data[at + 2 : at + 4], "big")
    return 0, 0


def _webp(data: bytes) -> Size:
    kind = data[12:16]
    if kind == b"VP8X":
        return _number(data[24:27], "little") + 1, _number(data[27:30], "little") + 1
    if kind == b"VP8L" and len(data) >= 25:
        bits = _number(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return _number(data[26:28], "little") & 0x3FFF, _number(data[28:30], "little") & 0x3FFF
    return 0, 0


def _svg(head: bytes) -> Size:
    """The size that a drawing states, else the size of its view box; (0, 0) if it has neither."""
    tag = SVG.search(head)
    if tag is None:
        return 0, 0
    width, height = (side.search(tag[0]) for side in SVG_SIDES)
    box = VIEW_BOX.search(tag[0])
    if width and height:
        return round(float(width[1])), round(float(height[1]))
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
