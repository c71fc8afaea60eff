r"""A line in which some tool includes a text, or a part of one, to the lines that take its place.

Quarto's shortcode `embed` names chunks of another file. LaTeX's `\input{tables/means}` reads a file that programs for
statistics write, if that has a table or a picture. Others may hold an author's commands, or text only in LaTeX.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from posixpath import splitext
from typing import Final, NamedTuple

from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.markdown import children_of, chunk_of, comments_above
from site_builder.markdown.fences import CODE_FENCE, closes, end_of_code
from site_builder.patterns import pattern
from site_builder.projects.kinds import is_text
from site_builder.projects.needed_files import SHOWN
from site_builder.projects.shortcodes import INCLUDE

# `{{#include shared.md}}`; lines or an anchor behind a colon name the part to include.
OF_MDBOOK: Final = pattern(
    r"[ \t]*\{\{#(?:include|rustdoc_include|(?P<program>playground|playpen))[ ](?P<path>[^\s:{}]{1,400})"
    r"(?::(?P<part>[\w:-]{0,100}))?[^{}\n]{0,100}\}\}[ \t]*"
)
# Pandoc's filters and GitBook's plugins: `!include a.md`, `!INCLUDE "a.md"`, `{% include "a.md" %}`
STARTS: Final = ("!", "$", "{%", "--8<")
OF_FILTERS: Final = pattern(
    r"(?:[!$]include(?:`(?P<options>[^`\n]{0,300})`)?[ \t]+|!INCLUDE[ \t]+(?=\")|\{%-?[ \t]{0,9}include[ \t]+)"
    r"[\"']?(?P<path>[^\s\"'`{}%]{1,400})[\"']?(?:,[ ]?\d)?(?:[ \t]{0,9}-?%\})?[ \t]*"
)
# MkDocs' snippets, `--8<-- "a.md"`; a section, or the first line and perhaps the last, may be named behind a colon.
# What is before the sign goes before each line.
OF_SNIPPETS: Final = pattern(
    r"(?P<margin>[ \t]*)-{2,8}8<-{2,8}[ \t]+[\"'](?P<path>[^\s\"':]{1,400})(?::(?P<part>[\w:-]{0,100}))?[\"'][ \t]*"
)
# Lines between two such ones each name a snippet.
AROUND_SNIPPETS: Final = pattern(r"[ \t]*-{2,8}8<-{2,8}[ \t]*")
# A block of code whose lines are names of files: Pandoc's filter include-files, or pandoc-include
LIST: Final = pattern(r"[ \t]*(?:\{(?:[^{}]{0,200}[ ])?\.include(?:[ ][^{}]{0,200})?\}|include)[ \t]*")
# MyST's directive, a block that a text replaces
OF_MYST: Final = pattern(r"[ \t]*(?:`{3,}|:{3,})[ \t]*\{include\}[ \t]+(?P<path>[^\s`]{1,400})[ \t]*")
# Which lines pandoc-include is to show, or those between which it is: `snippetStart="<!-- a -->"`
OPTION: Final = pattern(r"(startLine|endLine|snippetStart|snippetEnd)=[\"']?([^\"',`]{1,100})")
DEEPEST: Final = 10
FENCE: Final = "~~~~~~~~"
ANCHOR: Final = pattern(r"(?:\bANCHOR(?:_END)?:[ ]?|8<-{2,8}[ ]\[(?:start|end):[ ]?)([\w-]{1,100})")
EMBED: Final = pattern(
    r"[ \t]*\{\{<\s*embed\s+[\"']?(?P<file>[^\s\"'#>]{1,300})(?:#(?P<labels>[^\s\"'>]{1,300}))?[\"']?"
    r"(?P<options>[^\n>]{0,300})>\}\}[ \t]*"
)
CHUNK: Final = pattern(r"(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>\{[^}\n]*\})\s*")
MOST_OPTIONS: Final = 50
DIGITS: Final = 9
FENCES: Final = ("```", "~~~")
INPUT: Final = pattern(r"\s*\\input[ \t]*(?:\{(?P<path>[^{}\n]{1,300})\}|[ \t](?P<bare>[^\s{}]{1,300}))[ \t]*(?:%.*)?")
SHOWS: Final = pattern(r"\\begin\{(?:table|tabular|longtable|longtabu|tabu|figure)[xy]?\*?\}")
ENDS: Final = ("", ".tex")


class Inclusion(NamedTuple):
    """A file to include, the part of it that is wanted, and whether it is a program, which is shown as code.

    The margin goes before each of its lines.
    """

    path: str
    part: str = ""
    is_program: bool = False
    margin: str = ""

    def block_of(self, code: Sequence[str]) -> Sequence[str]:
        return [f"{FENCE} {splitext(self.path)[1][1:]}", *code, FENCE]

    def code_of(self, lines: Sequence[str]) -> list[str]:
        """The lines to show as code: between two marks, no marks of other parts."""
        is_between_marks = bool(self.part.strip(":0123456789"))
        return [line for line in self.lines_of(lines)[1] if not (is_between_marks and ANCHOR.search(line))]

    def lines_of(self, lines: Sequence[str], above: int = 0) -> tuple[int, Sequence[str]]:
        """The lines of a file that are meant, and how many stand before them. The first `above` are front matter."""
        start, end = self._lines_named(lines, above) if self.part else (above, len(lines))
        start = max(start, above)
        return start, lines[start:end]

    def _lines_named(self, lines: Sequence[str], above: int) -> tuple[int, int]:
        """The numbers of the first line and of the one behind the last, from 0. If a mark is unknown, all are meant."""
        opening, is_snippet, closing = self.part.partition("\n")
        if is_snippet:
            start = next((at + 1 for at in range(above, len(lines)) if opening in lines[at]), above)
            ends = (at for at in range(start, len(lines)) if start > above and closing and closing in lines[at])
            return start, next(ends, len(lines))
        first, _, last = self.part.partition(":")
        if first.isdecimal() or last.isdecimal():
            start = max(int(first[:DIGITS]) - 1, 0) if first.isdecimal() else 0
            return start, int(last[:DIGITS]) if last.isdecimal() else len(lines) if ":" in self.part else start + 1
        marks = [at for at, line in enumerate(lines) if (found := ANCHOR.search(line)) and found[1] == self.part]
        return (marks[0] + 1, marks[1]) if len(marks) > 1 else (0, len(lines))


WHOLE: Final = Inclusion("")


def included_file(line: str) -> Inclusion | None:
    """The file that a line includes; None if there is none, or other text in the line."""
    if found := INCLUDE.fullmatch(line):
        return Inclusion(found["path"].strip().strip("\"'"))
    if line.startswith(STARTS) and (found := OF_FILTERS.fullmatch(line)) and is_text(found["path"]):
        said = dict(OPTION.findall(found["options"] or ""))
        part = f"{said['snippetStart']}\n{said.get('snippetEnd', '')}" if "snippetStart" in said else ""
        if "startLine" in said or "endLine" in said:
            part = f"{said.get('startLine', '')}:{said.get('endLine', '')}"
        return Inclusion(found["path"], part)
    if "8<-" in line and (found := OF_SNIPPETS.fullmatch(line)):
        part = found["part"] or ""
        return Inclusion(found["path"], f"{part}:" if part.isdecimal() else part, margin=found["margin"])
    found = OF_MDBOOK.fullmatch(line) if "{{#" in line else None
    return Inclusion(found["path"], found["part"] or "", bool(found["program"])) if found else None


def snippets_named(lines: Sequence[str], at: int) -> Sequence[str]:
    """A line for each of MkDocs' snippets that are named below line `at`, "" for each other one; () if none are."""
    if "8<-" not in lines[at] or not AROUND_SNIPPETS.fullmatch(lines[at]):
        return ()
    below = range(at + 1, min(at + MOST_OPTIONS, len(lines)))
    end = next((row for row in below if AROUND_SNIPPETS.fullmatch(lines[row])), at)
    sign = lines[at].rstrip()
    names = (line.strip() for line in lines[at + 1 : end])
    return [f'{sign} "{name}"' if name and not name.startswith(";") else "" for name in names]


def is_list(info: str) -> bool:
    """Whether the lines of a block of code with these words behind its fence name the files that replace it."""
    return "include" in info and LIST.fullmatch(info) is not None


def listed_in(line: str) -> str:
    """The file that a line of such a block names; "" for a comment."""
    return "" if line.lstrip().startswith("//") else line.strip()


def included_by(text: str) -> Iterator[str]:
    """The files that a text includes."""
    fence, lines = "", text.split("\n")
    for at, line in enumerate(lines):
        found = CODE_FENCE.match(line)
        if fence:
            yield from filter(None, [listed_in(line)] if not found else [])
            fence = "" if found and closes(found, fence) else fence
        elif found and is_list(found["rest"]):
            fence = found["fence"]
        elif found and "child" in line:
            yield from children_of(found["rest"], ()) or ()
        elif "{include}" in line and (named := OF_MYST.fullmatch(line)):
            yield named["path"]
        elif "nclude" in line or "INCLUDE" in line or "8<-" in line:
            named_here = (included_file(each) or WHOLE for each in (line, *snippets_named(lines, at)))
            yield from filter(None, (each.path for each in named_here))


def include_obstacle(named: str, found: str, names: Collection[str], around: Sequence[str]) -> tuple[str, str] | None:
    """Why a file cannot be included where it is named, and a hint. `around` are the files that would include it."""
    if not found:
        return missing_file_message(named, [name for name in names if name not in around])
    if found in around:
        return f"“{named}” includes itself, so it is left out here.", "remove one of the two."
    if len(around) > DEEPEST:
        message = f"“{named}” is included too deep within other files, so it is left out."
        return message, "include it from higher up."
    return None


def missing_chapter(named: str, names: Collection[str], place: Location) -> Diagnostic:
    """The diagnostic of a text that is in the list of chapters but not in the project."""
    message = f"The chapter “{named}” is not among the files that can be read."
    return Diagnostic(Rule.UNKNOWN_INCLUDE, place, message, _nearest(named, names))


def not_shown(named: str, place: Location) -> Diagnostic:
    """The diagnostic of a file, to be shown as code or as a table, that the project does not have."""
    message = f"The file “{named}” to be shown here is not among the files that are read."
    hint = "correct its name, or add the file to the project."
    return Diagnostic(Rule.UNKNOWN_INCLUDE, place, message, hint)


def missing_file_message(named: str, names: Collection[str]) -> tuple[str, str]:
    """The message about a named file that the project does not have, and a hint."""
    name, suffix = splitext(named)
    if not is_text(named) and suffix.lower() not in SHOWN:
        hint = f"name it “{name}.md”: HTML is read there, too."
        return f"The file “{named}” to be included here does not have the name of a text.", hint
    return f"The file “{named}” to be included here does not exist.", _nearest(named, names)


def _nearest(named: str, names: Collection[str]) -> str:
    return did_you_mean(named, filter(is_text, names), "correct its name, or add the file to the project.")


class NumberedLine(NamedTuple):
    number: int
    line: str


def chunk_labelled(lines: Sequence[str], label: str, shows_code: bool) -> Iterator[NumberedLine]:
    """The lines of the chunk with this label, with their numbers. Unless it `shows_code`, an option hides the code."""
    for start, line in enumerate(lines):
        found = CHUNK.fullmatch(line) if line.startswith(FENCES) else None
        if found is None:
            continue
        comments = comments_above(lines[start + 1 : start + 1 + MOST_OPTIONS])
        chunk = chunk_of(found["info"], comments)
        if chunk is None or chunk.options.get("label") != label:
            continue
        end = end_of_code(lines, start, found)
        behind = start + 1 + len(comments)
        yield from (NumberedLine(at + 1, lines[at]) for at in range(start, behind))
        if not shows_code:
            yield NumberedLine(behind, "#| echo: false")
        yield from (NumberedLine(at + 1, lines[at]) for at in range(behind, end))
        yield NumberedLine(min(end + 1, len(lines)), found["fence"])
        return


def path_of_input(line: str, found: Callable[[str], str], read: Callable[[str], str]) -> str:
    """The path of the file, as `found` gives it; "" for a line that reads none, or any other file."""
    named = INPUT.fullmatch(line)
    path = (named["path"] or named["bare"]).strip() if named else ""
    ways = [found(f"{path}{end}") for end in ENDS] if path else []
    return next((way for way in ways if way.endswith(".tex") and SHOWS.search(read(way))), "")


def lines_of_input(text: str) -> Iterator[tuple[int, str]]:
    """The lines of such a file with their numbers, without comments."""
    return (
        (number, line)
        for number, line in enumerate(text.rstrip("\n").split("\n"), start=1)
        if not line.lstrip().startswith("%")
    )
