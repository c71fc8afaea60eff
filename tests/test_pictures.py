"""Pictures: how large they are, by their first bytes, and how pages load them."""

from __future__ import annotations

import re
import struct
from html import unescape
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.build import Build, Builder, build
from site_builder.pictures import read_asset, size_of
from tests.projects import project

PAGE = "content/10-a.md"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


SEGMENT = b"\xff\xe0" + struct.pack(">H", 6) + b"JFIF"
FRAME = struct.pack(">HBHH", 17, 8, 300, 400)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(400, 300), (400, 300)),
        (b"GIF89a" + struct.pack("<HH", 400, 300), (400, 300)),
        (b"\xff\xd8" + SEGMENT + b"\xff\xff\xc2" + FRAME, (400, 300)),
        (b"\xff\xd8" + SEGMENT + b"\xff\xc4" + FRAME, None),
        (b"RIFF....WEBPVP8X" + b"." * 8 + b"\x8f\x01\0\x2b\x01\0", (400, 300)),
        (b"RIFF....WEBPVP8 " + b"." * 10 + struct.pack("<HH", 400, 300), (400, 300)),
        (b"RIFF....WEBPVP8L" + b"." * 5 + struct.pack("<I", 399 | 299 << 14), (400, 300)),
        (b"<?xml version='1.0'?><svg width='400px' height=\"300\">", (400, 300)),
        (b'<svg width="100%" viewBox="0 0 400.2,300">', (400, 300)),
        (b'<svg viewBox="-1.5 , -2 400 300">', (400, 300)),
        (b"<svg width='" + b"9" * 400 + b"' height='1'>", None),
        (b"<svg viewBox='" + b"," * 3_000 + b"x'>", None),
        (b"<svg>", None),
        (png(0, 300), None),
        (b"", None),
    ],
)
def test_a_picture_says_how_large_it_is(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(data) == size


STARTS = [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"RIFF....WEBPVP8L", b"<svg "]


@given(st.sampled_from(STARTS), st.binary(max_size=64))
def test_any_bytes_have_a_size_or_none(start: bytes, rest: bytes) -> None:
    size = size_of(start + rest)
    assert size is None or min(size) > 0


def built(text: str, picture: bytes = png(400, 300)) -> Build:
    return build(project({PAGE: f"# A\n\n{text}\n", "content/i/a.png": picture}))


def shown(made: Build) -> str:
    found = re.search(r"<img [^>]*>", made.site[PurePosixPath("a/index.html")].decode())
    assert found is not None
    return found[0].replace(f"?h={read_asset(png(400, 300)).version}", "?h=…")


@pytest.mark.parametrize(
    ("attributes", "image"),
    [
        ("", '<img src="../i/a.png?h=…" width="400" height="300" alt="x">'),
        ("{width=200}", '<img src="../i/a.png?h=…" width="200" height="150" alt="x">'),
        ("{height=150px}", '<img src="../i/a.png?h=…" width="200" height="150" alt="x">'),
        ("{width=2.54cm}", '<img src="../i/a.png?h=…" width="96" height="72" alt="x">'),
        ("{width=10 height=20}", '<img src="../i/a.png?h=…" width="10" height="20" alt="x">'),
        ("{width=48%}", '<img src="../i/a.png?h=…" width="400" height="300" alt="x" class="width-50">'),
        ("{width=calc(1px)}", '<img src="../i/a.png?h=…" width="400" height="300" alt="x" data-width="calc(1px)">'),
        ('{fig-alt="y"}', '<img src="../i/a.png?h=…" width="400" height="300" alt="y">'),
        # A backslash before a letter stands for itself, as in pandoc.
        (
            r'{fig-alt="$\alpha$ \"y\""}',
            r'<img src="../i/a.png?h=…" width="400" height="300" alt="$\alpha$ &quot;y&quot;">',
        ),
        ('{alt=""}', '<img src="../i/a.png?h=…" width="400" height="300" alt="">'),
    ],
)
def test_an_image_keeps_its_place(attributes: str, image: str) -> None:
    made = built(f"See ![x](i/a.png){attributes}.")
    assert made.diagnostics == ()
    assert shown(made) == image
    assert "unsafe-inline" not in made.site[PurePosixPath("a/index.html")].decode()


def test_words_that_look_like_attributes_change_nothing_in_a_page() -> None:
    page, plain_page = (
        built(text).site[PurePosixPath("a/index.html")].decode()
        for text in ('Of style = wide, src = //x and `class="formula"`.', "Of it.")
    )
    assert re.findall("<meta http-equiv.*|<link rel.*css.*", page) == re.findall(
        "<meta http-equiv.*|<link rel.*css.*", plain_page
    )


def test_styles_and_media_in_html_are_permitted() -> None:
    page = built('<p title="a > b" style="color:red"><img src="//x.org/a" alt=""></p>').site[
        PurePosixPath("a/index.html")
    ]
    assert b"style-src &#39;self&#39; &#39;unsafe-inline&#39;" in page
    assert b"media-src &#39;self&#39; data: https: http:" in page


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        ('<video src="data:video/mp4;base64,AA"></video>', "media-src 'self' data:;"),
        ('<iframe src="http://e.org"></iframe>', "frame-src 'self' https: http:"),
        ('<form action="http://e.org"></form>', "form-action 'self' https: http:"),
        ('<img src="i/a.png" srcset="i/a.png 1x, https://e.org/b.png 2x" alt="">', "img-src 'self' data: https: http:"),
    ],
)
def test_what_an_author_shows_by_html_is_permitted(html: str, sources: str) -> None:
    page = built(html).site[PurePosixPath("a/index.html")].decode()
    assert sources in unescape(page)


def test_a_width_is_a_width_in_a_figure_too() -> None:
    assert 'class="width-50"' in shown(built("![x](i/a.png){width=50% .big}"))


def test_all_but_the_first_wait_until_they_are_near() -> None:
    page = built("![x](i/a.png) ![y](i/a.png)").site[PurePosixPath("a/index.html")].decode()
    assert ["lazy" in image for image in re.findall(r"<img [^>]*>", page)] == [False, True]


def test_a_caption_without_its_citations_keeps_the_spaces_before_punctuation() -> None:
    made = built("![Une question : quoi [@hall2017; @ito2020] [see @ito2020] <!-- no --> ^[A note.].](i/a.png)")
    assert made.diagnostics == ()
    assert 'alt="Une question : quoi."' in shown(made)


@pytest.mark.parametrize("text", ['![](i/a.png){alt=""}', '![](i/a.png){fig-alt="x"}', "![x](i/a.png)"])
def test_an_image_that_says_what_it_shows_is_fine(text: str) -> None:
    assert built(text).diagnostics == ()


def test_a_changed_picture_has_another_address_on_the_pages_that_show_it_and_on_no_other() -> None:
    sources = {PAGE: "# A\n\n![x](i/a.png)\n", "content/20-b.md": "# B\n\n[x](i/a.png) and more.\n"}
    builder = Builder()
    first = builder.draft(project({**sources, "content/i/a.png": png(400, 300)})).finish().site
    files = project({**sources, "content/i/a.png": png(400, 301)})
    second = builder.draft(files).finish().site
    assert second == build(files).site
    assert {str(path) for path in second if second[path] != first[path]} == {
        "a/index.html",
        "i/a.png",
        "print/index.html",
    }
    assert b'href="../i/a.png"' in second[PurePosixPath("b/index.html")]


def test_what_every_page_loads_carries_its_version() -> None:
    plain, own = (project({PAGE: "# A\n\nText\n", **more}) for more in ({}, {"templates/style.css": "a{}"}))
    pages = [build(files).site[PurePosixPath("a/index.html")].decode() for files in (plain, own)]
    versions = [re.findall(r'(style\.css|site\.js|reading\.js)\?h=(\w{6})"', page) for page in pages]
    assert len(versions[0]) == 3
    assert [one[0] for one, other in zip(*versions, strict=True) if one != other] == ["style.css"]
