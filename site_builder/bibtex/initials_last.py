"""A list of names as PubMed prints it, “Doe JR, Roe AB”, to BibTeX's: “Doe, JR and Roe, AB”."""

from __future__ import annotations

from site_builder.bibtex.institutions import institution
from site_builder.patterns import pattern

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd"})
_BETWEEN = pattern(r"\s*[,;]\s*(?:(?:and|\\?&)\s+)?|\s+(?:and|\\?&)\s+")
# “H J ASH and A. ELM” is another kind of list.
_WRITTEN = (
    r"((?:[^\W\d_]|\{?\\)[^\s,;.&/]+(?:\s[^\s,;.&/]{2,}){0,3})\s([^\W\d_a-z](?:-?[^\W\d_a-z]){0,2})(?:\s(\w{2,3}\.?))?"
)
_NAME, _FIRST = pattern(_WRITTEN), pattern(rf"{_WRITTEN}(?:{_BETWEEN.pattern}|\Z)")
_GROUP = pattern(r"\{[^{}]+\}|others")
_MAY_BE_FAMILY = pattern(r".+[AEIOUY].*|[AEIOUY].+|NG")


def with_initials_last(names: str) -> str:
    """The list with commas before its initials; "" if it may be another one.

    “Jack MA and Ann NG” may be family names in capitals, “Ash III, Ann B” is one name.
    """
    if not _NAME.match(names):
        return ""
    names = " ".join(names.split()).removesuffix(".")
    if not _FIRST.match(names):
        return ""
    people: list[str] = []
    initials: list[str] = []
    for person in _BETWEEN.split(names):
        if _GROUP.fullmatch(person) or institution(person, [person]):
            if not people:
                return ""
            people.append(person)
            continue
        found = _NAME.fullmatch(person)
        if not (found and found[2].isupper() and (found[3] or "jr").lower() in SUFFIXES):
            return ""
        people.append(", ".join(filter(None, (found[1], found[3], found[2]))))
        initials.append(found[2])
    are_two = len(people) - people.count("others") == 2
    is_one = len(initials) < 2 or (are_two and "," in names and initials[0].lower() in SUFFIXES)
    return "" if is_one or all(map(_MAY_BE_FAMILY.fullmatch, initials)) else " and ".join(people)
