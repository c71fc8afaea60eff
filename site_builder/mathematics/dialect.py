"""TeX as authors write it to the part of it that the library reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from site_builder.mathematics.arrays import behind_row, columns
from site_builder.mathematics.commands import (
    ALIASES,
    ALPHABETS,
    ENVIRONMENTS,
    FENCED,
    IN_BRACKETS,
    LINES,
    MEANINGLESS,
    TEXTS,
    WITH_ARGUMENT,
)
from site_builder.mathematics.diagrams import matrix_of_diagram
from site_builder.mathematics.distances import MOVING, moved_by, without_argument
from site_builder.mathematics.fractions import FRACTIONS
from site_builder.mathematics.letters import PRIME, letter_of_alphabet, raised_primes, upright_word
from site_builder.mathematics.macros import (
    ROW_END,
    TOKEN,
    UnreadableError,
    argument_at,
    arguments_at,
    end_of_cell,
    end_of_group,
    option_at,
)
from site_builder.mathematics.quantities import COMMANDS, quantity
from site_builder.mathematics.texts import shown_text, text_and_formulas
from site_builder.patterns import pattern

# Before these, amsmath's `\dots` are centred.
BINARY: Final = tuple("+-=<>")
UPRIGHT: Final = ("\\mathrm", "\\operatorname", "\\mathop")
# For each of these commands, what makes the TeX of it and its arguments, and where these end
PARTS: Final = {
    **FRACTIONS,
    **dict.fromkeys(UPRIGHT, upright_word),
    **dict.fromkeys(MOVING, moved_by),
    **dict.fromkeys(("\\cline", "\\label", "\\vspace"), without_argument),
    PRIME: raised_primes,
}
DIAGRAM: Final = [*"{CD}"]
OPTIONAL: Final = frozenset({"array", "IEEEeqnarray"})
# How an environment stands in its line, or what its columns are aligned to
SIDES: Final = pattern(r"\s*[tbclr]\s*")
# In numbers such as `0{,}5`, braces take the space from behind the sign.
SEPARATORS_ALONE: Final = [["{", separator, "}"] for separator in ",;:."]
BRACE: Final = pattern(r"(\\[{}])")


def simplified_tex(tokens: Sequence[str]) -> str:
    """The formula for the library: environments and commands that it lacks become those that it has."""
    return _Writer(tokens).write()


class _Writer:
    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tokens
        self.written: list[str] = []
        self.open: list[str] = []
        self.has_rows = self.has_columns = False
        self.depth = 0
        self.cell = 0

    def write(self) -> str:
        at = 0
        while at < len(self.tokens):
            at = self._token(at)
        if self.open:
            raise UnreadableError(f"“\\begin{{{self.open[-1]}}}” has no “\\end”")
        self._fill_last_cell()
        tex = "".join(self.written).replace("\\not=", "\\neq ")
        # To the library, this letter alone is another sign, “⋿”.
        tex = tex.replace("\\mathsf{E}", "\\mathsf{{E}}")
        if self.has_rows or self.has_columns:
            name = "align*" if self.has_columns else "matrix"
            return f"\\begin{{{name}}}{tex}\\end{{{name}}}"
        return tex

    def _token(self, at: int) -> int:
        token = ALIASES.get(self.tokens[at], self.tokens[at])
        if token == "\\dots" and self._next(at + 1).startswith(BINARY):
            token = "\\cdots"
        if token == "\\begin":
            return self._begin(at + 1)
        if token == "\\end":
            return self._end(at + 1)
        if token in MEANINGLESS:
            return at + 1
        if token == "\\nolimits":
            # To the library, what is in braces is no operator.
            self.written[-1:] = [f"{{{last}}}" for last in self.written[-1:]]
            return at + 1
        if token in ALPHABETS and (letter := letter_of_alphabet(self.tokens, at)):
            self.written.append(letter[0])
            return letter[1]
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
        if token in PARTS:
            part, at = PARTS[token](self.tokens, at, simplified_tex)
            self.written += [part] if part else []
            return at
        if token == "{" and self.tokens[at : at + 3] in SEPARATORS_ALONE:
            self.written.append(f"\\text{{{self.tokens[at + 1]}}}")
            return at + 3
        in_rows = any(ENVIRONMENTS[name] for name in self.open)
        if token == "\\color" and in_rows:
            return self._coloured(at + 1)
        if token in LINES:
            return self._line(at + 1)
        if token == ROW_END:
            # Within braces, it belongs to a command such as `\\substack`.
            if self.depth == 0:
                self.has_rows |= not in_rows
                self.cell = 0
            self.written.append(ROW_END + " ")
            return behind_row(self.tokens, at + 1)
        if token == "&" and self.open[-1:] == ["eqnarray"]:
            self.cell += 1
            if self.cell == 2:
                # Without a column of its own for the relation, what is right of it stands beside it.
                return at + 1
        self.has_columns |= token == "&" and not in_rows
        self.depth += (token == "{") - (token == "}")
        self.written.append(token)
        return at + 1

    def _next(self, at: int) -> str:
        """The next token from `at` on that means anything, "" at the end."""
        rest = (self.tokens[place] for place in range(at, len(self.tokens)))
        return next((token for token in rest if not token.isspace() and token not in MEANINGLESS), "")

    def _written_last(self) -> str:
        return next((part.strip() for part in reversed(self.written) if part.strip()), "")

    def _fill_last_cell(self) -> None:
        """Put an empty group into a last cell without content, for which the library would leave out its whole row."""
        if self._written_last() == "&":
            self.written.append("{}")

    def _coloured(self, at: int) -> int:
        """The rest of a cell after a colour, as a group: the library would colour the following cells as well."""
        argument, at = argument_at(self.tokens, option_at(self.tokens, at)[1])
        end = end_of_cell(self.tokens, at)
        self.written.append(f"{{\\color{{{''.join(argument)}}}{simplified_tex(self.tokens[at:end])}}}")
        return end

    def _line(self, at: int) -> int:
        """A line between rows. Those around the whole would be taken for lines between them."""
        behind = self._next(at)
        if self._written_last() == ROW_END and behind and behind not in ("\\end", *LINES):
            self.written.append("\\hline ")
        return at

    def _begin(self, at: int) -> int:
        if self.tokens[at : at + 4] == DIAGRAM:
            return self._diagram(at + 4)
        name, at = self._name(at)
        self.open.append(name)
        option, end = option_at(self.tokens, at)
        # In brackets that hold anything else, the formula has begun: `\begin{equation} [a, b] = 0`
        at = end if option and (name in OPTIONAL or SIDES.fullmatch("".join(option))) else at
        if name in WITH_ARGUMENT:
            _, at = argument_at(self.tokens, at)
        arrangement = "{ll}" if name == "rcases" else ""
        if name == "array":
            arranged, at = argument_at(self.tokens, at)
            arrangement = f"{{{columns(''.join(arranged))}}}"
        if ENVIRONMENTS[name]:
            before = f"\\left{FENCED[name][1]}" if name in FENCED else "{" * (name in IN_BRACKETS)
            # To the library, brackets and braces here say how any environment is aligned: `\begin{matrix}{c}`.
            beginning = "{}" if self._next(at) in ("[", "{") and not arrangement else ""
            self.written.append(f"{before}\\begin{{{ENVIRONMENTS[name]}}}{arrangement}{beginning}")
        return at

    def _diagram(self, at: int) -> int:
        end = end_of_group(self.tokens, at)
        if self.tokens[end + 1 : end + 5] != DIAGRAM:
            raise UnreadableError("“\\begin{CD}” has no “\\end”")
        self.written.append(simplified_tex(TOKEN.findall(matrix_of_diagram(self.tokens[at:end]))))
        return end + 5

    def _end(self, at: int) -> int:
        name, at = self._name(at)
        if not self.open or self.open.pop() != name:
            raise UnreadableError(f"“\\end{{{name}}}” ends something that is not open")
        if ENVIRONMENTS[name]:
            behind = f"\\right{FENCED[name][2]}" if name in FENCED else "}" * (name in IN_BRACKETS)
            self._fill_last_cell()
            self.written.append(f"\\end{{{ENVIRONMENTS[name]}}}{behind}")
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
        written = []
        for is_formula, part in text_and_formulas(argument):
            if is_formula:
                written.append("{" + simplified_tex(part) + "}")
            else:
                # The library takes an escaped brace for the end of the text.
                pieces = BRACE.split(shown_text(part))
                written += (piece if BRACE.fullmatch(piece) else f"{command}{{{piece}}}" for piece in pieces if piece)
        is_script = "".join(self.written[-1:]) in ("_", "^")
        self.written.append(f"{{{''.join(written)}}}" if is_script else "".join(written))
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
        if self._next(at) != "{":
            # The package physics has a command of the same name that only sizes brackets.
            return at
        arguments, at = arguments_at(self.tokens, at, len(COMMANDS[command]))
        self.written.append(f"{{{quantity(command, [''.join(argument) for argument in arguments])}}}")
        return at
