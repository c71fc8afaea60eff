"""Titles in title case to sentence case, as CSL expects them: a style that wants capitals adds them.

A title is changed only if it *is* in title case, so that “Support for young people in Kenya” keeps its name. Words stay
if they are in braces, in capitals, or have a capital inside or a digit; so does a genus, and so do all words of a title
that names a law case. The first word of a title or a subtitle gets a capital. A colon with a space before it, as in
French, begins a subtitle only if the title has an English word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeAlias

from site_builder.bibtex.foreign_titles import (
    GERMAN,
    has_german_form,
    has_no_capitals,
    is_english,
    is_foreign,
    keep_case,
)
from site_builder.characters import capitalised, without_tags
from site_builder.patterns import pattern

# Where a word begins, and the word
_Word: TypeAlias = tuple[int, str]
_TOKEN: Final = pattern(r"<(/?)(\w+)[^<>]*>|[^\W\d_][\w'’]*")
# The last full stop of “U.S.” ends no sentence.
_ENDS: Final = pattern(r"(?:[:?!]|(?<!\.[^\W\d_])\.)[”’\"')\]]*\s+[“‘\"'(\[]*$")
_BEGINS_SUBTITLE: Final = pattern(r"(?:(?<!\s):|[?!])[”’\"')\]]*\s+[“‘\"'(\[]*$")
# Library catalogues write a space before the colon.
_BEHIND_ANY_COLON: Final = pattern(r"[:?!][”’\"')\]]*\s+[“‘\"'(\[]*$")
_VERSUS: Final = " v. "
_DASHED: Final = pattern(r"\s[-–—]\s+$|—$")
_PART: Final = "<span"
_KEPT: Final = frozenset({"span", "sub", "sup"})
_SETS_APART: Final = ("“", "‘", "<i>")
# Small words that only German has, or words with its letters: its nouns have capitals in any title. If these words have
# capitals, too, a program put them.
_GERMAN: Final = pattern(
    rf"(?<![\w.-])(?:(?:{'|'.join(GERMAN)}|zu|(?<![vV]on )auf|(?<![vV]an )(?<![vV]on )der|[a-z]*[äöüß][a-zäöüß]*)"
    r"|(?<=[.:–—-] )(?:Eine?|Das|Der))(?![\w-])"
)
_NUMBERED: Final = pattern(r"-\d")
_HYPHENS: Final = "-\N{HYPHEN}"
_JOINED: Final = pattern(r"[^\W\d_][-\N{HYPHEN}]")
# A species, as in “Acinetobacter baumannii”, is the only long word that is small in title case.
_SPECIES: Final = pattern(
    r" (?!(?:(?:re)?analys[ei]s|bas[ei]s|consensus|cris[ei]s|criteria|(?:meta)?data|diagnos[ei]s|focus|gamma"
    r"|(?:hypo|syn)?thes[ei]s|means|media|medium|phenomena|plus|prognos[ei]s|spectrum|status|stimuli|versus|via|virus)"
    r"(?!\w))"
    r"[a-z]{2,}(?:a|ae|ans|ens|gaster|genes|i|is|um|us)(?![\w'’])"
)
_CAPITAL: Final = pattern(r" [^\W\d_a-z][a-z]")
_SMALL: Final = pattern(r" ([a-z]{5,})(?![\w'’])")
# A word in braces, or its first letter, but no formula; and one that is no acronym, as programs put these in braces
_IN_BRACES: Final = pattern(r"<span[^<>]*>(?:[^\W\d_]</span>[^\W\d_]{2}|[^<>]*[^\W\d_]{3})")
_NAME_IN_BRACES: Final = pattern(r"<span[^<>]*>(?:[^\W\d_]</span>[^\W\d_]{2}|[^<>]*[^\W\d_A-Z])")
_LETTER, _DIGIT = pattern(r"\w"), pattern(r"\d")
# The first word, if another follows: “terra: Spatial Data” and “ape 5.0: An Environment” begin with a name, “k-means”
# with a sign.
_BEGINNING: Final = pattern(
    r"(?:<[ib]>)?[“‘\"'(\[]*(a|[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*)(?:</[ib]>)?(?= [\w“‘\"'(\[<])"
    r"(?! (?:v\d[\d.]*|\d+\.\d[\d.]*):)"
)
# If all letters but the first are small, only the beginning of a subtitle may change.
_MAY_CHANGE: Final = pattern(r"[:?!]")
# What may precede the only name in a title
_BEFORE_A_NAME: Final = (" in ", " from ", "(")
# The longest small words of title case
_CONNECTING: Final = frozenset(
    "about above across after against along alongside among amongst around because before behind below beneath beside"
    " besides between beyond concerning despite during following given inside outside regarding since their these those"
    " through throughout toward towards under unless until using versus where whereas which while whose within"
    " without".split()
)
# How many characters before a word, tags included, are searched for the end of a sentence
_NEAR: Final = 40
# The length of words that title case does not leave small
_TELLING: Final = 4
_MOST: Final = 0.6


def to_sentence_case(title: str) -> str:
    """CSL-JSON's rich text in sentence case."""
    begun = _lowered(title)
    first = _BEGINNING.match(begun)
    if not first or not first[1].islower():
        return begun
    return begun[: first.start(1)] + capitalised(begun[first.start(1) :])


def _lowered(title: str) -> str:
    may_change = _MAY_CHANGE.search(title) is not None
    if (title[1:].islower() and not may_change) or _VERSUS in title:
        return title
    words = _words(title)
    lowers = _is_title_case(title, _words(title, even_set_apart=True) if _PART in title else words)
    if not (lowers or may_change):
        return title
    is_catalogued = " : a " in title or (" :" in title and is_english(title))
    begins_subtitle = _BEHIND_ANY_COLON if is_catalogued else _BEGINS_SUBTITLE
    out: list[str] = []
    position = 0
    for start, word in words:
        out += title[position:start], _changed(word, title, start, lowers, begins_subtitle)
        position = start + len(word)
    return "".join([*out, title[position:]])


def is_german(title: str) -> bool:
    """Whether the small words of a title show that it is in German."""
    return _GERMAN.search(title) is not None or has_german_form(title)


def _words(title: str, even_set_apart: bool = False) -> list[_Word]:
    """The words that may change: not in tags or indices, and not even in part protected by braces.

    Those that are protected within quotation marks or italics may be the title of another work, which is in the same
    case.
    """
    if "<" not in title:
        return [(token.start(), token[0]) for token in _TOKEN.finditer(title)]
    words: list[_Word] = []
    protected: list[bool] = []
    protected_end = -1
    for token in _TOKEN.finditer(title):
        if token[2] in _KEPT:
            if token[1]:
                holds = protected.pop() if protected else True
            else:
                holds = not (even_set_apart and title.endswith(_SETS_APART, 0, token.start()))
                protected.append(holds)
            protected_end = token.end() if token[1] and token[2] == "span" else protected_end
        elif token[2] or any(protected) or token.start() == protected_end or title.startswith(_PART, token.end()):
            continue
        else:
            words.append((token.start(), token[0]))
    return words


def _is_title_case(title: str, words: list[_Word]) -> bool:
    # A word with a digit, such as “ade4”, is a name in any case.
    free = [
        (start, word)
        for start, word in words
        if word[1:].islower()
        and (word.isalpha() or not _DIGIT.search(word))
        and not _begins(_before(title, start), start)
    ]
    parts = {(start, word) for start, word in free if _is_small_part(title, start, word)}
    whole = [each for each in free if each not in parts] if parts else free
    # Title case may leave the second part of “Time-dependent Risk” small, unless it leaves “risk” small, too.
    if any(_CAPITAL.match(title, start + len(word)) for start, word in parts) or all(
        word in _CONNECTING for _, word in whole if len(word) > _TELLING and word.islower()
    ):
        free = whole
    telling = [word for _, word in free if len(word) >= _TELLING] or [word for _, word in free]
    capitals = [(start, word) for start, word in free if word[0].isupper()]
    if len(telling) == len(capitals) == 1 and any(word.islower() for _, word in words):
        # A single capital among small words is a name's, “Sleep in Kenya”, unless names are in braces, or it is beside
        # another, “Waking and Rest”.
        before = title[: capitals[0][0]]
        in_braces = _NAME_IN_BRACES if before.endswith(_BEFORE_A_NAME) else _IN_BRACES
        has_names = in_braces.search(title) is not None and not is_foreign(title)
        return has_names or before.endswith((" and ", " or ", " & "))
    return sum(word[0].isupper() for word in telling) > _MOST * len(telling)


def _is_genus(title: str, start: int, end: int) -> bool:
    """Whether a species follows, as in “<i>Pan troglodytes</i>”."""
    small = _SMALL.match(title, end) if title.endswith("<i>", 0, start) else None
    return (small is not None and small[1] not in _CONNECTING) or _SPECIES.match(title, end) is not None


def _is_small_part(title: str, start: int, word: str) -> bool:
    """Whether a word in small letters is joined to the one before by a hyphen."""
    return start > 1 and title[start - 1] in _HYPHENS and word.islower() and _JOINED.match(title, start - 2) is not None


def _before(title: str, start: int) -> str | None:
    """The text before a word, without tags; None if it is another word of the same sentence."""
    if start > 1 and title[start - 1] == " " and title[start - 2].isalpha():
        return None
    return without_tags(title[max(start - _NEAR, 0) : start])


def _begins(before: str | None, start: int) -> bool:
    """Whether the word after a text begins a title or one of its sentences."""
    if before is None:
        return False
    return (start <= _NEAR and not _LETTER.search(before)) or _ENDS.search(before) is not None


def _changed(word: str, title: str, start: int, lowers: bool, begins_subtitle: re.Pattern[str]) -> str:
    # A colon in braces, as in “{(SBMD):} an answer”, begins a subtitle, too.
    before = _before(title, start)
    if word.islower():
        # “v0.2” is a version and stays.
        return capitalised(word) if before and word.isalpha() and begins_subtitle.search(before) else word
    end = start + len(word)
    if not lowers or _is_genus(title, start, end):
        return word
    if word == "A":
        return "a" if before and _DASHED.search(before) else word
    small = word[0].isupper() and word[1:].islower() and not _begins(before, start)
    # “Sentinel-2” and “Horizon2020” are names.
    small = small and not (_NUMBERED.match(title, end) or _DIGIT.search(word))
    # “İ” in lower case has a second character, its dot, which is dropped.
    return word[0].lower()[0] + word[1:] if small else word


def in_sentence_case(variables: Mapping[str, str], names: Iterable[str], citing: str) -> dict[str, str]:
    """The titles in the variables `names`, in sentence case if they are English.

    If no language is stated, their small words decide. But if the texts that cite them are in another language,
    `citing`, titles without a stated language stay as they are, as in Pandoc.
    """
    language, whole = variables["language"], variables["title"]
    titles = {name: variables[name] for name in names if variables.get(name)}
    if language and not language.startswith("en"):
        return titles
    in_english = not citing or citing.startswith("en")
    cased = dict(titles)
    for name, title in titles.items():
        # The capital of a ligature is two letters long.
        if name == "title-short" and whole.startswith(title) and len(cased["title"]) == len(whole):
            cased[name] = cased["title"][: len(title)]
        elif language or (in_english and not (_applies_to_title(is_german, title, whole) or has_no_capitals(title))):
            cased[name] = to_sentence_case(title)
    if language:
        return cased
    whole = cased.get("title", "")
    return {
        name: keep_case(text) if _applies_to_title(is_foreign, text, whole) else text for name, text in cased.items()
    }


def _applies_to_title(is_so: Callable[[str], bool], title: str, whole: str) -> bool:
    """Whether a title's own words say so, or, unless these are English, the work's title: “Gesammelte Schriften”."""
    return is_so(title) or (title != whole and is_so(whole) and not is_english(title))
