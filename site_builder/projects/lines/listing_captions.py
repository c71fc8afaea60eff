"""pandoc-crossref's captions of listings, in a paragraph beside the code, to attributes of the code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.markdown.fences import CODE_FENCE
from site_builder.patterns import pattern
from site_builder.projects.lines.foreign_attributes import quoted
from site_builder.projects.lines.source_lines import Line, blocks_of_code

SIGNS: Final = ("Listing: ", ": ")
CAPTION: Final = pattern(
    r"(?:Listing)?:[ \t]++(?P<text>[^\n]{1,2000}?)(?:[ \t]*\{#(?P<label>lst[:-][\w:.-]{1,200})\})?"
)
LABEL: Final = pattern(r"#lst[:-][\w:.-]{1,200}")
LANGUAGE: Final = pattern(r"[\w+#-]{1,40}")
MOST_LINES: Final = 20


def with_captions_of_listings(lines: Sequence[Line]) -> list[Line]:
    """The label may be at the caption or at the code. Without one, the paragraph is no caption."""
    made = list(lines)
    if not any(line.text.startswith(SIGNS) for line in lines):
        return made
    for start, end in blocks_of_code(lines):
        for rows in (_paragraph(made, start - 1, -1), _paragraph(made, end + 1, 1)):
            caption = CAPTION.fullmatch(" ".join(made[row].text.strip() for row in rows))
            opening = _captioned(made[start].text, caption["text"], caption["label"] or "") if caption else ""
            if opening:
                made[start] = made[start]._replace(text=opening)
                for row in rows:
                    made[row] = made[row]._replace(text="")
                break
    return made


def _paragraph(lines: Sequence[Line], at: int, step: int) -> list[int]:
    """The rows of the paragraph that begins or ends here, past blank lines."""
    while 0 <= at < len(lines) and not lines[at].text.strip() and not lines[at].is_code:
        at += step
    rows: list[int] = []
    while 0 <= at < len(lines) and lines[at].text.strip() and not lines[at].is_code and len(rows) < MOST_LINES:
        rows.append(at)
        at += step
    return sorted(rows)


def _captioned(opening: str, caption: str, label: str) -> str:
    """The line that begins the code, with its caption; "" if it has one already, or there is no label."""
    found = CODE_FENCE.fullmatch(opening)
    rest = found["rest"].strip() if found else ""
    if found is None or "cap" in rest or not (label or LABEL.search(rest)):
        return ""
    stated = rest[1:-1].strip() if rest.startswith("{") and rest.endswith("}") else f".{rest}" if rest else ""
    if stated == f".{rest}" and not LANGUAGE.fullmatch(rest):
        return ""
    named = f"#{label}" if label else ""
    return f"{found['fence']} {{{' '.join(filter(None, (named, stated)))} lst-cap={quoted(caption)}}}"
