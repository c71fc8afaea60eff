r"""A chemical formula such as `\ce{SO4^2- + Ba^2+ -> BaSO4 v}` to plain TeX (manual of mhchem, version 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from site_builder.patterns import pattern

PART: Final = pattern(
    r"(?P<arrow><-->|<=>>|<<=>|<=>|<->|->|<-)(?:\[(?P<above>[^\[\]]*)\])?(?:\[(?P<below>[^\[\]]*)\])?"
    r"|\$(?P<mathematics>[^$]*)\$|(?P<space>\s+)"
    r"|(?<!\S)(?P<phase>v|\^|\(v\)|\(\^\))(?!\S)"
    r"|\^(?P<up>\d*[+-]|\d+|[^\s{]|(?=\{))|_(?P<down>\d+|[^\s{]|(?=\{))"
    r"|(?P<command>\\(?:[A-Za-z]+|.))|(?P<letters>[A-Za-z]+)|(?P<digits>\d+)|(?P<sign>\S)"
)
# A number of molecules
COUNT: Final = pattern(r"(\d+)/(\d+)|\d+(?:\.\d+)?")
IN_SCRIPT: Final = pattern(r"\\[A-Za-z]+(?:\{[^{}]*\})?|[A-Za-z]{2,}|[A-Z]|\.(?!\d)|-")
# After a charge, as in “Cl-(aq)”
STATE: Final = pattern(r"\([a-z]{1,3}\)")
CE: Final = "\\ce{"
# Each arrow as it stands alone, and with text above and below
ARROWS: Final = {
    "->": ("\\rightarrow", "\\xrightarrow"),
    "<-": ("\\leftarrow", "\\xleftarrow"),
    "<->": ("\\leftrightarrow", "\\xleftrightarrow"),
    "<-->": ("\\leftrightarrows", "\\xtofrom"),
    **dict.fromkeys(("<=>", "<=>>", "<<=>"), ("\\rightleftharpoons", "\\xrightleftharpoons")),
}
BONDS: Final = {"-": "\N{MINUS SIGN}", "=": "=", "#": "\N{IDENTICAL TO}", "~": "\N{TILDE OPERATOR}", "...": "⋯"}
DOT: Final = "\\cdot "
CLOSING: Final = frozenset(")]}")


def chemical_tex(text: str) -> str:
    made: list[str] = []
    taken = ""
    for part in _Reader(text).read():
        sign = part.removeprefix("{}")[:1]
        if sign not in ("^", "_") or sign != part[:1]:
            taken = ""
        elif sign in taken:
            # TeX allows for one script in each place: “H2_{(aq)}”.
            made.append("{}")
            taken = ""
        made.append(part)
        taken += sign
    return "".join(made)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        # Whether a number or a sign here would belong to what is before it.
        self.is_attached = False

    def read(self) -> Iterator[str]:
        while found := PART.match(self.text, self.at):
            self.at = found.end()
            match found.lastgroup:
                case "arrow" | "above" | "below":
                    yield self._arrow(found)
                case "phase":
                    yield "\\downarrow " if "v" in found["phase"] else "\\uparrow "
                case "up":
                    yield self._script("^", found["up"])
                case "down":
                    yield self._script("_", found["down"])
                case "digits":
                    yield self._number(found)
                case "sign":
                    yield self._sign(found)
                case "command":
                    yield self._command(found[0])
                case "space":
                    self.is_attached = False
                    yield " "
                case "letters":
                    self.is_attached = True
                    yield f"\\text{{{found[0]}}}"
                case _:
                    self.is_attached = True
                    yield f"{{{_with_inner_formulas(found['mathematics'])}}}"

    def _arrow(self, found: re.Match[str]) -> str:
        self.is_attached = False
        alone, extended = ARROWS[found["arrow"]]
        above, below = (chemical_tex(text) if text else "" for text in (found["above"], found["below"]))
        if not above and not below:
            return f" {alone} "
        return f"{extended}{f'[{below}]' if below else ''}{{{above}}}"

    def _script(self, sign: str, text: str) -> str:
        base = "" if self.is_attached else "{}"
        text = text or self._group()
        self.is_attached = True
        if "$" in text:
            return f"{base}{sign}{{{chemical_tex(text)}}}"
        return f"{base}{sign}{{{IN_SCRIPT.sub(_in_script, text)}}}"

    def _group(self) -> str:
        """What the braces that begin here hold; they are passed over."""
        inside, self.at = _group_at(self.text, self.at)
        return inside

    def _command(self, command: str) -> str:
        self.is_attached = command != "\\bond"
        if self.is_attached:
            is_of_text = command.startswith(("\\text", "\\math")) and self.text.startswith("{", self.at)
            return f"{command}{{{self._group()}}}" if is_of_text else f"{command} "
        bond = self._group()
        return f"\\text{{{BONDS.get(bond, bond)}}}"

    def _number(self, found: re.Match[str]) -> str:
        if self.is_attached:
            return f"_{{{found[0]}}}"
        count = COUNT.match(self.text, found.start())
        if count is None:
            return found[0]
        self.at = count.end()
        is_fraction = count[1] and self.text[found.start() - 1 : found.start()] != "("
        return f"\\tfrac{{{count[1]}}}{{{count[2]}}}" if is_fraction else count[0]

    def _sign(self, found: re.Match[str]) -> str:
        sign, was_attached = found[0], self.is_attached
        if sign == "{":
            self.at = found.start()
            inside = self._group()
            self.is_attached = False
            return f"\\text{{{inside}}}" if inside else "{}"
        follows = self.text[self.at : self.at + 1]
        is_last = not follows or follows.isspace() or follows in CLOSING | {"^", "_", ","}
        if was_attached and (sign == "+" or (sign == "-" and (is_last or STATE.match(self.text, self.at)))):
            return f"^{{{_in_script(found)}}}"
        self.is_attached = sign in CLOSING
        if was_attached and follows and not follows.isspace():
            if sign in "*.":
                return DOT
            if sign in BONDS:
                return f"\\text{{{BONDS[sign]}}}"
        return {"*": DOT, "#": f"\\text{{{BONDS['#']}}}"}.get(sign, sign)


def _in_script(found: re.Match[str]) -> str:
    if found[0].startswith("\\"):
        return found[0]
    return {"-": "\N{MINUS SIGN}", ".": "\N{BULLET}", "+": "+"}.get(found[0]) or f"\\text{{{found[0]}}}"


def _group_at(text: str, start: int) -> tuple[str, int]:
    """What the braces that begin at `start` hold, and where they end."""
    depth = 0
    for end in range(start, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if not depth:
            return text[start + 1 : end], end + 1
    return text[start + 1 :], len(text)


def _with_inner_formulas(tex: str) -> str:
    r"""Mathematics within a chemical formula, in which there may be `\ce` again."""
    made, at = "", 0
    while (begins := tex.find(CE, at)) >= 0:
        inside, end = _group_at(tex, begins + len(CE) - 1)
        made += f"{tex[at:begins]}{{{chemical_tex(inside)}}}"
        at = end
    return made + tex[at:]
