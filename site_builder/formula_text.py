"""The MathML of a formula to text in one line, for places that allow no MathML: “ℝ²”, “b ≥ 10”."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RAISED: Final = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
LOWERED: Final = dict(zip("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", strict=True))
SPACED: Final = frozenset("=<>≤≥≠≈≡∈→⇒⇔∼")
# What prints an index, given the signs for it that Unicode has, and a mark
Script: TypeAlias = Callable[[str, dict[str, str], str], str]


def text_of_formula(html: str, *, rich: bool = False) -> str:
    """The text of a `<math>` element, with Unicode's superscripts and subscripts where they exist, or `rich` in tags.

    Raises ValueError if it is not well-formed XML, or nested too deeply.
    """
    from xml.etree.ElementTree import ParseError, fromstring  # not needed by a site without formulas

    try:
        return " ".join(_text(fromstring(html), _tagged if rich else _script).split())
    except (ParseError, RecursionError):
        raise ValueError("this is no MathML") from None


def _text(element: Element, script: Script) -> str:
    if element.tag == "annotation":
        return ""
    said = [_text(child, script) for child in element]
    match element.tag, said:
        case "msup", [base, above]:
            return base + script(above, RAISED, "^")
        case "msub" | "munder", [base, below]:
            return base + script(below, LOWERED, "_")
        case "msubsup" | "munderover", [base, below, above]:
            return base + script(below, LOWERED, "_") + script(above, RAISED, "^")
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


def _tagged(text: str, _: object, mark: str) -> str:
    name = "sup" if mark == "^" else "sub"
    return f"<{name}>{text}</{name}>"


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text.strip()})"
