"""LaTeX to CSL-JSON's rich text, or to plain text.

One pass over the tokens with a stack of open groups: the time is linear and
no depth of braces is too deep. What is not known keeps its argument.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from site_builder.bibtex.signs import LIGATURES, collapse, has_markup, with_signs, without_new_lines, without_shorthands
from site_builder.bibtex.symbols import ACCENTS, DROPPED, KNOWN, MOVES, NAMES, STYLES, SWITCHES, SYMBOLS
from site_builder.bibtex.types import localised
from site_builder.patterns import pattern

_TOKEN = pattern(r"\\([A-Za-z]+\*?|.)|---?|``|''|[{}$~`'^_-]|[^\\{}$~`'^_-]+", re.DOTALL)
_FIRST_COMMAND = pattern(r"\\([A-Za-z]+|.)\s*+\{?([A-Za-z]?)", re.DOTALL)
_SPACES = pattern(r"[ \t\r\n]*+")
# Pandoc's rule for what a dollar sign begins, and more: “$5 and $10” are two sums of money. A command or a sign alone
# between two of them is no sum: “$\beta$2”, “$>$5”.
_MATHS = pattern(
    r"\$(?:(?=\\[A-Za-z]|[\^_]|[<>=+-]+\$)|(?=[^\s$](?:[^$\\]|\\.)*+\$(?!\d)))((?:[^$\\]|\\.)*+)(?<=\S)\$", re.DOTALL
)
_FORMULA = pattern(r"[\\_^{=<>+]")
_VERBATIM = pattern(r"\s*+\{([^{}]*+)\}")
_LENGTH = pattern(r"\s*+[+-]?[\d.]++\s*+(?:true\s*+)?(?:bp|cc|cm|dd|em|ex|in|mm|mu|pc|pt|sp)\s?")
_HREF = pattern(r"\s*+(?:\\[A-Za-z]++\s*+\{\s*+)*\\href\s*+\{([^{}]*+)\}")
_VERBATIM_ESCAPE = pattern(r"\\([&%#_~{}$])|\\(?:url|path)\s*|[{}]")
_COMMAND_NAME = pattern(r"\\([A-Za-z]++)")
_NOCASE = '<span class="nocase">'


def rich_text(latex: str, nocase: bool = False) -> str:
    """CSL-JSON's rich text. With `nocase`, a group in braces keeps its capitals whatever a style does."""
    return collapse(_Reader(latex, tags=True, nocase=nocase).read() if has_markup(latex) else with_signs(latex))


def plain_text(latex: str) -> str:
    """The same without any tags."""
    return collapse(_Reader(latex, tags=False, nocase=False).read() if has_markup(latex) else with_signs(latex))


def verbatim(latex: str) -> str:
    """An address or identifier: only what LaTeX made its author escape is taken back."""
    if href := _HREF.match(latex):
        latex = href[1]
    return _VERBATIM_ESCAPE.sub(lambda match: match[1] or "", without_new_lines(latex).replace(r"\~{}", "~")).strip()


def left_out(latex: str) -> tuple[str, ...]:
    """The commands that are not known, and have no argument that could stand in their place."""
    if KNOWN.issuperset(_COMMAND_NAME.findall(latex)):
        return ()
    reader = _Reader(latex, tags=False, nocase=False)
    reader.read()
    return tuple(reader.left_out)


@dataclass(slots=True)
class _Group:
    """An open group: where its content begins in the output, and what closes it."""

    start: int
    closers: list[str] = field(default_factory=list)
    opener: str = ""
    dropped: bool = False


class _Reader:
    def __init__(self, latex: str, tags: bool, nocase: bool) -> None:
        self._latex = without_shorthands(latex)
        self._tags = tags
        self._nocase = nocase
        self._out: list[str] = []
        self._groups = [_Group(0)]
        self._marks = ""
        self._spacing_mark = ""
        self._script = ""
        self._argument: tuple[str, str] | None = None
        self._dropping = False
        self._maths_end = -1
        self._may_close = True
        self._nocase_depth = 0
        self._double_quotes = 0
        self._single_quotes: list[int] = []
        self.left_out: list[str] = []

    def read(self) -> str:
        position = 0
        while token := _TOKEN.match(self._latex, position):
            position = token.end()
            if command := token[1]:
                position = self._command(command, position)
            elif token[0] == "{":
                self._open(position)
            elif token[0] == "}":
                if len(self._groups) > 1:
                    self._close()
            elif token[0] == "$":
                self._dollar(position)
            else:
                self._text(token[0], position)
        self._flush_marks()
        while len(self._groups) > 1:
            self._close()
        self._out.extend(reversed(self._groups[0].closers))
        return "".join(self._out)

    def _command(self, name: str, position: int) -> int:
        """Carry out a command; the answer is where the text goes on."""
        name = name.rstrip("*") or name
        if name == "a" and (accent := self._latex[position : position + 1]) in ("'", "`", "="):
            # As accents are written in a `tabbing`
            name, position = accent, position + 1
        if name in ACCENTS:
            mark, self._spacing_mark = ACCENTS[name]
            # More than a few marks on a letter are no accents: they would only cost time.
            self._marks = (mark + self._marks)[:4]
            return _end_of_spaces(self._latex, position)
        if name in ("i", "j") and self._marks:
            self._emit(name)
        elif name == "circ" and self._script:
            self._script = ""
            self._emit("°")
        elif name == "@" and self._latex[position : position + 1] in (".", ":", "?", "!"):
            pass  # The space of the sentence's end
        elif name in "()":
            self._between_parentheses(name, position)
        elif name in SYMBOLS:
            if name == "fg" and self._out:
                self._out[-1] = self._out[-1].rstrip(" ")
            self._emit(SYMBOLS[name])
        elif name in SWITCHES:
            self._switch(*SWITCHES[name])
        elif name in ("url", "path", "nolinkurl") and (match := _VERBATIM.match(self._latex, position)):
            self._emit(verbatim(match[1]))
            return match.end()
        elif name == "bibstring" and (match := _VERBATIM.match(self._latex, position)):
            self._emit(localised(match[1]))
            return match.end()
        elif name in MOVES and (length := _LENGTH.match(self._latex, position)):
            return length.end()
        elif name in NAMES and self._latex.startswith("{", position):
            # Braces keep the capitals of what is in them.
            self._argument = None
        elif name.isalpha() and self._prints_itself(name, position):
            self._emit(name)
            # Most who define a name to be printed also let it keep the space behind it.
            return position
        elif name.isalpha():
            self._argument = STYLES.get(name, ("", ""))
            self._dropping = name in DROPPED
            if name not in KNOWN and not self._has_argument(position):
                self.left_out.append(name)
        else:
            self._emit(name)
        return _end_of_spaces(self._latex, position) if name.isalpha() and position > self._maths_end else position

    def _between_parentheses(self, name: str, position: int) -> None:
        r"""Mathematics between `\(` and `\)`."""
        self._script = ""
        if name == "(" and position > self._maths_end and self._may_close:
            end = self._latex.find(r"\)", position)
            self._maths_end, self._may_close = max(end, self._maths_end), end >= 0

    def _prints_itself(self, name: str, position: int) -> bool:
        """Whether a command that is not known may stand for a word, as programs' names do: for that its name is one.

        It has a capital and no argument; or else it has nothing to act on, as what changes the type would.
        """
        if name in STYLES or name in DROPPED or position <= self._maths_end:
            return False
        if self._latex.startswith("{}", position):
            return True
        if name.islower():
            return self._latex.startswith(rf"{{\{name}}}", position - len(name) - 2)
        return not self._has_argument(position)

    def _has_argument(self, position: int) -> bool:
        following = _end_of_spaces(self._latex, position)
        return self._latex[following : following + 1] in ("{", "[")

    def _open(self, position: int) -> None:
        opener, closer = self._argument or ("", "")
        protects = (
            self._nocase
            and self._argument is None
            and not (self._marks or self._script or self._nocase_depth or position <= self._maths_end)
            and self._keeps_capitals(position)
        )
        if self._script:
            opener, closer = f"<{self._script}>", f"</{self._script}>"
            self._script = ""
        elif protects:
            opener, closer = _NOCASE, "</span>"
        self._nocase_depth += bool(self._nocase_depth or protects)
        if not self._tags and opener.startswith("<"):
            opener = closer = ""
        if opener:
            self._out.append(opener)
        self._groups.append(_Group(len(self._out), [closer] if closer else [], opener, self._dropping))
        self._argument, self._dropping = None, False

    def _keeps_capitals(self, position: int) -> bool:
        """Whether a group protects what is in it: one that is but a sign or a small letter has nothing to protect."""
        found = _FIRST_COMMAND.match(self._latex, position)
        if found is None:
            return True
        name, letter = found.groups()
        if name in ACCENTS:
            return letter.isupper()
        is_styled = name in STYLES or name in SWITCHES or name in NAMES
        return is_styled or any(map(str.isupper, SYMBOLS.get(name, "")))

    def _close(self) -> None:
        self._flush_marks()
        self._script = ""
        group = self._groups.pop()
        self._nocase_depth = max(self._nocase_depth - 1, 0)
        self._argument, self._dropping = None, False
        if group.dropped:
            del self._out[group.start :]
            # What follows \href's address or \textcolor's colour is its second argument.
            self._argument = ("", "")
        elif len(self._out) == group.start and group.opener:
            self._out.pop()
        else:
            self._out.extend(reversed(group.closers))

    def _switch(self, opener: str, closer: str) -> None:
        group = self._groups[-1]
        if self._tags and closer not in group.closers:
            self._out.append(opener)
            group.closers.append(closer)

    def _dollar(self, position: int) -> None:
        if position <= self._maths_end:
            self._script = ""
        elif (maths := _MATHS.match(self._latex, position - 1)) and _is_formula(maths[1]):
            self._maths_end = maths.end()
        else:
            self._emit("$")

    def _text(self, text: str, position: int) -> None:
        if position <= self._maths_end:
            if text in ("_", "^"):
                self._script = "sub" if text == "_" else "sup"
                return
            text = {"-": "−", "'": "′", "--": "−−", "~": " "}.get(text, text)
        elif text == "`":
            self._single_quotes.append(len(self._out))
            text = "‘"
        elif text == "'" and self._single_quotes and not self._latex[position : position + 1].isalnum():
            text = self._close_single_quotes()
        else:
            self._double_quotes += (text == "``") - (text == "''")
            text = LIGATURES.get(text, text)
        self._emit(text)

    def _close_single_quotes(self) -> str:
        """What closes a pair of single quotes. Those within no others become double ones, as pandoc has it."""
        opened = self._single_quotes.pop()
        if self._double_quotes > 0 or opened >= len(self._out) or self._out[opened] != "‘":
            return "’"
        self._out[opened] = "“"
        return "”"

    def _emit(self, text: str) -> None:
        if not text:
            return
        if self._argument and not text.isspace():
            # An argument without braces is a single character: \textsuperscript2
            (opener, closer), self._argument, self._dropping = self._argument, None, False
            if (opener or closer) and (self._tags or not opener.startswith("<")):
                self._out.append(opener + text[0] + closer)
                text = text[1:]
        if self._marks and text:
            text = unicodedata.normalize("NFC", text[0] + self._marks) + text[1:]
            self._marks = ""
        if self._script and text:
            script, self._script = self._script, ""
            text = f"<{script}>{text[0]}</{script}>{text[1:]}" if self._tags else text
        self._out.append(text)

    def _flush_marks(self) -> None:
        if self._marks:
            self._marks = ""
            self._out.append(self._spacing_mark)


def _is_formula(text: str) -> bool:
    return not re.search(r"[ \t\r\n]", text) or _FORMULA.search(text) is not None


def _end_of_spaces(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position
