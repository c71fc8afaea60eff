"""Lists of names to the names alone, and what stands between two “and”s to people that commas separate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, groupby

from site_builder.bibtex.foreign_titles import PARTICLES
from site_builder.bibtex.initials_last import SUFFIXES, with_initials_last
from site_builder.bibtex.latex_notation import without_entities
from site_builder.diagnostics import quoted
from site_builder.patterns import pattern

INITIALS = pattern(r"(?:(?:[^\W\d_]-)?[^\W\d_]\.-?)+")
Words = list[str]
# In catalogues it has brackets. “Ash, u. a.” may be a person.
_ET_AL = r"et(?:\.[\s~]*|[\s~]+)al\.?"
_OTHERS = r"(?-i:u\.[\s~]?a\.|и[\s~]др\.)"
ET_AL = pattern(
    rf"(?:,?[\s~]+and)?(?:,?[\s~]+(?:{_ET_AL}|\[(?:{_ET_AL}|{_OTHERS})\])|(?<![,\s~])[\s~]+{_OTHERS})\s*\Z",
    re.IGNORECASE,
)
LONGEST_ET_AL = 20
MOST_WORDS = 3
COMMA_AND_GIVEN = 2
# A family name, a suffix and given names
LONGEST_NAME = 3
# Signs in place of “and”, besides commas and a semicolon at the end of a word
MARKS = frozenset({"&", r"\&", "/", ";", "+"})
# “And” in other languages. It counts only between commas, as family names contain it, too: “Ortega y Gasset”.
ANDS = frozenset({"und", "et", "y", "e", "och", "og"})
# Packages of R say: “Ann Ash and Bo Elm with contributions from Cy Oak”.
CONTRIBUTED = pattern(r",?\s{1,9}with\s{1,9}contributions?\s{1,9}(?:from|by)\s", re.IGNORECASE)
# “J.Doe”, but not “St.John”
GLUED = pattern(r"(?<![\w.’'-])((?:[^\W\d_]\.-?)+)(?=[^\W\d_]{3})")
_UNSPACED_SEMICOLON = pattern(r"(?<=[\w.]);(?=[^\W\d_])")
# Signs without which names alone need few repairs
_ODD = pattern(r"[\\{&<$]|\.-?[^\W\d_]|\d{3}")
# “Ash, Jane, 1775-1817”, “Ash, Jane (1933-....)”, “Ash, Jane, b. 1950”: years of life, by which libraries distinguish
# people
_LIVED = pattern(
    r"\s{0,9}(?:,|(\())\s{0,9}(?:(?:ca?|fl)\.\s*)?(?:\d{3,4}\??\s*[-–]+\s*(?:\d{3,4}\??|[.?]*)|[bd]\.\s*\d{3,4})(?(1)\))\.?(?=\s+and\s|\s*\Z)"
)
# “Ash, J.a and Elm, B.a b ”: Scopus exported letters for affiliations.
_AFFILIATED = pattern(r"(?<=,)(\s{0,9}(?:[^\W\d_a-z]\.-?){1,6}(?<=\.))[a-z](?:\s[a-z]){0,9}(?=\s{0,9}(?:,|\sand\s|\Z))")
# A person's name, unlike “Ministry of Food, Fisheries”
_INVERTED = pattern(r"[^\W\d_a-z][^\s,{}]*(?:\s[^\W\d_a-z][^\s,{}]*){0,3},(?:\s[^\W\d_a-z][^\s,{}]*){1,4}")
UNSPACED = "has initials without a space after them."
NO_NAMES = "has words between its names that are not a name: “with contributions from”."
# An author's own name, highlighted in a list of publications
SET_APART = pattern(
    r"(?<!\S)\\(?:textbf|textit|emph|underline|uline|mkbibbold|mkbibemph)\s*\{((?:[^{}]|\{[^{}]*\})*)\}(?=\s+and\s|\s*\Z)"
)


def repaired_name_list(latex: str) -> tuple[str, tuple[str, ...]]:
    """A list of nothing but names, joined by “and”, and what was wrong with it."""
    if latex.rstrip(" .]").endswith(("al", "a", "др")):
        latex = latex[:-LONGEST_ET_AL] + ET_AL.sub(" and others", latex[-LONGEST_ET_AL:])
    is_usual = not _ODD.search(latex)
    if not is_usual:
        latex = without_affiliations(without_years(without_entities(SET_APART.sub(r"\1", latex))))
    told: tuple[str, ...] = ()
    if "contribution" in latex and CONTRIBUTED.search(latex):
        latex, told = CONTRIBUTED.sub(" and ", latex), (NO_NAMES,)
    if latex.lstrip().startswith("{") and (within := _within_braces(latex)):
        latex, told = within, (*told, f"has one pair of braces around several names: {quoted(within, 80)}.")
    if ";" in latex and "{" not in latex:
        latex = _UNSPACED_SEMICOLON.sub("; ", latex)
    if read := with_initials_last(latex):
        return read, (*told, f"has initials after family names, without a comma: {quoted(read, 80)}.")
    flat = "" if "{" in latex or "," not in latex else " ".join(latex.split())
    if " and " in flat and (parted := _split_at_commas(flat) or _joined_in_pairs(flat)):
        latex, told = parted, (*told, f"has commas instead of “and”: {quoted(latex, 80)}.")
    if not is_usual and "{" not in latex and (spaced := GLUED.sub(_with_space, latex)) != latex:
        latex, told = spaced, (*told, UNSPACED)
    return latex, told


def _within_braces(latex: str) -> str:
    """“{Ash, Ann and Elm, B.}” without its braces; "" if it may be an institution."""
    within = " ".join(latex.split())[1:-1].strip()
    people = within.removesuffix(" and others").split(" and ")
    return within if " and " in within and all(map(_INVERTED.fullmatch, people)) else ""


def _split_at_commas(names: str) -> str:
    """“Ann Ash, Bo Elm, and Cy Oak” with “and” in place of commas; "" if it may be another kind of list.

    If the first two parts were one name, “Ash Elm, Bo, and …”, the last name would have a comma, too. Without a comma
    before “and”, all parts have to be whole names: “Ash Elm, Bo C. and Cy Oak” are two people.
    """
    before, _, last = names.rpartition(" and ")
    if "," in last or " and " in before:
        return ""
    people = [person.split() for person in (*before.removesuffix(",").split(","), last)]
    if before.endswith(",") and (found := _with_first_inverted(people)):
        return " and ".join(", ".join(map(" ".join, parts)) for parts in found)
    if any(len(words) < 2 for words in people):
        return ""
    if not before.endswith(","):
        # “Ash Elm, B. Carl and Cy Oak” are two people, too: a list would shorten the names of all.
        first, *others = (bool(INITIALS.fullmatch(words[0])) for words in people[:-1])
        if not all(map(_is_whole_name, people)) or others == [not first]:
            return ""
    return " and ".join(map(" ".join, people))


def _joined_in_pairs(names: str) -> str:
    """“Ash, Ann, Elm, Bo and Oak, Cy” with “and” between pairs; "" unless a name such as “Oak, Cy” shows the pairs."""
    lists = [name.removesuffix(",").split(",") for name in names.split(" and ")]
    lengths = {len(parts) for parts in lists}
    if COMMA_AND_GIVEN not in lengths or lengths == {COMMA_AND_GIVEN} or any(length % 2 for length in lengths):
        return ""
    parts = [part.strip() for part in chain.from_iterable(lists)]
    # If all parts have spaces, each is a person: “Ann Ash, Bo Elm, Cy Oak, Di Fir and …”.
    are_pairs = all(parts) and not all(" " in part for part in parts)
    return " and ".join(map(", ".join, zip(parts[::2], parts[1::2], strict=True))) if are_pairs else ""


def without_years(names: str) -> str:
    """Names without years of birth and death."""
    return _LIVED.sub("", names)


def without_affiliations(names: str) -> str:
    """Names without letters of affiliations, if several names have some."""
    without, count = _AFFILIATED.subn(r"\1", names)
    return without if count > 1 else names


def _with_space(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[1].isupper() else found[1]


def people_with_separators(parts: Sequence[Words]) -> tuple[tuple[list[Words], ...], str]:
    """The people in a name split at commas, if there clearly are several, and the signs that separate them."""
    joined = {word for words in parts[1:-1] for word in words if word in ANDS}
    between = [["&" if word in joined else word for word in words] for words in parts[1:-1]]
    parts = [*parts[:1], *between, *parts[len(between) + 1 :]]
    signs = (word for words in parts for word in words if _is_mark(word))
    marks = joined or {";" if word.endswith(";") else word.lstrip("\\") for word in signs}
    if not marks:
        return people_of(parts), "commas"
    people: list[list[Words]] = []
    lists = [[words for words in one if words] for one in _at_marks(parts)]
    for one in filter(None, lists):
        # “Ann van der Ash; Bo de Elm”: semicolons separate whole names.
        is_name = len(one) == COMMA_AND_GIVEN or (marks == {";"} and len(one) == 1 and len(one[0]) > 1)
        found = (one,) if is_name else people_of(one)
        if not found:
            # “J. Doe & R. Roe”: names without commas are people, too.
            return people_of([words for each in lists for words in each]), _quoted(marks)
        people += found
    return tuple(people), _quoted(marks)


def _is_mark(word: str) -> bool:
    return word in MARKS or (word.endswith(";") and "\\" not in word)


def _quoted(marks: set[str]) -> str:
    return " and ".join(f"“{mark}”" for mark in sorted(marks))


def _at_marks(parts: Sequence[Words]) -> list[list[Words]]:
    lists: list[list[Words]] = [[]]
    for words in parts:
        lists[-1].append([])
        for word in words:
            if word not in MARKS:
                lists[-1][-1].append(word.removesuffix(";") if _is_mark(word) else word)
            if _is_mark(word):
                lists.append([[]])
    return lists


def people_of(parts: Sequence[Words]) -> tuple[list[Words], ...]:
    """The people in a name split at commas: “J. Doe, R. Roe”, “Doe, J., Roe, R.”; none if it may be a single name.

    “Ash B., Ann C.” may be one, with a second family name that is cut short.
    """
    if len(parts) > 1 and all(map(_is_whole, parts)):
        # “C. de Ash, Ann G.” is one, with an initial in the family name.
        may_be_one = INITIALS.fullmatch(parts[0][0]) is None or not PARTICLES.isdisjoint(parts[0])
        is_list = len(parts) > 2 or not may_be_one or INITIALS.fullmatch(parts[-1][0])
        if is_list or all(sum(word.count(".") for word in words) > 1 for words in parts):
            return tuple([words] for words in parts)
    # “Ann B. Ash, Eve Elm”: neither a family name nor given names alone have an initial in the middle.
    within = chain.from_iterable(words[1:-1] for words in parts)
    if len(parts) > 1 and any(map(INITIALS.fullmatch, within)) and all(map(_is_whole_name, parts)):
        return tuple([words] for words in parts)
    # “Ann Ash, Eve Elm, Bo Oak”: a single name with two commas, “Elm, Jr., Ann”, has a suffix of one word, and none has
    # three: “Ann Ash, Eve de Elm, Bo Oak, Cy Fir”.
    bare = parts if len(parts) < 4 else [[word for word in words if word not in PARTICLES] for words in parts]
    if len(parts) > 2 and all(map(_is_full_name, bare)):
        return tuple([words] for words in parts)
    if found := _with_first_inverted(parts):
        return found
    # “{Ash Games}, {Ann Elm}, {Bo Oak}”, unlike “{Elm}, {Jr.}, {Ann}”
    if len(parts) > 2 and all(map(_is_in_braces, parts)) and " " in parts[1][0].strip("{ }"):
        return tuple([words] for words in parts)
    if len(parts) > LONGEST_NAME:
        # “Ash, A., Elm, B., Oak C., Fir, D.”: a comma is missing.
        runs = [[*run] for words in parts for _, run in groupby(words, lambda word: bool(INITIALS.fullmatch(word)))]
        parts = runs if len(runs) > len(parts) and all(map(_are_initials, runs[1::2])) else parts
    families, initials = parts[::2], parts[1::2]
    are_pairs = len(families) == len(initials) > 1
    all_initials = all(map(_are_initials, initials)) and not any(map(_are_initials, families))
    # “Ash, Ann, Elm, Bo B, Oak, Cy”: an initial belongs to a person, so the others are persons, too.
    are_named = len(families) > 2 and all(len(words) == 1 and words[0].istitle() for words in families)
    are_named = are_named and any(len(words) > 1 and _are_initials(words[-1:]) for words in initials)
    if are_pairs and (all_initials or are_named):
        return tuple([*pair] for pair in zip(families, initials, strict=True))
    return ()


def _with_first_inverted(parts: Sequence[Words]) -> tuple[list[Words], ...]:
    """The people of “Ash, A., B. Elm” and “Ash, Ann, Bo Elm, Cy Oak”: some styles invert only the first name of a list.

    “Ash, Ann, Bo Elm” may be one name.
    """
    family, given, *others = (*parts, [], [])[: max(len(parts), 2)]
    if not (others and all(parts)):
        return ()
    if all(map(INITIALS.fullmatch, given)):
        is_list = all(INITIALS.fullmatch(words[0]) and _is_whole(words) for words in others)
    else:
        # “Ministry of Ash, Elm, Rural Oak, Fir Board”
        is_person = sorted(family, key=str.istitle) == family and all(map(str.istitle, given))
        is_list = len(others) > 1 and is_person and all(map(_is_whole_name, others))
    return ([family, given], *([words] for words in others)) if is_list else ()


def _is_in_braces(words: Words) -> bool:
    return len(words) == 1 and words[0].startswith("{") and words[0].endswith("}")


def _is_whole(words: Words) -> bool:
    """Whether initials stand on exactly one side of a name."""
    return bool(INITIALS.fullmatch(words[0])) != bool(INITIALS.fullmatch(words[-1]))


def _is_whole_name(words: Words) -> bool:
    """Whether words are a whole name, and not given names alone, such as “A. B. C.” in “Van Ash, A. B. C.”"""
    return _is_full_name(words) and not INITIALS.fullmatch(words[-1])


def _is_full_name(words: Words) -> bool:
    words = words[:-1] if words and words[-1].lower() in SUFFIXES else words
    names = sum(not INITIALS.fullmatch(word) for word in words)
    return len(words) > 1 and names <= MOST_WORDS and all(word[0].isupper() for word in words)


def _are_initials(words: Words) -> bool:
    letters = " ".join(words).replace(".", " ").replace("-", " ").split()
    return all(len(letter) == 1 and letter.isupper() for letter in letters)
