"""A bibliography's text to blocks, each the extent of a `@command{…}`, and to the entries that need not be read.

The end of a block is found before the block is read, so that a damaged one cannot swallow its neighbours. Each scan
only moves forward: the time is linear for any text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from site_builder.bibtex.entry_syntax import NAME, TYPE
from site_builder.bibtex.types import ENTRY_TYPES
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.frozen import frozen
from site_builder.patterns import pattern

# A type that has a stray character in it: “@bo"ok{key, title = {…}”
_MISTYPED = rf"[^\s{{}}(@]{{1,40}}+(?=\{{[^\s,{{}}]++,\s*+{NAME}\s*+=\s*+[\"{{\d])"
# A comment line, or the head of a command or of an entry that lacks its “@”. The “@” of an e-mail address is no head: a
# word may stand right before it only in “@book{key,”.
_HEAD = pattern(
    rf"(?<![^\n\r\ufeff])[ \t]*+%[^\n\r]*+|(?:(?<!\w)@|@(?={TYPE}\{{[^\s,{{}}]++,))"
    rf"\s*+(?:(?P<name>{_MISTYPED}|{TYPE})\s*+(?P<open>[{{(])?|(?P<bare>[{{(]))"
    r"|(?<![^\n\r\ufeff])[ \t]*+(?P<unsigned>[A-Za-z]{4,20})[ \t]*+\{"
    rf"(?=\s*+(?P<key>[^\s,{{}}()=\"@#%]{{1,200}}),\s*+{NAME}\s*+=\s*+[\"{{\d])"
)
# A key with spaces counts if a field follows.
_ENTRY_HEAD = pattern(
    rf"(?<!\w)@\s*+(?P<name>{TYPE})\s*+(?P<open>[{{(])\s*+"
    rf"(?P<key>[^\s,{{}}]*+(?:(?:[ \t]++[^\s,{{}}]++)++(?=\s*+,\s*+{NAME}\s*+=))?+)\s*+,"
)
_NO_ENTRIES = frozenset({"comment", "preamble", "string"})
# Besides the heads of entries, these end a block that is never closed.
_DEFINITION_HEAD = pattern(
    rf"@\s*+(?:(?i:string)\s*+[{{(]\s*+{NAME}\s*+=\s*+[\"{{]|(?i:preamble)\s*+[{{(]\s*+[\"{{]"
    r"|(?i:comment)\s*+\{\s*+(?:jabref-|BibDesk ))"
)
# An entry that lacks its “{”, up to its first field: “@article key,”, “@articlekey,” or “@article”
_UNOPENED = pattern(
    rf"@\s*+(?P<name>{TYPE})(?:[ \t]++(?P<key>[^\s,{{}}()=@]++)(?!\s*+=))?+[ \t]*+"
    rf"(?:,[ \t]*+(?P<newline>[\n\r])?+)?+\s*+(?={NAME}\s*+=\s*+[\"{{\d])"
)
# “@phd thesis{key, title = {…}”
_SPACED = pattern(rf"@\s*+(\w++)[ \t]++(\w++)\s*+\{{(?=[^\s,{{}}]++,\s*+{NAME}\s*+=)")
# The rest of an entry with balanced braces and no “@”, as nearly all are: one match finds its end.
_WELL_FORMED = pattern(r"(?:[^{}@]++|\{(?:[^{}@]++|\{(?:[^{}@]++|\{[^{}@]*+\})*+\})*+\})*+\}")
_IN_BRACES = pattern(r"[{}@]")
_IN_PARENTHESES = pattern(r'[{}@")]')
_NEAR = 40
_NEWLINE = pattern(r"\r\n|\n|\r")
_MARK = pattern(r"^(?:<{7} .*|\|{7}.*|={7}|>{7} .*)$", re.MULTILINE)
_KEY: Final = pattern(r"@\s*+[^\s{(]++\s*+[{(]\s*+([^\s,{}=%]++)\s*+,")
# A parent in any other notation is overlooked. If an entry then lacks its parent, the whole file is read.
_PARENTS: Final = pattern(r"(?i)\b(?:crossref|xdata)\s*+=\s*+[{\"]([^{}\"]*+)[}\"]")


class Lines:
    """The line and column of each character of a text, and the character at each."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        if "\r" in text:
            self._starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text))]
        else:
            self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def location(self, offset: int) -> Location:
        line = bisect_right(self._starts, offset)
        return Location(self._path, line, offset - self._starts[line - 1] + 1)

    def offset(self, location: Location) -> int:
        return self._starts[location.line - 1] + location.column - 1


@frozen
class Block:
    """One command: `name` in lower case, `start` at its `@`, `end` after its closing delimiter.

    A block that is not `closed` ends where the next entry begins, or with the text. A block that is not `opened` lacks
    its delimiter or its `@`, or has a space in its type: its key and fields begin `body` characters after its start,
    and if `body` is 0, it has only its head. `commented_key` is the key of an entry in a `@comment`, which BibTeX reads
    but Biber does not, or of an entry without its `@`, which neither of them reads.
    """

    name: str
    start: int
    end: int
    opened: bool = True
    closed: bool = True
    commented_key: str = ""
    body: int = 0


def find_blocks(text: str) -> Iterator[Block]:
    """The commands of a text in order, including entries in `@comment`s, but not those in comment lines."""
    position = 0
    comments_close = True
    while head := _HEAD.search(text, position):
        position = head.end()
        name = (head["name"] or "").lower()
        opener = head["open"] or head["bare"]
        if head["unsigned"]:
            name, start = head["unsigned"].lower(), head.start("unsigned")
            if name in ENTRY_TYPES:
                end, closed = _end(text, position, "{")
                yield Block(name, start, end, False, closed, head["key"], position - start)
                position = end
        elif not opener:
            if name and name != "comment" and _begins_line(text, head.start()):
                block = _entry_without_brace(text, head.start()) or Block(name, head.start(), head.end(), False, False)
                yield block
                position = block.end
        elif name == "comment":
            if comments_close and opener == "{":
                end = _closing_brace(text, position)
                comments_close = end > 0
                yield from _commented(text, position, end)
                position = end or position
        elif name or _begins_line(text, head.start()):
            end, closed = _end(text, position, opener)
            yield Block(name, head.start(), end, closed=closed)
            position = end


def _entry_without_brace(text: str, start: int) -> Block | None:
    """The entry that begins at `start` without its “{”, or with a space in its type; None if there is no entry."""
    if (spaced := _SPACED.match(text, start)) and (name := f"{spaced[1]}{spaced[2]}".lower()) in ENTRY_TYPES:
        end, closed = _end(text, spaced.end(), "{")
        return Block(name, start, end, opened=False, closed=closed, body=spaced.end() - start)
    head = _UNOPENED.match(text, start)
    if head is None or (name := head["name"].lower()) in _NO_ENTRIES:
        return None
    body = head.end("name")
    if name not in ENTRY_TYPES:
        if head["key"] or not head["newline"]:
            return None
        # “@articleSmith2020,”, or no type at all
        name = max((known for known in ENTRY_TYPES if name.startswith(known)), key=len, default="")
        body = head.start("name") + len(name)
    end, closed = _end(text, head.end(), "{")
    return Block(name, start, end, opened=False, closed=closed, body=body - start)


def _commented(text: str, position: int, end: int) -> Iterator[Block]:
    """The entries in the braces of a `@comment`."""
    while head := _ENTRY_HEAD.search(text, position, end):
        after, closed = _end(text, head.start("open") + 1, head["open"])
        position = min(after, end)
        if head["key"] and head["name"].lower() not in _NO_ENTRIES:
            yield Block(head["name"].lower(), head.start(), position, closed=closed, commented_key=head["key"])


def _end(text: str, position: int, opener: str) -> tuple[int, bool]:
    """Where the block that was opened just before `position` ends, and whether it is closed there."""
    if opener == "{" and (whole := _WELL_FORMED.match(text, position)):
        return whole.end(), True
    depth = 0
    quoted = False
    for match in (_IN_BRACES if opener == "{" else _IN_PARENTHESES).finditer(text, position):
        character = match.group()
        if character == "@":
            begins = _begins_line(text, match.start()) or (depth == 0 and _ends_value(text, match.start()))
            if begins and (_ENTRY_HEAD.match(text, match.start()) or _DEFINITION_HEAD.match(text, match.start())):
                return match.start(), False
        elif character == "{":
            depth += 1
        elif character == "}":
            if depth == 0 and opener == "{":
                return match.end(), True
            depth = max(depth - 1, 0)
        elif depth == 0 and character == '"':
            quoted = not quoted
        elif depth == 0 and not quoted:
            return match.end(), True
    return len(text), False


def _closing_brace(text: str, position: int) -> int:
    """Where the group that was opened just before `position` ends; 0 if it is never closed."""
    depth = 1
    for match in re.compile(r"[{}]").finditer(text, position):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.end()
    return 0


def _ends_value(text: str, position: int) -> bool:
    """Whether a field may end before a position: with the delimiter of its value, a number or a comma."""
    before = text[max(position - _NEAR, 0) : position].rstrip()[-1:]
    return before in ("}", '"', ",") or before.isdigit()


def _begins_line(text: str, position: int) -> bool:
    while position and text[position - 1] in " \t\ufeff":
        position -= 1
    return position == 0 or text[position - 1] in "\n\r"


def without_marks(text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text with a merge's conflict marks replaced by spaces, so that no position changes."""
    if "<<<<<<< " not in text or ">>>>>>> " not in text:
        return text, ()
    lines = Lines(text, path)
    message = "A merge left two versions here, and both are read."
    hint = "keep one of them, and remove the lines that begin with “<<<<<<<”, “=======” and “>>>>>>>”."
    begun = (found.start() for found in _MARK.finditer(text) if found[0].startswith("<"))
    told = tuple(Diagnostic(Rule.BIBTEX_SYNTAX, lines.location(start), message, hint) for start in begun)
    return _MARK.sub(lambda found: " " * len(found[0]), text) if told else text, told


def uncited_entries(text: str, blocks: Sequence[Block], cited: frozenset[str]) -> dict[int, str]:
    """The keys, by offset, of the entries that are not cited and that no cited entry inherits from.

    A block that is damaged or has no plain key is never among them, as it may be anything.
    """
    alone: dict[int, str] = {}
    starts: dict[str, list[Block]] = defaultdict(list)
    waiting: list[Block] = []
    for block in blocks:
        head = _KEY.match(text, block.start) if block.opened and block.closed and not block.commented_key else None
        if head is None or head[1] in cited:
            waiting.append(block)
        else:
            alone[block.start] = head[1]
            starts[head[1].casefold()].append(block)
    while waiting:
        block = waiting.pop()
        for parents in _PARENTS.finditer(text, block.start, block.end):
            for key in parents[1].split(","):
                for parent in starts.pop(key.strip().casefold(), ()):
                    del alone[parent.start]
                    waiting.append(parent)
    return alone
