r"""LaTeX in a line of text to Markdown: `\citep{a,b}`, `\footnote{…}` and more that authors of papers keep to."""

from __future__ import annotations

import re
from typing import Final

# Code and mathematics are left alone.
COMMAND: Final = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,9})(?!`)[^\n]{1,2000}?(?<!`)(?P=ticks)(?!`)|\$(?!\s)[^$\n]{1,2000}(?<!\s)\$(?!\d))"
    r"|(?<!\\)\\(?:"
    r"(?P<cite>(?:cite(?:p|t|alp|alt|author|year|yearpar)?|parencite|textcite|autocite|footcite)\*?)"
    r"(?P<notes>(?:\[[^\[\]\n]{0,200}\]){0,2})\{(?P<keys>[^{}\n]{1,1000})\}"
    r"|footnote\{(?P<note>(?:[^{}\n]|\{[^{}\n]{0,500}\}){1,2000})\}"
    r"|(?:emph|textit)\{(?P<emphasis>(?:[^{}*\n]|\{[^{}*\n]{0,500}\}){1,500})\}"
    r"|textbf\{(?P<strong>(?:[^{}*\n]|\{[^{}*\n]{0,500}\}){1,500})\}"
    r"|texttt\{(?P<typed>[^{}`\n]{1,500})\}|url\{(?P<url>[^{}<>\s]{1,1000})\}"
    r"|href\{(?P<to>[^{}<>\s]{1,1000})\}\{(?P<name>[^{}\[\]\n]{1,500})\}"
    r"|(?P<sign>LaTeX|TeX|BibTeX)(?![A-Za-z])(?:\{\})?"
    r"|(?:index|vspace\*?|hspace\*?)\{[^{}\n]{0,500}\}"
    r"|(?:noindent|newline|linebreak|smallskip|medskip|bigskip)(?![A-Za-z])[ ]?)"
)
NAMING: Final = ("citet", "citealt", "citeauthor", "textcite")
NOTE: Final = re.compile(r"\[([^\[\]]*)\]")


def in_markdown(line: str) -> str:
    """The line with LaTeX that Markdown has words of its own for in these; any other stays."""
    return COMMAND.sub(_said, line) if "\\" in line else line


def _said(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["cite"]:
        return _citation(found["cite"].rstrip("*"), NOTE.findall(found["notes"]), found["keys"])
    if found["note"]:
        return f"^[{in_markdown(found['note'])}]"
    if marked := found["emphasis"] or found["strong"]:
        sign = "*" if found["emphasis"] else "**"
        return f"{sign}{in_markdown(marked)}{sign}"
    forms = (
        ("typed", "`{}`"),
        ("url", "<{}>"),
        ("sign", "{}"),
    )
    if found["to"]:
        return f"[{found['name']}](<{found['to']}>)"
    return next((form.format(found[group]) for group, form in forms if found[group]), "")


def _citation(command: str, notes: list[str], written: str) -> str:
    """Of two notes, the first stands before; a lone one stands after, as natbib has it."""
    before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
    keys = [key.strip() for key in written.split(",") if key.strip()]
    if command in NAMING:
        named = "; ".join(f"@{{{key}}}" for key in keys)
        return f"{before} {named}".strip() + (f" [{after}]" if after else "")
    sign = "-@" if command.startswith("citeyear") else "@"
    listed = "; ".join(f"{sign}{{{key}}}" for key in keys)
    return f"[{before} {listed}".replace("[ ", "[") + (f", {after}]" if after else "]")
