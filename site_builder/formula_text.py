"""The MathML of a formula to text in one line, for places that allow nothing but text: “ℝ²”, “b ≥ 10”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RAISED: Final = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
LOWERED: Final = dict(zip("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", strict=True))
SPACED: Final = frozenset("=<>≤≥≠≈≡∈→⇒⇔∼")


def text_of_formula(html: str) -> str:
    """The text of a `<math>` element, with Unicode's superscripts and subscripts where they exist.

    Raises ValueError if it is not well-formed XML, or nested too deeply.
    """
    from xml.etree.ElementTree import ParseError, fromstring  # not needed by a site without formulas

    try:
        return " ".join(_text(fromstring(html)).split())
    except (ParseError, RecursionError):
        raise ValueError("this is no MathML") from None


def _text(element: Element) -> str:
    if element.tag == "annotation":
        return ""
    said = [_text(child) for child in element]
    match element.tag, said:
        case "msup", [base, above]:
            return base + _script(above, RAISED, "^")
        case "msub" | "munder", [base, below]:
            return base + _script(below, LOWERED, "_")
        case "msubsup" | "munderover", [base, below, above]:
            return base + _script(below, LOWERED, "_") + _script(above, RAISED, "^")
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msqrt", _:
            return f"√{_grouped(''.join(said))}"
        case "mo", _ if element.text and element.text in SPACED:
            return f" {element.text} "
        case "mover", _:
            return said[0] if said else ""
    return (element.text or "") + "".join(said)


def _script(text: str, signs: dict[str, str], mark: str) -> str:
    bare = text.replace(" ", "")
    return "".join(map(signs.__getitem__, bare)) if all(sign in signs for sign in bare) else mark + _grouped(bare)


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text.strip()})"
