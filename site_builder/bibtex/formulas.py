"""A formula of LaTeX, as its letters and signs were read, to the text that a reference prints of it."""

from __future__ import annotations

import re

from site_builder.patterns import pattern

# Pandoc's rule for what a dollar sign begins, and more: “$5 and $10” are two sums of money. A command or a sign alone
# between two of them is no sum: “$\beta$2”, “$>$5”.
_MATHS = pattern(
    r"\$(?:(?=\\[\w,;:!]|[\^_]|[<>=+-]+\$)|(?=[^\s$](?:[^$\\]|\\.)*+\$(?!\d)))((?:[^$\\]|\\.)*+)(?:(?<=\S)|(?<=\\ ))\$",
    re.DOTALL,
)
# “$R^D $”: what has a command, an index or a power is no sum either, whatever spaces are around it.
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
    """Where the formula ends that begins with the dollar sign at `position`; -1 if this sign begins none."""
    maths = _MATHS.match(latex, position)
    if maths is None and (padded := _PADDED.match(latex, position)) and _OF_TEX.search(padded[1]):
        maths = padded
    if maths is None or (_SPACE.search(maths[1]) and not _FORMULA.search(maths[1])):
        return -1
    return maths.end() if _is_whole(maths[1]) else -1


def _is_whole(formula: str) -> bool:
    """Whether it ends in the group that it begins in: “{US$}{A$}” holds none."""
    depth = 0
    for brace in _BRACE.finditer(formula):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth < 0:
            return False
    return depth == 0


def with_spaces(text: str) -> str:
    """The same with spaces around relations and operators, but none where an index is, or a sign is a number's own.

    The rule is TeX's (The TeXbook, chapter 18, page 170). What is written with spaces keeps them.
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
    """Whether a style that changes the case of words would change this formula, which is to stay: “p values”."""
    return any(map(str.isalpha, _WITHOUT_CASE.sub("", text)))
