"""R Markdown's bare addresses, `https://example.org`, to links.

It tells Pandoc to read them so (`autolink_bare_uris`); no other tool does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.inline_code import CODE
from site_builder.projects.kinds import is_r_markdown
from site_builder.projects.lines.written_lines import Line

# Code, brackets with what follows them, tags and what stands in a link already are left alone.
BARE: Final = pattern(
    rf"{CODE}"
    # What is indented so far may be code.
    r"|^(?:[ ]{4}|\t).*"
    r"|<a\s[^<>\n]{1,1000}>[^\n]{0,1000}?</a>|<[^<>\n]{1,2000}>|\$[^$\n]{1,2000}\$"
    r"|^[ ]{0,3}\[[^\[\]\n]{1,500}\]:.*|\[[^\[\]\n]{0,2000}\](?:\([^()\n]{0,2000}\))?|\{[^{}\n]{0,1000}\}"
    r"|(?<![\w(/=\"'])(?P<address>https?://(?:[^\s<>()\[\]{}\"'`*|\\]|\([^\s<>()]{0,200}\)){1,1000}?)"
    r"(?=[.,;:!?'\"_*]*(?:[\s<>)\[\]{}\"'`*|\\]|$))"
    r"|(?<=\()(?P<within>https?://[^\s<>()\[\]{}\"'`*|\\]{1,1000})(?=\))"
)


def with_links(lines: Sequence[Line]) -> list[Line]:
    return [
        line._replace(text=BARE.sub(_linked, line.text))
        if "://" in line.text and not line.is_code and is_r_markdown(line.place.path)
        else line
        for line in lines
    ]


def _linked(found: re.Match[str]) -> str:
    address = found["address"] or found["within"]
    return f"<{address}>" if address else found[0]
