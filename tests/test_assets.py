"""Scripts and style sheets as they are sent: without comments, otherwise the same."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from site_builder.assets import minified
from tests.sites import ROOT

SCRIPT = PurePosixPath("templates/a.js")


def test_comments_and_indentation_are_left_out() -> None:
    assert minified(SCRIPT, b"// What it does.\nconst a = 1;\n\n  call(a, /x  y/);\n") == b"const a=1;call(a,/x  y/);\n"


def test_a_script_with_template_literals_stays_as_it_is() -> None:
    script = b"const a = `one ${b ? `two   ${c}   three` : 0}`; // four\n"
    assert minified(SCRIPT, script) == script


@pytest.mark.parametrize(
    "script",
    [
        r"const away = links.filter((a) => /^https?:\/\//.test(a.href));",
        "const is = typeof /'/; const spaces = '  a';",
        "for (const a of /'/[Symbol.split](b)) a('  c');",
    ],
)
def test_a_script_with_a_regular_expression_where_the_minifier_expects_a_division_stays_as_it_is(script: str) -> None:
    assert minified(SCRIPT, script.encode()) == script.encode()


def test_notices_of_a_licence_stay() -> None:
    notice = b"/*! lib 1.2 | (c) A. Author | MIT */"
    assert minified(SCRIPT, notice + b"\n/* lib */ a( 1 );\n") == notice + b"a(1);\n"
    assert minified(PurePosixPath("a.css"), notice + b"\na { b: c }\n") == notice + b"a{b:c}\n"


def test_a_style_sheet_keeps_its_rules() -> None:
    sheet = b"/* Links */\na:not(.b) > i { color: var(--link); width: calc(100% - 2 * 1rem); }\n"
    assert minified(PurePosixPath("a.css"), sheet) == b"a:not(.b)>i{color:var(--link);width:calc(100% - 2 * 1rem)}\n"


def test_other_files_stay_as_they_are() -> None:
    assert minified(PurePosixPath("a.svg"), b"<svg> </svg>") == b"<svg> </svg>"


def test_the_sheet_for_figures_gives_no_class_of_the_other_sheet_a_meaning_of_its_own() -> None:
    # It is only on pages with figures, tables, formulas or code: there, a numbered list of sections stood in a row.
    figures = re.sub(r"/\*.*?\*/", "", (ROOT / "templates/figures.css").read_text(), flags=re.DOTALL)
    parts = (part.strip() for selectors in re.findall(r"([^{}]+)\{", figures) for part in selectors.split(","))
    alone = {found[1] for part in parts if (found := re.match(r"\.([\w-]+)(?![\w.-])", part))}
    assert "formula" in alone
    assert not alone & set(re.findall(r"\.([a-z][\w-]*)", (ROOT / "templates/style.css").read_text()))
