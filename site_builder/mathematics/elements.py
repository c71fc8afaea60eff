r"""The library's element trees to HTML, limited to what draws mathematics.

Authors can set any attribute there (`\href`, `\style`, `\class`), and the page's policy refuses inline styles. So only
known elements, attributes and values are kept. Browsers follow MathML Core, which leaves to style sheets, and to
Unicode's mathematical letters, what older MathML expressed in attributes.
"""

from __future__ import annotations

from html import escape, unescape
from itertools import pairwise
from typing import Final
from unicodedata import category
from xml.etree.ElementTree import Element

from site_builder.mathematics.macros import UnreadableError
from site_builder.patterns import pattern

DEEPEST: Final = 80
LEAVES: Final = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
ELEMENTS: Final = LEAVES | frozenset(
    "mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle"
    " mpadded mphantom".split()
)
ATTRIBUTES: Final = frozenset(
    "displaystyle scriptlevel stretchy fence form separator accent accentunder movablelimits largeop symmetric minsize"
    " maxsize linethickness width height depth lspace rspace voffset mathcolor".split()
)
VALUE: Final = pattern(r"#?[A-Za-z0-9.-]{1,24}")
SIDES: Final = frozenset({"left", "right", "center"})
# TeX sets them without space, like letters; browsers take one between two letters for a relation.
BARS: Final = frozenset("|‖")
# The library takes many operators for letters, which have no space around them, and these letters for operators.
OPERATOR: Final = "Sm"
OPERANDS: Final = frozenset("∞∅∆∠⊤∄∁")
# Its signs for \sim and \setminus are an accent, and one that few fonts have.
SIGNS: Final = {"~": "\N{TILDE OPERATOR}", "⧵": "\N{SET MINUS}"}
# After these, or after an operand, “−” stands between two operands. Elsewhere it belongs to what follows: “= −1”.
CLOSING: Final = frozenset(")]}⟩|‖!′″…⋯")
OF_NUMBERS: Final = frozenset("−-+±∓")
SIZED: Final = frozenset({"fence", "minsize"})
BRACKETS: Final = {"<": "⟨", ">": "⟩", ".": ""}
UNKNOWN: Final = pattern(r"\\[A-Za-z]+")
ESCAPED: Final = pattern(r"\\([_%#&$ {}])")
# For each variant, where its capitals, small letters, digits, Greek capitals and Greek small letters begin; 0 for none.
BLOCKS: Final = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
}
RANGES: Final = (("A", "Z"), ("a", "z"), ("0", "9"), ("Α", "Ω"), ("α", "ω"))
PLANCK: Final = "\N{PLANCK CONSTANT}"
UNASSIGNED: Final = "\U0001d455"


def element_html(element: Element, depth: int = 0) -> str:
    if depth > DEEPEST:
        raise UnreadableError("it is nested too deep")
    if element.tag in LEAVES and len(element):
        return _class_html(element, depth)
    tag = element.tag if element.tag in ELEMENTS else "mrow"
    text = _text(element) if tag in LEAVES else ""
    if tag == "mi":
        text = SIGNS.get(text, text)
    if text in OPERANDS:
        tag = "mi"
    elif tag == "mi" and len(text) == 1 and category(text) == OPERATOR and text not in BARS:
        tag = "mo"
    attributes = _attributes(element, tag)
    for before, child in pairwise(element):
        if child.tag == "mo" and unescape(child.text or "") in OF_NUMBERS and _awaits_operand(before):
            child.set("form", "prefix")
    inside = [element_html(child, depth + 1) for child in element]
    if tag == "mrow" and len(inside) == 1 and not attributes:
        return inside[0]
    return f"<{tag}{attributes}>{escape(text, quote=False)}{''.join(inside)}</{tag}>"


def _awaits_operand(element: Element) -> bool:
    text = unescape(element.text or "")
    if element.tag == "mi":
        return len(text) == 1 and category(text) == OPERATOR and text not in OPERANDS | BARS
    return element.tag == "mo" and text != "" and text not in CLOSING and element.get("form") != "postfix"


def _class_html(element: Element, depth: int) -> str:
    r"""What `\mathbin{+}` and the like hold. MathML has no sign within another one."""
    inner = element
    while len(inner) == 1:
        inner = inner[0]
    if inner.tag in LEAVES and not len(inner):
        text = SIGNS.get(_text(inner), _text(inner))
        return f"<{element.tag}{_attributes(element, element.tag)}>{escape(text, quote=False)}</{element.tag}>"
    row = Element("mrow")
    row.extend(element)
    return element_html(row, depth + 1)


def _attributes(element: Element, tag: str) -> str:
    kept = [(name, value) for name, value in element.items() if name in ATTRIBUTES and VALUE.fullmatch(value)]
    if tag == "mo" and unescape(element.text or "") in BARS and element.get("form") is None:
        kept += (("lspace", "0"), ("rspace", "0"))
    side = element.get("columnalign", "")
    if tag == "mtd" and side in SIDES:
        kept.append(("class", f"align-{side}"))
    elif tag == "mtable" and element.get("columnspacing", "").startswith("0em"):
        kept.append(("class", "aligned"))
    variant = element.get("mathvariant", "")
    if tag == "mi" and variant == "normal":
        kept.append(("mathvariant", "normal"))
    elif tag == "mtext" and variant in ("bold", "italic", "monospace"):
        kept.append(("class", f"tex-{variant}"))
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)


def _text(element: Element) -> str:
    """An element's own text. The library writes signs in it as character references."""
    written = element.text or ""
    if element.tag == "mi" and written == "&":
        raise UnreadableError("“&” is outside of rows and columns")
    text = unescape(written)
    if element.tag == "mo" and (text.startswith("\\") or not SIZED.isdisjoint(element.keys())):
        return _delimiter(text)
    if element.tag == "mi" and UNKNOWN.fullmatch(text):
        raise UnreadableError(f"the command “{text}” is not known")
    if element.tag == "mtext":
        return ESCAPED.sub(r"\1", text)
    return _in_variant(text, element.get("mathvariant", ""))


def _delimiter(text: str) -> str:
    r"""A delimiter. After `\big`, the library leaves it as TeX, in which `<` is a bracket."""
    from latex2mathml.symbols_parser import convert_symbol

    if text.startswith("\\") and len(text) > 1:
        code = convert_symbol(text)
        if code is None:
            raise UnreadableError(f"the command “{text}” is not known")
        return chr(int(code, 16))
    return BRACKETS.get(text, text)


def _in_variant(text: str, variant: str) -> str:
    blocks = BLOCKS.get(variant)
    return text if blocks is None else "".join(_letter(letter, blocks) for letter in text)


def _letter(letter: str, blocks: tuple[int, ...]) -> str:
    for (first, last), block in zip(RANGES, blocks, strict=True):
        if first <= letter <= last and block:
            made = chr(block + ord(letter) - ord(first))
            # Unicode had this letter before it added the others, and left its place empty.
            return PLANCK if made == UNASSIGNED else made
    return letter
