"""LaTeX to where a formula in it ends, and the text read from a formula to what a reference prints."""

from __future__ import annotations

import re

from site_builder.patterns import pattern

# Pandoc's rule for which dollar signs enclose a formula: “$5 and $10” are two sums of money. Beyond it, so does a pair
# around a command or a sign alone: “$\beta$2”, “$>$5”.
_MATHS = pattern(
    r"\$(?:(?=\\[\w,;:!]|[\^_]|[<>=+-]+\$)|(?=[^\s$](?:[^$\\]|\\.)*+\$(?!\d)))((?:[^$\\]|\\.)*+)(?:(?<=\S)|(?<=\\ ))\$",
    re.DOTALL,
)
# “$R^D $”: text with a command, an index or a power is a formula, too, whatever spaces are around it.
_PADDED = pattern(r"\$((?:[^$\\]|\\.)*)\$(?!\d)", re.DOTALL)
_OF_TEX = pattern(r"\\[A-Za-z]|[\^_]")
_FORMULA = pattern(r"[\\_^{=<>+]")
_SPACE = pattern(r"[ \t\r\n]")
_BRACE = pattern(r"\\.|[{}]", re.DOTALL)
_TAG = r"</?(?:i|b|su[bp]|sc|span)(?: class=\"nocase\")?>"
_RAISED_OR_TAG = rf"<(su[bp])>.{{0,200}}?</\1>|{_TAG}"
_WITHOUT_CASE = pattern(_RAISED_OR_TAG, re.DOTALL)
_RELATION = rf"(?:(?!{_TAG})[=<>≠≤≥≦≧≲≳≪≫≺≻⪯⪰≈≃≅≡∼∝∈∉⊂⊃⊆⊇→←↔⇒⇐⇔⟶⟵⟹↦⊥∥"
_RELATION += r"≁≄≇≉≊≔≜≢≮≯≰≱≶⋚≼≽≾≿⪅⪆⋘⋙⊄⊅⊈⊉⊊⊋⊏⊐⊑⊒⊣⊨⊩⊴⊵∤∦⇄⇆⇋⇌⇝↛↠↣↩↪⟷⟺⟼])+"
_OPERATORS = pattern(rf"{_RAISED_OR_TAG}|\s*+({_RELATION})\s*+|\s*+([+−±∓×÷⋅∩∪∧∨⊕⊖⊗⊔⊎⋉⋊⋈∘∖⊓⨿≀⊘⊞⊠∔]+)\s*+", re.DOTALL)
_OPERAND_END = pattern(r"[^\W_]|[)\]}>′]")


def formula_end(latex: str, position: int) -> int:
    """Where the formula that begins with the dollar sign at `position` ends; -1 if none begins there."""
    maths = _MATHS.match(latex, position)
    if maths is None and (padded := _PADDED.match(latex, position)) and _OF_TEX.search(padded[1]):
        maths = padded
    if maths is None or (_SPACE.search(maths[1]) and not _FORMULA.search(maths[1])):
        return -1
    return maths.end() if _is_whole(maths[1]) else -1


def _is_whole(formula: str) -> bool:
    """Whether a formula ends in the same group in which it begins: “{US$}{A$}” holds none."""
    depth = 0
    for brace in _BRACE.finditer(formula):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0


def with_spaces(text: str) -> str:
    """A formula's text with spaces around relations and operators, but not in an index or after the sign of a number.

    The rule is TeX's (The TeXbook, chapter 18, page 170). Spaces that are there already are not doubled.
    """

    def space(match: re.Match[str]) -> str:
        begins, ends = match.start() == 0, match.end() == len(text)
        if relation := match[2]:
            return f"{'' if begins else ' '}{relation}{'' if ends else ' '}"
        if operator := match[3]:
            follows_operand = _OPERAND_END.match(text, match.start() - 1) if not begins else None
            return f" {operator} " if follows_operand and not ends else match[0].rstrip()
        return match[0]

    return _OPERATORS.sub(space, text)


def has_case(text: str) -> bool:
    """Whether a formula has letters, apart from indices, whose case a style could change: “p values”."""
    return any(map(str.isalpha, _WITHOUT_CASE.sub("", text)))
