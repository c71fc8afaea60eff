"""Scripts as they are sent: without comments, otherwise the same."""

from __future__ import annotations

from site_builder.scripts import minified


def test_comments_and_indentation_are_left_out() -> None:
    assert minified(b"// What it does.\nconst a = 1;\n\n  call(a, /x  y/);\n") == b"const a=1;call(a,/x  y/);\n"


def test_a_script_with_template_literals_stays_as_it_is() -> None:
    script = b"const a = `one ${b ? `two   ${c}   three` : 0}`; // four\n"
    assert minified(script) == script
