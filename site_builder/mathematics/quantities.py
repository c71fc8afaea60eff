r"""Numbers with units, siunitx's `\SI{5}{\meter\per\second}`, and chemical formulas to plain TeX."""

from __future__ import annotations

import re
from typing import Final

from site_builder.mathematics.chemistry import chemical_tex
from site_builder.patterns import pattern

# What each command takes: numbers (n), a unit (u) or a chemical formula (c).
COMMANDS: Final = {
    **dict.fromkeys(("\\SI", "\\qty"), "nu"),
    **dict.fromkeys(("\\si", "\\unit"), "u"),
    **dict.fromkeys(("\\SIrange", "\\qtyrange"), "nnu"),
    "\\num": "n",
    "\\numrange": "nn",
    "\\ang": "n",
    "\\ce": "c",
}
PREFIXES: Final = dict(
    item.split("=")
    for item in (
        "atto=a femto=f pico=p nano=n micro=\N{MICRO SIGN} milli=m centi=c deci=d deca=da hecto=h kilo=k mega=M giga=G"
        " tera=T peta=P exa=E kibi=Ki mebi=Mi gibi=Gi tebi=Ti"
    ).split()
)
# Units that are not listed, and siunitx's short forms, are shown as they are written.
UNITS: Final = dict(
    item.split("=")
    for item in (
        "meter=m metre=m gram=g kilogram=kg second=s ampere=A kelvin=K mole=mol candela=cd hertz=Hz newton=N pascal=Pa"
        " joule=J watt=W coulomb=C volt=V farad=F ohm=Ω siemens=S weber=Wb tesla=T henry=H lumen=lm lux=lx becquerel=Bq"
        " gray=Gy sievert=Sv katal=kat degreeCelsius=°C celsius=°C degree=° arcminute=′ arcsecond=″ minute=min hour=h"
        " day=d litre=L liter=L tonne=t hectare=ha electronvolt=eV dalton=Da angstrom=Å byte=B percent=% decibel=dB"
        " molar=M radian=rad steradian=sr astronomicalunit=au parsec=pc barn=b knot=kn um=µm us=µs ug=µg uL=µL ul=µl"
        " umol=µmol uM=µM uA=µA uV=µV uW=µW"
    ).split()
)
POWERS: Final = {"squared": "2", "cubed": "3", "square": "2", "cubic": "3"}
STEP: Final = pattern(r"\\([A-Za-z]+)(?:\{([^{}]*)\})?|\^\{?([^{}\s.\\/]+)\}?|([./~]|\\,)|([^\\^./~\s]+)")
NUMBER: Final = pattern(r"(?P<mantissa>[^eEdD]*)(?:[eEdD](?P<power>[+-]?\d+))?")
THIN: Final = "\\,"


def quantity(command: str, arguments: list[str]) -> str:
    kinds = COMMANDS[command]
    if kinds == "c":
        return chemical_tex(arguments[0])
    shown = [_unit(text) if kind == "u" else _number(text) for kind, text in zip(kinds, arguments, strict=True)]
    if command == "\\ang":
        parts = zip(arguments[0].split(";"), "°′″", strict=False)
        return "".join(f"{_number(part)}\\text{{{sign}}}" for part, sign in parts if part.strip())
    numbers = "\\text{\N{EN DASH}}".join(shown[: kinds.count("n")])
    unit = shown[-1] if kinds.endswith("u") else ""
    between = THIN if numbers and unit and not unit.startswith(("\\text{°}", "\\text{′}", "\\text{″}")) else ""
    return f"{numbers}{between}{unit}"


def _number(text: str) -> str:
    found = NUMBER.fullmatch(text.strip())
    if found is None or "\\" in text:
        return text
    mantissa = re.sub(r"\+-|\\pm", r"\\pm ", found["mantissa"].strip()).replace("x", "\\times ")
    # Without a space behind it
    mantissa = mantissa.replace(",", "\\text{,}")
    if not found["power"]:
        return mantissa
    power = f"10^{{{found['power'].lstrip('+')}}}"
    return f"{mantissa}\\times {power}" if mantissa else power


def _unit(text: str) -> str:
    r"""The units with their powers. `\per` makes the next one's power negative."""
    shown: list[str] = []
    prefix = power = ""
    is_below = False
    for name, argument, raised, between, bare in STEP.findall(text):
        if name == "per":
            is_below = True
        elif name in PREFIXES:
            prefix += PREFIXES[name]
        elif name in ("square", "cubic"):
            power = POWERS[name]
        elif shown and (raised or name in ("squared", "cubed", "tothe", "textsuperscript")):
            shown[-1] = _raised(shown[-1], raised or argument or POWERS.get(name, ""))
        elif between == "/":
            is_below = True
        elif name == "of":
            shown.append(f"\\text{{({argument})}}")
        elif name or bare:
            unit = f"\\text{{{prefix}{(UNITS.get(name, name) if name else bare).replace('%', chr(92) + '%')}}}"
            if power or is_below:
                unit = _raised(unit, f"{'-' if is_below else ''}{power or '1'}")
            shown.append(unit)
            prefix = power = ""
            is_below = False
    return THIN.join(shown)


def _raised(unit: str, power: str) -> str:
    base, _, known = unit.partition("^{")
    return f"{base}^{{{'-' if known.startswith('-') else ''}{power}}}"
