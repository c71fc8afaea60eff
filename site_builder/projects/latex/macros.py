r"""The commands that a project's texts define for mathematics, `\newcommand{\E}{\mathbb{E}}`, to macros.

Commands for words, `\newcommand{\etal}{\emph{et al.}}`, are replaced in its texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from site_builder.markdown.raw.braces import CODE
from site_builder.mathematics import DEFINITION, Macros, definitions_in, with_macros
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.projects.latex.text_commands import INSIDE, SIZES
from site_builder.projects.lines.source_lines import Line, with_text
from site_builder.projects.texts.parts import lines_outside_code
from site_builder.yaml_values import items_of, node_at, pairs_of, text_of, texts_of

PARAMETER: Final = pattern(r"#(\d)")
DEFINITION_LINE: Final = pattern(rf"[ \t]*{DEFINITION.pattern}")
# The second is of rticles.
HEADS: Final = ("header-includes", "preamble")
# Nobody writes a definition on one line, or a header, that is longer.
LONGEST: Final = 20_000
# The names of files with LaTeX commands, which pandoc and others are told to put before a document
PREAMBLE: Final = pattern(
    r"(?:[^/]+/)?[\w.-]{0,30}"
    r"(?:header|preamble|include|macros?|commands|shortcuts|definitions|defs|notation|maths?|symbols)[\w.-]{0,30}\.tex",
    re.IGNORECASE,
)
# A command with anything else is meant for formulas, or sets pages.
WORDS: Final = pattern(
    rf"(?:[^\\#^&]|#[1-9]|\\(?:{'|'.join(sorted(SIZES))}|bf|checkmark|color|ding|em|emph|enquote|footnote|hl|it|mbox|pkg"
    r"|proglang|sc|sl|sout|st|text[a-z]{2,10}|tt|underline|url|xspace|(?:auto|[cC]|eq)?ref|(?:upp|low)ercase"
    r"|Make(?:Upp|Low)ercase|[ldv]?dots)(?![A-Za-z])|\\[ %&$_])*"
)
ARGUMENT: Final = pattern(rf"\{{({INSIDE})\}}")
OTHER: Final = rf"{CODE}|\\[^A-Za-z\n]|\$[^$\n]{{1,1000}}\$"
# Commands that repeat their arguments more often would make long texts of short ones.
MOST_OFTEN: Final = 9
# Where a tilde is of an address, or of what is meant for formulas
TILDES: Final = pattern(r"\\(?:text|url)\{")
XSPACE: Final = "\\xspace"


def preambles_among(names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.endswith(".tex") and PREAMBLE.fullmatch(name))


def definition(name: str, text: str, parameters: int = 0) -> str:
    """The definition of a command in LaTeX, with the given number of parameters, or as many as its text uses."""
    number = parameters or max(map(int, PARAMETER.findall(text)), default=0)
    return f"\\newcommand{{\\{name}}}{f'[{number}]' if number else ''}{{{text}}}"


def stated(name: str, node: YamlNode) -> str:
    r"""The definition of a command from `{macro: …}` or `[\mathbf{#1}, 1]`, its text and its number of parameters."""
    text = text_of(items_of(node)[0]) if isinstance(node.value, tuple) and node.value else text_of(node)
    text = text or text_of(node_at(pairs_of(node), "macro"))
    return definition(name.lstrip("\\"), text)


def macros_of(metadata: Iterable[YamlMap], texts: Iterable[str], preambles: Iterable[str]) -> Macros:
    """The commands in preambles, in front matter, in MyST's `math`, and in lines of texts that define one."""
    sources = [line for preamble in preambles for line in preamble.split("\n") if DEFINITION_LINE.match(line)]
    heads = [node_at(values, key) for values in metadata for key in HEADS]
    sources += [text_of(node) for head in heads for node in texts_of(head)]
    sources += [stated(*pair) for values in metadata for pair in pairs_of(node_at(values, "math")).pairs]
    for text in texts:
        if DEFINITION.search(text):
            sources += filter(DEFINITION_LINE.match, lines_outside_code(text))
    macros: Macros = ()
    for source in sources:
        macros = with_macros(macros, definitions_in(source)[1]) if len(source) < LONGEST else macros
    return macros


def with_words(lines: list[Line], macros: Macros) -> list[Line]:
    """The lines with the text of those commands that stand for words."""
    words: dict[int, dict[str, str]] = {}
    for macro in macros:
        body = "".join(macro.body).removesuffix(XSPACE)
        body = body if TILDES.search(body) else body.replace("~", "\N{NO-BREAK SPACE}")
        asked = PARAMETER.findall(body)
        is_short = len(asked) <= MOST_OFTEN and max(map(int, asked), default=0) <= macro.arguments
        if macro.default is None and is_short and WORDS.fullmatch(body):
            words.setdefault(macro.arguments, {})[macro.name] = body
    # Commands inside the arguments of others come last: their text may have more braces than INSIDE allows.
    for number, bodies in sorted(words.items(), reverse=True):
        lines = with_text(lines, "\\", _expander(bodies, number))
    return lines


def _expander(bodies: Mapping[str, str], number: int) -> Callable[[str], str]:
    """A function that replaces the commands with that number of arguments in a line."""
    given = rf"(?:\{{{INSIDE}\}}){{{number}}}" if number else r"(?:\{\})?"
    names = "|".join(map(re.escape, bodies))
    used = pattern(rf"{OTHER}|(?P<name>{names})(?![A-Za-z])(?P<given>{given})")

    def said(found: re.Match[str]) -> str:
        if not found["name"]:
            return found[0]
        arguments = [used.sub(said, argument) for argument in ARGUMENT.findall(found["given"])]
        return PARAMETER.sub(lambda parameter: arguments[int(parameter[1]) - 1], bodies[found["name"]])

    return lambda text: text if DEFINITION_LINE.match(text) else used.sub(said, text)
