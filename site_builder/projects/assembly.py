"""A text and the files that it names to its lines, with those of the files in the places of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from site_builder.diagnostics import Diagnostic, Location
from site_builder.markdown import children_of, comments_above
from site_builder.markdown.fences import CODE_FENCE, closes, code_behind, end_of_code
from site_builder.projects.assembled_lines import AssembledLines
from site_builder.projects.conditions import SIGNS, with_conditions_decided
from site_builder.projects.constants import Constants
from site_builder.projects.environments import Environments
from site_builder.projects.includes import (
    EMBED,
    MOST_OPTIONS,
    STARTS,
    WHOLE,
    Inclusion,
    included_file,
    is_list,
    listed_in,
    not_shown,
    snippets_named,
)
from site_builder.projects.inline_code import (
    file_read,
    known_result_over_lines,
    runs_code,
    with_known_results,
    without_empty_code,
)
from site_builder.projects.kinds import Kind
from site_builder.projects.layout import Layout
from site_builder.projects.lines.comments import Place, comments_in, is_within
from site_builder.projects.lines.setext_headings import with_atx_headings
from site_builder.projects.metadata.plain_titles import plain_title
from site_builder.projects.shortcode_texts import Values
from site_builder.projects.shortcodes import filled, keys_asked_for, shown_code, whole_call
from site_builder.projects.stored_results import Results
from site_builder.projects.text_splitting import split_text
from site_builder.projects.texts.parts import begins_appendices, dropped_part, part_of_heading


@dataclass(slots=True)
class Assembly:
    """A text whose lines, with those of the files that it names, are added to the lines `made` so far."""

    made: AssembledLines
    values: Values
    results: Results
    environments: Environments
    is_of_slides: bool
    constants: Constants = field(default_factory=Constants)

    @property
    def layout(self) -> Layout:
        return self.made.project_texts.layout

    @property
    def is_foreign(self) -> bool:
        return self.layout.is_foreign

    @property
    def is_of_knitr(self) -> bool:
        return self.layout.kind in (Kind.BOOKDOWN, Kind.MANUSCRIPT)

    def take(self, path: str, lines: Sequence[str], above: int) -> None:
        """Take the lines of a file. `above` is the number of lines of the file before them."""
        self.made.open.append(path)
        lines = list(with_atx_headings(lines) if self.is_foreign else lines)
        if self.is_foreign and runs_code(path):
            self.constants.take(lines)
        hidden = comments_in(lines)
        # The fence of the chunk of text that is open, and what its closing fence becomes
        chunk = end_of_chunk = ""
        at = 0
        while at < len(lines):
            place = Location(path, above + at + 1)
            fence = CODE_FENCE.match(lines[at])
            if not fence or not code_behind("", fence) or is_within(hidden, (at, 0)):
                at = self.take_text(lines, at, place, hidden)
            elif chunk and closes(fence, chunk):
                self.made.add(end_of_chunk, place)
                chunk = ""
                at += 1
            else:
                comments = comments_above(lines[at + 1 : at + 1 + MOST_OPTIONS])
                div = None if chunk else self.div_of_chunk(fence["rest"], comments)
                if div is None:
                    at = self.take_code(lines, at, fence, comments, place)
                else:
                    chunk, end_of_chunk = fence["fence"], ":::" if div else ""
                    self.made.add("", place)
                    self.made.add(div, place)
                    at += 1 + len(comments)
        self.made.open.pop()

    def take_text(self, lines: list[str], at: int, place: Location, hidden: Sequence[tuple[Place, Place]]) -> int:
        """Take a line outside of code, or the lines of one call; the answer is the number of the next line."""
        line, behind = lines[at], at + 1
        is_hidden = is_within(hidden, (at, 0))
        if "\\input" in line and self.is_foreign and not is_hidden and self.made.add_input(line, place.path):
            return behind
        if "`r " in line and self.is_foreign and runs_code(place.path) and (said := known_result_over_lines(lines, at)):
            # They are as many lines as before, so that `hidden` and all places stay true.
            lines[at : at + len(said)] = said
            line = lines[at]
        if self.is_foreign and not is_hidden and (snippets := snippets_named(lines, at)):
            for row, snippet in enumerate(snippets, 1):
                where = Location(place.path, place.line + row)
                if not self.brings(snippet, place.path, where):
                    self.made.add(snippet, where)
            return at + len(snippets) + 2
        if "{{" in line:
            line, behind = whole_call(lines, at)
        is_call = "{{" in line or (self.is_foreign and line.lstrip().startswith(STARTS))
        if is_call and not is_hidden and self.brings(line, place.path, place):
            return behind
        line, unknown = self.filled_line(line, place)
        # An unknown value in a comment is not missing on any page.
        for each in unknown:
            if not is_within(hidden, (at, max(each.location.column - 1, 0))):
                self.made.diagnostics.append(each)
        self.made.add(self.shown(line, place, is_hidden), place)
        return behind

    def take_code(
        self, lines: Sequence[str], at: int, fence: re.Match[str], comments: Sequence[str], place: Location
    ) -> int:
        """Take a block of code, or the files that are to replace it; the answer is the number of the next line."""
        end = end_of_code(lines, at, fence)
        block = list(lines[at : end + 1])
        places = [Location(place.path, place.line + row) for row in range(len(block))]
        if self.is_foreign and is_list(fence["rest"]):
            listed = zip(map(listed_in, lines[at + 1 : end]), places[1:], strict=False)
            self.include_all([(file, where) for file, where in listed if file], place)
            return end + 1
        if (children := children_of(fence["rest"], comments)) is not None:
            self.include_all([(child, place) for child in children], place)
            return end + 1
        if self.is_foreign and "`" in fence["fence"] and "`" in fence["rest"]:
            # In our Markdown, a fence of backticks cannot have backticks behind it.
            block[0] = block[0].replace("`", "~", len(fence["fence"]))
            block[end - at :] = [line.replace("`", "~") for line in block[end - at :]]
        runs_r = self.is_foreign and runs_code(place.path)
        fills = "shortcodes=false" not in fence["rest"].replace('"', "")
        for line, where in zip(block, places, strict=True):
            named = included_file(line) if "{{" in line or "8<-" in line else None
            is_of_mdbook = "{{#" in line
            of_code = self.made.code_of(named, place.path, is_of_mdbook) if named else []
            if named and not of_code and is_of_mdbook:
                self.made.diagnostics.append(not_shown(named.path, where))
            line = without_empty_code(line) if runs_r else line
            shown = [f"{named.margin}{each}" for each in of_code] if named else []
            for each in shown or [shown_code(line, self.values) if fills else line]:
                self.made.add(each, where, is_code=True)
        return end + 1

    def shown(self, line: str, place: Location, is_hidden: bool) -> str:
        """The line outside of code in our Markdown: no headings of parts, and our divs and conditions."""
        if not is_hidden and (part := part_of_heading(line)) is not None:
            if plain_title(part) not in self.layout.parts.values():
                self.made.diagnostics.append(dropped_part(part, Location(place.path, place.line, 1)))
            return "\\appendix" if self.is_foreign and begins_appendices(line) else ""
        if self.is_of_slides and line.strip() == ". . .":
            # A pause on a slide
            return ""
        if self.is_foreign and line.startswith(":::"):
            line = self.environments.of_quartos_div(line)
            line = self.environments.of_div(line) if self.is_of_knitr else line
        return with_conditions_decided(line, self.values.metadata) if any(sign in line for sign in SIGNS) else line

    def div_of_chunk(self, info: str, comments: Sequence[str]) -> str | None:
        """The line that opens the div for a chunk of text; "" if it needs no div, None for a chunk of code."""
        is_of_quarto = self.layout.kind is Kind.QUARTO
        return self.environments.of_chunk(info, comments, is_of_quarto) if self.is_of_knitr or is_of_quarto else None

    def show(self, line: str, place: Location) -> None:
        """Add a line that comes from front matter, which may include a text."""
        if self.is_foreign and (named := file_read(line)):
            self.include(named, place.path, place)
        elif not self.brings(line, place.path, place):
            line, unknown = self.filled_line(line, place)
            self.made.diagnostics += unknown
            self.made.add(line, place)

    def brings(self, line: str, path: str, place: Location) -> bool:
        """Add the text, or the chunks of a text, that are to replace a line; whether the line names any."""
        if named := included_file(line):
            self.include(named.path, path, place, named)
            return True
        if embed := EMBED.fullmatch(line):
            self.embed(embed, path, place)
        return embed is not None

    def filled_line(self, line: str, place: Location) -> tuple[str, list[Diagnostic]]:
        """The line with its shortcodes filled in and the known results of its code, and diagnostics of the rest."""
        unknown: list[Diagnostic] = []
        is_of_manubot = self.layout.kind is Kind.MANUBOT and "{%" in line
        if ("{{" in line or "{% " in line) and not is_of_manubot:
            self.made.asked.update(keys_asked_for(line))
            line, unknown = filled(line, place, self.values)
        if "`" not in line or not self.is_foreign or not runs_code(place.path):
            return line, unknown
        said, unrun = with_known_results(line, place, self.constants.shown)
        if unrun and (stored := self.results.filled_line(line)):
            return stored, unknown
        return said, [*unknown, *unrun]

    def include_all(self, named: Sequence[tuple[str, Location]], place: Location) -> None:
        """Include several files, each named at its location, in place of the lines at `place`."""
        self.made.add("", place)
        for file, where in named:
            self.include(file, place.path, where)

    def include(self, named: str, path: str, place: Location, part: Inclusion = WHOLE) -> None:
        """Add the lines of a file, or a part of them. `named` is relative to the file at `path`, which names it."""
        found = self.made.project_texts.find(named, path)
        may_include = self.made.may_include(named, found, place)
        self.made.add("", place)
        if not may_include:
            return
        self.made.included += 1
        text = self.made.project_texts.read(found)
        parts = split_text(text, found, self.layout.kind)
        above = parts.first_line - 1
        before, lines = part.lines_of(text.split("\n"), above)
        margin = self.made.margin
        self.made.margin += part.margin
        self.take(found, part.block_of(lines) if part.is_program else lines, before)
        self.made.margin = margin
        self.made.add("", place)

    def embed(self, embed: re.Match[str], path: str, place: Location) -> None:
        """Add the chunks of another file with the labels that are named, or all of the file."""
        found = self.made.project_texts.find(embed["file"], path)
        if not embed["labels"] or self.made.obstacle(embed["file"], found):
            self.include(embed["file"], path, place)
            return
        shows_code = "echo=true" in embed["options"].replace('"', "").lower()
        self.made.add_chunks(found, embed["labels"].split(","), shows_code, place)
