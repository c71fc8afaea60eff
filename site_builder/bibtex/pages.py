"""Pages, volumes and issues as written to what CSL has of them."""

from __future__ import annotations

import re

from site_builder.patterns import pattern

_PAGE_RANGE = pattern(r"(?<![^\W_])([^\W_]*\d)\s*([-−–—]+)\s*([^\W_]*\d)(?![-\w])")
# French archives write the label, too, and those of astronomers mean “and on” by “-+”.
_PAGES_LABEL = pattern(r"pp?(?:\.\s*|\s+)(?=[^\W_])", re.IGNORECASE)
_AND_ON = pattern(r"(?<=\d)[-–]+\+$")
# What Nature's exports leave of the lines that follow in RIS
_NEXT_TAG = pattern(r"(?<!\s)\s++(?:EP|SN)\s++-$")
# What publishers export of an article that has no pages yet
_NO_PAGES = pattern(r"(?:[-–—?.\s]|n/a|N/A)+")
# What Dove's articles are exported with, “Volume 17”, and Cairn's, “n° 15”, “N° 160-161”
_NUMBER_LABEL = pattern(
    r"(?:(?:volume|issue|number|(?:vol|iss|no|nr)\.?)\s+(?=\d+$)|n[°º]\s*(?=\d[\dA-Z/–-]*$))", re.IGNORECASE
)

# What Semantic Scholar has in one, “12 3”, “12 3-4”, “12 Suppl 1”
_WITH_ISSUE = pattern(r"(\d{1,4}) (\d{1,4}(?:[-–]\d{1,4})?|Suppl(?: \w{1,3})?)")


def volume_and_issue(written: str) -> tuple[str, str]:
    """The two of them from a volume that has both; a volume alone stays as it is, with no issue."""
    both = _WITH_ISSUE.fullmatch(written)
    return (both[1], both[2]) if both else (number_alone(written), "")


def number_alone(written: str) -> str:
    """A volume or an issue without the word that styles put ahead of it."""
    label = _NUMBER_LABEL.match(written)
    return written[label.end() :] if label else written


def without_next_tag(written: str) -> str:
    return _NEXT_TAG.sub("", written)


def pages_read(written: str) -> str:
    """A range with its dash, of a single page that page, and nothing around it that says only what it is."""
    label = _PAGES_LABEL.match(written)
    pages = without_next_tag(written[label.end() :] if label else written)
    if _NO_PAGES.fullmatch(pages):
        return ""
    first, _, last = (pages := _PAGE_RANGE.sub(_with_dash, pages)).partition("–")
    return first if first == last else _AND_ON.sub("+", pages)


def _with_dash(match: re.Match[str]) -> str:
    first, dash, last = match.groups()
    # “e00340-10” may be one article, “S154--61” and “D204-206” are ranges.
    is_one = dash == "-" and first[0].isalpha() and last.isdigit() and len(last) < sum(map(str.isdigit, first))
    return match[0] if is_one else f"{first}–{last}"
