"""Addresses that are links for other tools to links in Markdown: bare ones, and those with spaces in them.

R Markdown tells Pandoc to read `https://example.org` as a link (`autolink_bare_uris`); no other tool does.

Addresses with spaces, `![A map](images/my map.png)`, are put between angle brackets. Pandoc reads them as they are; for
CommonMark the whole is text, which it stays after a citation: `[@smith2020](some 600 records)`. Where quartodoc would
link to a program's documentation, `[](`a.b`)`, only the name is kept. An address without “https://” gets it. In those
of Zola, `@` is the folder of all texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.kinds import is_r_markdown
from site_builder.projects.lines.source_lines import Line, with_text

SIGN: Final = r"(?:[^\s()<>\\\"']|\([^\s()<>\\]{0,100}\))"
# No folder is called like this: such an address lacks its “https://”.
HOSTS: Final = r"(?:www\.|github\.com/|doi\.org/)"
SPACED: Final = pattern(
    rf"{CODE}"
    r"|\[(?P<text>[^\[\]\n]{0,300})\]\(`(?P<short>~{0,2})(?P<name>\w[\w.]{0,300})`\)"
    r"|\[-?@[^\[\]\n]{1,300}\]\("
    rf"|\]\((?P<host>{HOSTS})|\]\((?P<top>@)(?=/)"
    rf"|\]\([ \t]*(?P<address>{SIGN}{{1,300}}(?:[ ]{{1,3}}{SIGN}{{1,300}}){{1,20}})"
    r"(?P<title>[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*\)"
)
# Code, brackets with what follows them, tags and existing links are left alone.
BARE: Final = pattern(
    rf"{CODE}"
    # With such an indentation, it may be code.
    r"|^(?:[ ]{4}|\t).*"
    r"|<a\s[^<>\n]{1,1000}>[^\n]{0,1000}?</a>|<[^<>\n]{1,2000}>|\$[^$\n]{1,2000}\$"
    r"|^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,500}\]:.*|\[[^\[\]\n]{0,2000}\](?:\([^()\n]{0,2000}\))?|\{[^{}\n]{0,1000}\}"
    r"|(?<![\w(/=\"'])(?P<address>https?://(?:[^\s<>()\[\]{}\"'`*|\\]|\([^\s<>()]{0,200}\)){1,1000}?)"
    r"(?=[.,;:!?'\"_*]*(?:[\s<>)\[\]{}\"'`*|\\]|$))"
    r"|(?<=\()(?P<within>https?://[^\s<>()\[\]{}\"'`*|\\]{1,1000})(?=\))"
)


def with_spaced_addresses_linked(lines: Sequence[Line]) -> list[Line]:
    return with_text(lines, "](", lambda text: SPACED.sub(_bracketed, text))


def _bracketed(found: re.Match[str]) -> str:
    if name := found["name"]:
        return found["text"] or f"`{name.rpartition('.')[2] if found['short'] else name}`"
    if found["host"]:
        return f"](https://{found['host']}"
    if found["top"]:
        return "](/content"
    return f"](<{found['address']}>{found['title'] or ''})" if found["address"] else found[0]


def with_bare_addresses_linked(lines: Sequence[Line]) -> list[Line]:
    return [
        line._replace(text=BARE.sub(_linked, line.text))
        if "://" in line.text and not line.is_code and is_r_markdown(line.place.path)
        else line
        for line in lines
    ]


def _linked(found: re.Match[str]) -> str:
    address = found["address"] or found["within"]
    return f"<{address}>" if address else found[0]
