r"""LaTeX's captions to where they stand, and their emphasis, code, accents and quotation marks to Markdown's."""

from __future__ import annotations

import re
from typing import Final

from site_builder.markdown.raw.braces import FORMULA, closing_of
from site_builder.markdown.raw.latex_letters import accents_in_unicode
from site_builder.patterns import pattern

# With its kind if it is outside of a float, `\captionof{figure}[short]{…}`
CAPTION: Final = pattern(r"\\caption(?:of\*?\s*+\{\w{1,40}\})?\*?\s*+(?:\[[^\[\]]{0,500}\]\s*+)?\{")
COMMENT: Final = pattern(r"(?<!\\)%[^\n]*")
LABEL: Final = pattern(r"\\label\{([^{}\\\n]{1,200})\}")
NO_BREAK: Final = pattern(r"[^\n]")
IN_DOLLARS: Final = pattern(r"(?<!\\)\$(?P<inside>(?:[^$\\]|\\.){0,500})\$(?P<number>(?=\d))?", re.DOTALL)
WORD_JOINER: Final = "\N{WORD JOINER}"
MARK: Final = pattern(
    r"(?P<kept>\$[^$]{1,2000}\$|`[^`]{1,2000}`)|\\(?P<name>emph|textit|textbf|texttt)\{(?P<text>[^{}]*)\}", re.DOTALL
)
QUOTED: Final = pattern(r"``([^`]{1,500}?)''")
# “`one' and `two'”, but not “`f'`” or “`it's`”, which are code
QUOTED_ONCE: Final = pattern(r"(?<![`\\\w])`([^`'\n]{1,200})'(?![\w`'])")
# LaTeX prints these without their backslash, even in code.
ESCAPED: Final = pattern(r"\\([_%#&$])")
# Brackets are text for LaTeX, but those around citations, notes, links and marked words are Markdown.
BRACKET: Final = pattern(
    rf"(?P<kept>{FORMULA}"
    r"|\^\[(?:[^\[\]]|\[[^\[\]]{0,300}\]){1,1000}\]|\[[^\[\]@]*@[^\[\]]*\]"
    r"|\[[^\[\]]{1,500}\](?=\{\.|\([<#]))|[\[\]]"
)


def caption_in(source: str, start: int, end: int) -> tuple[int, int]:
    """The range of the first caption between two places, without its braces; (0, 0) if there is none."""
    found = CAPTION.search(source, start, end)
    return (found.end(), closing_of(source, found.end(), end)) if found else (0, 0)


def caption_text(source: str) -> str:
    """The first caption in a source, in one line; "" if there is none."""
    return " ".join(source[slice(*caption_in(source, 0, len(source)))].split())


def blanked(source: str, start: int, end: int) -> str:
    """The source with a range replaced by blanks, so that the rest stays where it is."""
    return source[:start] + NO_BREAK.sub(" ", source[start:end]) + source[end:]


def formulas_in_markdown(text: str) -> str:
    """LaTeX's formulas so that Markdown reads them, too, which must not begin with a space or end before a number."""
    return IN_DOLLARS.sub(_formula, text) if "$" in text else text


def _formula(found: re.Match[str]) -> str:
    inside = found["inside"].strip(" \t")
    return f"${inside}${WORD_JOINER if found['number'] is not None else ''}" if inside else ""


def marks_in_markdown(text: str) -> str:
    # Twice, as one may be within another.
    return signs_in_unicode(MARK.sub(_quoted_text, MARK.sub(_quoted_text, text)) if "\\" in text else text)


def text_in_markdown(text: str) -> str:
    """The text with Markdown's marks for LaTeX's, and with its brackets escaped."""
    return BRACKET.sub(lambda found: found[0] if found["kept"] else f"\\{found[0]}", marks_in_markdown(text))


def code_in_markdown(text: str) -> str:
    return "`" + ESCAPED.sub(r"\1", text) + "`"


def signs_in_unicode(text: str) -> str:
    text = accents_in_unicode(text)
    return QUOTED.sub(r"“\1”", QUOTED_ONCE.sub(r"‘\1’", text)) if "`" in text else text


def _quoted_text(found: re.Match[str]) -> str:
    if found["kept"]:
        return found[0] if found[0].startswith("$") else code_in_markdown(found[0][1:-1])
    if not found["text"].strip():
        return ""
    if found["name"] == "texttt":
        return code_in_markdown(found["text"])
    sign = "**" if found["name"] == "textbf" else "*"
    return f"{sign}{found['text']}{sign}"
