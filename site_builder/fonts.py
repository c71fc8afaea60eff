"""The web fonts that a review asks for to the site's files for them: a style sheet, the fonts and their licences."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from site_builder import addresses
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.model import Files

FOLDER: Final = PurePosixPath("fonts")
EXTRA: Final = "site_builder[fonts]"


@frozen
class Face:
    """One style of a family: the name of its file, its weight, and whether it is italic."""

    name: str
    weight: int = 400
    is_italic: bool = False


@frozen
class Family:
    """A family of fonts: the style sheet's variable that takes it, and the families to fall back to."""

    name: str
    file: str
    variable: str
    others: str
    faces: tuple[Face, ...]


FAMILIES: Final = (
    Family(
        "Source Serif Pro",
        "SourceSerifPro",
        "--text",
        'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
        (Face("Regular"), Face("It", 400, True), Face("Bold", 700), Face("BoldIt", 700, True)),
    ),
    Family(
        "Source Sans Pro",
        "SourceSansPro",
        "--ui",
        "system-ui, sans-serif",
        (Face("Regular"), Face("It", 400, True), Face("Semibold", 600)),
    ),
)


def has_fonts(files: Files) -> bool:
    wanted = [_font(family, face) for family in FAMILIES for face in family.faces]
    return all(path in files for path in [*wanted, *map(_license, FAMILIES)])


def missing_fonts(where: Location) -> Diagnostic:
    """The diagnostic that fonts are asked for but not installed. `where` is the line that asks for them."""
    message = "The web fonts are not installed, so the site uses the readers' own fonts."
    hint = f"install them with “pip install '{EXTRA}'”, or remove the line."
    return Diagnostic(Rule.MISSING_FONTS, where, message, hint)


def web_fonts(files: Files) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The address of each file for the web fonts, and the function that makes it."""
    yield addresses.FONTS, _style_sheet
    for family in FAMILIES:
        yield str(_license(family)), partial(files.__getitem__, _license(family))
        for face in family.faces:
            path = _font(family, face)
            yield str(path.with_suffix(".woff")), partial(_compressed, files, path)


def _font(family: Family, face: Face) -> PurePosixPath:
    return FOLDER / f"{family.file}-{face.name}.ttf"


def _license(family: Family) -> PurePosixPath:
    return FOLDER / f"{family.file}-LICENSE.txt"


def _compressed(files: Files, path: PurePosixPath) -> bytes:
    return woff(files[path])


def _style_sheet() -> bytes:
    rules = [f"/* Under the SIL Open Font License: {', '.join(str(_license(family)) for family in FAMILIES)} */"]
    for family in FAMILIES:
        for face in family.faces:
            source = f'src: url({_font(family, face).with_suffix(".woff")}) format("woff")'
            style = "italic" if face.is_italic else "normal"
            named = f'font-family: "{family.name}"; font-weight: {face.weight}; font-style: {style}'
            rules.append(f"@font-face {{ {named}; {source}; font-display: swap; }}")
        rules.append(f':root {{ {family.variable}: "{family.name}", {family.others}; }}')
    return "\n".join([*rules, ""]).encode()


def woff(font: bytes) -> bytes:
    """A TrueType font as WOFF 1.0, each table compressed by itself and otherwise unchanged.

    The fonts' licence lets a font keep its name only while its contents are unchanged. WOFF 2.0 changes most fonts, and
    a subset always does.
    """
    flavour, count = struct.unpack_from(">4sH", font)
    directory, data = b"", b""
    start = 44 + 20 * count
    whole = 12 + 16 * count
    for at in range(count):
        tag, checksum, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * at)
        table = font[offset : offset + length]
        # A table stored at its own length counts as uncompressed.
        stored = min(table, zlib.compress(table, 9), key=len)
        directory += struct.pack(">4sLLLL", tag, start + len(data), len(stored), length, checksum)
        data += stored + bytes(-len(stored) % 4)
        whole += length + -length % 4
    size = start + len(data)
    return struct.pack(">4s4sLHHLHH5L", b"wOFF", flavour, size, count, 0, whole, 1, 0, *bytes(5)) + directory + data
