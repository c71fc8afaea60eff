"""What was wrong, where, and what to do: facts to diagnostics, diagnostics to lines of text.

Diagnostics are values. They are made where a fact is first known, returned
beside the best result that could be had, and never raised or logged.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a diagnostic weighs: an error fails every build, a warning fails a strict one."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Enum):
    """What can be wrong. The names are permanent: people search for them and link to them."""

    name_: str
    severity: Severity
    meaning: str

    def __init__(self, name_: str, severity: Severity, meaning: str) -> None:
        self.name_ = name_
        self.severity = severity
        self.meaning = meaning

    # Reading
    NOT_UTF8 = "not-utf8", Severity.ERROR, "A text file is not encoded in UTF-8."
    UNREADABLE_FILE = "unreadable-file", Severity.ERROR, "A file could not be read."
    UNREADABLE_YAML = "unreadable-yaml", Severity.ERROR, "A YAML file or front matter has a syntax error."
    UNKNOWN_KEY = "unknown-key", Severity.ERROR, "A key in review.yaml, keywords.yaml or front matter has no meaning."
    WRONG_TYPE = "wrong-type", Severity.ERROR, "A value is of another type than its key takes."
    REPEATED_KEY = "repeated-key", Severity.ERROR, "A YAML mapping has the same key twice."
    MISSING_VALUE = "missing-value", Severity.ERROR, "A record lacks a key that it must have."
    NO_CONTENT = "no-content", Severity.ERROR, "The project has no Markdown file to build from."

    # Bibliographies
    MISSING_BIBLIOGRAPHY = "missing-bibliography", Severity.ERROR, "A file that `bibliography` names does not exist."
    BIBTEX_SYNTAX = "bibtex-syntax", Severity.ERROR, "A BibTeX entry could not be read as written."
    DUPLICATE_CITATION_KEY = "duplicate-citation-key", Severity.ERROR, "Two entries have the same citation key."
    REPEATED_FIELD = "repeated-field", Severity.WARNING, "An entry gives the same field twice."
    UNDEFINED_STRING = "undefined-string", Severity.ERROR, "A field uses an @string abbreviation that is not defined."
    UNKNOWN_ENTRY_TYPE = "unknown-entry-type", Severity.WARNING, "An entry's type is none of BibTeX's or BibLaTeX's."
    MISSING_TITLE = "missing-title", Severity.WARNING, "An entry has no title."
    MISSING_YEAR = "missing-year", Severity.WARNING, "An entry has no year or date."
    UNREADABLE_NAME = "unreadable-name", Severity.WARNING, "A personal name could not be split into its parts."
    UNREADABLE_DATE = "unreadable-date", Severity.WARNING, "A date could not be read; it is shown as written."

    # Text
    MALFORMED_CITATION = "malformed-citation", Severity.ERROR, "A citation is begun but cannot be read as one."
    UNKNOWN_CITATION_KEY = "unknown-citation-key", Severity.ERROR, "A citation names a key that no bibliography has."
    CITATION_IN_ALT_TEXT = "citation-in-alt-text", Severity.ERROR, "A citation stands in an image's alt text."
    UNKNOWN_CROSS_REFERENCE = "unknown-cross-reference", Severity.ERROR, "A cross-reference names nothing."
    DUPLICATE_ANCHOR = "duplicate-anchor", Severity.ERROR, "Two elements of a page have the same id."
    UNKNOWN_FOOTNOTE = "unknown-footnote", Severity.ERROR, "A footnote is referred to but never written."

    # The review as a whole
    STUDY_WITHOUT_ENTRY = "study-without-entry", Severity.ERROR, "A study note has no bibliography entry."
    SLUG_CLASH = "slug-clash", Severity.ERROR, "Two pages would have the same address."
    KEYWORD_CLASH = "keyword-clash", Severity.ERROR, "Two keywords share an id, a label or a synonym."
    UNLISTED_KEYWORD = "unlisted-keyword", Severity.WARNING, "A study has a keyword that keywords.yaml does not list."
    UNKNOWN_FACET = "unknown-facet", Severity.ERROR, "A study is coded by a facet that review.yaml does not declare."

    # Styles
    UNKNOWN_STYLE = "unknown-style", Severity.ERROR, "No citation style has this name."
    MALFORMED_STYLE = "malformed-style", Severity.ERROR, "A CSL style or locale file could not be read."
    UNKNOWN_LOCALE = "unknown-locale", Severity.WARNING, "There is no CSL locale for this language."

    # The built site
    TEMPLATE_ERROR = "template-error", Severity.ERROR, "A template could not be read or rendered."
    DEAD_LINK = "dead-link", Severity.ERROR, "An internal link leads to a page or file that does not exist."
    DEAD_ANCHOR = "dead-anchor", Severity.ERROR, "An internal link leads to an anchor that its page does not have."


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a project's file. Lines and columns count from 1, columns in characters; 0 means unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong. `message` says what, `hint` what to do; both are sentences of plain text."""

    rule: Rule
    location: Location
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity.value}: {self.message} [{self.rule.name_}]"
        return f"{line}\n    hint: {self.hint}" if self.hint else line


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most like a mistyped one, best first; none where nothing comes near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = difflib.get_close_matches(word.casefold(), list(by_folded), n=most, cutoff=0.6)
    return tuple(by_folded[match] for match in matches)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest known words, or the other text where nothing comes near."""
    quoted = [f"“{candidate}”" for candidate in nearest(word, known)]
    if not quoted:
        return otherwise
    choices = quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
    return f"did you mean {choices}?"
