"""TeX as authors write it to the part of it that the library reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from site_builder.mathematics.macros import ROW_END, UnreadableError, after_space, argument_at, end_of_cell, option_at
from site_builder.mathematics.quantities import COMMANDS, quantity
from site_builder.patterns import pattern

# Each environment with the library's equivalent; "" for a formula of its own, which the site numbers itself.
ENVIRONMENTS: Final = {
    **dict.fromkeys("equation displaymath math subequations".split(), ""),
    **dict.fromkeys("align aligned alignat alignedat flalign split eqnarray IEEEeqnarray".split(), "align*"),
    **dict.fromkeys("gather gathered multline multlined".split(), "matrix"),
    **dict.fromkeys("cases dcases".split(), "cases"),
    **{name: name for name in "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split()},
}
WITH_ARGUMENT: Final = frozenset({"alignat", "alignedat", "IEEEeqnarray"})
MEANINGLESS: Final = frozenset(
    "\\nonumber \\notag \\ensuremath \\displaylimits \\nolimits \\allowbreak \\nobreak \\xspace \\protect \\null"
    " \\relax \\smallskip \\medskip \\bigskip \\hfill"
    # These choose a font for text. LaTeX says that they have no effect in mathematics.
    " \\normalfont \\bfseries \\mdseries \\itshape \\scshape \\upshape \\rmfamily \\sffamily \\ttfamily".split()
)
ALIASES: Final = {
    "\\AA": "\\text{\N{LATIN CAPITAL LETTER A WITH RING ABOVE}}",
    "\\arg": "\\operatorname{arg}",
    "\\argmax": "\\operatorname{arg\N{NO-BREAK SPACE}max}",
    "\\argmin": "\\operatorname{arg\N{NO-BREAK SPACE}min}",
    "\\dag": "\\dagger",
    "\\ddag": "\\ddagger",
    "\\hbox": "\\text",
    "\\hdots": "\\ldots",
    "\\mathbbm": "\\mathbb",
    "\\mathds": "\\mathbb",
    "\\mbox": "\\text",
    "\\nicefrac": "\\tfrac",
    "\\sfrac": "\\tfrac",
    "\\pmb": "\\boldsymbol",
    "\\qed": "\\square",
    "\\qedhere": "\\square",
    "\\textdegree": "\\text{\N{DEGREE SIGN}}",
    "\\textmu": "\\text{\N{MICRO SIGN}}",
    "\\textnormal": "\\text",
    "\\textrm": "\\text",
    "\\textsc": "\\text",
    "\\textup": "\\text",
}
TEXTS: Final = frozenset({"\\text", "\\textit", "\\textbf", "\\texttt", "\\textsf"})
# Sizes and shapes within a text, which are dropped.
WITHIN_TEXTS: Final = frozenset(
    f"\\{name}"
    for name in (
        "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge bf em it rm sc sf tt bfseries"
        " itshape scshape normalfont emph mbox textbf textit textnormal textrm textsc textsf texttt textup"
    ).split()
)
# Their argument may be a letter without braces, `\mathbb R`, for which the library ignores the alphabet.
ALPHABETS: Final = frozenset(
    f"\\math{name}" for name in ("bb", "bf", "cal", "frak", "it", "normal", "rm", "scr", "sf", "tt")
)
SPACES: Final = frozenset({"\\,", "\\ ", "\\;", "~"})
# The signs that TeX's fonts make of several characters in a text
LIGATURES: Final = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
WORD: Final = pattern(r"[A-Za-z]+")


def simplified_tex(tokens: Sequence[str]) -> str:
    """The formula for the library: environments and commands that it lacks become those that it has."""
    return _Writer(tokens).write()


class _Writer:
    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.written: list[str] = []
        self.open: list[str] = []
        self.has_rows = self.has_columns = False

    def write(self) -> str:
        at = 0
        while at < len(self.tokens):
            at = self._token(at)
        if self.open:
            raise UnreadableError(f"“\\begin{{{self.open[-1]}}}” has no “\\end”")
        tex = "".join(self.written).replace("\\not=", "\\neq ")
        if self.has_rows or self.has_columns:
            name = "align*" if self.has_columns else "matrix"
            return f"\\begin{{{name}}}{tex}\\end{{{name}}}"
        return tex

    def _token(self, at: int) -> int:
        token = ALIASES.get(self.tokens[at], self.tokens[at])
        if token == "\\begin":
            return self._begin(at + 1)
        if token == "\\end":
            return self._end(at + 1)
        if token == "\\label":
            return argument_at(self.tokens, at + 1)[1]
        if token in MEANINGLESS:
            return at + 1
        if token in ALPHABETS and (letter := self._letter(at + 1)):
            return letter
        if token in TEXTS:
            return self._text(token, at + 1)
        if token in ("\\intertext", "\\shortintertext"):
            # It becomes a row of its own.
            at = self._text("\\text", at + 1)
            self.written.append(ROW_END + " ")
            return at
        if token == "\\tag" and (end := self._tag(at + 1)):
            return end
        if token in COMMANDS:
            return self._quantity(token, at + 1)
        if token in ("\\mathrm", "\\operatorname"):
            return self._upright(token, at + 1)
        in_rows = any(ENVIRONMENTS[name] for name in self.open)
        if token == "\\color" and in_rows:
            return self._coloured(at + 1)
        if token == ROW_END:
            self.has_rows |= not in_rows
            self.written.append(ROW_END + " ")
            return self._after_row(at + 1)
        self.has_columns |= token == "&" and not in_rows
        self.written.append(token)
        return at + 1

    def _coloured(self, at: int) -> int:
        """The rest of a cell after a colour, as a group: the library would colour the following cells as well."""
        argument, at = argument_at(self.tokens, option_at(self.tokens, at)[1])
        end = end_of_cell(self.tokens, at)
        self.written.append(f"{{\\color{{{''.join(argument)}}}{simplified_tex(self.tokens[at:end])}}}")
        return end

    def _after_row(self, at: int) -> int:
        """The place after the star and the distance that may follow the end of a row."""
        if at < len(self.tokens) and self.tokens[at] == "*":
            at += 1
        return option_at(self.tokens, at)[1] if at < len(self.tokens) and self.tokens[at] == "[" else at

    def _begin(self, at: int) -> int:
        name, at = self._name(at)
        self.open.append(name)
        _, at = option_at(self.tokens, at)
        if name in WITH_ARGUMENT:
            _, at = argument_at(self.tokens, at)
        columns = ""
        if name == "array":
            arranged, at = argument_at(self.tokens, at)
            columns = "{" + ("".join(side for side in "".join(arranged) if side in "lcr") or "l") + "}"
        if ENVIRONMENTS[name]:
            self.written.append(f"\\begin{{{ENVIRONMENTS[name]}}}{columns}")
        return at

    def _end(self, at: int) -> int:
        name, at = self._name(at)
        if not self.open or self.open.pop() != name:
            raise UnreadableError(f"“\\end{{{name}}}” ends something that is not open")
        if ENVIRONMENTS[name]:
            self.written.append(f"\\end{{{ENVIRONMENTS[name]}}}")
        return at

    def _name(self, at: int) -> tuple[str, int]:
        argument, at = argument_at(self.tokens, at)
        name = "".join(argument).removesuffix("*")
        if name not in ENVIRONMENTS:
            raise UnreadableError(f"the environment “{name}” is not known")
        return name, at

    def _text(self, command: str, at: int) -> int:
        """A text, in which mathematics is set as such. Braces in it only group."""
        argument, at = argument_at(self.tokens, at)
        for place, part in enumerate(_split(argument, "$")):
            if place % 2:
                self.written.append("{" + simplified_tex(part) + "}")
            elif text := _with_ligatures("".join(_shown(part))):
                self.written.append(f"{command}{{{text}}}")
        return at

    def _tag(self, at: int) -> int:
        """A tag with mathematics in it, for which the library lacks support; 0 for other tags."""
        is_bare = at < len(self.tokens) and self.tokens[at] == "*"
        argument, _ = argument_at(self.tokens, at + is_bare)
        if "$" not in argument:
            return 0
        self.written.append("\\quad " if is_bare else "\\quad\\text{(}")
        at = self._text("\\text", at + is_bare)
        self.written.append("" if is_bare else "\\text{)}")
        return at

    def _quantity(self, command: str, at: int) -> int:
        """A number with its unit, or a chemical formula, as plain TeX."""
        _, at = option_at(self.tokens, at)
        if self.tokens[after_space(self.tokens, at) :][:1] != ["{"]:
            # The package physics has a command of the same name that only sizes brackets.
            return at
        arguments = []
        for _ in COMMANDS[command]:
            argument, at = argument_at(self.tokens, at)
            arguments.append("".join(argument))
        self.written.append(f"{{{quantity(command, arguments)}}}")
        return at

    def _letter(self, at: int) -> int:
        """The place after a letter to which an alphabet applies without braces; 0 if braces or a command follow."""
        start = after_space(self.tokens, at)
        if start >= len(self.tokens) or not self.tokens[start][0].isalnum():
            return 0
        alphabet = ALIASES.get(self.tokens[at - 1], self.tokens[at - 1])
        letter, others = self.tokens[start][0], self.tokens[start][1:]
        self.written.append(
            f"\\text{{{letter}}}{others}" if alphabet == "\\mathrm" else f"{alphabet}{{{letter}}}{others}"
        )
        return start + 1

    def _upright(self, command: str, at: int) -> int:
        if at < len(self.tokens) and self.tokens[at] == "*":
            at += 1
        argument, end = argument_at(self.tokens, at)
        spelt = "".join("\N{NO-BREAK SPACE}" if token in SPACES else token for token in argument)
        if WORD.fullmatch(spelt) and command == "\\mathrm":
            self.written.append(f"\\text{{{spelt}}}")
            return end
        if command == "\\operatorname":
            self.written.append(f"\\operatorname{{{spelt}}}")
            return end
        self.written.append(command)
        return at


def _shown(text: Sequence[str]) -> Iterator[str]:
    """A text without braces and without commands that only set it, each with the space after it."""
    is_behind = False
    for token in text:
        if not (token in ("{", "}") or token in WITHIN_TEXTS or (is_behind and token == " ")):
            yield token
        is_behind = token in WITHIN_TEXTS


def _with_ligatures(text: str) -> str:
    for written, sign in LIGATURES:
        text = text.replace(written, sign)
    return text


def _split(tokens: Sequence[str], sign: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == sign:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
