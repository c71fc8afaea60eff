"""A date as people write it to a `Date`: “May 1965”, “3–5 May 1965”, “Spring 1999”, “1965/1967”, “ca. 1850”.

These are CSL-JSON's `raw` dates. Text that is not understood as a date stays literal.
"""

from __future__ import annotations

import re

from site_builder.model import Date, DateParts
from site_builder.patterns import pattern

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_CIRCA = pattern(r"^(?:c\.|ca\.?|circa|about)\s+|^c\.(?=\d)|^\[(?=.*\]$)|[~?\]]+$", re.IGNORECASE)
_ISO = pattern(r"^(-?\d{1,4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")
_AMERICAN = pattern(r"^(\d{1,2})/(?:(\d{1,2})/)?(\d{4})$")
_EUROPEAN = pattern(r"^(\d{1,2})[-.](?:(\d{1,2})[-.])?(\d{4})$")
_RANGE = pattern(r"\s*(?:–|--|/|\bto\b|-)\s*")
_LAST_MONTH = 12
_LONGEST, _LONGEST_YEAR = 200, 6
_TOKEN = pattern(r"[^\W\d_]+|\d+")


def _month(word: str) -> int:
    """The number of a month or season by its English name; 0 for any other word."""
    if word in _SEASONS:
        return _SEASONS[word]
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else 0


def _in_words(text: str) -> tuple[int, int, int] | None:
    """Year, month and day, each 0 if it is not given."""
    year = month = day = 0
    for token in _TOKEN.findall(text.lower()):
        if token.isdecimal():
            if 2 < len(token) <= _LONGEST_YEAR and not year:
                year = int(token)
            elif len(token) <= 2 and not day:
                day = int(token)
            else:
                return None
        elif token in ("bc", "bce") and year + day:
            year, day = -(year or day), 0
        elif not month and _month(token):
            month = _month(token)
        else:
            return None
    return (year, month, day) if year or month or day else None


def _numeric(text: str) -> DateParts | None:
    if found := _ISO.match(text):
        return tuple(int(number) for number in found.groups() if number is not None)
    for form, places in ((_AMERICAN, (3, 1, 2)), (_EUROPEAN, (3, 2, 1))):
        if found := form.match(text):
            year, *rest = (int(found[place]) for place in places if found[place])
            # A number above twelve is the day, wherever it stands.
            rest = rest if rest[0] <= _LAST_MONTH else rest[::-1]
            return (year, *rest) if rest[0] <= _LAST_MONTH else None
    return None


def _one(text: str) -> DateParts | None:
    if parts := _numeric(text):
        return parts
    named = _in_words(text)
    return _shortened(named) if named and named[0] and (named[1] or not named[2]) else None


def _shortened(parts: tuple[int, int, int]) -> DateParts:
    return parts if parts[2] else parts[:2] if parts[1] else parts[:1]


def _two(text: str) -> tuple[DateParts, DateParts] | None:
    """A range. Each end may leave out what the other states: “May–June 1965”, “May 3–5, 1965”."""
    for separator in _RANGE.finditer(text):
        sides = text[: separator.start()], text[separator.end() :]
        if (first := _one(sides[0])) and (last := _one(sides[1])):
            return first, last
        start, end = _in_words(sides[0]), _in_words(sides[1])
        if start and end and end[0]:
            year, month = start[0] or end[0], start[1] or end[1]
            if month and (start[2] or not end[2]):
                return _shortened((year, month, start[2])), _shortened((end[0], end[1] or month, end[2]))
    return None


def read_date(text: str) -> Date:
    """The date that a text means. Marks between its words and numbers count only if both sides are dates."""
    if len(text) > _LONGEST:
        return Date(literal=text)
    bare = _CIRCA.sub("", _CIRCA.sub("", text.strip())).strip()
    circa = bare != text.strip()
    if one := _one(bare):
        return _with_season(Date((one,), circa=circa))
    if two := _two(bare):
        return Date(two, circa=circa)
    return Date(literal=text)


def _with_season(date: Date) -> Date:
    """A single date, with a season in the field that `Date` has for it."""
    parts = date.parts[0]
    if len(parts) > 1 and parts[1] > 20:
        return Date((parts[:1],), parts[1] - 20, date.circa)
    return date
