"""Python-Markdown's blocks with indented text, as MkDocs has them, and its attributes, to ours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.markdown.fences import CODE_FENCE, code_behind, end_of_code
from site_builder.markdown.lone_brackets import with_lone_brackets_escaped
from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.lines.foreign_attributes import quoted
from site_builder.projects.lines.plugins import callout_of
from site_builder.projects.lines.source_lines import Line

ICON_SETS: Final = (":material-", ":octicons-", ":fontawesome-")
SIGNS: Final = ("!!! ", "??? ", "???+ ", '=== "', "=== '", "/// ", "{:", "_bibliography", "#!", ".annotate", *ICON_SETS)
DEEPEST: Final = 8
WIDTH: Final = 4
# How many lines below its image a caption may be
NEARBY: Final = 4
CALLOUT: Final = pattern(
    r"(?P<indent>[ ]*)(?P<sign>!!!|\?\?\?\+?)"
    r"(?:[ ]+(?P<kind>[A-Za-z][\w-]{0,40})(?:[ ]+[\w-]{1,40}){0,4}|(?<=[?+])(?=[ ]+\"))"
    r"(?:[ ]+\"(?P<title>.{0,300}?)\")?[ ]*"
)
TAB: Final = pattern(r"(?P<indent>[ ]*)===[!+]?[ ]+([\"'])(?P<title>.{1,300}?)\2[ ]*")
BLOCK: Final = pattern(
    r"(?P<indent>[ ]*)(?P<sign>/{3,})[ ]+(?P<kind>[a-z][\w-]{0,40})(?:[ ]*\|[ ]*+(?P<title>.{0,300}?))?[ ]*"
)
OPTION: Final = pattern(r"[ ]{4,}(?P<key>[\w-]{1,40}):[ ]*(?P<value>.*)")
IMAGE: Final = pattern(
    r"(?P<before>[ ]*)!\[(?P<alt>[^\[\]]*)\](?P<behind>\([^()]*\))(?:\{(?P<attributes>[^{}]*)\})?[ ]*"
)
CAPTIONS: Final = frozenset("caption figure-caption table-caption".split())
# Blocks around text that have no word of their own
AROUND: Final = frozenset("html define tab figure".split())
ATTRIBUTES: Final = pattern(
    rf"{CODE}|(?P<behind>[)\]`]?)[ ]?(?<!\\)\{{:[ ]?(?P<said>(?:[#.][\w-]|[\w-]{{1,40}}=)[^{{}}\n]{{0,300}})\}}"
)
ALONE: Final = pattern(r"[ ]*(?:\{:[ ]?(?P<said>[^{}\n]{0,300})\}|\{ ?\.annotate ?\}|\\(?:full_)?bibliography)[ ]*")
LABEL: Final = pattern(r"#([\w:.-]{1,200})")
ICON: Final = pattern(rf"{CODE}|:(?:material|octicons|fontawesome)-[a-z0-9-]{{1,80}}:(?:\{{[^{{}}\n]{{0,200}}\}})?[ ]?")
IN_CODE: Final = pattern(r"(`{1,2})#![a-z][\w+-]{0,20} ")


def with_blocks_translated(lines: Sequence[Line]) -> list[Line]:
    if not any(sign in line.text for line in lines for sign in SIGNS):
        return [*lines]
    return _in_markdown(lines, 0)


def _in_markdown(lines: Sequence[Line], depth: int) -> list[Line]:
    made: list[Line] = []
    ends: dict[str, list[int]] = defaultdict(list)
    for row, line in enumerate(lines):
        if line.text.strip().startswith("///") and not line.text.strip("/ "):
            ends[line.text.strip()].append(row)
    texts = [line.text for line in lines]
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        # Outside of indented text, it is known which fences begin code: none in a comment does.
        fence = CODE_FENCE.match(line.text) if depth or line.is_code else None
        if fence and code_behind("", fence):
            end = min(end_of_code(texts, at, fence) + 1, len(lines))
            made += [each._replace(is_code=True) for each in lines[at:end]]
        elif depth < DEEPEST and (found := CALLOUT.fullmatch(line.text) or TAB.fullmatch(line.text)):
            width = len(found["indent"]) + WIDTH
            end = _behind_text(lines, at, width)
            inside = _in_markdown(
                [each._replace(text=_spaced(each.text)[width:], is_code=False) for each in lines[at + 1 : end]],
                depth + 1,
            )
            made += _moved(_around(found, line, inside) if inside else [line], found["indent"] if inside else "")
        elif depth < DEEPEST and (found := BLOCK.fullmatch(line.text)) and (closing := _next(ends[found["sign"]], at)):
            end = closing + 1
            made += _of_block(found, line, lines[at + 1 : closing], made, depth)
        else:
            made.append(_with_attributes(line))
        at = end
    return made


def _behind_text(lines: Sequence[Line], at: int, width: int) -> int:
    """The end of the text that is indented by `width`, without the empty lines at its end."""
    end = last = at + 1
    while end < len(lines) and (not lines[end].text.strip() or _spaced(lines[end].text)[:width].isspace()):
        end += 1
        last = end if lines[end - 1].text.strip() else last
    return last


def _spaced(text: str) -> str:
    """The text with spaces in place of the tabs before it, as Python-Markdown has it."""
    rest = text.lstrip(" \t")
    return f"{text[: len(text) - len(rest)].expandtabs(WIDTH)}{rest}"


def _around(found: re.Match[str], line: Line, inside: Sequence[Line]) -> Iterator[Line]:
    sign = found.groupdict().get("sign")
    title = found["title"] or ""
    ends = (callout_of(found["kind"] or "", title, sign.startswith("?")), ":::") if sign else (f"**{title}**", "")
    yield from _between(line, ends, inside)


def _between(line: Line, ends: tuple[str, str], inside: Sequence[Line]) -> Iterator[Line]:
    first, last = ends
    empty = line._replace(text="", is_code=False)
    yield from (empty, empty._replace(text=first), *([empty] if not last else []))
    yield from inside
    yield from (empty._replace(text=last), empty)


def _moved(lines: Sequence[Line] | Iterator[Line], indent: str) -> list[Line]:
    return [line._replace(text=f"{indent}{line.text}") if line.text else line for line in lines]


def _next(rows: Sequence[int], at: int) -> int:
    """The first of the rows after a place; 0 if there is none."""
    place = bisect_right(rows, at)
    return rows[place] if place < len(rows) else 0


def _of_block(found: re.Match[str], line: Line, content: Sequence[Line], made: list[Line], depth: int) -> list[Line]:
    """The lines of a block between slashes. A caption becomes part of what is above it, among the lines `made`."""
    options: dict[str, str] = {}
    while content and (option := OPTION.fullmatch(content[0].text)):
        options[option["key"]] = option["value"].strip()
        content = content[1:]
    kind, title = found["kind"], found["title"] or ""
    inside = _in_markdown(content, depth + 1)
    if kind in CAPTIONS:
        return _captioned(made, line, " ".join(each.text.strip() for each in inside).strip())
    if kind in AROUND:
        ends = (f"**{title}**" if kind in ("tab", "define") and title else "", "")
    else:
        is_folded = kind == "details"
        kind = options.get("type", "note") if kind in ("details", "admonition") else kind
        ends = (callout_of(kind, title, is_folded), ":::")
    return list(_between(line, ends, inside))


def _captioned(made: list[Line], line: Line, caption: str) -> list[Line]:
    nearby = range(len(made) - 1, max(len(made) - 1 - NEARBY, -1), -1)
    last = next((at for at in nearby if made[at].text.strip()), None)
    above = made[last].text if last is not None else ""
    empty = line._replace(text="", is_code=False)
    image = IMAGE.fullmatch(above)
    if image is None or last is None:
        sign = ": " if above.lstrip().startswith("|") else ""
        return [empty, empty._replace(text=f"{sign}{caption}"), empty]
    described = f"fig-alt={quoted(image['alt'])}" if image["alt"] else ""
    attributes = " ".join(filter(None, (image["attributes"], described)))
    shown = f"{image['before']}![{with_lone_brackets_escaped(caption)}]{image['behind']}"
    text = f"{shown}{f'{{{attributes}}}' if attributes else ''}"
    made[last:] = [empty, made[last]._replace(text=text)]
    return [empty]


def _with_attributes(line: Line) -> Line:
    if line.is_code:
        return line
    text = line.text
    if alone := ALONE.fullmatch(text):
        label = LABEL.search(alone["said"] or "")
        return line._replace(text=f"[]{{#{label[1]}}}" if label else "")
    if "{:" in text:
        is_heading = text.startswith("#")
        text = ATTRIBUTES.sub(lambda found: _stated(found, is_heading), text)
    if any(sign in text for sign in ICON_SETS):
        text = ICON.sub(lambda found: "" if found[0].startswith(":") else found[0], text)
    return line._replace(text=IN_CODE.sub(r"\1", text) if "#!" in text else text)


def _stated(found: re.Match[str], is_heading: bool) -> str:
    if found["said"] is None:
        return found[0]
    if found["behind"]:
        return f"{found['behind']}{{{found['said'].strip()}}}"
    return f" {{{found['said'].strip()}}}" if is_heading else ""
