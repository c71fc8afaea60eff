r"""The library's element trees to HTML, limited to what draws mathematics.

Authors can set any attribute there (`\href`, `\style`, `\class`), and a page's policy refuses inline styles unless
HTML on it has some. So only known elements, attributes and values are kept. Browsers follow MathML Core, which leaves
to style sheets, and to Unicode's mathematical letters, what older MathML expressed in attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape, unescape
from typing import Final
from xml.etree.ElementTree import Element

from site_builder.mathematical_letters import GREEK_CAPITALS, in_variant
from site_builder.mathematics.macros import UnreadableError
from site_builder.mathematics.spacing import BARS, LIKE_LETTERS, is_letter, is_operator, space_row
from site_builder.patterns import pattern

DEEPEST: Final = 80
LEAVES: Final = frozenset({"mi", "mn", "mo", "mtext", "mspace"})
ELEMENTS: Final = LEAVES | frozenset(
    "mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle"
    " mpadded mphantom".split()
)
ATTRIBUTES: Final = frozenset(
    "displaystyle scriptlevel stretchy fence form separator accent movablelimits largeop symmetric minsize"
    " maxsize linethickness width height depth lspace rspace voffset mathcolor".split()
)
# How many parts each has
PARTS: Final = {
    **dict.fromkeys("mfrac mroot msub msup munder mover".split(), 2),
    **dict.fromkeys("msubsup munderover".split(), 3),
}
VALUE: Final = pattern(r"#?[A-Za-z0-9.-]{1,24}")
TEXT_VARIANTS: Final = frozenset({"bold", "italic", "monospace"})
SIDES: Final = frozenset({"left", "right", "center"})
# Its signs for \sim and \setminus are an accent, and one that few fonts have.
SIGNS: Final = {"~": "\N{TILDE OPERATOR}", "⧵": "\N{SET MINUS}"}
# They only grow after `\left`, `\right` or `\big`, while browsers would make them as high as the row.
UPRIGHT: Final = BARS | frozenset("↑↓↕⇑⇓⇕∣∥")
SIZED: Final = frozenset({"fence", "minsize"})
BRACKETS: Final = {"<": "⟨", ">": "⟩", ".": ""}
UNKNOWN: Final = pattern(r"\\[A-Za-z]+")
ESCAPED: Final = pattern(r"\\([_%#&$ {}])")
# TeX sets what belongs to these below or above them in a displayed formula.
WITH_LIMITS: Final = frozenset([*"lim max min sup inf".split(), *"⋀⋁⋂⋃∐⨀⨁⨂⨃⨄⨅⨆"])
LIMITS: Final = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
# The library's line above or below is no sign for it. Where browsers would not stretch it, the style sheet draws it.
HORIZONTAL_BAR: Final = "\N{HORIZONTAL BAR}"
LINES: Final = {"mover": ("\N{MACRON}", "overlined"), "munder": ("\N{LOW LINE}", "underlined")}
WIDE_HAT: Final = "\N{COMBINING CIRCUMFLEX ACCENT}"
ENCLOSED: Final = {
    "box": "boxed",
    "updiagonalstrike": "struck-up",
    "downdiagonalstrike": "struck-down",
    "horizontalstrike": "struck",
}
# In eighteenths of an em; TeXbook, chapter 18.
NAMED_SPACES: Final = {"thinmathspace": 3, "mediummathspace": 4, "thickmathspace": 5}
MATH_UNITS: Final = pattern(r"(-?\d{0,4}\.?\d{1,4})mu")


def element_html(element: Element, depth: int = 0) -> str:
    if depth > DEEPEST:
        raise UnreadableError("it is nested too deep")
    if element.tag in LEAVES and len(element):
        return _class_html(element, depth)
    tag = element.tag if element.tag in ELEMENTS else "mrow"
    if len(element) != PARTS.get(tag, len(element)):
        raise UnreadableError("what a command or a script belongs to is missing, or needs braces")
    if tag in LIMITS and _has_limits(element[0]):
        element[0].set("movablelimits", "true")
        tag = LIMITS[tag]
    elif tag in LINES:
        _prepare_accent(element, element[-1])
    elif tag == "mtable":
        _draw_lines(element)
    text = _text(element) if tag in LEAVES else ""
    if tag == "mi":
        text = SIGNS.get(text, text)
    if tag == "mo" and is_letter(text):
        tag = "mi"
    elif tag == "mi" and is_operator(text):
        tag = "mo"
    space_row(element)
    attributes = _attributes(element, tag)
    inside = [element_html(child, depth + 1) for child in element]
    if tag == "mrow" and len(inside) == 1 and not attributes:
        return inside[0]
    return f"<{tag}{attributes}>{escape(text, quote=False)}{''.join(inside)}</{tag}>"


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
    given = ((name, _length(value) if name == "width" else value) for name, value in element.items())
    kept = {name: value for name, value in given if name in ATTRIBUTES and VALUE.fullmatch(value)}
    text = unescape(element.text or "")
    if tag == "mover":
        # Chromium would draw the accent onto its letter.
        kept.pop("accent", None)
    if tag == "mo" and text in UPRIGHT and SIZED.isdisjoint(kept):
        kept["stretchy"] = "false"
    if tag == "mo" and text in LIKE_LETTERS and element.get("form") is None:
        kept.setdefault("lspace", "0")
        kept.setdefault("rspace", "0")
    if classes := " ".join(_classes(element)):
        kept["class"] = classes
    # TeX's capital Greek letters are upright, while MathML makes every single letter italic.
    if tag == "mi" and element.get("mathvariant", "normal" if text in GREEK_CAPITALS else "") == "normal":
        kept["mathvariant"] = "normal"
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())


def _classes(element: Element) -> Iterator[str]:
    if element.tag == "mtd" and (side := element.get("columnalign")) in SIDES:
        yield f"align-{side}"
    elif element.tag == "mtable" and element.get("columnspacing", "").startswith("0em"):
        yield "aligned"
    elif element.tag == "menclose":
        yield from (ENCLOSED[notation] for notation in element.get("notation", "").split() if notation in ENCLOSED)
    elif element.tag == "mtext" and (variant := element.get("mathvariant")) in TEXT_VARIANTS:
        yield f"tex-{variant}"
    yield from element.get("lines", "").split()


def _prepare_accent(element: Element, accent: Element) -> None:
    text = unescape(accent.text or "")
    if text == HORIZONTAL_BAR:
        accent.text, line_class = LINES[element.tag]
        element.set("lines", line_class)
    elif text == "^" and element.get("accent") is None:
        accent.text = WIDE_HAT


def _has_limits(base: Element) -> bool:
    return base.get("movablelimits") == "true" or (base.tag in LEAVES and unescape(base.text or "") in WITH_LIMITS)


def _draw_lines(table: Element) -> None:
    """Mark the cells at the lines between rows and columns, which MathML Core leaves to style sheets."""
    below, beside = ((table.get(f"{kind}lines") or "none").split() for kind in ("row", "column"))
    for row, line in zip(table, (*below, *["none"] * len(table)), strict=False):
        for cell, at_right in zip(row, (*beside, *["none"] * len(row)), strict=False):
            lines = (("line-below", line), ("line-right", at_right))
            cell.set("lines", " ".join(name for name, kind in lines if kind != "none"))


def _length(value: str) -> str:
    """A length in units of CSS. The library leaves TeX's own and those of older MathML."""
    name = value.removeprefix("negative")
    if name in NAMED_SPACES:
        eighteenths = float(NAMED_SPACES[name])
        eighteenths = -eighteenths if name != value else eighteenths
    elif found := MATH_UNITS.fullmatch(value):
        eighteenths = float(found[1])
    else:
        return value
    return f"{eighteenths / 18:.3g}em"


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
    return in_variant(text, element.get("mathvariant", ""))


def _delimiter(text: str) -> str:
    r"""A delimiter. After `\big`, the library leaves it as TeX, in which `<` is a bracket."""
    from latex2mathml.symbols_parser import convert_symbol

    if text.startswith("\\") and len(text) > 1:
        code = convert_symbol(text)
        if code is None:
            raise UnreadableError(f"the command “{text}” is not known")
        return chr(int(code, 16))
    return BRACKETS.get(text, text)
