r"""A row of the library's elements to the same with the spaces that TeX leaves (TeXbook, chapter 18).

Browsers leave space around operators by MathML's dictionary. It lacks names such as “sin”, which are letters or unknown
operators to it, and takes a sign for an operator between its neighbours where it belongs to what follows.
"""

from __future__ import annotations

from html import unescape
from itertools import pairwise
from typing import Final
from unicodedata import category
from xml.etree.ElementTree import Element

from site_builder.patterns import pattern

ROWS: Final = frozenset({"mrow", "mtd", "mstyle", "msqrt", "mpadded", "mphantom", "menclose"})
SCRIPTED: Final = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
OPERANDS: Final = frozenset({"mi", "mn", "mtext", "mfrac", "msqrt", "mroot"})
# TeX sets them without space, like letters; browsers take one between two letters for a relation.
BARS: Final = frozenset("|‖")
# So are these, while browsers leave space around them as around “·”: “a/b”, “0.3” with a bar over the 3.
LIKE_LETTERS: Final = BARS | frozenset("./?")
# The library takes many operators for letters, which have no space around them, and these letters for operators.
OPERATOR: Final = "Sm"
LETTERS: Final = frozenset("∞∅∆∠⊤⊥∄∁∂∇℘ο§♯◻∎⧫")
# From here on, letters of other alphabets, such as a bold “∇”
FIRST_STYLED: Final = "\N{MATHEMATICAL BOLD CAPITAL A}"
OPENING_BRACKET: Final = "Ps"
# After these, or after an operand, “−” stands between two operands. Elsewhere it belongs to what follows: “= −1”.
CLOSING: Final = frozenset(
    ["", *")]}⟩⌋⌉|‖!′″…⋯⋮", *r"\} \rbrace \rangle \rfloor \rceil \vert \rvert \Vert \rVert \|".split()]
)
OF_NUMBERS: Final = frozenset("−-+±∓")
NAME: Final = pattern(r"[^\W\d_](?:[^\W\d_]|\s)*[^\W\d_]")
THIN: Final = "0.167em"
# The library writes the sign of `\colon` as a reference, and that of a relation as itself.
COLONS: Final = {":": ("0.278em", "0.278em"), "&#x0003A;": ("0.111em", "0.333em")}
EXTRA: Final = pattern(r"\+(\d?\.\d{1,4})em")


def is_letter(text: str) -> bool:
    """Whether a sign is like a letter, with no space around it."""
    return len(text) == 1 and (text in LETTERS or text >= FIRST_STYLED)


def is_operator(text: str) -> bool:
    """Whether the text of a letter of the library's is a sign that has space around it."""
    return len(text) == 1 and category(text) == OPERATOR and text not in BARS and not is_letter(text)


def space_row(row: Element) -> None:
    """Change the row's elements, and add spaces, as TeX has them."""
    if row.tag not in ROWS:
        return
    made: list[Element] = []
    behind: Element | None = None
    for child in row:
        before = made[-1] if made else None
        _prepare(child)
        if before is not None:
            if before.tag == "mo" and before.text == ":" and _text(child) == "=":
                made.pop()
                child.text = ":="
            elif _text(child) in OF_NUMBERS and child.tag == "mo" and (behind is None or _awaits_operand(behind)):
                child.set("form", "prefix")
            elif (_is_name(child) and (_is_name(before) or _ends(before))) or (_is_name(before) and _begins(child)):
                made.append(Element("mspace", width=THIN))
        made.append(child)
        if child.tag != "mspace":
            behind = child
    for one, other in pairwise(made):
        _stretch(one, beside=other)
        _stretch(other, beside=one)
    if extra := EXTRA.fullmatch(row.get("width", "")):
        # Above an arrow, which is to be longer than its text.
        row.attrib.clear()
        half = f"{float(extra[1]) / 2:.3g}em"
        made = [Element("mspace", width=half), *made, Element("mspace", width=half)]
    row[:] = made


def _prepare(child: Element) -> None:
    if child.tag == "mi" and child.text in COLONS:
        left, right = COLONS[child.text]
        child.tag, child.text = "mo", ":"
        child.set("lspace", left)
        child.set("rspace", right)
    elif child.tag == "mi" and child.text == ";":
        child.tag = "mo"
    elif _is_name(child) and (base := _base(child)).tag == "mo":
        base.set("lspace", "0")
        base.set("rspace", "0")


def _stretch(sign: Element, beside: Element) -> None:
    """Make a bar of a determinant as high as its rows, which other bars do not become."""
    if beside.tag == "mtable" and sign.tag == "mo" and _text(sign) in BARS:
        sign.set("stretchy", "true")
        sign.set("fence", "true")


def _text(element: Element) -> str:
    return unescape(element.text or "")


def _base(element: Element) -> Element:
    """What scripts belong to."""
    while element.tag in SCRIPTED and len(element):
        element = element[0]
    return element


def _is_name(element: Element) -> bool:
    base = _base(element)
    if base.tag not in ("mi", "mo") or len(base):
        return False
    text = _text(base)
    # A single letter may be the name of an operator, too: `\operatorname{E}`.
    return NAME.fullmatch(text) is not None or (base.tag == "mo" and text.isalpha() and not is_letter(text))


def _begins(element: Element) -> bool:
    """Whether it begins with an operand, not with a sign or a bracket."""
    base = _base(element)
    if base.tag in ROWS and base.tag not in OPERANDS:
        return len(base) > 0 and _begins(base[0])
    return base.tag in OPERANDS and not is_operator(_text(base))


def _ends(element: Element) -> bool:
    """Whether it ends with an operand or a closing bracket."""
    base = _base(element)
    if base.tag in ROWS and base.tag not in OPERANDS:
        return len(base) > 0 and _ends(base[-1])
    return _text(base) in CLOSING if base.tag == "mo" else base.tag in OPERANDS and not is_operator(_text(base))


def _awaits_operand(element: Element) -> bool:
    base = _base(element)
    text = _text(base)
    if _is_name(base) or (len(text) == 1 and category(text) == OPENING_BRACKET):
        return True
    if base.tag == "mi":
        return is_operator(text)
    return base.tag == "mo" and text not in CLOSING and not is_letter(text) and base.get("form") != "postfix"
