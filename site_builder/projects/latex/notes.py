r"""The lines of a paragraph with LaTeX's footnotes to the same with notes in our Markdown: `\footnote{…}` to `^[…]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.latex.inline_commands import NOTES
from site_builder.projects.lines.source_lines import Line

# Authors often mark their changes by a colour.
COLOURED: Final = r"\\textcolor\{[^{}\n]{1,40}\}\{"
NOTE: Final = pattern(
    rf"(?P<code>{CODE})"
    rf"|\\{NOTES}\{{|{COLOURED}|\\.|[{{}}]"
)
BEGINS_NOTE: Final = pattern(rf"\\{NOTES}\{{|{COLOURED}")


def noted_paragraph(lines: Sequence[Line]) -> Sequence[Line]:
    r"""The lines of a paragraph with each `\footnote{…}` whose brace closes in it as a note."""
    source = "\n".join(line.text for line in lines)
    if not BEGINS_NOTE.search(source):
        return lines
    opened: list[re.Match[str]] = []
    changes: dict[int, tuple[int, str]] = {}
    for found in NOTE.finditer(source):
        if found[0] == "{" or BEGINS_NOTE.fullmatch(found[0]):
            opened.append(found)
        elif found[0] == "}" and opened and (opening := opened.pop())[0] != "{":
            if opening[0].endswith("}{"):
                if "\n" in source[opening.end() : found.start()]:
                    changes |= {opening.start(): (opening.end(), ""), found.start(): (found.end(), "")}
                continue
            changes[opening.start()] = opening.end(), "^[" + "\n" * opening[0].count("\n")
            # Without the comment, a parenthesis or bracket after the note would make it a raised link.
            changes[found.start()] = found.end(), "]<!-- -->" if source[found.end() :][:1] in ("(", "[") else "]"
    made, at = "", 0
    for start, (end, text) in sorted(changes.items()):
        made, at = made + source[at:start] + text, end
    texts = (made + source[at:]).split("\n")
    return [line._replace(text=text) for line, text in zip(lines, texts, strict=True)]
