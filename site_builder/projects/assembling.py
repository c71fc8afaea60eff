"""A text and those that it includes to one text that knows where each of its lines was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.inclusions import CITES
from site_builder.markdown import split_front_matter
from site_builder.patterns import pattern
from site_builder.projects.assembly import Assembly
from site_builder.projects.environments import Environments
from site_builder.projects.heads import (
    FIRST_LEVEL,
    is_of_slides,
    shown_abstract,
    with_calls_filled,
    with_latex_in_title_read,
    with_title_line,
    with_title_raised,
    without_met_conditions,
)
from site_builder.projects.kinds import Kind
from site_builder.projects.library import Assembled, Library
from site_builder.projects.lines.lone_fences import without_lone_fences
from site_builder.projects.results import Results, results_of
from site_builder.projects.shortcodes import Values
from site_builder.yaml_values import node_at, text_of, texts_of

OF_ABSTRACT: Final = pattern(r"## (.*) \{\.unnumbered\}")


def with_included(path: str, text: str, library: Library) -> Assembled:
    """The text of a file with all that it includes, and with what its front matter shows ahead of it."""
    layout = library.layout
    is_foreign = layout.is_foreign
    parts = split_front_matter(text, path, is_foreign=is_foreign)
    lines = text.split("\n")
    below = parts.first_line - 1
    acronyms = frozenset(layout.acronyms)
    values = Values((parts.front_matter, layout.metadata), layout.variables, acronyms)
    shown = list(shown_abstract(parts.front_matter, layout.settings.lang, lambda _: text))
    # What a file of metadata says of the work stands ahead of its first text.
    is_first = path == (layout.home or "".join(layout.texts[:1]))
    if not shown and is_first:
        shown = list(shown_abstract(layout.metadata, layout.settings.lang, library.read))
    if layout.kind in (Kind.QUARTO, Kind.MANUSCRIPT):
        from site_builder.projects.people import bylines

        has_own_title = text_of(node_at(layout.metadata, "title")) and not node_at(layout.metadata, "subtitle")
        if path != layout.home:
            shown = [*bylines.shown_of_a_page(parts.front_matter, layout.settings), *shown]
        elif layout.kind is Kind.QUARTO and has_own_title:
            shown = [*bylines.shown_of_the_first_page(parts.front_matter), *shown]
    head, unknown = with_calls_filled(lines[:below], path, values)
    is_of_talk, environments = is_of_slides(parts.front_matter), Environments(path)
    results = results_of(path, library) if layout.kind is Kind.QUARTO else Results()
    assembly = Assembly(
        library, values, results, diagnostics=unknown, environments=environments, is_of_slides=is_of_talk
    )
    for line, place in shown:
        assembly.show(line, place)
    ahead = len(assembly.lines)
    rows, unclosed = lines[below:], list[Diagnostic]()
    if is_foreign and layout.kind is not Kind.MYST:
        rows, unclosed = without_lone_fences(rows, path, below)
    assembly.take(path, rows, below)
    assembly.diagnostics += unclosed
    for appendix in texts_of(node_at(parts.front_matter, "appendix")) if assembly.is_of_knitr else ():
        # As papaja's template adds them
        if text_of(appendix).lower().endswith((".rmd", ".md")):
            assembly.include(text_of(appendix), path, appendix.location)
        elif "\n" in text_of(appendix):
            # As that of Copernicus does
            place = appendix.location
            for at, line in enumerate(("", *text_of(appendix).split("\n"))):
                assembly.show(line, Location(place.path, place.line + at))
    is_titled = layout.kind is not Kind.BOOKDOWN and bool(text_of(node_at(parts.front_matter, "title")))
    if ahead and path != layout.home and not is_titled:
        _put_below_title(assembly, ahead)
    body, written = assembly.lines, assembly.written
    if layout.kind is Kind.QUARTO:
        body = without_met_conditions(body, assembly.code)
    is_chapter = layout.kind is Kind.MANUSCRIPT and path != layout.home and len(layout.texts) > 1
    if (layout.has_chapters or is_chapter) and not text_of(node_at(parts.front_matter, "title")):
        body = with_title_raised(body, assembly.code, is_first=is_chapter)
    if layout.kind is Kind.BOOKDOWN and path != layout.home and _has_chapter(assembly):
        # bookdown makes one document of all, whose title is that of the first.
        head = with_title_line(head, "")
    if is_foreign:
        head = with_latex_in_title_read(head, parts.front_matter)
    if is_foreign or CITES.search(text):
        from site_builder.projects.lines.translating import in_our_markdown

        lines_of_body = list(zip(body, written, assembly.code, strict=True))
        body, written, unknown = in_our_markdown(lines_of_body, path, library, values.metadata, results.tables)
        assembly.diagnostics += unknown
    if layout.kind is Kind.MANUBOT and body:
        from site_builder.projects import manubot

        body, written, unfilled = manubot.filled(body, written, layout.metadata)
        assembly.diagnostics += unfilled
    made = "\n".join([*head, *body])
    told = tuple(_each_shortcode_once(assembly.diagnostics))
    if made == text:
        return Assembled(text, diagnostics=told)
    places = [*(Location(path, number + 1) for number in range(below)), *written]
    originals = _originals(places, [*head, *body], library)
    return Assembled(made, tuple(places), tuple(originals), told)


def _each_shortcode_once(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """A shortcode of an extension's may stand in every other sentence."""
    times = Counter(each.message for each in found if each.rule is Rule.UNKNOWN_SHORTCODE)
    for each in found:
        if each.rule is not Rule.UNKNOWN_SHORTCODE:
            yield each
        elif number := times.pop(each.message, 0):
            more = f" There are {number} of it in this text." if number > 1 else ""
            yield replace(each, message=f"{each.message}{more}")


def _has_chapter(assembly: Assembly) -> bool:
    return any(
        FIRST_LEVEL.match(line) for line, is_code in zip(assembly.lines, assembly.code, strict=True) if not is_code
    )


def _put_below_title(assembly: Assembly, ahead: int) -> None:
    """Moves what is shown ahead of a chapter behind the heading that it begins with, which is its title.

    The heading of an abstract is none there, since the chapter's own text would stand below it.
    """
    title = next((at for at in range(ahead, len(assembly.lines)) if assembly.lines[at].strip()), -1)
    if title < 0 or not assembly.lines[title].startswith("# "):
        return
    for at in range(ahead):
        if found := OF_ABSTRACT.fullmatch(assembly.lines[at]):
            assembly.lines[at], assembly.lines[ahead - 1] = f"**{found[1]}**", "* * *"
    order = [*range(ahead, title + 1), *range(ahead), *range(title + 1, len(assembly.lines))]
    assembly.lines = [assembly.lines[at] for at in order]
    assembly.written = [assembly.written[at] for at in order]
    assembly.code = [assembly.code[at] for at in order]


def _originals(places: Sequence[Location], made: Sequence[str], library: Library) -> Iterator[tuple[int, str]]:
    """The lines as they stand in their files, where these are others."""
    rows: dict[str, list[str]] = {}
    for number, (place, line) in enumerate(zip(places, made, strict=True)):
        if place.path not in rows:
            rows[place.path] = library.read(place.path).split("\n") if place.path in library.names else []
        of_file = rows[place.path]
        if 0 < place.line <= len(of_file) and of_file[place.line - 1] != line:
            yield number, of_file[place.line - 1]
