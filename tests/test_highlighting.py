"""Code to HTML: parts that are told apart, in colours that can be read, without a library where there is no code."""

from __future__ import annotations

import re
import subprocess
import sys
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.highlighting import CLASSES, LONGEST, highlighted
from tests.sites import ROOT

LEAST_CONTRAST = 4.5


@pytest.mark.parametrize(
    ("language", "code", "html"),
    [
        ("python", "return 1", '<span class="kw">return</span> <span class="dv">1</span>'),
        ("Python", "@a", '<span class="at">@a</span>'),
        ("r", "TRUE # x", '<span class="cn">TRUE</span> <span class="co"># x</span>'),
        ("sql", "SELECT 1", '<span class="kw">SELECT</span> <span class="dv">1</span>'),
        ("html", "<b>", '&lt;<span class="kw">b</span>&gt;'),
        ("nolang", "<b>", "&lt;b&gt;"),
        ("", "<b>", "&lt;b&gt;"),
    ],
)
def test_parts_are_told_apart(language: str, code: str, html: str) -> None:
    assert highlighted(code, language) == (html,)


def test_very_long_code_is_plain() -> None:
    assert highlighted("return\n" * LONGEST, "python")[0] == "return"


@pytest.mark.parametrize("code", ["return " + "a" * 501, "return" + " \n" * 300 + "1"], ids=["line", "blanks"])
def test_code_that_lexers_go_back_and_forth_in_is_plain(code: str) -> None:
    assert highlighted(code, "python") == tuple(code.split("\n"))


@given(
    st.sampled_from(["python", "r", "html", "bash", "tex", "json", "markdown"]), st.text(st.characters(codec="utf-8"))
)
def test_code_stays_what_it_is(language: str, code: str) -> None:
    code = code.replace("\r", "")
    lines = highlighted(code, language)
    assert unescape(re.sub(r"</?span[^>]*>", "", "\n".join(lines))) == code
    assert "<" not in re.sub(r'<span class="[a-z]+">|</span>', "", "".join(lines))
    assert all(line.count("<span") == line.count("</span>") for line in lines)


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [":root {", ":root[data-theme=dark] {"])
def test_every_colour_can_be_read_on_its_ground(theme: str) -> None:
    sheet = (ROOT / "templates/style.css").read_text()
    block = sheet.split(f"\n{theme}")[1].split("}")[0]
    of_code = (ROOT / "templates/figures.css").read_text()
    used = set(re.findall(r"color: var\(--(\w+)\)", of_code))
    assert len(used) >= 5
    for name in used:
        assert contrast(colours(block)[name], colours(block)["wash"]) >= LEAST_CONTRAST, name


def test_every_class_has_a_colour() -> None:
    of_code = (ROOT / "templates/figures.css").read_text()
    assert {name for name in CLASSES.values() if name} == set(re.findall(r"code \.(\w\w)\b", of_code))


def test_a_review_without_code_and_formulas_waits_for_no_library() -> None:
    program = (
        "import sys; from site_builder.build import build; from tests.projects import project;"
        "build(project({'content/index.md': 'Some *text*.'}));"
        "print([name for name in ('pygments', 'latex2mathml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_escaping_is_the_standard_one() -> None:
    assert highlighted("\"a\" & 'b'", "") == (escape("\"a\" & 'b'", quote=False),)
