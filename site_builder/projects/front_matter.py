"""Front matter to the abstract that it shows ahead of a text, and to front matter whose title is in our Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from site_builder.diagnostics import Diagnostic, Location
from site_builder.foreign_front_matter import ACM
from site_builder.language_tags import language_of
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.latex.inline_commands import inline_commands_in_markdown
from site_builder.projects.lines.source_lines import Line
from site_builder.projects.metadata.plain_titles import FRAME
from site_builder.projects.metadata.unshown_metadata import is_on_a_page, is_spelled_out
from site_builder.projects.people.roles import NOTE
from site_builder.projects.shortcode_texts import TAG_START, Values
from site_builder.projects.shortcodes import filled, plainly_marked
from site_builder.yaml_values import first_of, names_of, node_at, pairs_of, text_of
from site_builder.yaml_values.reading import TAB

# The heading of an abstract, by the language of the site.
ABSTRACT: Final = {
    "de": "Zusammenfassung",
    "en": "Abstract",
    "es": "Resumen",
    "fr": "Résumé",
    "id": "Abstrak",
    "it": "Sommario",
    "ja": "要旨",
    "ko": "초록",
    "nl": "Samenvatting",
    "pl": "Streszczenie",
    "pt": "Resumo",
    "ru": "Аннотация",
    "tr": "Özet",
    "zh": "摘要",
}
# Such a heading as a key, for an abstract in a second language; some leave out its accents.
OWN_KEYS: Final = {heading.casefold(): heading for heading in ABSTRACT.values()} | {"resume": ABSTRACT["fr"]}
# Templates add a language to the key of an abstract. Two letters of its name tell it.
NAMED: Final = (
    "chinese|de|deutsch|en|english|es|fr|french|german|it|ja|japanese|ko|korean|nl|pl|polish|pt|ru|russian|spanish"
    "|tr|zh"
)
OF_LANGUAGE: Final = pattern(rf"abstract[-_](?P<behind>{NAMED})|(?P<before>{NAMED})[-_]abstract")
LANGUAGES: Final = {"ch": "zh", "ge": "de", "po": "pl", "sp": "es"}
# What mystmd shows of the parts of a page; it leaves out those that only a template knows.
PARTS: Final = """
    abstract ack acknowledgements acknowledgments availability data_availability dedication epigraph keypoints
    lay_summary plain_language_summary quote summary
""".split()
SLIDES: Final = ("revealjs", "beamer", "pptx", "slidy")
TITLE_KEY: Final = pattern(r"[Tt]itle[ \t]*:")
LONGEST_TITLE: Final = 2_000
TITLE: Final = pattern(r"(?:title|description)[ \t]*:.*\{\{<.*")
# Characters that would end a YAML value or begin another one
ENDS_VALUES: Final = pattern(r"[\"'\\#{}\[\]]|: ")

# An abstract in LaTeX's words
RAW: Final = pattern(r"`{3,}[ \t]*\{=(?:la)?tex\}[ \t]*\n(.*)\n`{3,}", re.DOTALL)
HEADING: Final = pattern(r"#{2,6}(?=[ \t])")
FIRST_LEVEL: Final = pattern(r"#[ \t]")
DIV: Final = pattern(r" {0,3}:{3,}(?P<opening>.*)")
# A div whose conditions are met, without anything else
MET: Final = pattern(r"[ \t]*\{[ ]?\.content-visible[ ]?\}[ \t]*")


def with_title_heading(lines: list[Line], *, is_first: bool) -> tuple[list[Line], int]:
    """The lines of a chapter without a title in its front matter: its first heading, of any level, becomes its title.

    The number is the level that this heading had. For pandoc and mdBook, the heading must be `is_first` in the
    text, and no other may have level 1.
    """
    if is_first and has_chapter(lines):
        return lines, 1
    depth = 0
    for at, line in enumerate(lines):
        if line.is_code:
            continue
        if div := DIV.fullmatch(line.text):
            depth = max(depth + (1 if div["opening"].strip() else -1), 0)
        elif not depth and FIRST_LEVEL.match(line.text):
            return lines, 1
        elif not depth and (heading := HEADING.match(line.text)):
            raised = line._replace(text=f"#{line.text[heading.end() :]}")
            return [*lines[:at], raised, *lines[at + 1 :]], heading.end()
        elif is_first and line.text.strip() and not line.text.startswith(("\\", "<!--")):
            return lines, 1
    return lines, 1


def without_met_conditions(lines: list[Line]) -> list[Line]:
    """The lines without divs that only had a condition: inside of one, a text's title would not be recognised."""
    if not any("content-visible" in line.text for line in lines):
        return lines
    made = list(lines)
    opened: list[int] = []
    for at, line in enumerate(lines):
        if line.is_code or not (div := DIV.fullmatch(line.text)):
            continue
        if div["opening"].strip():
            opened.append(at if MET.fullmatch(div["opening"]) else -1)
        elif opened and (first := opened.pop()) >= 0:
            made[first], made[at] = made[first]._replace(text=""), line._replace(text="")
    return made


def has_chapter(lines: Sequence[Line]) -> bool:
    return any(FIRST_LEVEL.match(line.text) for line in lines if not line.is_code)


def with_calls_filled(lines: list[str], path: str, values: Values) -> tuple[list[str], list[Diagnostic]]:
    """The lines of front matter with the shortcodes in its title and description filled in, and diagnostics."""
    made: list[str] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        if "{{<" in line and TITLE.fullmatch(line):
            text, wrong = filled(line, Location(path, number), values, is_safe=_is_safe)
            diagnostics += wrong
            line = text
        made.append(line)
    return made, diagnostics


def with_title_in_markdown(head: list[str], front_matter: YamlMap) -> list[str]:
    """The lines of front matter, as many as before, with a title without notes, and in Markdown instead of LaTeX."""
    text = text_of(node_at(front_matter, "title"))
    said = NOTE.sub("", text)
    said = inline_commands_in_markdown(FRAME.sub("", said)) if "\\" in said else said
    if said == text or len(text) > LONGEST_TITLE:
        return head
    in_quotes = " ".join(said.split()).replace("'", "''")
    return with_title_line(head, f"title: '{in_quotes}'")


def with_title_line(head: list[str], line: str) -> list[str]:
    """The lines of front matter, as many as before, with this line in place of the title."""
    at = next((number for number, each in enumerate(head) if TITLE_KEY.match(each)), -1)
    if at < 0:
        return head
    end = next((number for number in range(at + 1, len(head)) if head[number][:1].strip()), len(head))
    return [*head[:at], line, *[""] * (end - at - 1), *head[end:]]


def _is_safe(text: str) -> bool:
    return ENDS_VALUES.search(text) is None


def is_of_slides(front_matter: YamlMap) -> bool:
    """Whether the text is written for slides."""
    return any(name.endswith(SLIDES) for name in names_of(node_at(front_matter, "format")))


def shown_abstract(front_matter: YamlMap, lang: str, read: Callable[[str], str]) -> Iterator[tuple[str, Location]]:
    """The lines of the abstract, of abstracts in other languages, and of other texts for a page of a thesis.

    Each has a heading of its own.
    """
    language = language_of(text_of(node_at(front_matter, "lang")) or lang)
    heading = text_of(first_of(front_matter, "abstract-title", "abstract-heading"))
    heading = heading or ABSTRACT.get(language, ABSTRACT["en"])
    said = pairs_of(node_at(front_matter, "parts")).pairs
    parts = [(key, node) for key, node in said if key.casefold() in PARTS and is_spelled_out(node)]
    abstract = node_at(front_matter, "abstract") or node_at(pairs_of(node_at(front_matter, ACM)), "abstract")
    abstract = abstract or dict(parts).get("abstract")
    yield from _under_heading(heading, abstract, read)
    for key, node in front_matter.pairs:
        if named := OF_LANGUAGE.fullmatch(key):
            named_language = (named["before"] or named["behind"])[:2]
            yield from _under_heading(ABSTRACT[LANGUAGES.get(named_language, named_language)], node, read)
        elif abstract and (own := OWN_KEYS.get(key.casefold())) and node is not abstract:
            yield from _under_heading(own, node, read)
        elif is_on_a_page(key, node):
            yield from _under_heading(text_of(node_at(front_matter, f"{key}-heading")) or _called(key), node, read)
    for key, node in parts:
        if key != "abstract":
            yield from _under_heading(_called(key), node, read)


def _called(key: str) -> str:
    return key.replace("-", " ").replace("_", " ").capitalize()


def _under_heading(heading: str, node: YamlNode | None, read: Callable[[str], str]) -> Iterator[tuple[str, Location]]:
    abstract = text_of(node)
    if not abstract or node is None:
        return
    place = node.location
    heading = " ".join(TAG_START.sub("< ", heading).split())
    yield from (("", place), (f"## {heading} {{.unnumbered}}", place), ("", place))
    # The text of a block begins on the line below its “|” or “>”.
    written = read(place.path).split("\n")[place.line - 1].expandtabs(TAB)
    is_below = written[place.column - 1 :].startswith(("|", ">"))
    raw = RAW.fullmatch(abstract)
    abstract = raw[1] if raw else abstract
    for at, line in enumerate(plainly_marked(abstract).split("\n"), is_below + bool(raw)):
        yield line, Location(place.path, place.line + at)
    yield "", place
