"""A language tag to the form in which locales are named, and to its language alone."""

from __future__ import annotations

from typing import Final

# A region that many write, although only the other is registered. So it is in Unicode's CLDR (territoryAlias).
_REGISTERED: Final = {"UK": "GB"}


def as_locales_are_named(tag: str) -> str:
    """The tag as in “pt-BR” and “en-GB”. The case has no meaning (RFC 5646, 2.1.1)."""
    language, *others = tag.lower().split("-")
    return "-".join((language, *map(_part_of_name, others)))


def _part_of_name(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return _REGISTERED.get(part.upper(), part.upper()) if len(part) == 2 else part


# Norwegian, and its rarer form, whose words are here in the more frequent form.
_SAME_WORDS: Final = {"nn": "nb", "no": "nb"}


def language_of(tag: str) -> str:
    """The language in a tag, without a script or a region: “pt” in “pt-BR”."""
    return tag.partition("-")[0].lower()


def language_of_words(tag: str) -> str:
    """The language whose words a text with this tag is given: “nb” for all that is Norwegian."""
    language = language_of(tag)
    return _SAME_WORDS.get(language, language)
