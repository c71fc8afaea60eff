"""A name that no braces hold together to the institution that it is plainly of."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.patterns import pattern

# What nobody is called: the last word of a name, or one with “of” behind it
_BODY = (
    "(?:Association|Collaboration|Commission|Committee|Consortium|[Cc]ontributors|Cooperation|Corporation|Council"
    "|[Dd]evelopers|Foundation|Group|Institute|News|Organi[sz]ation|Registry|Society|Team|Times|University)"
)
# The same with “of” behind it, though some are called so
_OF = (
    "(?:Academy|Bank|Board|Bureau|Cent(?:er|re)s?|City|College|Court|Department|Federation|Government|House|Library"
    "|Ministry|Museum|Office|Parliament|School|State|Union)"
)
# What companies put behind their names, with a comma before it or without
_COMPANY = (
    r"(?:Inc\.?|LLC|L\.L\.C\.|Ltd\.?|Limited|GmbH|Corp\.?|e\. ?V\.|Software|Agency|S\.?[Rr]\.?[Ll]\.?|S\.?p\.?A\.?"
    r"|s\. ?r\. ?o\.|A/S)"
)
_INSTITUTION = pattern(rf".*\s(?:{_BODY}|{_COMPANY})|(?:.*\s)?(?:{_BODY}|{_OF}) (?:of|for) .*")
_NAMED_COMPANY = pattern(rf"[^,]+, {_COMPANY}")
_INVERTED = pattern(rf"({_BODY}), (\S+ .*)")


def institution_of(name: str, parts: Iterable[str]) -> str:
    """An institution from a name and its parts between commas; "" where it may be a person's."""
    if inverted := _INVERTED.fullmatch(name):
        # “Organization, World Health”, as Google Scholar has it
        return f"{inverted[2]} {inverted[1]}"
    if _NAMED_COMPANY.fullmatch(name):
        return name
    return name if all(map(_INSTITUTION.fullmatch, parts)) else ""
