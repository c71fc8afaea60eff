"""A formula as its author wrote it to MathML, or to what is wrong with it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from site_builder.characters import without_tags
from site_builder.frozen import frozen
from site_builder.mathematics.commands import PROVIDED
from site_builder.mathematics.macros import (
    Macros,
    UnreadableError,
    balanced_tokens,
    definitions_in,
    expanded,
    redefined,
)
from site_builder.model import Html

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST: Final = 5_000
# More signs in a line of text may be wider than the screen of a phone, so they scroll there.
LONG: Final = 20


class MathMl(Html):
    """A `<math>` element, made only of known parts, so that nothing in it need be sanitised."""

    __slots__ = ()


@frozen
class Formula:
    """`html` is the formula as a `<math>` element; None if it cannot be read, and `problem` then says why."""

    html: MathMl | None
    problem: str = ""


def read_formula(tex: str, is_display: bool, macros: Macros = ()) -> Formula:
    """The formula with its TeX as an annotation, which copying and some screen readers use."""
    from site_builder.mathematics.dialect import simplified_tex  # not needed by a site without formulas

    if len(tex) > LONGEST:
        return Formula(None, f"it is longer than {LONGEST:,} characters")
    try:
        tokens, own = definitions_in(tex)
        prepared = simplified_tex(expanded(balanced_tokens(tokens), redefined((*_provided(), *macros), own)))
        content = _content(prepared, is_display) if prepared.strip() else ""
    except UnreadableError as error:
        return Formula(None, str(error))
    if not content:
        return Formula(MathMl(""))
    display = ' display="block"' if is_display else ""
    annotation = f'<annotation encoding="application/x-tex">{escape(tex.strip(), quote=False)}</annotation>'
    html = f"<math{display}><semantics>{content}{annotation}</semantics></math>"
    if not is_display and len(without_tags(content)) > LONG:
        html = f'<span class="long-formula">{html}</span>'
    return Formula(MathMl(html))


@functools.cache
def _provided() -> Macros:
    return definitions_in(PROVIDED)[1]


def _content(tex: str, is_display: bool) -> str:
    from site_builder.mathematics.elements import element_html

    try:
        made = _converter()(tex, display="block" if is_display else "inline")
    except Exception as error:  # the library raises whatever it comes upon, such as StopIteration or RecursionError
        raise UnreadableError(REASONS.get(type(error).__name__, "its braces or commands do not fit together")) from None
    return element_html(made[0])


REASONS: Final = {
    "DoubleSubscriptsError": "it has two subscripts in one place",
    "DoubleSuperscriptsError": "it has two superscripts in one place",
    "ExtraLeftOrMissingRightError": "a “\\left” has no “\\right”",
    "MissingSuperScriptOrSubscriptError": "a sub- or superscript is missing after “_” or “^”",
    "NumeratorNotFoundError": "a fraction lacks its numerator",
    "DenominatorNotFoundError": "a fraction lacks its denominator",
    "RecursionError": "it is nested too deep",
    "InvalidAlignmentError": "the columns of an array are none",
}


@functools.cache
def _converter() -> Callable[..., Element]:
    # Imported here, as it reads a long table of symbols that a site without formulas does not need.
    from latex2mathml.converter import convert_to_element

    return convert_to_element
