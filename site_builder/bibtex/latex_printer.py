"""The pieces of text, groups and marks in LaTeX to CSL-JSON's rich text or plain text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from site_builder.bibtex.formulas import has_case, with_spaces
from site_builder.bibtex.latex_notation import DOUBLE_QUOTES, LIGATURES, OPENING_QUOTES
from site_builder.patterns import pattern

_NOCASE: Final = '<span class="nocase">'
# With one of a pair of quotes in braces, as Zotero writes “{‘Deep} Sleep’”
_QUOTED: Final = pattern(rf"{_NOCASE}([“‘]?)([^<“”‘’]++)([”’]?)</span>")
# Next to these letters, what looks like a single quote may be a letter: “the ‘ulamāʼ”.
_OF_ARABIC: Final = frozenset("āīūḍḥṣṭẓ")


@dataclass(slots=True)
class _Group:
    """An open group: where its content begins in the output, and what closes it."""

    start: int
    closers: list[str] = field(default_factory=list)
    opener: str = ""
    dropped: bool = False


class Printer:
    """What was printed so far, and what waits for the next piece: accents, an index, the tags of a command's argument.

    With `tags`, rich text is printed. With `nocase`, groups and formulas may be protected from styles that change case.
    """

    def __init__(self, tags: bool, nocase: bool) -> None:
        self._tags = tags
        self._nocase = nocase
        self._out: list[str] = []
        self._groups = [_Group(0)]
        self._formula = 0, 0
        self._nocase_depth = 0
        self._double_quotes = 0
        self._single_quotes: list[int] = []
        self._spacing_mark = ""
        self.marks = ""
        self.script = ""
        self.argument: tuple[str, str] | None = None
        self.dropping = False
        self.keeping = False

    def text(self) -> str:
        """Everything that was printed, with every group closed."""
        self._flush_marks()
        while len(self._groups) > 1:
            self.close()
        self._out.extend(reversed(self._groups[0].closers))
        text = "".join(self._out)
        return _QUOTED.sub(_with_quotes_outside, text) if self._nocase else text

    def mark(self, combining: str, spacing: str) -> None:
        """Put an accent on the next letter; if none follows, `spacing` is printed instead."""
        self._spacing_mark = spacing
        # More than a few marks on a letter are no accents: they would only cost time.
        self.marks = (combining + self.marks)[:4]

    def emit(self, text: str) -> None:
        if self.script or (self.argument and self.argument[0]):
            text = text.lstrip()
        if not text:
            return
        if self.argument and not text.isspace():
            # An argument without braces is a single character: \textsuperscript2
            (opener, closer), self.argument, self.dropping = self.argument, None, False
            if (opener or closer) and (self._tags or not opener.startswith("<")):
                self._out.append(opener + text[0] + closer)
                text = text[1:]
        if self.marks and text:
            text = unicodedata.normalize("NFC", text[0] + self.marks) + text[1:]
            self.marks = ""
        if self.script and text:
            script, self.script = self.script, ""
            text = f"<{script}>{text[0]}</{script}>{text[1:]}" if self._tags else text
        self._out.append(text)

    def emit_function(self, name: str, is_applied: bool) -> None:
        """Print a function's name, with spaces between it and what is before it or what it `is_applied` to."""
        if self.script:
            self.open(protects=False)
            self.emit(name)
            self.close()
            return
        before = self._out[-1] if self._out else ""
        follows = before[-1:].isalnum() or before.endswith((")", "</sub>", "</sup>"))
        self.emit(f"{' ' if follows else ''}{name}{' ' if is_applied else ''}")

    def may_protect(self) -> bool:
        """Whether a group that opens here may protect its capitals, if it has any."""
        is_plain = (self.argument is None or self.keeping) and not (self.marks or self.script)
        return self._nocase and is_plain and not self._nocase_depth

    def open(self, protects: bool) -> None:
        """Begin a group: an index, a command's argument, or text that keeps its capitals."""
        opener, closer = self.argument or ("", "")
        if self.script:
            opener, closer = f"<{self.script}>", f"</{self.script}>"
            self.script = ""
        elif protects:
            opener, closer = opener + _NOCASE, f"</span>{closer}"
        self._nocase_depth += bool(self._nocase_depth or protects)
        if not self._tags and opener.startswith("<"):
            opener = closer = ""
        if opener:
            self._out.append(opener)
        self._groups.append(_Group(len(self._out), [closer] if closer else [], opener, self.dropping))
        self.argument, self.dropping, self.keeping = None, False, False

    def close(self) -> None:
        """End the innermost group, if one is open."""
        if len(self._groups) == 1:
            return
        self._flush_marks()
        self.script = ""
        group = self._groups.pop()
        self._nocase_depth = max(self._nocase_depth - 1, 0)
        self.argument, self.dropping = None, False
        if group.dropped:
            del self._out[group.start :]
            # What follows \href's address or \textcolor's colour is its second argument.
            self.argument = ("", "")
        elif len(self._out) == group.start and group.opener:
            self._out.pop()
        else:
            self._out.extend(reversed(group.closers))

    def switch(self, opener: str, closer: str) -> None:
        """Change the type up to the end of the group."""
        group = self._groups[-1]
        if self._tags and closer not in group.closers:
            self._out.append(opener)
            group.closers.append(closer)

    def begin_formula(self) -> None:
        self._formula = len(self._groups), len(self._out)

    def end_formula(self) -> None:
        """End the formula that was begun in this group, if one was."""
        self._flush_marks()
        (groups, start), self._formula = self._formula, (0, 0)
        if groups == len(self._groups):
            text = with_spaces("".join(self._out[start:]))
            protects = self._nocase and not self._nocase_depth and has_case(text)
            self._out[start:] = [f"{_NOCASE}{text}</span>" if protects else text]

    def emit_text(self, text: str) -> None:
        """Print text outside formulas, with TeX's ligatures. An opening quote is remembered until it is closed."""
        if text in OPENING_QUOTES:
            self._single_quotes.append(len(self._out))
            text = "‘"
        elif text in DOUBLE_QUOTES:
            self._double_quotes += 1 if text in ("``", "“") else -1
        self.emit(LIGATURES.get(text, text))

    def close_single_quote(self, text: str) -> None:
        """Close a pair of single quotes. Outside others they become double ones, as in pandoc."""
        if not self._single_quotes:
            self.emit(text)
            return
        opened = self._single_quotes.pop()
        is_meant = self._double_quotes > 0 or not self._tags or opened + 1 >= len(self._out)
        if is_meant or self._out[opened] != "‘" or not _OF_ARABIC.isdisjoint(self._out[opened + 1]):
            self.emit("’")
            return
        self._out[opened] = "“"
        self.emit("”")

    def strip(self) -> None:
        """Take back the spaces at the end of the last piece."""
        if self._out:
            self._out[-1] = self._out[-1].rstrip(" ")

    def _flush_marks(self) -> None:
        if self.marks:
            self.marks = ""
            self._out.append(self._spacing_mark)


def _with_quotes_outside(match: re.Match[str]) -> str:
    opening, text, closing = match.groups()
    return match[0] if bool(opening) == bool(closing) else f"{opening}{_NOCASE}{text}</span>{closing}"
