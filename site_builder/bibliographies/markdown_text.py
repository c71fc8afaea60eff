"""Markdown in a value of CSL-YAML to CSL-JSON's rich text."""

from __future__ import annotations

from typing import Final

from site_builder.patterns import pattern

_MARKED: Final = pattern(r"[*_^~\[\\]")
_ESCAPED: Final = pattern(r"\\([^\w\s]|_)")
_TOKEN: Final = pattern(
    r"\\([^\w\s]|_)"
    r"|(\*\*|\*|(?<!\w)_|_(?!\w))"
    r"|\^([^\s^]{1,200})\^|~([^\s~]{1,200})~"
    r"|(\[)|\]\{([^{}\n]{0,100})\}"
)
_EMPHASIS: Final = {"*": "i", "_": "i", "**": "b"}
_CLASSES: Final = {".nocase": '<span class="nocase">', ".smallcaps": "<sc>"}


def as_rich_text(markdown: str) -> str:
    """Emphasis, raised and lowered text, small and protected capitals, dashes; a mark without its partner stays."""
    markdown = markdown.replace("---", "—").replace("--", "–")
    if not _MARKED.search(markdown):
        return markdown
    out: list[str] = []
    open_marks: dict[str, int] = {}
    brackets: list[int] = []
    position = 0
    for token in _TOKEN.finditer(markdown):
        out.append(markdown[position : token.start()])
        position = token.end()
        escaped, mark, raised, lowered, bracket, attributes = token.groups()
        if escaped:
            out.append(escaped)
        elif mark:
            _emphasise(out, open_marks, mark, markdown[position : position + 1])
        elif raised or lowered:
            tag = "sup" if raised else "sub"
            out.append(f"<{tag}>{raised or lowered}</{tag}>")
        elif bracket:
            brackets.append(len(out))
            out.append("[")
        else:
            opening = next((tag for name, tag in _CLASSES.items() if name in (attributes or "").split()), "")
            if not brackets or not opening:
                out.append(token[0])
                continue
            out[brackets.pop()] = opening
            out.append("</span>" if "span" in opening else "</sc>")
    out.append(markdown[position:])
    return "".join(out)


def without_escapes(markdown: str) -> str:
    """An address as it is meant, which has no marks in it but may have escaped ones."""
    return _ESCAPED.sub(r"\1", markdown)


def _emphasise(out: list[str], open_marks: dict[str, int], mark: str, following: str) -> None:
    if mark in open_marks:
        tag = _EMPHASIS[mark]
        out[open_marks.pop(mark)] = f"<{tag}>"
        out.append(f"</{tag}>")
        return
    if following.strip():
        open_marks[mark] = len(out)
    out.append(mark)
