"""Texts to those that are no chapters: what begins a part or appendices, holds a place for references, or is empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule
from site_builder.markdown import is_list_title, split_front_matter
from site_builder.markdown.attributes import split_attributes
from site_builder.markdown.fences import are_code
from site_builder.patterns import pattern
from site_builder.projects.inline_code import with_known_results
from site_builder.projects.latex.inline_commands import inline_commands_in_markdown
from site_builder.projects.latex.text_commands import text_commands_in_markdown
from site_builder.projects.lines.comments import COMMENT, comments_in, is_within
from site_builder.projects.lines.setext_headings import with_atx_headings
from site_builder.projects.lines.source_lines import Line

# Commands before the appendices in LaTeX and in templates of theses
APPENDICES: Final = pattern(r"\\(?:appendix|startappendices|beginappendix|starappendix)\s*")
# The form in which RStudio's editor writes LaTeX
IN_FENCES: Final = pattern(r"^`{3,}\{=(?:la)?tex\}[ \t]*\n((?:\\[A-Za-z]+[ \t]*\n){1,9})`{3,}[ \t]*$", re.MULTILINE)
PART: Final = pattern(r"#[ \t]+\((?P<kind>PART|APPENDIX)(?:\\\*)?\)(?P<title>.*?)(?:\{[^{}]*\}[ \t]*)?")
LONGEST_PLACE: Final = 2_000
# A heading, inline R that makes one, an empty div with the id `refs`, and commands for the list
PLACE_OF_REFERENCES: Final = pattern(
    r"^`r\b[^`]*`$|^#{1,3} [^\n]{0,80}$|^:{3,} ?\{#refs[^}\n]*\}\s*:{3,}$"
    r"|^(?:`{3,}|:{3,})\{bibliography\}[^`]{0,500}^(?:`{3,}|:{3,})$"
    r"|^<div id ?= ?.?refs[^>\n]*>\s*</div>$|^\\(?:printbibliography|bibliography\{[^}\n]*\}|backmatter)$",
    re.MULTILINE | re.DOTALL,
)

# Comments, chunks of R that are not shown, and MyST's labels
UNSHOWN: Final = pattern(
    rf"{COMMENT.pattern}|^`{{3,}}\{{r\b[^}}\n]*\binclude ?= ?F[^}}\n]*\}}$[^`]*^`{{3,}}$|^\([^()\s]{{1,200}}\)=$",
    re.MULTILINE | re.DOTALL,
)
ATTRIBUTES: Final = pattern(r"\s*\{[^{}]*\}\s*$")


def part_of_heading(line: str) -> str | None:
    """The title of the part that a heading begins; None for any other line."""
    found = PART.fullmatch(line) if line.startswith("#") else None
    return found["title"].strip() if found else None


def dropped_part(title: str, place: Location) -> Diagnostic:
    """The diagnostic of a heading of a part that is not shown; its line is left out."""
    what = f"The part “{title}”" if title else "This heading of a part"
    message = f"{what} is not shown, since it is in the middle of a text."
    return Diagnostic(Rule.LEFT_OUT, place, message, "put it before the first heading of a file.")


def parts_of(texts: Iterable[str], read: Callable[[str], str]) -> tuple[dict[str, str], frozenset[str]]:
    r"""The part of each text, and the texts that are appendices.

    A part begins before the first heading of a text, or with the last heading of the text before it. All texts behind
    the heading of the appendices, or behind `\appendix`, are appendices.
    """
    parts: dict[str, str] = {}
    appendices: set[str] = set()
    current, is_appendix = "", False
    for text in texts:
        lines = list(_beginnings(read(text)))
        ahead = list(takewhile(_begins, lines))
        for line in ahead:
            current, is_appendix = _part_behind(line, current, is_appendix)
        parts[text] = current
        if is_appendix:
            appendices.add(text)
        for line in filter(_begins, lines[len(ahead) :][-1:]):
            current, is_appendix = _part_behind(line, current, is_appendix)
    return parts, frozenset(appendices)


def _part_behind(line: str, current: str, is_appendix: bool) -> tuple[str, bool]:
    """The part that a line begins, and whether it is one of appendices, whose heading may stand before a command."""
    title = part_of_heading(line)
    return current if title is None and is_appendix else title or "", is_appendix or begins_appendices(line)


def with_letters(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with the first heading of level 1 behind `\appendix` marked as that of an appendix."""
    made = list(lines)
    is_awaited = False
    for at, line in enumerate(lines):
        if line.is_code or not line.text.startswith(("\\", "# ")):
            continue
        if is_awaited and line.text.startswith("# "):
            title, attributes = split_attributes(line.text)
            said = line.text[len(title) :].partition("{")[2].rstrip("} ") if attributes else ""
            made[at] = line._replace(text=f"{title.rstrip()} {{{said} .first-appendix}}")
        is_awaited = begins_appendices(line.text) or (is_awaited and not line.text.startswith("# "))
    return made


def _begins(line: str) -> bool:
    return part_of_heading(line) is not None or begins_appendices(line)


def begins_appendices(line: str) -> bool:
    found = PART.fullmatch(line)
    return found["kind"] == "APPENDIX" if found else APPENDICES.fullmatch(line) is not None


def _beginnings(text: str) -> Iterator[str]:
    """The headings of level 1, and the LaTeX commands before appendices."""
    lines = lines_outside_code(IN_FENCES.sub(r"\1", text) if "{=" in text else text)
    lines = (with_known_results(line, NOWHERE)[0] if line.startswith("`r ") else line for line in lines)
    return (line for line in lines if line.startswith("# ") or APPENDICES.fullmatch(line))


def lines_outside_code(text: str) -> Iterator[str]:
    """The lines of a text that are neither in code nor in a comment."""
    lines = with_atx_headings(text.split("\n"))
    if hidden := comments_in(lines):
        lines = [line for at, line in enumerate(lines) if not is_within(hidden, (at, 0))]
    return (line for line, is_code in zip(lines, are_code(lines), strict=True) if not is_code)


def is_one_chapter(text: str) -> bool:
    """Whether a text begins with a heading of the first level, and has no other."""
    levels = [line.startswith("# ") for line in lines_outside_code(text) if line.strip()]
    return levels[:1] == [True] and sum(levels) == 1


def is_blank(text: str, path: str) -> bool:
    """Whether a text has nothing to show: no front matter, and only LaTeX that arranges pages, such as the contents.

    A heading of a bookdown part does not count, since it is shown above the next text.
    """
    parts = split_front_matter(text, path, is_foreign=True)
    if len(parts.text) > LONGEST_PLACE or parts.front_matter.pairs:
        return False
    lines = COMMENT.sub("", parts.text).split("\n")
    return all(part_of_heading(line) is not None or not text_commands_in_markdown(line).strip() for line in lines)


def is_place_of_references(text: str, path: str) -> bool:
    """Whether a text is only a place for the references, which have a page of their own here."""
    parts = split_front_matter(text, path, is_foreign=True)
    if len(parts.text) > LONGEST_PLACE:
        return False
    written = UNSHOWN.sub("", parts.text)
    # Templates of theses have LaTeX around it that sets pages and paragraphs.
    if any(inline_commands_in_markdown(line).strip() for line in PLACE_OF_REFERENCES.sub("", written).split("\n")):
        return False
    marks = [found[0] for found in PLACE_OF_REFERENCES.finditer(written)]
    return any(not mark.startswith("#") or is_list_title(ATTRIBUTES.sub("", mark.lstrip("# "))) for mark in marks)
