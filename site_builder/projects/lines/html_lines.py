"""Lines of HTML to the same with an empty line after them if Markdown follows, as it may in Pandoc.

For CommonMark all lines below `<details>` are HTML up to the next empty one. A fence there would open no code, and the
one that closes it would take the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown import VERBATIM_ELEMENTS
from site_builder.patterns import pattern
from site_builder.projects.lines.source_lines import Line

# Elements that hold paragraphs, which others, such as <p>, cannot
HOLDS_BLOCKS: Final = frozenset(
    "article aside blockquote center details div fieldset footer form header main nav section".split()
)
BEGINS: Final = pattern(rf" {{0,3}}</?(?:{'|'.join(sorted(HOLDS_BLOCKS))}|p|table|ul|ol|dl|figure)\b", re.IGNORECASE)
OF_HTML: Final = pattern(r" {0,3}</?[A-Za-z].*>\s*")
TAG: Final = pattern(r"<(/?)([a-z][a-z0-9-]*)((?:\"[^\"]*\"|'[^']*'|[^\"'<>])*)>", re.IGNORECASE)
VOID: Final = frozenset("area br col embed hr img input link meta source track wbr".split())
VERBATIM: Final = pattern(rf"<({VERBATIM_ELEMENTS}|!--)(?![a-z])", re.IGNORECASE)
# At the beginning of a block, these go on to their ends. Within one, they would end with it, at an empty line.
WITH_EMPTY_LINES: Final = pattern(r" {0,3}<(?:pre|script|style|textarea)(?![a-z])", re.IGNORECASE)
INDENTED: Final = pattern(r" {4}| {0,3}\t")
# pandoc-crossref's figure of several pictures: a div of HTML with a label, whose last paragraph is its caption.
VALUE: Final = r"""(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'<>=]{1,200})"""
LABELLED: Final = pattern(rf" {{0,3}}<div(?P<attributes>(?: [\w-]{{1,40}}={VALUE}){{1,9}}) ?>\s*")
ATTRIBUTE: Final = pattern(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
LABEL: Final = pattern(r"(?:fig|tbl|tab)[:-][\w:.-]{1,200}")
# Further attributes of figures in Quarto
KEPT: Final = ("layout", "fig-cap", "tbl-cap")
OF_PICTURE_OR_TABLE: Final = ("![", "|--", "| --", "|:-", "| :-")
CLOSING: Final = pattern(r" {0,3}</div>\s*")
LONGEST_LINE: Final = 2_000
MOST_OPEN: Final = 100


def with_figures(lines: Sequence[Line]) -> list[Line]:
    """The lines with a fenced div for each HTML div with a label that holds pictures or a table."""
    made = list(lines)
    begun: tuple[int, str] | None = None
    for at, line in enumerate(lines):
        if line.is_code or not ("<div" in line.text or "</div" in line.text):
            continue
        if begun and CLOSING.fullmatch(line.text) and _holds_exhibit(lines[begun[0] : at]):
            made[begun[0]] = made[begun[0]]._replace(text=f"::: {{{begun[1]}}}")
            made[at] = line._replace(text=":::")
        attributes = _labelled(line.text)
        begun = (at, attributes) if attributes else None
    return made


def _holds_exhibit(lines: Sequence[Line]) -> bool:
    return any(sign in line.text for line in lines for sign in OF_PICTURE_OR_TABLE)


def _labelled(line: str) -> str:
    """The attributes of an HTML div with a label, for a fenced div; "" for any other line."""
    found = LABELLED.fullmatch(line)
    stated = {key: "".join(values) for key, *values in ATTRIBUTE.findall(found["attributes"])} if found else {}
    if not LABEL.fullmatch(stated.get("id", "")):
        return ""
    kept = (f' {key}="{value}"' for key, value in stated.items() if key.startswith(KEPT) and '"' not in value)
    return f"#{stated['id']}{''.join(kept)}"


def with_blank_lines_after_html(lines: Sequence[Line]) -> Iterator[Line]:
    open_tags: list[str] | None = None
    end_of_verbatim = ""
    for line in lines:
        if open_tags is not None and (_is_markdown(line, open_tags) or WITH_EMPTY_LINES.match(line.text)):
            yield Line("", line.place)
            open_tags = None
        yield line
        if end_of_verbatim or line.is_code:
            end_of_verbatim = "" if end_of_verbatim in line.text.lower() else end_of_verbatim
        elif verbatim := VERBATIM.search(line.text):
            open_tags = None
            end = "-->" if verbatim[1] == "!--" else f"</{verbatim[1].lower()}"
            end_of_verbatim = "" if end in line.text[verbatim.end() :].lower() else end
        elif open_tags is None:
            open_tags = _opened(line.text)
        elif OF_HTML.fullmatch(line.text) and len(open_tags) < MOST_OPEN:
            _follow(line.text, open_tags)
        else:
            open_tags = None


def _opened(text: str) -> list[str] | None:
    """The tags open after a line that begins a block of HTML, if it has only tags or closes all; else None."""
    if not BEGINS.match(text) or len(text) > LONGEST_LINE:
        return None
    open_tags: list[str] = []
    _follow(text, open_tags)
    is_closed = not open_tags and text.rstrip().endswith(">")
    return open_tags if is_closed or not TAG.sub("", text).strip() else None


def _is_markdown(line: Line, open_tags: Sequence[str]) -> bool:
    """Whether a line below HTML is text, in a place where text is allowed."""
    if not line.text.strip() or line.text.lstrip().startswith("<") or INDENTED.match(line.text):
        return False
    return not open_tags or open_tags[-1] in HOLDS_BLOCKS


def _follow(text: str, open_tags: list[str]) -> None:
    """Update the open tags for a line of HTML. A closing tag that nothing opened is ignored."""
    for closes, name, attributes in TAG.findall(text[:LONGEST_LINE]):
        name = name.lower()
        if closes and name in open_tags:
            del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]
        elif not closes and name not in VOID and not attributes.endswith("/"):
            open_tags.append(name)
