"""Numbers with units and chemical formulas in mathematics, as siunitx and mhchem have them."""

from __future__ import annotations

import re

import pytest

from site_builder.mathematics import read_formula
from site_builder.mathematics.chemistry import chemical_tex
from tests.foreign_projects import built_project, page, reported


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("\\SI{450}{\\kelvin}", "450K"),
        ("\\SI{1e-4}{\\mmHg}", "1×10^−4mmHg"),
        ("\\SI[per-mode=symbol]{1}{\\watt\\per\\meter\\per\\kelvin}", "1Wm^−1K^−1"),
        ("\\qty{5.2+-0.1}{\\kilo\\gram\\per\\cubic\\metre}", "5.2±0.1kgm^−3"),
        ("\\si{\\micro \\volt}", "µV"),
        ("\\SI{9.81}{m/s^2}", "9.81ms^−2"),
        ("\\SI{9.81}{\\m\\per\\s\\squared}", "9.81ms^−2"),
        ("\\SIrange{1}{2}{\\percent}", "1–2%"),
        ("\\num{1.5e10}", "1.5×10^10"),
        ("\\ang{30}", "30°"),
        ("\\ang{10;20;30}", "10°20′30″"),
        ("\\ang{;;5}", "5″"),
        ("\\qty(x)", "(x)"),
        ("\\ce{2H2 + O2 -> 2H2O}", "2H_2+O_2→2H_2O"),
        ("\\ce{SO4^2-}", "SO_4^2−"),
        ("\\ce{Ca^{2+} + Cl-}", "Ca^2++Cl^−"),
        ("\\ce{^{14}C}, \\ce{Fe(OH)3}", "^14C,Fe(OH)_3"),
        ("\\ce{C_{n}H_{2n+2}}", "C_nH_2n+2"),
        ("\\ce{CuSO4.5H2O}", "CuSO_4·5H_2O"),
    ],
)
def test_quantities_and_formulas(tex: str, shown: str) -> None:
    html = str(read_formula(tex, is_display=False).html)
    # What is below and above stands behind its sign.
    levelled = re.sub(r"<msubsup><mtext>(.*?)</mtext><mn>", r"\1_<mn>", re.sub("<annotation.*?</annotation>", "", html))
    levelled = re.sub(r"<msub>(<m\w+[^>]*>.*?</m\w+>)", r"\1_", levelled)
    levelled = re.sub(r"<msup>((?:<mrow>)?<m\w+[^>]*>.*?</m\w+>)", r"\1^", levelled)
    levelled = re.sub(r"(_<mn>\d</mn>)", r"\1^", levelled) if "<msubsup" in html else levelled
    assert re.sub("<[^>]*>|\\s", "", levelled).replace("·", "·") == shown


@pytest.mark.parametrize(
    ("formula", "tex"),
    [
        ("SO4^2- + Ba^2+", r"\text{SO}_{4}^{2−} + \text{Ba}^{2+}"),
        ("PM_{2.5}", r"\text{PM}_{2.5}"),
        ("H2_{(aq)}", r"\text{H}_{2}{}_{(\text{aq})}"),
        ("Cl-(aq)", r"\text{Cl}^{−}(\text{aq})"),
        ("Na+Cl-", r"\text{Na}^{+}\text{Cl}^{−}"),
        ("$" + r"\ce{}" * 999 + "$", "{" + "{}" * 999 + "}"),
        ("BaSO4 v", r"\text{BaSO}_{4} \downarrow "),
        ("A <=> B", r"\text{A}  \rightleftharpoons  \text{B}"),
        ("A ->[{at} $x$][H2O] B", r"\text{A} \xrightarrow[\text{H}_{2}\text{O}]{\text{at} {x}} \text{B}"),
        ("1/2 H2O (1/2)", r"\tfrac{1}{2} \text{H}_{2}\text{O} (1/2)"),
        ("^{227}_{90}Th+", r"{}^{227}_{90}\text{Th}^{+}"),
        ("Fe^{II}NO^{(2.)-}", r"\text{Fe}^{\text{II}}\text{NO}^{(2•)−}"),
        ("C6H5-CHO=C#", r"\text{C}_{6}\text{H}_{5}\text{−}\text{CHO}\text{=}\text{C}\text{≡}"),
        (r"A\bond{~}B", r"\text{A}\text{∼}\text{B}"),
        ("KOH*12H2O", r"\text{KOH}\cdot 12\text{H}_{2}\text{O}"),
        (r"$\alpha$-X", r"{\alpha}\text{−}\text{X}"),
        (r"$\left(\ce{O2}\right)$", r"{\left({\text{O}_{2}}\right)}"),
        ("CO3^2-{}_{(aq)}", r"\text{CO}_{3}^{2−}{}{}_{(\text{aq})}"),
        (r"A ->[\text{at 2}] \mathrm{pH}2", r"\text{A} \xrightarrow{\text{at 2}} \mathrm{pH}_{2}"),
        (r"K_{\text{eq}}^{\alpha}", r"\text{K}_{\text{eq}}^{\alpha}"),
        ("[AgCl2]- {open", r"[\text{AgCl}_{2}]^{−} \text{open}"),
    ],
)
def test_chemical_formulas_are_plain_tex(formula: str, tex: str) -> None:
    assert chemical_tex(formula) == tex


def test_quantities_in_text_are_read_where_another_tool_would() -> None:
    text = (
        "# A\n\nAt \\SI{450}{\\kelvin}, $<$\\SI{5}{\\meter} of \\ce{CO2}, `\\si{m}`.\n\n$$\nE = \\SI{5}{\\joule}\n$$\n"
    )
    result = built_project({"paper.md": text})
    assert reported(result) == []
    shown = re.sub("<annotation.*?</annotation>|<[^>]*>|\N{WORD JOINER}", "", page(result, "index.html"))
    assert re.search("At 450\\s?K, <?(?:&lt;)?5\\s?m of CO2, .si\\{m\\}", shown)
    assert re.search("E=5\\s?J", shown)
