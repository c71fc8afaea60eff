"""bookdown's headings of parts to the part that each text belongs to, and to the texts that are appendices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule
from site_builder.markdown.fences import are_code
from site_builder.patterns import pattern
from site_builder.projects.inline_code import known
from site_builder.projects.lines.comments import comments_in, is_within
from site_builder.projects.lines.underlined_headings import with_signs

# What LaTeX and templates of theses have ahead of appendices.
APPENDICES: Final = pattern(r"\\(?:appendix|startappendices|beginappendix)\s*")
PART: Final = pattern(r"#[ \t]+\((?P<kind>PART|APPENDIX)(?:\\\*)?\)(?P<title>.*?)(?:\{[^{}]*\}[ \t]*)?")


def part_of_heading(line: str) -> str | None:
    """The title of the part that a heading begins; None for any other line."""
    found = PART.fullmatch(line) if line.startswith("#") else None
    return found["title"].strip() if found else None


def about_part(title: str, place: Location) -> Diagnostic:
    """That the heading of a part is not shown, in the place of whose line nothing stands."""
    what = f"The part “{title}”" if title else "This heading of a part"
    message = f"{what} is not shown, since it begins in the middle of a text."
    return Diagnostic(Rule.LEFT_OUT, place, message, "put it ahead of the first heading of a file.")


def parts_of(texts: Iterable[str], read: Callable[[str], str]) -> tuple[dict[str, str], frozenset[str]]:
    """The part of each text: one begins ahead of the first heading of a text, or behind the last of the one before.

    All texts behind the heading of the appendices are appendices.
    """
    parts: dict[str, str] = {}
    appendices: set[str] = set()
    current, is_appendix = "", False
    for text in texts:
        headings = list(_headings(read(text)))
        for heading in headings[:1]:
            current = part_of_heading(heading) or current
            is_appendix |= _begins_appendices(heading)
        parts[text] = current
        if is_appendix:
            appendices.add(text)
        for heading in headings[-1:]:
            current = part_of_heading(heading) or current
            is_appendix |= _begins_appendices(heading)
    return parts, frozenset(appendices)


def _begins_appendices(heading: str) -> bool:
    found = PART.fullmatch(heading)
    return found is not None and found["kind"] == "APPENDIX"


def _headings(text: str) -> Iterator[str]:
    lines = (known(line, NOWHERE)[0] if line.startswith("`r ") else line for line in lines_outside_code(text))
    return (line for line in lines if line.startswith("# "))


def appendices_of(texts: Iterable[str], read: Callable[[str], str]) -> frozenset[str]:
    r"""The texts behind `\appendix`, which may end one or stand ahead of the first heading of one."""
    found: set[str] = set()
    is_appendix = False
    for text in texts:
        marks = [line for line in lines_outside_code(read(text)) if line.startswith("# ") or APPENDICES.fullmatch(line)]
        is_appendix |= any(map(APPENDICES.fullmatch, marks[:1]))
        if is_appendix:
            found.add(text)
        is_appendix |= any(map(APPENDICES.fullmatch, marks[-1:]))
    return frozenset(found)


def lines_outside_code(text: str) -> Iterator[str]:
    """What stands in a comment is not there either."""
    lines = with_signs(text.split("\n"))
    if hidden := comments_in(lines):
        lines = [line for at, line in enumerate(lines) if not is_within(hidden, (at, 0))]
    return (line for line, is_code in zip(lines, are_code(lines), strict=True) if not is_code)
