"""The bytes of a text that is not UTF-8 to its encoding, which may be certain or just the likeliest."""

from __future__ import annotations

from typing import Final

from site_builder.patterns import pattern

WESTERN: Final = "cp1252"
_HIGH: Final = pattern(rb"[\x80-\xff]")
# Several letters in a row, including Ukrainian ones in Windows-1251: in Western text they stand among ASCII letters.
# And bytes that are letters in few encodings
_LETTERS: Final = pattern(rb"[\xc0-\xff\xa8\xaa\xaf\xb2-\xb4\xb8\xba\xbf]{4,}")
_SIGNS: Final = pattern(rb"[\xa1-\xa7\xa9\xab-\xae\xb0\xb1\xb5-\xb7\xb9\xbb-\xbe]")
_GREEK: Final = pattern(rb"[\xdc-\xdf]")
_NOT_IN_HEBREW: Final = pattern(rb"[\xc0-\xdf\xfb-\xff]")
_CAPITALS: Final = pattern(rb"[\xc0-\xdf]")
_FEWEST: Final = 8
# A byte within a word, except for signs that also stand between words, and apostrophes
_WITHIN: Final = pattern(rb"(?<=[A-Za-z])[\x80-\x84\x86-\x90\x98-\x9f\xa1-\xac\xae-\xb3\xb5\xb6\xb8-\xff](?=[a-z])")
_OF_WINDOWS: Final = pattern(rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f]")
# Bytes of letters that Czech (ř and ě), Hungarian (ő and ű) or Turkish (ı, ş and ü) has, but that as Western letters
# occur together in no language, or only in one that also has the last ones.
_TOGETHER: Final = (
    ("cp1250", 1, (b"\xf8", b"\xec"), ()),
    ("cp1250", 1, (b"\xf5", b"\xfb"), (b"\xe3",)),
    ("cp1254", 0, (b"\xfd", b"\xfe", b"\xfc"), (b"\xe6", b"\xed")),
)
# Encodings of languages that are written in Latin letters, the likeliest first
_LATIN: Final = (WESTERN, "cp1250", "iso8859-2", "mac-roman", "cp850")


def detect_encoding(data: bytes) -> str:
    """An encoding for East Asia, for Cyrillic, Greek, Hebrew or Arabic if words are of such letters, or for Latin."""
    letters, high = b"".join(_LETTERS.findall(data)), len(_HIGH.findall(data))
    if east_asian := _east_asian(data, high):
        return east_asian
    if 2 * len(letters) < high or 10 * len(_SIGNS.findall(data)) > high:
        return _latin(data)
    return _of_other_letters(letters)


def _east_asian(data: bytes, high: int) -> str:
    """The encoding in which the text has common Japanese, Korean or Chinese signs; "" if there is none."""
    for encoding, share, first, last in (
        ("cp932", 10, "\u3041", "\u30fa"),
        ("euc_jp", 10, "\u3041", "\u30fa"),
        ("cp949", 90, "\uac00", "\ud7a3"),
    ):
        signs = _signs(data, encoding)
        # The second byte of a sign is an ASCII letter only in Shift JIS and, rarely, in Korean.
        is_own = encoding == "cp932" or 20 * len(signs) <= 11 * high
        if (
            len(signs) >= _FEWEST
            and is_own
            and 100 * sum(first <= sign <= last for sign in signs) >= share * len(signs)
        ):
            return encoding
    # In these encodings, common signs come before rare ones.
    for encoding, level, first_byte, last_byte in (("big5", "big5", 0xA4, 0xC6), ("gb18030", "gb2312", 0xB0, 0xD7)):
        codes = [sign.encode(level, "replace") for sign in _signs(data, encoding) if sign >= "\u3400"]
        common = [code for code in codes if len(code) > 1 and first_byte <= code[0] <= last_byte]
        # The second byte is ASCII in some of Big5's signs, but in none of the other encoding's.
        is_own = encoding != "big5" or len(common) < 5 * sum(code[1] < 0x80 for code in common) < 4 * len(common)
        if len(codes) >= _FEWEST and is_own and 100 * len(common) >= 85 * len(codes):
            return encoding
    return ""


def _signs(data: bytes, encoding: str) -> list[str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return []
    return [sign for sign in text if sign >= "\u0080"]


def _latin(data: bytes) -> str:
    """The encoding in which bytes among small letters are small letters; the Western one if no other is much better."""
    within = b"".join(_WITHIN.findall(data))
    misfits = {encoding: sum(not sign.islower() for sign in within.decode(encoding, "replace")) for encoding in _LATIN}
    # Czech and Polish texts have letters with codes that only the Windows encoding uses.
    central = "cp1250" if _OF_WINDOWS.search(data) else "iso8859-2"
    best = min(_LATIN, key=lambda encoding: (misfits[encoding], encoding not in (WESTERN, central)))
    if misfits[WESTERN] > 1 and 10 * misfits[best] <= misfits[WESTERN]:
        return best
    for encoding, most, letters, none in _TOGETHER:
        if all(data.count(letter) > most for letter in letters) and not any(letter in data for letter in none):
            return encoding
    return WESTERN


def _of_other_letters(letters: bytes) -> str:
    """An encoding of other letters, by letters that are common in only one of the languages."""
    count, total = letters.count, len(letters)
    if 16 * count(b"\xc7") > total:
        return "cp1256"
    if 20 * count(b"\xe9") > total and not _NOT_IN_HEBREW.search(letters):
        return "cp1255"
    if count(b"\xe0") * 50 < count(b"\xe1") + count(b"\xe5") and _GREEK.search(letters):
        return "cp1253"
    # Most letters are small, and in each of the two encodings they stand where the other has capitals.
    return "koi8-r" if 2 * len(_CAPITALS.findall(letters)) > total else "cp1251"
