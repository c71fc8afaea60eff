"""Inline text at `<!--` to an HTML comment.

A comment ends at the first `-->`, as for Pandoc and browsers. The library wants no hyphen right before that: it takes
`<!--- so --->` for text.
"""

from __future__ import annotations

from typing import Final

from markdown_it.rules_inline import StateInline

from site_builder.diagnostics import Rule
from site_builder.markdown.source_positions import reading_of

OPENING: Final = "<!--"
CLOSING: Final = "-->"


def comment(state: StateInline, silent: bool) -> bool:
    """Read a comment, or report one that never ends, which is text."""
    # Both marks may share their hyphens: `<!-->`.
    closing = state.src.find(CLOSING, state.pos + len("<!"), state.posMax)
    if closing < 0:
        if not silent:
            message = "An HTML comment begins here, but never ends, so it is shown as text."
            hint = "end it with “-->”, in the same paragraph."
            reading_of(state).report(Rule.UNENDED_HTML, state.pos, message, hint)
        return False
    end = closing + len(CLOSING)
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True
