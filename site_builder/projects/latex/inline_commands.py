r"""LaTeX in a line of text to Markdown: `\citep{a,b}`, `\footnote{…}` and other commands that authors keep using."""

from __future__ import annotations

import re
from typing import Final

from site_builder.markdown import CITING, citation_in_markdown
from site_builder.markdown.raw.latex_captions import WORD_JOINER, code_in_markdown
from site_builder.patterns import pattern
from site_builder.projects.latex.text_commands import LEFT_ALONE, text_commands_in_markdown

# Notes at the foot of a page, or beside its text. Spaces and a line's end after a command count for nothing.
NOTES: Final = r"(?:footnote(?:text)?|marginnote|marginpar|margintext|sidenote)(?:\[[^\[\]\n]{0,20}\])?\s*+"
COMMAND: Final = pattern(
    rf"(?P<code>{LEFT_ALONE})"
    r"|(?<!\\)\\(?:"
    rf"{CITING}"
    r"|citetext\{(?P<citetext>(?:[^{}\n]|\{[^{}\n]{0,500}\}){1,1000})\}"
    rf"|{NOTES}\{{"
    r"(?P<note>(?:[^{}\n]|\{[^{}\n]{0,500}\}){1,2000})\}"
    r"|(?:emph|textit)\{(?P<emphasis>(?:[^{}\n]|\{[^{}\n]{0,500}\}){0,500})\}"
    r"|textbf\{(?P<strong>(?:[^{}\n]|\{[^{}\n]{0,500}\}){0,500})\}"
    r"|pkg\{(?P<package>[^{}*\n]{1,100})\}|proglang\{(?P<language>[^{}\n]{1,100})\}"
    r"|(?P<section>S)(?![A-Za-z])(?:\{\}|[ ])?"
    r"|(?:texttt|code)\{(?P<typed>[^{}`\n]{1,500})\}|url\{(?P<url>[^{}<>\s]{1,1000})\}"
    r"|doi(?:\{(?P<doi>10\.[^{}<>\s]{1,300})\}|(?=: ?/?10\.))"
    r"|href\{(?P<to>[^{}<>\s]{1,1000})\}\{(?P<name>[^{}\[\]\n]{1,500})\}"
    r"|hyper(?:ref\[|link\{)(?P<label>[^{}\[\]<>\n]{1,200})[\]}]"
    r"\{(?P<led>(?:[^{}\n]|\{[^{}\n]{0,200}\}){1,1000})\}"
    # Numbers with units and chemical formulas are read as mathematics.
    r"|(?P<quantity>(?:(?:SI|qty|num)(?:range)?|si|unit|ang|ce)(?:\[[^\[\]\n]{0,200}\])?"
    r"(?:\{(?:[^{}\n]|\{[^{}\n]{0,100}\}){0,200}\}){1,3})"
    r"|(?P<sign>LaTeX|TeX|BibTeX)(?![A-Za-z])(?:\{\})?"
    r"|(?:index[a-z]{0,10}|vspace\*?|hspace\*?)\{(?:[^{}\n]|\{[^{}\n]{0,200}\}){0,500}\}"
    r"|footnotemark(?:\[[^\[\]\n]{0,20}\])?(?![A-Za-z])(?:\{\})?"
    r"|(?:noindent|newline|linebreak|protect|smallskip|medskip|bigskip)(?![A-Za-z])[ ]?)"
)
# The content of this command is no LaTeX.
VERBATIM: Final = pattern(
    rf"(?P<code>{LEFT_ALONE})"
    r"""|(?<!\\)\\verb\*?(?P<bar>[|+!/"#=@~])(?P<verbatim>(?:(?!(?P=bar))[^\n`]){1,300})(?P=bar)"""
)
# A command around others with braces is read once these are gone.
MARKING: Final = pattern(rf"\\(?:emph|{NOTES}|textbf|textit)\{{")
INSIDE: Final = pattern(r"[\[\]]|\\(?:[A-Za-z]*ref|cite|url)")
# An address with a scheme goes in angle brackets. Any other text is printed as it is, as in LaTeX.
SCHEME: Final = pattern(r"[A-Za-z][A-Za-z\d+.-]{1,31}:")
LINE_BREAK: Final = pattern(rf"(?P<code>{LEFT_ALONE})|\\\\ ?")
DEEPEST: Final = 3
CITATION: Final = pattern(rf"\\{CITING}")


def inline_commands_in_markdown(line: str) -> str:
    """The line with Markdown in place of LaTeX, as far as there is any for it."""
    if "\\verb" in line:
        line = VERBATIM.sub(lambda found: found["code"] or f"`{found['verbatim']}`", line)
    for _ in range(DEEPEST if "\\" in line else 0):
        said = COMMAND.sub(_in_markdown, text_commands_in_markdown(line))
        if said == line or not MARKING.search(said):
            return said
        line = said
    return line


def _in_markdown(found: re.Match[str]) -> str:
    if found["code"]:
        return found[0]
    if found["cite"] or found["several"]:
        return citation_in_markdown(found)
    if found["citetext"]:
        return _bracketed(found["citetext"])
    if found["note"]:
        on_one_line = LINE_BREAK.sub(lambda part: part["code"] or " ", found["note"])
        return f"^[{inline_commands_in_markdown(on_one_line)}]"
    if marked := found["emphasis"] or found["strong"]:
        inside = inline_commands_in_markdown(marked)
        sign = ("_" if "*" in inside else "*") * (1 if found["emphasis"] else 2)
        # In Markdown, marks must not have a space inside them.
        return inside.replace(inside.strip(), f"{sign}{inside.strip()}{sign}") if inside.strip() else inside
    if found["typed"]:
        return code_in_markdown(found["typed"])
    forms = (
        ("doi", "<https://doi.org/{}>"),
        ("url", "<{}>" if SCHEME.match(found["url"] or "") else "`{}`"),
        ("package", "**{}**"),
        ("language", "{}"),
        ("section", "§"),
        ("sign", "{}"),
    )
    if found["to"]:
        return f"[{found['name']}](<{found['to']}>)"
    if found["led"]:
        # A link cannot contain another link, such as a number.
        return found["led"] if INSIDE.search(found["led"]) else f"[{found['led']}](#{'-'.join(found['label'].split())})"
    if found["quantity"]:
        # Between two formulas, whose dollar signs would otherwise form one sign
        between = WORD_JOINER if found.string[: found.start()].endswith("$") else ""
        return f"{between}${found[0]}$"
    if found[0] == "\\doi":
        return "doi"
    return next((form.format(found[group]) for group, form in forms if found[group]), "")


def _bracketed(text: str) -> str:
    r"""The content of natbib's `\citetext` in one pair of brackets: a citation if each of its parts cites."""
    items = CITATION.sub(lambda found: citation_in_markdown(found).removeprefix("[").removesuffix("]"), text)
    cites = all("@" in item for item in items.split(";")) and "[" not in items
    return f"[{items}]" if cites else f"({inline_commands_in_markdown(text)})"
