"""A language tag to the same in its usual case, and to its language alone."""

from __future__ import annotations

from typing import Final


def in_usual_case(tag: str) -> str:
    """The tag in the case in which locales are named, “pt-BR”. The case has no meaning (RFC 5646, 2.1.1)."""
    language, *others = tag.lower().split("-")
    return "-".join((language, *map(_in_usual_case, others)))


def _in_usual_case(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part


# Norwegian, and its rarer form, whose words are here in the more frequent form.
_SAME_WORDS: Final = {"nn": "nb", "no": "nb"}


def language_of(tag: str) -> str:
    """The language in a tag, without a script or a region: “pt” in “pt-BR”."""
    return tag.partition("-")[0].lower()


def language_of_words(tag: str) -> str:
    """The language whose words a text with this tag is given: “nb” for all that is Norwegian."""
    language = language_of(tag)
    return _SAME_WORDS.get(language, language)
