r"""LaTeX's theorems, `\begin{theorem}[Gauss]\label{thm:x}`, to Quarto's divs for theorems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown.citing.crossrefs import kind_of
from site_builder.markdown.divs.callouts import UNNUMBERED
from site_builder.patterns import pattern
from site_builder.projects.environments import NO_WORD, NUMBERED
from site_builder.projects.lines.source_lines import Line

SHORT: Final = {
    "thm": "theorem",
    "lem": "lemma",
    "cor": "corollary",
    "prop": "proposition",
    "defn": "definition",
    "exmp": "example",
    "rem": "remark",
}
NAMES: Final = {name: name for name in (*NUMBERED, *UNNUMBERED)} | SHORT
BEGIN: Final = pattern(
    r"[ \t]*\\begin\{(?P<name>[A-Za-z]{1,20})(?P<star>\*?)\}(?:\[(?P<title>[^\[\]\n]{0,300})\])?[ \t]*"
    r"(?:\\label\{(?P<label>[\w:.-]{1,200})\})?(?P<rest>.*)"
)
END: Final = pattern(r"(?P<before>.*?)\\end\{(?P<name>[A-Za-z]{1,20})\*?\}[ \t]*")
LABEL: Final = pattern(r"[ \t]*\\label\{(?P<label>[\w:.-]{1,200})\}[ \t]*")
QUOTE: Final = '"'


def with_theorems(lines: Sequence[Line], path: str) -> Iterator[Line]:
    """The lines with a div for each theorem, definition, proof or the like that is ended. They cannot be nested."""
    last_ends = {
        found["name"]: at
        for at, line in enumerate(lines)
        if "\\end{" in line.text and not line.is_code and (found := END.fullmatch(line.text))
    }
    open_name, count = "", 0
    for at, line in enumerate(lines):
        begun = BEGIN.fullmatch(line.text) if "\\begin{" in line.text and not line.is_code and not open_name else None
        if begun and begun["name"] in NAMES and last_ends.get(begun["name"], -1) >= at:
            open_name, count = begun["name"], count + 1
            below = LABEL.fullmatch(lines[at + 1].text) if at + 1 < len(lines) else None
            label = begun["label"] or (below["label"] if below else "")
            opening = _opening(open_name, begun["title"], label, path, count)
            yield from (Line("", line.place), Line(opening, line.place))
            line = line._replace(text=begun["rest"])
        ended = END.fullmatch(line.text) if open_name and "\\end{" in line.text else None
        if ended and ended["name"] == open_name:
            yield line._replace(text=ended["before"])
            yield from (Line(text, line.place) for text in ("", ":::", ""))
            open_name = ""
        elif open_name and LABEL.fullmatch(line.text):
            yield line._replace(text="")
        else:
            yield line


def _opening(name: str, title: str | None, label: str, path: str, count: int) -> str:
    kind = NAMES[name]
    prefix = NUMBERED.get(kind, "")
    stated = label if kind_of(label) else f"{prefix}:{label or NO_WORD.sub('-', f'{path}-{count}')}"
    identified = f"#{stated} " if prefix else ""
    named = f' name="{title.replace(QUOTE, chr(92) + QUOTE)}"' if title else ""
    return f"::: {{{identified}.{kind}{named}}}"
