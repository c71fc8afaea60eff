"""Catalogues of interface words, in YAML, to the phrases that pages print.

A catalogue is `templates/words/LANGUAGE.yaml`: phrases by name, in groups where that helps (`type.book`). A phrase with
a number in it has a form for each plural category of its language, by CLDR's names (`one`, `few`, `other`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

from site_builder.alphabets import DOTTED_AND_DOTLESS
from site_builder.characters import capitalised
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean
from site_builder.label_words import label_phrases
from site_builder.language_tags import language_of
from site_builder.model import Files, Html, YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.project_paths import WORDS, WORDS_OF_THEME
from site_builder.scanned_paths import scanned_paths
from site_builder.yaml_values import kind_of, read_yaml

if TYPE_CHECKING:
    from babel import Locale

FOLDER: Final = PurePosixPath(WORDS)
ORIGINAL: Final = "en"
CATEGORIES: Final = frozenset({"zero", "one", "two", "few", "many", "other"})
# Languages whose plurals CLDR defines so, for which the default theme has words. Asking the library for the rule takes
# as long as formatting the citations of a small review.
ONE_AND_OTHER: Final = frozenset({"de", "en", "nl", "tr"})
# Languages written from right to left, and scripts that are, which the tag of another language may state (`pa-Arab`).
RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())
SCRIPTS_FROM_RIGHT: Final = frozenset("adlm arab hebr nkoo rohg syrc thaa".split())
PLACE: Final = pattern(r"\{(\w*)\}")

Phrase: TypeAlias = str | Mapping[str, str]
Value: TypeAlias = str | int


@dataclass(frozen=True)
class Words:
    """The interface's phrases in one language, in English where its catalogue lacks one."""

    lang: str
    phrases: Mapping[str, Phrase] = field(default_factory=dict)

    def __call__(self, name: str, n: int | None = None, /, **values: Value) -> str:
        """A phrase with its `{places}` filled. `n` selects the plural form and fills `{n}`.

        If any value is HTML, so is the result, and the other values are escaped. Raises LookupError for an unknown
        phrase.
        """
        phrase = self.phrases.get(name)
        if phrase is None:
            raise LookupError(f"there is no phrase “{name}” in {FOLDER / ORIGINAL}.yaml")
        if isinstance(phrase, str) and not values and "{" not in phrase:
            return phrase
        text = phrase if isinstance(phrase, str) else phrase["other"]
        if n is not None:
            values["n"] = n
            if not isinstance(phrase, str):
                text = phrase.get(self._category(n), text)
        if not any(hasattr(value, "__html__") for value in values.values()):
            return PLACE.sub(lambda place: self._shown(values[place[1]]), text)
        return Html(PLACE.sub(lambda place: self._html(values[place[1]]), escape(text, quote=False)))

    def known(self, name: str, otherwise: str) -> str:
        """The phrase of that name, or `otherwise` if there is none."""
        return self(name) if name in self.phrases else otherwise

    def with_stated(self, stated: Mapping[str, str]) -> Words:
        """These words with those that a project states laid over them.

        Captions otherwise use the phrases for references; they keep theirs where a project states a reference only.
        """
        if not stated:
            return self
        names = {name: name.replace("reference.", "caption.") for name in stated if name.startswith("reference.")}
        kept = {caption: self.phrases[name] for name, caption in names.items() if name in self.phrases}
        return Words(self.lang, {**self.phrases, **kept, **stated})

    @cached_property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left. A script in its tag decides (RFC 5646, 2.2.3)."""
        language, *others = self.lang.casefold().split("-")
        script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
        return script in SCRIPTS_FROM_RIGHT if script else language in RIGHT_TO_LEFT

    def capitalised(self, text: str) -> str:
        """The text with a capital at its beginning, which of “i” is “İ” in Turkish and Azerbaijani."""
        is_dotted = text.startswith("i") and language_of(self.lang) in DOTTED_AND_DOTLESS
        return f"İ{text[1:]}" if is_dotted else capitalised(text)

    def number(self, n: int) -> str:
        """A number with its digits grouped as the language does it."""
        if -1000 < n < 1000:
            return str(n)
        from babel.numbers import format_decimal

        return format_decimal(n, locale=self._locale)

    def date(self, day: date) -> str:
        """A day, written out in the language."""
        from babel.dates import format_date

        return format_date(day, "long", locale=self._locale)

    def month(self, year: int, month: int) -> str:
        """A month and its year, written out in the language."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", date(year, month, 1), locale=self._locale)

    def _shown(self, value: Value) -> str:
        return self.number(value) if isinstance(value, int) else value

    def _html(self, value: Value) -> str:
        return str(value) if hasattr(value, "__html__") else escape(self._shown(value), quote=False)

    @cached_property
    def _category(self) -> Callable[[int], str]:
        """The function that gives a number's plural category."""
        if language_of(self.lang) in ONE_AND_OTHER:
            return lambda n: "one" if n == 1 else "other"
        return cache(self._locale.plural_form)

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        for lang in (self.lang, language_of(self.lang)):
            try:
                return Locale.parse(lang, sep="-")
            except (UnknownLocaleError, ValueError):
                continue
        return Locale(ORIGINAL)


def catalogues(files: Files, lang: str) -> tuple[PurePosixPath, ...]:
    """The catalogues for a language, nearest last: English, the language's, its region's.

    A project's catalogue may be incomplete, so the default theme's of the same name comes before it.
    """
    steps = lang.split("-")
    names = dict.fromkeys([ORIGINAL, *("-".join(steps[: at + 1]) for at in range(len(steps)))])
    paths = {str(path).casefold(): path for path in scanned_paths(files) if str(path).startswith(f"{FOLDER}/")}
    found: list[PurePosixPath] = []
    for name in names:
        own = str(FOLDER / name).casefold()
        path = paths.get(f"{own}.yaml") or paths.get(f"{own}.yml")
        theme = PurePosixPath(WORDS_OF_THEME, f"{name}.yaml".casefold())
        if path is None:
            continue
        if theme in files and files[theme] != files[path]:
            found.append(theme)
        found.append(path)
    return tuple(found)


def read_words(texts: Mapping[PurePosixPath, str], lang: str, where: Location) -> tuple[Words, tuple[Diagnostic, ...]]:
    """The words of a language, from the texts of its `catalogues`. `where` is the place that names the language."""
    phrases: dict[str, Phrase] = {}
    diagnostics: list[Diagnostic] = []
    language = language_of(lang)
    translated: set[str] = set()
    for path, text in texts.items():
        node, problems = read_yaml(text, str(path))
        diagnostics += problems
        if node is not None and not isinstance(node.value, YamlMap | None):
            message = f"{path} contains {kind_of(node)}, but should contain phrases by their names."
            diagnostics.append(Diagnostic(Rule.WRONG_TYPE, node.location, message, "write “studies: …” lines."))
        for name, phrase, place in _phrases(node):
            # A project may add English phrases for its own templates.
            is_new = path.stem == ORIGINAL and name not in phrases
            problem = None if is_new else _misfit(name, phrase, phrases, place)
            if problem:
                diagnostics.append(problem)
            else:
                phrases[name] = phrase
            if language_of(path.stem) == language:
                translated.add(name)
        if path.stem == ORIGINAL:
            stated = {name: phrase for name, phrase in label_phrases(lang).items() if name in phrases}
            phrases |= stated
            translated |= stated.keys()
    own = [path for path in texts if language_of(path.stem) == language]
    if own and language != ORIGINAL and (missing := [name for name in phrases if name not in translated]):
        message = f"Of the interface's {len(phrases)} phrases, {len(missing)} are in English, such as “{missing[0]}”."
        hint = f"translate them, too, from the default theme's words/{ORIGINAL}.yaml."
        diagnostics.append(Diagnostic(Rule.UNTRANSLATED_INTERFACE, Location(str(own[-1]), 1, 1), message, hint))
    if not own:
        message = f"The interface is not available in “{lang}”, so menus are in English."
        hint = f"translate the default theme's words/{ORIGINAL}.yaml to {FOLDER}/{language}.yaml."
        diagnostics.append(Diagnostic(Rule.UNTRANSLATED_INTERFACE, where, message, hint))
    return Words(lang, phrases), tuple(diagnostics)


def _phrases(node: YamlNode | None, group: str = "") -> Iterator[tuple[str, Phrase, Location]]:
    if node is None or not isinstance(node.value, YamlMap):
        return
    for (key, value), place in zip(node.value.pairs, node.value.key_locations, strict=False):
        name = f"{group}{key}"
        if isinstance(value.value, YamlMap):
            forms = {form: text.value for form, text in value.value.pairs if isinstance(text.value, str)}
            if forms and forms.keys() <= CATEGORIES:
                yield name, forms, place
            else:
                yield from _phrases(value, f"{name}.")
        elif isinstance(value.value, str):
            yield name, value.value, place


def _misfit(name: str, phrase: Phrase, originals: Mapping[str, Phrase], place: Location) -> Diagnostic | None:
    """Why a translation cannot be used: an unknown name, or a place that the original does not have."""
    if not isinstance(phrase, str) and "other" not in phrase and name in originals:
        message = f"The phrase “{name}” has no form “other”, so the theme's own is shown."
        return Diagnostic(Rule.MISSING_VALUE, place, message, "add it; it is for all numbers that have no other form.")
    if name not in originals:
        message = f"“{name}” is not a phrase of the interface."
        return Diagnostic(Rule.UNKNOWN_KEY, place, message, did_you_mean(name, originals, "remove it."))
    foreign = sorted(_places(phrase) - _places(originals[name]))
    if foreign:
        known = " and ".join(f"“{{{one}}}”" for one in sorted(_places(originals[name]))) or "none"
        message = (
            f"The phrase “{name}” has a placeholder “{{{foreign[0]}}}” that nothing fills, so the theme's own is shown."
        )
        return Diagnostic(Rule.WRONG_TYPE, place, message, f"its placeholders are: {known}.")
    return None


def _places(phrase: Phrase) -> set[str]:
    texts = [phrase] if isinstance(phrase, str) else phrase.values()
    return {place for text in texts for place in PLACE.findall(text)}
