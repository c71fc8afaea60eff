"""The headings of a book's texts to the targets of links by their names, `[A heading]`, in its other texts.

Pandoc has such links within a document. It, bookdown and Manubot make one document of several texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.characters import as_compared
from site_builder.markdown import identifier_of
from site_builder.patterns import pattern
from site_builder.projects.lines.written_lines import Line
from site_builder.projects.texts.parts import lines_outside_code, part_of_heading

HEADING: Final = pattern(
    r"#{1,6}[ \t]+(?P<title>[^\n{}]{1,300}?)[ \t]*#*[ \t]*(?:\{(?P<attributes>[^{}\n]{0,300})\})?[ \t]*"
)
IDENTIFIER: Final = pattern(r"#([^\s{}]+)")
# Text in brackets that, by their signs, belong to no link, citation or footnote.
NAMED: Final = pattern(r"(?<!\\)\[(?P<name>[^\[\]\n@^\\]{2,200})\](?![(:{])")
MARKS: Final = pattern(r"[*`]|(?<!\w)_|_(?!\w)")


def headings_of(texts: Iterable[str], root: str, read: Callable[[str], str]) -> dict[str, str]:
    """The address below the root for each heading's name. If several have the same name, the first one counts."""
    found: dict[str, str] = {}
    for text in texts:
        path = text.removeprefix(root)
        for at, (title, attributes) in enumerate(_headings(read(text))):
            named = IDENTIFIER.search(attributes)
            identifier = named[1] if named else identifier_of(MARKS.sub("", title))
            found.setdefault(as_compared(title), f"/{path}#{identifier}" if at else f"/{path}")
    return found


def with_definitions(lines: Sequence[Line], path: str, headings: Mapping[str, str]) -> list[Line]:
    """The lines, followed by definitions of links to the headings of other texts that they name."""
    named: dict[str, None] = {}
    for line in lines:
        if "[" in line.text and not line.is_code:
            named |= dict.fromkeys(as_compared(found["name"]) for found in NAMED.finditer(line.text))
    elsewhere = [name for name in named if headings.get(name, "").partition("#")[0] not in ("", f"/{path}")]
    if not elsewhere:
        return list(lines)
    place = lines[-1].place
    return [*lines, Line("", place), *(Line(f"[{name}]: <{headings[name]}>", place) for name in elsewhere)]


def _headings(text: str) -> Iterator[tuple[str, str]]:
    for line in lines_outside_code(text):
        if part_of_heading(line) is None and (found := HEADING.fullmatch(line)):
            yield found["title"], found["attributes"] or ""
