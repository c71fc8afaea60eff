"""LaTeX's environments of code to fenced code with its caption, and what a box says of itself to a title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.patterns import pattern
from site_builder.projects.latex.lines import in_markdown
from site_builder.projects.lines.written_lines import Line

# What the package listings says of code, `[language=R, caption={The model}, label=lst:model]`
OPTION: Final = pattern(r"(?P<name>caption|label|language)\s*=\s*(?:\{(?P<inside>[^{}]*)\}|(?P<bare>[^,\]]*))")
VERBATIM: Final = frozenset({"verbatim", "Verbatim", "lstlisting", "minted"})
# What `tcolorbox` and `mdframed` print above a box
TITLE: Final = pattern(r"(?:frame)?title\s*=\s*(?:\{(?P<inside>[^{}]*)\}|(?P<bare>[^,\]]*))")


def code_of(lines: Sequence[Line], options: str, margin: str) -> Iterator[Line]:
    """What stands between the lines that begin and end it, as code, in longer fences than anybody writes."""
    said = {each["name"]: each["inside"] or each["bare"] for each in OPTION.finditer(options)}
    stated = [
        form.format(said[name].strip().replace('"', "”"))
        for name, form in (("language", ".{}"), ("label", "#{}"), ("caption", 'lst-cap="{}"'))
        if said.get(name, "").strip()
    ]
    info = f" {{{' '.join(stated)}}}" if stated else ""
    fence = Line(f"{margin}{'~' * 8}", lines[0].place, is_code=True)
    inside = (line._replace(text=f"{margin}{line.text}", is_code=True) for line in lines[1:-1])
    opening = fence._replace(text=fence.text + info)
    yield from (Line("", lines[0].place), opening, *inside, fence._replace(place=lines[-1].place))


def title_of(options: str) -> Iterator[str]:
    """The title of a box, in a paragraph of its own."""
    found = TITLE.search(options)
    title = in_markdown((found["inside"] or found["bare"] or "").strip()) if found else ""
    if title:
        yield from (f"**{title}**", "")
