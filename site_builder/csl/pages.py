"""Page ranges to the style's format.

CSL 1.0.2, appendix V, “Page Range Formats”.
"""

from __future__ import annotations

import re

# Pages of a supplement (“484.e1”) are no plain numbers.
_RANGE = re.compile(r"(?<![\w–-])(?<!\d\.)(\w*?[^\W\d_])?(\d+)\s*[-–—]\s*(\w*?[^\W\d_])?(\d+)(?![\w–-]|\.\w)")
_PLAIN_RANGE = re.compile(r"(?<=\w)\s*[-–—]\s*(?=\w)")


def _expanded(first: str, last: str) -> str:
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _minimal(first: str, last: str, least: int) -> str:
    if len(first) != len(last):
        return last
    keep = next((i for i in range(len(last)) if first[i] != last[i]), len(last))
    return last[min(keep, max(len(last) - least, 0)) :]


def _chicago(first: str, last: str, edition: int) -> str:
    """Chicago Manual of Style, 16th edition 9.60, 15th edition 9.64."""
    if len(first) != len(last) or len(first) < 3 or int(first) % 100 == 0:
        return last
    if 1 <= int(first) % 100 <= 9:
        return _minimal(first, last, 1)
    changed = _minimal(first, last, 2)
    if edition == 15 and len(first) == 4 and len(changed) >= 3:
        return last
    return changed


def _last(first: str, last: str, format: str) -> str:
    last = _expanded(first, last)
    if format == "minimal":
        return _minimal(first, last, 1)
    if format == "minimal-two":
        return _minimal(first, last, 2)
    if format in ("chicago", "chicago-15"):
        return _chicago(first, last, 15)
    if format == "chicago-16":
        return _chicago(first, last, 16)
    return last


def format_pages(text: str, format: str, delimiter: str) -> str:
    """Pages with their ranges in CSL's `format` (“” leaves the numbers), joined by the locale's delimiter.

    A range whose ends have different letters before their numbers is no range
    of numbers, and stays as it is. `\\-` is a hyphen that joins no range.
    """

    def change(found: re.Match[str]) -> str:
        before, first, also, last = found[1] or "", found[2], found[3] or "", found[4]
        if before != also:
            return f"{before}{first}{'-' if format else delimiter}{also}{last}"
        if not format:
            return f"{before}{first}{delimiter}{also}{last}"
        return f"{before}{first}{delimiter}{before if format == 'expanded' else ''}{_last(first, last, format)}"

    protected = text.replace("\\-", "\ue000")
    changed, count = _RANGE.subn(change, protected)
    if not count and re.search(r"\d|^[ivxlc]+\W+[ivxlc]+$", protected):
        changed = _PLAIN_RANGE.sub(delimiter, protected)
    return changed.replace("\ue000", "-")
