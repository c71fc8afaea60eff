"""A text and the texts that it includes to one text that knows where each of its lines was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.inclusions import CITES
from site_builder.markdown.attributes import split_attributes
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.assembled_lines import AssembledLines
from site_builder.projects.assembly import Assembly
from site_builder.projects.conditions import unseen
from site_builder.projects.environments import Environments
from site_builder.projects.front_matter import (
    has_chapter,
    is_of_slides,
    shown_abstract,
    with_calls_filled,
    with_title_heading,
    with_title_in_markdown,
    with_title_line,
    without_met_conditions,
)
from site_builder.projects.kinds import Kind, files_of_jekyll
from site_builder.projects.lines.fences import without_lone_fences
from site_builder.projects.lines.plugins import with_fences
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.project_texts import AssembledText, ProjectTexts
from site_builder.projects.shortcode_texts import Values
from site_builder.projects.shortcodes import keys_asked_for
from site_builder.projects.stored_results import Results, results_of
from site_builder.projects.text_splitting import split_text
from site_builder.projects.texts.parts import is_one_chapter
from site_builder.yaml_values import node_at, pairs_of, text_of, texts_of

# The keys for an abstract in our own texts
OF_REVIEW: Final = ("abstract", "abstract-title", "lang")
OF_ABSTRACT: Final = pattern(r"## (.*) \{\.unnumbered\}")


def assembled_text(path: str, text: str, project_texts: ProjectTexts) -> AssembledText:
    """The text of a file with everything that it includes, below what its front matter shows, such as an abstract."""
    layout = project_texts.layout
    parts = split_text(text, path, layout.kind)
    lines = text.split("\n")
    below = parts.first_line - 1
    of_jekyll = not project_texts.names.isdisjoint(files_of_jekyll(path))
    said = (parts.front_matter, layout.metadata)
    values = Values(
        said, layout.variables, frozenset(layout.acronyms), of_jekyll, not layout.is_foreign, layout.kind is Kind.QUARTO
    )
    head, unknown = with_calls_filled(lines[:below], path, values)
    results = results_of(path, project_texts) if layout.kind is Kind.QUARTO else Results()
    made = AssembledLines(project_texts, unknown)
    made.asked.update(chain.from_iterable(map(keys_asked_for, lines[:below])))
    environments = Environments(path, layout.chunk_options if layout.kind is Kind.BOOKDOWN else ())
    assembly = Assembly(made, values, results, environments, is_of_slides(parts.front_matter))
    title = text_of(node_at(parts.front_matter, "title"))
    is_chapter = layout.kind is Kind.MANUSCRIPT and path != layout.home and len(layout.texts) > 1
    # What the first text says of itself is said of the whole, whose title may have a subtitle behind it.
    speaks = is_chapter and path == layout.texts[0] and title != "" and layout.settings.title.startswith(title)
    is_of_whole = speaks and is_one_chapter(parts.text)
    for line, place in _lines_before_text(path, text, parts.front_matter, project_texts, is_of_whole):
        assembly.show(line, place)
    ahead = len(made.lines)
    rows, unclosed = lines[below:], list[Diagnostic]()
    rows = with_fences(rows) if layout.kind is Kind.MANUSCRIPT else rows
    if layout.is_foreign and layout.kind is not Kind.MYST:
        rows, unclosed = without_lone_fences(rows, path, below)
    assembly.take(path, rows, below)
    made.diagnostics += unclosed
    if assembly.is_of_knitr:
        _add_appendices(assembly, path, parts.front_matter)
    if layout.kind is Kind.MANUSCRIPT:
        _add_files_behind(made, path, parts.front_matter)
    begins_with_title = (
        layout.kind is Kind.BOOKDOWN or not title or is_of_whole or _begins_with(made.lines[ahead:], title)
    )
    if ahead and path != layout.home and begins_with_title:
        _put_below_title(made.lines, ahead)
    if is_of_whole or (layout.kind is Kind.BOOKDOWN and path != layout.home and has_chapter(made.lines)):
        # bookdown and pandoc make one document of all texts, with the title of the first.
        head = with_title_line(head, "")
    if layout.is_foreign:
        head = with_title_in_markdown(head, parts.front_matter)
    body = without_met_conditions(made.lines) if layout.kind is Kind.QUARTO else made.lines
    level = 1
    if (layout.has_chapters or is_chapter) and not title:
        body, level = with_title_heading(body, is_first=is_chapter)
    if layout.is_foreign or CITES.search(text):
        from site_builder.projects.lines.translating import in_our_markdown

        body, unknown = in_our_markdown(body, path, project_texts, values.metadata, results.tables)
        made.diagnostics += unknown
    shown, written = [line.text for line in body], [line.place for line in body]
    if layout.kind is Kind.MANUBOT and body:
        from site_builder.projects import manubot

        shown, written, unfilled = manubot.filled(shown, written, layout.metadata)
        made.diagnostics += unfilled
    whole = "\n".join([*head, *shown])
    hidden = unseen(made.lines) if made.diagnostics else set()
    seen = [each for each in made.diagnostics if Location(each.location.path, each.location.line) not in hidden]
    told = tuple(_each_shortcode_once(seen))
    asked = frozenset(made.asked)
    if whole == text:
        return AssembledText(text, diagnostics=told, asked=asked)
    places = [*(Location(path, number + 1) for number in range(below)), *written]
    originals = _originals(places, [*head, *shown], project_texts)
    return AssembledText(whole, tuple(places), tuple(originals), told, asked, level)


def _lines_before_text(
    path: str, text: str, front_matter: YamlMap, project_texts: ProjectTexts, is_of_whole: bool
) -> list[tuple[str, Location]]:
    """The lines shown ahead of a text: its subtitle, authors and date if they are its own, and its abstract."""
    layout = project_texts.layout
    if layout.kind is Kind.REVIEW:
        front_matter = replace(front_matter, pairs=tuple(pair for pair in front_matter.pairs if pair[0] in OF_REVIEW))
    if layout.kind is Kind.MYST:
        from site_builder.projects.myst.page_parts import with_files_read

        front_matter = with_files_read(front_matter, lambda name: project_texts.find(name, path), project_texts.read)

    def read(named: str) -> str:
        return text if named == path else project_texts.read(named)

    shown = list(shown_abstract(front_matter, layout.settings.lang, read))
    # An abstract in a metadata file is shown ahead of the first text.
    is_first = path == (layout.home or "".join(layout.texts[:1]))
    if is_first:
        own = {key for key, _ in front_matter.pairs}
        others = tuple(pair for pair in layout.metadata.pairs if pair[0] not in own)
        shown += shown_abstract(replace(layout.metadata, pairs=others), layout.settings.lang, project_texts.read)
    if layout.kind not in (Kind.QUARTO, Kind.MANUSCRIPT) and (layout.kind is not Kind.MYST or path == layout.home):
        return shown
    if is_of_whole:
        return shown
    from site_builder.projects.people import bylines

    if path != layout.home:
        return [*bylines.shown_of_a_page(front_matter, layout.settings), *shown]
    has_own_title = text_of(node_at(layout.metadata, "title")) and not node_at(layout.metadata, "subtitle")
    if layout.kind is Kind.QUARTO and has_own_title:
        return [*bylines.shown_of_the_first_page(front_matter), *shown]
    return shown


def _add_appendices(assembly: Assembly, path: str, front_matter: YamlMap) -> None:
    for appendix in texts_of(node_at(front_matter, "appendix")):
        written, place = text_of(appendix), appendix.location
        if written.lower().endswith((".rmd", ".md")):
            # papaja's template includes the file.
            assembly.include(written, path, place)
        elif "\n" in written:
            # The template of Copernicus takes the text itself.
            for at, line in enumerate(("", *written.split("\n"))):
                assembly.show(line, Location(place.path, place.line + at))


def _add_files_behind(made: AssembledLines, path: str, front_matter: YamlMap) -> None:
    """Add the figures and tables in LaTeX that R Markdown's `after_body` puts behind the text in any of its formats."""
    formats = [pairs_of(each) for _, each in pairs_of(node_at(front_matter, "output")).pairs]
    behind = [node_at(pairs_of(node_at(each, "includes")), "after_body") for each in formats]
    named = {text_of(file): file.location for node in behind for file in texts_of(node)}
    for file, place in named.items():
        made.add("", place)
        made.add_input(f"\\input{{{file}}}", path)


def _each_shortcode_once(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The diagnostics with each unknown shortcode only once: an extension's may be in every other sentence."""
    times = Counter(each.message for each in found if each.rule is Rule.UNKNOWN_SHORTCODE)
    for each in found:
        if each.rule is not Rule.UNKNOWN_SHORTCODE:
            yield each
        elif number := times.pop(each.message, 0):
            more = f" It occurs {number} times in this text." if number > 1 else ""
            yield replace(each, message=f"{each.message}{more}")


def _begins_with(lines: Sequence[Line], title: str) -> bool:
    """Whether a text begins with a heading that repeats its title."""
    first = next((line.text for line in lines if line.text.strip()), "")
    return split_attributes(first)[0].strip() == f"# {title}"


def _put_below_title(lines: list[Line], ahead: int) -> None:
    """Move what is shown ahead of a chapter below the heading that the chapter begins with, which is its title.

    The abstract's heading becomes bold text, since the chapter's own text would otherwise belong to its section.
    """
    title = next((at for at in range(ahead, len(lines)) if lines[at].text.strip()), -1)
    if title < 0 or not lines[title].text.startswith("# "):
        return
    for at in range(ahead):
        if found := OF_ABSTRACT.fullmatch(lines[at].text):
            lines[at] = lines[at]._replace(text=f"**{found[1]}**")
            lines[ahead - 1] = lines[ahead - 1]._replace(text="* * *")
    lines[: title + 1] = [*lines[ahead : title + 1], *lines[:ahead]]


def _originals(
    places: Sequence[Location], made: Sequence[str], project_texts: ProjectTexts
) -> Iterator[tuple[int, str]]:
    """The lines of the files that differ from the assembled ones, with the number of each from 0."""
    rows: dict[str, list[str]] = {}
    for number, (place, line) in enumerate(zip(places, made, strict=True)):
        if place.path not in rows:
            rows[place.path] = project_texts.read(place.path).split("\n") if place.path in project_texts.names else []
        of_file = rows[place.path]
        if 0 < place.line <= len(of_file) and of_file[place.line - 1] != line:
            yield number, of_file[place.line - 1]
