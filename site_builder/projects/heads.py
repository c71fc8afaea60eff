"""What front matter shows ahead of a text to lines of it: subtitle, authors, date and abstract; and its shortcodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.diagnostics import Diagnostic, Location
from site_builder.model import Settings, YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.affiliations import listed_affiliations
from site_builder.projects.describing import OF_THE_BUILD
from site_builder.projects.persons import read_authors
from site_builder.projects.shortcodes import TAG_START, Values, filled
from site_builder.yaml_values import first_of, node_at, pairs_of, text_of

# The heading of an abstract, by the language of the site.
ABSTRACT: Final = {
    "de": "Zusammenfassung",
    "en": "Abstract",
    "es": "Resumen",
    "fr": "Résumé",
    "it": "Sommario",
    "nl": "Samenvatting",
    "pt": "Resumo",
}
SLIDES: Final = ("revealjs", "beamer", "pptx", "slidy")
LONGEST: Final = 2_000
TITLE: Final = pattern(r"(?:title|description)[ \t]*:.*\{\{<.*")
# What would end a value of YAML, or begin another one.
ENDS_VALUES: Final = pattern(r"[\"'\\#{}\[\]]|: ")


def with_calls_filled(lines: list[str], path: str, values: Values) -> tuple[list[str], list[Diagnostic]]:
    """The lines of front matter in whose titles shortcodes are acted on."""
    made: list[str] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(lines, 1):
        if "{{<" in line and TITLE.fullmatch(line):
            text, wrong = filled(line, Location(path, number), values, is_safe=_is_safe)
            diagnostics += wrong
            line = text
        made.append(line)
    return made, diagnostics


def _is_safe(text: str) -> bool:
    return ENDS_VALUES.search(text) is None


def is_of_slides(front_matter: YamlMap) -> bool:
    """Whether the text is written for slides."""
    formats = node_at(front_matter, "format")
    names = [text_of(formats), *(name for name, _ in pairs_of(formats).pairs)]
    return any(name.endswith(SLIDES) for name in names)


def shown_of_a_page(front_matter: YamlMap, settings: Settings) -> Iterator[tuple[str, Location]]:
    """Of a text that is not the home page, which shows these of the whole: its subtitle, its authors and its date."""
    subtitle, date = node_at(front_matter, "subtitle"), first_of(front_matter, "date", "published")
    if subtitle is not None and text_of(subtitle):
        yield from _paragraph(text_of(subtitle), subtitle)
    by = first_of(front_matter, "author", "authors")
    authors = read_authors(by, listed_affiliations(front_matter))
    if by is None or not authors or tuple(author.name for author in authors) == settings.names:
        return
    said = [
        f"{author.contributor.name} ({'; '.join(author.contributor.affiliations)})"
        if author.contributor.affiliations
        else author.contributor.name
        for author in authors
    ]
    day = "" if OF_THE_BUILD.fullmatch(text_of(date)[:500]) else text_of(date)[:LONGEST]
    yield from _paragraph(", ".join(said) + (f" · {day}" if day else ""), by)


def _paragraph(text: str, node: YamlNode) -> Iterator[tuple[str, Location]]:
    yield "", node.location
    yield TAG_START.sub("< ", " ".join(text[:LONGEST].split())), node.location
    yield "", node.location


def shown_abstract(front_matter: YamlMap, lang: str, lines: list[str]) -> Iterator[tuple[str, Location]]:
    """The lines of the abstract, under a heading of its own."""
    node = node_at(front_matter, "abstract")
    abstract = text_of(node)
    if not abstract or node is None:
        return
    language = (text_of(node_at(front_matter, "lang")) or lang).partition("-")[0].casefold()
    heading = text_of(node_at(front_matter, "abstract-title")) or ABSTRACT.get(language, ABSTRACT["en"])
    heading = TAG_START.sub("< ", heading)
    place = node.location
    yield from (("", place), (f"## {' '.join(heading.split())} {{.unnumbered}}", place), ("", place))
    # A text below its sign begins on the next line.
    is_below = lines[place.line - 1][place.column - 1 :].startswith(("|", ">"))
    for at, line in enumerate(TAG_START.sub("< ", abstract).split("\n"), is_below):
        yield line, Location(place.path, place.line + at)
    yield "", place
