"""Web fonts: asked for, missing, and compressed without a change."""

from __future__ import annotations

import re
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from site_builder.build import Build, build
from site_builder.files.reading import read_files
from site_builder.fonts import FAMILIES, woff
from site_builder.model import Files
from tests.projects import diagnostic_lines, project

FONTS = {
    f"fonts/{family.file}-{name}": data
    for family in FAMILIES
    for name, data in [("LICENSE.txt", b"OFL"), *((f"{face.name}.ttf", b"") for face in family.faces)]
}


def checksum(table: bytes) -> int:
    """OpenType's: the sum of the table's words."""
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def font(tables: Mapping[bytes, bytes]) -> bytes:
    """A file of the tables that is laid out as a TrueType font."""
    directory, data = b"", b""
    for tag, table in sorted(tables.items()):
        place = 12 + 16 * len(tables) + len(data)
        directory += struct.pack(">4sLLL", tag, checksum(table), place, len(table))
        data += table + bytes(-len(table) % 4)
    return struct.pack(">4sHHHH", b"\0\1\0\0", len(tables), 0, 0, 0) + directory + data


def unpacked(data: bytes) -> dict[bytes, bytes]:
    """The tables in a WOFF file, read by W3C's recommendation."""
    signature, flavour, length, count, _, whole, *_ = struct.unpack_from(">4s4sLHHLHH5L", data)
    assert (signature, flavour, length) == (b"wOFF", b"\0\1\0\0", len(data))
    tables = {}
    for at in range(count):
        tag, place, stored, size, summed = struct.unpack_from(">4sLLLL", data, 44 + 20 * at)
        assert place % 4 == 0
        table = data[place : place + stored]
        tables[tag] = table if stored == size else zlib.decompress(table)
        assert len(tables[tag]) == size
        # That of “head” leaves out a part of the table.
        assert tag == b"head" or checksum(tables[tag]) == summed
    assert whole == 12 + sum(16 + len(table) + -len(table) % 4 for table in tables.values())
    return tables


def built(settings: str, fonts: Mapping[str, bytes]) -> Build:
    """A site from a project with these fonts installed, and no others."""
    return build(project({"review.yaml": settings, "content/index.md": "# Home", **fonts}))


def test_a_font_is_compressed_without_a_change() -> None:
    as_long_as_it_was = b"a" * 11
    assert len(zlib.compress(as_long_as_it_was, 9)) == 11
    tables = {b"glyf": b"outline " * 50, b"head": b"\1\2\3", b"loca": as_long_as_it_was}
    packed = woff(font(tables))
    assert unpacked(packed) == tables
    assert len(packed) < len(font(tables))


def test_a_review_without_web_fonts_has_none() -> None:
    for settings in ("", "web_fonts: none"):
        result = built(settings, FONTS)
        assert result.diagnostics == ()
        assert not [path for path in result.site if "font" in str(path)]
        assert b"fonts" not in result.site[PurePosixPath("index.html")]


def test_web_fonts_are_in_the_site_with_their_licences_and_every_page_has_them() -> None:
    result = built("web_fonts: source", {path: font({b"head": b"x"}) for path in FONTS})
    assert result.diagnostics == ()
    sheet = result.site[PurePosixPath("fonts.css")].decode()
    named = {PurePosixPath(path) for path in re.findall(r"fonts/[\w-]+\.\w+", sheet)}
    assert named == {path for path in result.site if path.parts[0] == "fonts"}
    assert len(named) == len(FONTS)
    assert b'<link rel="stylesheet" href="fonts.css">' in result.site[PurePosixPath("index.html")]
    assert b'<link rel="stylesheet" href="../fonts.css">' in result.site[PurePosixPath("studies/index.html")]


def test_fonts_that_are_not_installed_are_reported() -> None:
    result = built("title: T\nweb_fonts: source", {})
    assert diagnostic_lines(result.diagnostics) == ["review.yaml:2:12 missing-fonts"]
    assert "pip install 'site_builder[fonts]'" in result.diagnostics[0].hint
    assert not [path for path in result.site if "font" in str(path)]
    assert b"fonts" not in result.site[PurePosixPath("index.html")]


def test_there_are_no_other_web_fonts() -> None:
    assert diagnostic_lines(built("web_fonts: comic", FONTS).diagnostics) == ["review.yaml:1:12 wrong-type"]


def test_the_packages_that_are_installed_are_found() -> None:
    with tempfile.TemporaryDirectory() as folder:
        files: Files = read_files(Path(folder))[0]
    found = [path for path in files if path.parts[0] == "fonts"]
    if not found:
        pytest.skip("the extra “fonts” is not installed")
    assert {str(path) for path in found} >= FONTS.keys()
    for path in found:
        if path.suffix == ".ttf":
            assert b"head" in unpacked(woff(files[path])), path
        else:
            assert b"SIL OPEN FONT LICENSE" in files[path]
