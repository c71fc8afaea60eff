"""Page ranges to the style's format.

CSL 1.0.2, appendix V, “Page Range Formats”.
"""

from __future__ import annotations

import re

from site_builder.patterns import pattern

# What separates several pages
_BETWEEN = pattern(r"((?<!\s)(?:\s*+[,;&]\s*|\s++and\s+))")
_AROUND = {",": ", ", "&": " & "}
_DASH = pattern(r"(?<!\s)\s*+[-–—]\s*")
_LONG_DASH = pattern(r"(?<!\s)\s*+(?:--+|[–—]|(?<=\s)-(?=\s))\s*")
# One end of a range, which may have a hyphen of its own: “A-7”
_END = pattern(r"\s*[\w.:]+(?:-[\w.:]+)*\s*")
# What precedes a number (“S”, “7:”, “484.e”), and the number
_ENDING = pattern(r"(\S*?)(\d+)")
# Roman numerals, and letters of parts
_ROMAN = pattern(r"[(\[]?(?:[ivxlc]+|[IVXLC]+|[A-Z])[)\]]?")


def first_and_last(text: str) -> tuple[str, str]:
    """The two ends of a single range; the text and "" if it is none. “5-1–5-12” ends on page 12 of part 5."""
    ends = _LONG_DASH.split(text)
    if len(ends) == 1:
        words = text.split("-")
        half = len(words) // 2
        # “e340-10” may be the number of an article, unlike “S12-20” and “xi-20”.
        is_number = words[0][:1].islower() and not _ROMAN.fullmatch(words[0]) and words[half][:1].isdigit()
        is_range = len(words) % 2 == 0 and not is_number and all(words)
        ends = ["-".join(words[:half]), "-".join(words[half:])] if is_range else ends
    is_range = len(ends) == 2 and all(map(_END.fullmatch, ends))
    return (ends[0].strip(), ends[1].strip()) if is_range else (text.strip(), "")


def _expanded(first: str, last: str) -> str:
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _minimal(first: str, last: str, least: int) -> str:
    if len(first) != len(last):
        return last
    keep = next((i for i in range(len(last)) if first[i] != last[i]), len(last))
    return last[min(keep, max(len(last) - least, 0)) :]


def _chicago(first: str, last: str, edition: int) -> str:
    """The Chicago Manual of Style, 16th edition 9.60, 15th edition 9.64."""
    if len(first) != len(last) or len(first) < 3 or int(first[-2:]) == 0:
        return last
    if 1 <= int(first[-2:]) <= 9:
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
    r"""Pages with their ranges in CSL's `format` (“” keeps the numbers), joined by the locale's delimiter.

    The ends of a range stay whole if different text precedes their numbers, or if they do not end in numbers. A hyphen
    between different letters with numbers, as in “A1-B2”, makes no range, nor do several dashes in one piece. `\-` is a
    hyphen that makes no range.
    """
    if not text:
        return ""
    pieces = _BETWEEN.split(text.replace("\\-", "\ue000"))
    pieces[::2] = (_format_piece(piece, format, delimiter) for piece in pieces[::2])
    pieces[1::2] = (_AROUND.get(between, between) for between in pieces[1::2])
    return "".join(pieces).rstrip().replace("\ue000", "-")


def _format_piece(piece: str, format: str, delimiter: str) -> str:
    ends = _DASH.split(piece)
    if len(ends) == 1 or not (any(map(str.isdigit, piece)) or all(map(_ROMAN.fullmatch, ends))):
        return piece
    if len(ends) > 2:
        return re.sub("[–—]", "-", piece)
    first, last = _ENDING.fullmatch(ends[0]), _ENDING.fullmatch(ends[-1])
    if first is None or last is None or not format:
        return delimiter.join(ends)
    if first[1] != last[1]:
        return ("-" if (first[1] + last[1]).isalnum() and "–" not in piece else delimiter).join(ends)
    kept = last[1] if format == "expanded" else ""
    return f"{ends[0]}{delimiter}{kept}{_last(first[2], last[2], format)}"
