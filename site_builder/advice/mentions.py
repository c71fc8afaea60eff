"""Sentences to the studies that they name by author and year without citing them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule, in_a_row
from site_builder.markdown import PlainSentence
from site_builder.model import Reference
from site_builder.patterns import pattern
from site_builder.person_names import creators
from site_builder.project_paths import NOTES
from site_builder.resolve import Study
from site_builder.slugs import slug

YEAR: Final = pattern(r"(?<![\d\w./-])(?:1[5-9]|20)\d\d(?=[a-z]?(?![\d\w-]))")
MOST_BETWEEN: Final = 90
# What may be between a name and the year: “’s”, initials, “et al.”, a second author, the bracket or comma.
_OTHERS: Final = (
    r"(?:,?\s+(?:et\s+al\.?|and\s+(?:colleagues|others|co-?workers)"
    r"|(?:,?\s*[\w’'.-]+){0,4}?,?\s*(?:and|&)\s+(?:\w[\w’'.-]*\s?){1,4}(?:et\s+al\.?)?))?"
)
_BETWEEN: Final = rf"(?:,\s*(?:[A-Z]\.[\s-]*)+)?{_OTHERS}(?:[’']s?)?"
MARKED: Final = pattern(rf"{_BETWEEN}(?:\s*[(\[]\s*|,\s*)(?:(?:1[5-9]|20)\d\d[a-z]?[,;]\s*)*")
BARE: Final = pattern(r"(?:\s+et\s+al\.?|\s+(?:and|&)\s+\w[\w’'-]*)\s+|\s+")
SECOND_AUTHOR: Final = pattern(r"\w[.,]?\s+(?:and|&)\s+$")
# Names that are also words which a year may follow.
MONTHS: Final = frozenset(
    "January February March April May June July August September October November December".split()
)


class Names:
    """The works by year and first author."""

    def __init__(self, studies: Iterable[Study]) -> None:
        self.study_of: dict[str, str] = {}
        self.by_year: dict[str, dict[str, list[Reference]]] = defaultdict(lambda: defaultdict(list))
        for study in studies:
            for report in study.reports:
                self.study_of[report.key] = study.slug
                for name in creators(report)[:1]:
                    written = name.family or name.literal
                    if written and report.year > 0:
                        self.by_year[str(report.year)][_plain(written)].append(report)


def uncited_mentions(path: str, text: str, sentences: Iterable[PlainSentence], names: Names) -> Iterator[Diagnostic]:
    """Each uncited mention, at its place. A note need not cite the study that it is about."""
    note = PurePosixPath(path).stem if NOTES in PurePosixPath(path).parts else ""
    study_of_note = slug(note) if note else ""
    own = {study for key, study in names.study_of.items() if note == key or study == study_of_note}
    lines = text.split("\n")
    for sentence in sentences:
        cited = own | {names.study_of.get(key, "") for key in sentence.keys}
        plain = _plain(sentence.text)
        told: set[str] = set()
        for at, name, year, references in _mentions(plain, names):
            if cited.isdisjoint(names.study_of[each.key] for each in references) and name + year not in told:
                told.add(name + year)
                count = (_plain(sentence.before) + plain[:at]).count(name)
                yield _uncited(_place(path, lines, sentence, name, count), name, year, references)


def _mentions(sentence: str, names: Names) -> Iterator[tuple[int, str, str, list[Reference]]]:
    for year in YEAR.finditer(sentence):
        start = max(0, year.start() - MOST_BETWEEN)
        before = sentence[start : year.start()]
        for name, references in names.by_year.get(year[0], {}).items():
            if name in before and (at := _author_offset(before, name)) >= 0:
                yield start + at, name, year[0], references


def _author_offset(before: str, name: str) -> int:
    """Where the text before a year names the first author of a work of that year; -1 if it does not."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", before):
        between = before[found.end() :]
        ahead = before[: found.start()]
        if SECOND_AUTHOR.search(ahead):
            continue
        in_brackets = ahead.rstrip().endswith(("(", ";", "["))
        if name in MONTHS and "(" not in between and "al" not in between and not in_brackets:
            continue
        if MARKED.fullmatch(between) or (BARE.fullmatch(between) and (in_brackets or "al" in between)):
            return found.start()
    return -1


def _uncited(place: Location, name: str, year: str, references: Sequence[Reference]) -> Diagnostic:
    keys = [f"@{reference.key}" for reference in references]
    message = f"{name} ({year}) is named in plain text, but the sentence does not cite that work."
    which = in_a_row(keys, "or")
    hint = f"write {which} instead, so that the name becomes a link and the study's page shows the sentence."
    return Diagnostic(Rule.UNCITED_MENTION, place, message, hint)


def _place(path: str, lines: Sequence[str], sentence: PlainSentence, name: str, count: int) -> Location:
    """Where the name is in the file: its occurrence after `count` others in the lines of its block."""
    words = re.compile(r"[\s>*_]+".join(map(re.escape, name.split())))
    first = sentence.first_line
    block = _plain("\n".join(lines[first - 1 : sentence.last_line]))
    found = [match.start() for match in words.finditer(block)]
    if not found:
        return Location(path, first, 1)
    start = found[min(count, len(found) - 1)]
    return Location(path, first + block.count("\n", 0, start), start - block.rfind("\n", 0, start))


def _plain(text: str) -> str:
    """The text with composed letters and straight apostrophes. Offsets stay the same in most texts."""
    return unicodedata.normalize("NFC", text).replace("’", "'").replace("\N{NO-BREAK SPACE}", " ")
