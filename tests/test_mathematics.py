"""Mathematics to MathML: what TeX's authors write, what cannot be read, and TeX that is written to do harm."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from unicodedata import normalize
from xml.etree import ElementTree

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from site_builder.markdown import read_document
from site_builder.mathematics import definitions_in, read_formula, with_macros
from site_builder.titles import plain
from tests.pandoc import run_pandoc

MOVABLE = 'movablelimits="true" lspace="0" rspace="0"'
BAR = '<mo stretchy="false" lspace="0" rspace="0">|</mo>'


def shown(tex: str, is_display: bool = True) -> str:
    """The formula's elements without what stands around every one."""
    formula = read_formula(tex, is_display)
    assert formula.html is not None, formula.problem
    found = re.fullmatch(r"<math[^>]*><semantics>(.*)<annotation .*</math>", formula.html, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_long_formula_in_a_line_scrolls_on_a_phone() -> None:
    assert str(read_formula("+".join("abcdefghijk"), False).html).startswith('<span class="long-formula"><math>')
    assert str(read_formula("+".join("abcdefghij"), False).html).startswith("<math>")
    assert "long" not in str(read_formula("+".join("abcdefghijk"), True).html)


@pytest.mark.parametrize("sign", [*"./?"])
def test_signs_that_tex_sets_as_letters_have_no_space_around_them(sign: str) -> None:
    assert shown(f"a {sign} b") == f'<mrow><mi>a</mi><mo lspace="0" rspace="0">{sign}</mo><mi>b</mi></mrow>'
    assert f'<mo lspace="0.22em" rspace="0.22em">{sign}</mo>' in shown(rf"a \mathbin{{{sign}}} b")


@pytest.mark.parametrize(
    ("tex", "width"),
    [
        (r"\hspace{1cm}", "1cm"),
        (r"\hspace*{1cm}", "1cm"),
        (r"\hspace *{ -.5em }", "-0.5em"),
        (r"\kern.25em", "0.25em"),
        (r"\kern -1.pt", "-1pt"),
        (r"\hskip - 2 pt", "-2pt"),
        (r"\hskip 1em plus 1fill minus .5em", "1em"),
        (r"\mskip 9mu plus 2mu", "0.5em"),
        (r"\mkern-.9mu", "-0.05em"),
    ],
)
def test_a_gap_is_as_wide_as_tex_reads_it(tex: str, width: str) -> None:
    assert shown(f"a{tex} b") == f'<mrow><mi>a</mi><mspace width="{width}"></mspace><mi>b</mi></mrow>'


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\text{a\hspace{1cm}b}", "a\u2003\u2003\u2003b"),
        (r"\text{a\hspace*{.2em}b\hskip.9em c\hfill d}", "a\xa0b\u2003c\u2003d"),
        (r"\text{a\kern-.1em b\hspace*{\fill}c\vspace{1cm}d}", "abcd"),
        (r"\mbox{a\hspace{99cm}}", f"a{chr(0x2003) * 10}"),
        (r"\raise.5ex\hbox{a}\lower .2ex\hbox{b}", "ab"),
    ],
)
def test_a_gap_in_a_text_is_spaces(tex: str, expected: str) -> None:
    assert text(tex) == expected


@pytest.mark.parametrize("tex", [r"\hspace*{\fill}", r"\hspace*{-2\tabcolsep}", r"\vspace{1ex}", r"\vspace*{1ex}"])
def test_nothing_is_printed_of_a_gap_without_a_width(tex: str) -> None:
    assert text(f"a{tex}b") == "ab"


def test_a_backslash_at_the_end_of_a_line_is_a_space() -> None:
    assert shown("a \\\nb \\\n") == shown("a \\ b \\ ")
    assert "\\" not in shown("a \\\n")


def problem(tex: str) -> str:
    return read_formula(tex, True).problem


def text(tex: str) -> str:
    return re.sub("<[^>]*>", "", shown(tex))


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        (r"\mathrm{d}x", "<mrow><mtext>d</mtext><mi>x</mi></mrow>"),
        (r"\boldsymbol{\beta}", "<mi>𝜷</mi>"),
        (r"\mathsf{E}\mathsf E\mathsf {E}", "<mrow><mi>𝖤</mi><mi>𝖤</mi><mi>𝖤</mi></mrow>"),
        (r"\mathit{h}", "<mi>ℎ</mi>"),
        (r"\Sigma", '<mi mathvariant="normal">Σ</mi>'),
        (r"\textbf{a b}", '<mtext class="tex-bold">a\xa0b</mtext>'),
        (r"\begin{array}{l|c@{}r}a&b&c\end{array}", '<mtable><mtr><mtd class="align-left line-right"><mi>a</mi></mtd>'
         '<mtd class="align-center"><mi>b</mi></mtd><mtd class="align-right"><mi>c</mi></mtd></mtr></mtable>'),
        (r"\begin{matrix}a&\color{red}b\\\color{blue}{c}&d\end{matrix}", "<mtable><mtr><mtd><mi>a</mi></mtd>"
         '<mtd><mstyle mathcolor="red"><mi>b</mi></mstyle></mtd></mtr><mtr><mtd><mstyle mathcolor="blue"><mi>c</mi>'
         "</mstyle></mtd><mtd><mi>d</mi></mtd></mtr></mtable>"),
        (r"\text{Erd\H{o}s f\"ur \^{\i}le \ldots{} \& \L{}}", "<mtext>Erdős\xa0für\xa0île\xa0…\xa0&amp;\xa0Ł</mtext>"),
        (r"\dv[2]{f}{x}", "<mfrac><mrow><msup><mtext>d</mtext><mn>2</mn></msup><mi>f</mi></mrow>"
         "<mrow><mtext>d</mtext><msup><mi>x</mi><mn>2</mn></msup></mrow></mfrac>"),
        (r"\pdv{f}{x}{y}", "<mfrac><mrow><msup><mi>∂</mi><mn>2</mn></msup><mi>f</mi></mrow>"
         "<mrow><mi>∂</mi><mi>x</mi><mi>∂</mi><mi>y</mi></mrow></mfrac>"),
        (r"\dv x", "<mfrac><mtext>d</mtext><mrow><mtext>d</mtext><mi>x</mi></mrow></mfrac>"),
        (r"\begin{bsmallmatrix}a\end{bsmallmatrix}", '<mrow><mo stretchy="true" fence="true" form="prefix">[</mo>'
         '<mstyle scriptlevel="1"><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable></mstyle>'
         '<mo stretchy="true" fence="true" form="postfix">]</mo></mrow>'),
        (r"\begin{rcases}a\end{rcases}", '<mrow><mo stretchy="true" fence="true" form="prefix"></mo><mtable><mtr>'
         '<mtd class="align-left"><mi>a</mi></mtd></mtr></mtable><mo stretchy="true" fence="true" form="postfix">}</mo>'
         "</mrow>"),
        (r"\let\a=\beta \a\require{x}\vb{b}", "<mrow><mi>β</mi><mi>𝐛</mi></mrow>"),
        (r"\text{a~b\ c\,d\quad e\!\underline{f}}", "<mtext>a\xa0b\xa0c\u2009d\u2003ef</mtext>"),
        (r"\text{C\textsubscript{2}}", "<mrow><mtext>C</mtext><msub><mi></mi><mtext>2</mtext></msub></mrow>"),
        (r"\text{if \(a\)}", "<mrow><mtext>if\xa0</mtext><mi>a</mi></mrow>"),
        (r"\text{a\{\% b}", '<mrow><mtext>a</mtext><mo stretchy="false">{</mo><mtext>%\xa0b</mtext></mrow>'),
        (r"\begin{matrix}a\\ [1ex] b\end{matrix}", "<mtable><mtr><mtd><mi>a</mi></mtd></mtr><mtr><mtd><mi>b</mi></mtd>"
         "</mtr></mtable>"),
        (r"a\ensuremath{b}\label{x}\nonumber", "<mrow><mi>a</mi><mi>b</mi></mrow>"),
        (r"{\normalfont\textsc{dem}}\hfill 3\AA", "<mrow><mtext>dem</mtext><mn>3</mn><mtext>Å</mtext></mrow>"),
        (r"3\textdegree", "<mrow><mn>3</mn><mtext>°</mtext></mrow>"),
        (r"\begin{bmatrix}a\end{bmatrix}^T", "<msup><mrow><mo>[</mo><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable>"
         "<mo>]</mo></mrow><mi>T</mi></msup>"),
        (r"\rotatebox[origin=c]{90}{$\models$}", "<mo>⊧</mo>"),
        ("f''^2", "<msup><mi>f</mi><mrow><mi>″</mi><mn>2</mn></mrow></msup>"),
        (r"f''^\mathrm{T}", "<msup><mi>f</mi><mrow><mi>″</mi><mtext>T</mtext></mrow></msup>"),
        ("f'''_1", "<msubsup><mi>f</mi><mn>1</mn><mi>‴</mi></msubsup>"),
        ("0{,}05", "<mrow><mn>0</mn><mtext>,</mtext><mn>05</mn></mrow>"),
        ("a % not this\nb", "<mrow><mi>a</mi><mi>b</mi></mrow>"),
        (r"\tag*{$\blacksquare$}", '<mrow><mspace width="1em"></mspace><mi>∎</mi></mrow>'),
        ("|x|", f"<mrow>{BAR}<mi>x</mi>{BAR}</mrow>"),
        (r"X\sim 5\pm 2", "<mrow><mi>X</mi><mo>∼</mo><mn>5</mn><mo>±</mo><mn>2</mn></mrow>"),
        (r"\infty\setminus\dag", "<mrow><mi>∞</mi><mo>∖</mo><mi>†</mi></mrow>"),
        (r"a\not=b", "<mrow><mi>a</mi><mo>≠</mo><mi>b</mi></mrow>"),
        (r"a\mid b", '<mrow><mi>a</mi><mo stretchy="false">∣</mo><mi>b</mi></mrow>'),
        (r"a\mathbin{+}\mathord{\sim}b", '<mrow><mi>a</mi><mo lspace="0.22em" rspace="0.22em">+</mo><mi>∼</mi>'
         "<mi>b</mi></mrow>"),
        ("[-x,y)-1", '<mrow><mo stretchy="false">[</mo><mo form="prefix">−</mo><mi>x</mi><mo>,</mo><mi>y</mi>'
         '<mo stretchy="false">)</mo><mo>−</mo><mn>1</mn></mrow>'),
        (r"x\sim-y", '<mrow><mi>x</mi><mo>∼</mo><mo form="prefix">−</mo><mi>y</mi></mrow>'),
        (r"\bot\wp\boldsymbol\partial", "<mrow><mi>⊥</mi><mi>℘</mi><mi>𝛛</mi></mrow>"),
        (r"\nabla^2-1", '<mrow><msup><mi mathvariant="normal">∇</mi><mn>2</mn></msup><mo>−</mo><mn>1</mn></mrow>'),
        (r"\lfloor-\infty-1", '<mrow><mi>⌊</mi><mo form="prefix">−</mo><mi>∞</mi><mo>−</mo><mn>1</mn></mrow>'),
        (r"\big\rangle-1", '<mrow><mo minsize="1.2em" maxsize="1.2em">⟩</mo><mo>−</mo><mn>1</mn></mrow>'),
        (r"\sin-x", '<mrow><mi>sin</mi><mo form="prefix">−</mo><mi>x</mi></mrow>'),
        (r"\sum_i-x", '<mrow><munder><mo>∑</mo><mi>i</mi></munder><mo form="prefix">−</mo><mi>x</mi></mrow>'),
        (r",\quad-1", '<mrow><mo>,</mo><mspace width="1em"></mspace><mo form="prefix">−</mo><mn>1</mn></mrow>'),
        (r"\mathop{a+b}", "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"),
        (r"\operatorname*{a\,b}_x", f"<munder><mo {MOVABLE}>a\xa0b</mo><mi>x</mi></munder>"),
        (r"\mathop{\rm ab}_x", f"<munder><mo {MOVABLE}>ab</mo><mi>x</mi></munder>"),
        (r"\gcd_x^y", f"<munderover><mo {MOVABLE}>gcd</mo><mi>x</mi><mi>y</mi></munderover>"),
        (r"\max^x", '<mover><mo lspace="0" rspace="0" movablelimits="true">max</mo><mi>x</mi></mover>'),
        (r"\bigcup_i", '<munder><mo movablelimits="true">⋃</mo><mi>i</mi></munder>'),
        (r"x^\binom{n}{k}", '<msup><mi>x</mi><mrow><mo minsize="2.047em" maxsize="2.047em">(</mo>'
         '<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo minsize="2.047em" maxsize="2.047em">)</mo></mrow>'
         "</msup>"),
        (r"x_\text{a $b$}", "<msub><mi>x</mi><mrow><mtext>a\xa0</mtext><mi>b</mi></mrow></msub>"),
        (r"\lvert\frac ab\uparrow", f'<mrow>{BAR}<mfrac><mi>a</mi><mi>b</mi></mfrac><mo stretchy="false">↑</mo>'
         "</mrow>"),
        (r"\operatorname{E}[", '<mrow><mo lspace="0" rspace="0">E</mo><mo stretchy="false">[</mo></mrow>'),
        (r"\int_0", "<msub><mo>∫</mo><mn>0</mn></msub>"),
        (r"\sum\nolimits_i", "<msub><mo>∑</mo><mi>i</mi></msub>"),
        (r"\operatorname{\mathbf{x}}", '<mi mathvariant="normal">𝐱</mi>'),
        (r"\operatorname{p-value}", "<mtext>p-value</mtext>"),
        (r"\boxed{y}", '<mrow class="boxed"><mi>y</mi></mrow>'),
        (r"\cancelto{0}{x}", '<msup><mrow class="struck-up"><mi>x</mi></mrow><mn>0</mn></msup>'),
        (r"\overline{x}", '<mover class="overlined"><mi>x</mi><mo accent="true">¯</mo></mover>'),
        (r"\hat{x}", "<mover><mi>x</mi><mo>^</mo></mover>"),
        (r"\widehat{x}", "<mover><mi>x</mi><mo>\u0302</mo></mover>"),
        (r"\!\mspace{9mu}", '<mrow><mspace width="-0.167em"></mspace><mspace width="0.5em"></mspace></mrow>'),
        (r"\genfrac{}{)}{0pt}{}{n}{k}", '<mrow><mo stretchy="true" fence="true" form="prefix"></mo>'
         '<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac><mo stretchy="true" fence="true" form="postfix">)</mo>'
         "</mrow>"),
    ],
)  # fmt: skip
def test_tex_is_mathml(tex: str, mathml: str) -> None:
    assert shown(tex) == mathml


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\bigl\{ x \bigr\}", "{x}"),
        (r"\Big\| v \Big\|", "‖v‖"),
        (r"\big\langle x \bigm\lvert y \big\rangle", "⟨x|y⟩"),
        (r"\left< x \right>", "⟨x⟩"),
        (r"\bigl. x \Biggr\rbrace", "x}"),
        ("a < b", "a&lt;b"),
    ],
)
def test_a_delimiter_of_any_size_is_a_sign(tex: str, expected: str) -> None:
    assert text(tex) == expected


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\mathcal{LX}\mathscr{L}", "ℒ𝒳ℒ"),
        (r"\mathbb{RE1}\mathds{1}", "ℝ𝔼𝟙𝟙"),
        (r"\mathfrak{ICg}", "ℑℭ𝔤"),
        (r"\mathsf{A}\mathtt{b}\mathit{h}", "𝖠𝚋ℎ"),
        (r"\boldsymbol{\epsilon\phi\nabla\Sigma}", "𝝐𝝓𝛁𝚺"),
        (r"\mathbf{\Gamma\mathcal{X}\mathsf{Y}}", "𝚪𝓧𝗬"),
        (r"\mathbf{é}", "é"),
    ],
)
def test_alphabets_are_letters_of_their_own(tex: str, expected: str) -> None:
    assert text(tex) == expected


def test_lines_of_an_array_are_drawn_between_its_cells() -> None:
    rows = r"\hline a & b & c \\ \hline\hline d & e & f \\ g & h & i \\ \hline"
    cells = re.findall(
        'class="align-center ?([^"]*)"', shown(rf"\begin{{array}}{{|*{{2}}{{c}}|c|}} {rows} \end{{array}}")
    )
    assert cells == ["line-below", "line-below line-right", "line-below", "", "line-right", "", "", "line-right", ""]


def test_lines_below_each_other_are_no_rows_of_the_formula() -> None:
    html = shown(r"\sum_{\substack{i < n \\ j < m}} x")
    assert html.startswith("<mrow><munder>")
    assert html.count("<mtr>") == 2


@pytest.mark.parametrize(
    ("rows", "cells"), [(r"a & = & b \\ & = & c", 4), (r"x_{\substack{a \\ b}} & = & c", 4), (r"a & b & c & d", 3)]
)
def test_what_is_right_of_the_sign_of_an_eqnarray_stands_beside_it(rows: str, cells: int) -> None:
    assert shown(rf"\begin{{eqnarray}}{rows}\end{{eqnarray}}").count("<mtd") == cells


@pytest.mark.parametrize(
    "name",
    ["align", "align*", "aligned", "alignedat", "split", "eqnarray", "gather", "multline", "cases", "array", "bmatrix"],
)
def test_environments_have_rows(name: str) -> None:
    argument = {"array": "{cc}", "alignedat": "{2}"}.get(name, "")
    table = shown(f"\\begin{{{name}}}{argument} a &= b \\\\[2pt]\n c &= d \\\\* e \\end{{{name}}}")
    assert table.count("<mtr>") == 3
    assert "2" not in table


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"2\sin x", "2~sin~x"),
        (r"\log_2 n + \ln\frac{a}{b}", "log2~n+ln~ab"),
        (r"\arg\max_x f", "arg~maxx~f"),
        (r"-\exp(x)\cos y", "−exp(x)~cos~y"),
        (r"\exp\left(x\right)", "exp(x)"),
        (r"a\,\log b", "a~log~b"),
        (r"x\text{ for }y", "x\xa0for\xa0y"),
    ],
)
def test_names_have_a_thin_space_beside_operands(tex: str, expected: str) -> None:
    assert re.sub("<[^>]*>", "", shown(tex).replace('<mspace width="0.167em"></mspace>', "~")) == expected


def test_a_colon_is_a_relation_or_stands_at_its_letter() -> None:
    assert '<mo lspace="0.278em" rspace="0.278em">:</mo>' in shown(r"1 : 2")
    assert '<mo lspace="0.111em" rspace="0.333em">:</mo>' in shown(r"f\colon X")
    assert shown(r"x := 3") == "<mrow><mi>x</mi><mo>:=</mo><mn>3</mn></mrow>"


def test_an_arrow_is_longer_than_its_text() -> None:
    space = '<mspace width="0.416em"></mspace>'
    assert f'<mpadded>{space}<mi>d</mi><mspace depth=".25em"></mspace>{space}</mpadded>' in shown(r"\xrightarrow{d}")


@pytest.mark.parametrize("name", ["vmatrix", "Vmatrix"])
def test_the_bars_of_a_determinant_grow_and_others_do_not(name: str) -> None:
    html = shown(f"\\begin{{{name}}} a & b \\\\ c & d \\end{{{name}}} = |x|")
    bars = re.findall(r'<mo stretchy="(true|false)"[^>]*>[|‖]', html)
    assert bars == ["true", "true", "false", "false"]


def test_a_sign_between_brackets_has_each_attribute_once() -> None:
    (bar,) = re.findall(r"<mo [^>]*>\|", shown(r"\left\{ x \middle| y \right\}"))
    assert bar.count("lspace") == 1


def test_dots_before_a_sign_are_centred() -> None:
    assert text(r"x_1+\dots +x_n,\dots,1") == "x1+⋯+xn,…,1"


def test_rows_need_no_environment() -> None:
    assert shown(r"a\\b").count("<mtr>") == 2
    assert shown(r"\begin{equation}\begin{split}a&=b\\&=c\end{split}\end{equation}").count("<mtr>") == 2
    assert 'class="aligned"' in shown(r"a &= b \\ &= c")


def test_text_may_hold_mathematics() -> None:
    assert text(r"\text{if {all} $x>0$, a\_b}") == "if\xa0all\xa0x&gt;0,\xa0a_b"
    assert text(r"\text{S{\scriptsize ETUP} of \emph{all}}") == "SETUP\xa0of\xa0all"
    assert text(r"g = 0.3\text{--}0.7 \mbox{ ``so''---}") == "g=0.3–0.7\xa0“so”—"


def test_the_tex_stands_beside() -> None:
    html = read_formula(" x<y ", is_display=False).html
    assert html is not None
    assert html.endswith('<annotation encoding="application/x-tex">x&lt;y</annotation></semantics></math>')
    assert plain(f"Where {html}") == "Where x < y"


# Macros


@pytest.mark.parametrize(
    ("definition", "tex", "expected"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"\R", "ℝ"),
        (r"\newcommand\p[2][y]{#1+#2}", r"\p[z]{2}", "z+2"),
        (r"\newcommand\p[2][y]{#1+#2}", r"\p3", "y+3"),
        (r"\newcommand\p[2][y]{#1+#2}", r"\p345", "y+345"),
        (r"\newcommand\p[2]{#1+#2}", r"\p 345", "3+45"),
        (r"\def\sq#1{#1^2}", r"\sq x", "x2"),
        (r"\newcommand{\Pr}[1]{|#1\rangle\langle#1|}", r"\Pr{y}", "|y⟩⟨y|"),
        (r"\DeclareMathOperator{\logit}{logit}", r"\logit p", "logitp"),
    ],
)
def test_macros_are_written_out(definition: str, tex: str, expected: str) -> None:
    assert text(definition + tex) == expected
    rest, macros = definitions_in(definition)
    assert not "".join(rest).strip()
    html = read_formula(tex, True, macros).html
    assert html is not None
    assert expected in re.sub("<[^>]*>", "", html)


def test_a_copied_command_keeps_the_meaning_that_it_had() -> None:
    swap = r"\let\oldphi\phi\let\phi\varphi\let\varphi\oldphi"
    macros = with_macros((), definitions_in(swap)[1])
    shown = [str(read_formula(tex, False, macros).html) for tex in (r"\phi", r"\varphi")]
    assert [re.sub("<[^>]*>", "", html)[0] for html in shown] == ["φ", "ϕ"]
    assert text(r"\newcommand{\x}[1]{#1+1}\let\y\x\renewcommand{\x}{b}\y{a}\x") == "a+1b"


def test_macros_that_grow_have_an_end() -> None:
    growing = "".join(
        f"\\newcommand\\{name}{{{f'{chr(92)}{after} ' * 9}}}" for name, after in zip("abcdef", "bcdefg", strict=True)
    )
    assert "no end" in problem(growing + r"\a")
    assert "no end" in problem(r"\newcommand\x{\x\x}\x")


# What cannot be read


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo", "the command “\\foo” is not known"),
        (r"\big\foo", "the command “\\foo” is not known"),
        (r"\begin{foo}a\end{foo}", "the environment “foo” is not known"),
        (r"\begin{cases}a", "has no “\\end”"),
        (r"a\end{cases}", "ends something that is not open"),
        ("x^2^3", "two superscripts"),
        ("{", "never closed"),
        (r"\max(0, T_{\min - \theta)", "a brace is opened and never closed"),
        (r"\frac{a}{b}}", "closes what is not open"),
        ("}", "closes what is not open"),
        (r"\left(", "do not fit"),
        (r"x^\it", "is missing"),
        (r"\frac\pmod n", "needs braces"),
        ("{" * 99 + "}" * 99, "nested deeper"),
        (r"\hat " * 900, "nested deeper"),
        ("a" * 5_001, "longer than"),
    ],
)
def test_unreadable_input_is_reported(tex: str, reason: str) -> None:
    assert re.search(reason, problem(tex)) if "|" in reason else reason in problem(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(//e.example)}{x}",
        r"\class{a\" onclick=\"x}{x}",
        r"\cssId{main}{x}",
        r"\color{url(//e.example)}x",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script&gt;}",
        r"</math><script>alert(1)</script>",
        r"\hspace{1cm;color:red}x",
    ],
)
def test_nothing_in_a_formula_acts(tex: str) -> None:
    html = read_formula(tex, True).html or ""
    for element in ElementTree.fromstring(html or "<a/>").iter():
        assert element.tag != "script"
        assert not {"href", "style", "id", "onclick"} & set(element.keys())
        assert not any("url" in value for value in element.attrib.values())


SIGNS = [*r"{}[]$&^_~#%*\ a1<>", r"\\", r"\frac", r"\left", r"\begin{cases}", r"\end{cases}", r"\text", r"\def\x"]


@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
def test_any_tex_is_mathml_or_a_problem(tex: str) -> None:
    formula = read_formula(tex, True)
    assert (formula.html is None) == bool(formula.problem)
    if formula.html:
        ElementTree.fromstring(formula.html)


# Where mathematics begins and ends, with Pandoc as the judge

PIECES = ["$", "$", "$", "$$", " ", " ", "a", "5", r"\$", r"\,", "\n", "`", "b.", "*"]


def ours(text: str) -> list[str]:
    document, _ = read_document(text, "x.md")
    html = "".join(part for part in document.body if isinstance(part, str))
    found = re.finditer(r'<annotation[^>]*>(.*?)</annotation>|<code class="tex">(.*?)</code>', html, re.DOTALL)
    return [" ".join(unescape(each[1] or each[2]).split()) for each in found]


def pandocs(value: object) -> Iterator[str]:
    if isinstance(value, dict) and value.get("t") == "Math":
        yield value["c"][1]
    elif isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from pandocs(inner)


@settings(max_examples=10, derandomize=True, phases=[Phase.generate])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), min_size=60, max_size=60))
def test_pandoc_finds_the_same_mathematics(texts: list[str]) -> None:
    texts = ["x " + re.sub(r"\s*\n\s*", "\n", text).strip() + " y" for text in texts]
    blocks = json.loads(run_pandoc(["-f", "markdown-smart", "-t", "json"], "\n\n".join(texts) + "\n"))["blocks"]
    assert len(blocks) == len(texts)
    for text, block in zip(texts, blocks, strict=True):
        theirs = [" ".join(tex.split()) for tex in pandocs(block)]
        # Between two pairs of signs with only a space, Pandoc has a formula of nothing.
        if all(theirs):
            assert (text, ours(text)) == (text, theirs)


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\mathbb R^2", "<msup><mi>ℝ</mi><mn>2</mn></msup>"),
        (r"\mathcal O", "<mi>𝒪</mi>"),
        (r"\mathrm dx", "<mrow><mtext>d</mtext><mi>x</mi></mrow>"),
        (r"\mathbb{R}", "<mi>ℝ</mi>"),
        (r"\mathbf\alpha", "<mi>𝛂</mi>"),
    ],
)
def test_an_alphabet_holds_for_one_letter_without_braces(tex: str, shown: str) -> None:
    assert f"<semantics>{shown}<annotation" in str(read_formula(tex, False).html)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\mathbb R^2", "ℝ²"),
        (r"b \ge 10", "b ≥ 10"),
        (r"\frac{a}{b+1}", "a/(b+1)"),
        (r"x_1^2 + \alpha_{ij} = -8", "x₁²+α_ij = −8"),
        (r"\hat\theta < \text{some } \sqrt{2n}", "θ < some √2n"),
    ],
)
def test_a_formula_as_text_has_it(tex: str, text: str) -> None:
    assert plain(f"<b>A</b> {read_formula(tex, False).html} &amp; b") == f"A {text} & b"


def test_mathematics_of_an_author_s_own_html_is_text_too() -> None:
    assert plain("A <math><mi>x</mi><br></math> b") == "A x b"
    assert plain("A <math><mi>x</mi>") == "A x"


def test_a_text_between_the_rows_of_a_formula_is_a_row() -> None:
    for command in ("\\intertext", "\\shortintertext"):
        formula = read_formula(f"\\begin{{align*}} a \\\\ {command}{{so that $b$}} c \\end{{align*}}", is_display=True)
        assert str(formula.html).count("<mtr>") == 3
        assert "so" in str(formula.html)


@pytest.mark.parametrize(
    "tex", [r"\begin{matrix}a&b\\c&\end{matrix}", r"a &= b \\ c &", r"\begin{cases}a&b\\ &c& \end{cases}"]
)
def test_a_last_row_stays_though_its_last_cell_is_empty(tex: str) -> None:
    assert "c" in text(tex)


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\begin{equation}[d, e] = 0\end{equation}", "[d,e]=0"),
        (r"\begin{matrix}[a, b] & c\end{matrix}", "[a,b]c"),
        (r"\begin{pmatrix}{c} & a\end{pmatrix}", "(ca)"),
        (r"\begin{aligned}\ensuremath{r} &= b\end{aligned}", "r=b"),
        (r"\begin{aligned}[t]a &= b\end{aligned}", "a=b"),
        (r"\begin{array}[1]{c}a\end{array}", "a"),
    ],
)
def test_what_begins_with_a_bracket_is_kept_unless_it_says_how_the_formula_stands(tex: str, expected: str) -> None:
    assert text(tex) == expected


COMMANDS = (
    r"\frac{%s}{%s} \sqrt{%s} \sqrt[%s]{%s} \binom{%s}{%s} \overset{%s}{%s} \left(%s\right) \left\{%s\right. \text{%s} "
    r"\mathbf{%s} \mathcal{%s} \mathsf{%s} \mathbb{%s} {%s}_{%s} {%s}^{%s} \xrightarrow[%s]{%s} \overbrace{%s}^{%s} "
    r"\sum_{%s}^{%s} \lim_{%s} \operatorname{%s} \boxed{%s} \color{red}{%s} \vec{%s} \widehat{%s} \overline{%s} {%s}' "
    r"\substack{%s\\%s} \pmod{%s} {%s\over{}%s} \{%s\} |%s| \lvert{}%s\rvert \Bigl[%s\Bigr] \genfrac(){0pt}{}{%s}{%s} "
    r"\boldsymbol{%s} \mbox{%s} \left(%s\middle|%s\right) \dv{%s}{%s} \abs{%s} \ket{%s} \ensuremath{%s} {%s} +[%s]"
).split()
TABLES = "matrix pmatrix cases aligned align gathered split eqnarray smallmatrix rcases".split()


def table(parts: tuple[str, list[list[str]], str]) -> str:
    name, rows, end = parts
    content = r" \\ ".join(map("&".join, rows))
    return rf"\begin{{{name}}}{content}{end}\end{{{name}}}"


def commands(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    filled = st.tuples(st.sampled_from(COMMANDS), inner, inner)
    rows = st.lists(st.lists(inner | st.just(""), min_size=1, max_size=3), min_size=1, max_size=3)
    tables = st.tuples(st.sampled_from(TABLES), rows, st.sampled_from(["", "\\\\"])).map(table)
    return filled.map(lambda part: part[0] % part[1 : 1 + part[0].count("%s")]) | tables


FORMULAS = st.recursive(st.sampled_from("abcdefhklmnpqrstuvxyzACEFGHLMNPQRSTUVXZ"), commands, max_leaves=6)


@given(st.lists(FORMULAS, min_size=1, max_size=3).map("+".join))
def test_every_letter_of_a_formula_is_shown(tex: str) -> None:
    formula = read_formula(tex, True)
    if formula.html is None:
        return
    names = re.sub(r"\\(?:begin|end)\{\w+\}|\\color\{red\}|\{0pt\}|\\[A-Za-z]+", "", tex)
    assert letters_of(names) <= letters_of(text(tex))


def letters_of(text: str) -> Counter[str]:
    return Counter(letter for letter in normalize("NFKD", text) if letter.isascii() and letter.isalpha())


def cells(tex: str) -> list[list[str]]:
    """The texts of a table's cells."""
    rows = re.findall("<mtr>(.*?)</mtr>", shown(tex), re.DOTALL)
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall("<mtd>(.*?)</mtd>", row, re.DOTALL)] for row in rows]


def test_a_commutative_diagram_has_its_arrows_between_objects() -> None:
    square = r"\begin{CD} A @>f>> B \\ @VgVV @AAhA \\ C @<<k< D \end{CD}"
    # What keeps space for a label on the other side is not seen.
    assert cells(square) == [["A", "→f", "B"], ["g↓g", "", "h↑h", ""], ["C", "←k", "D"]]


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("@VVV @VVV", ["↓", "", "↓", ""]),
        ("& @VVV", ["", "", "↓", ""]),
        ("@| & @\\vert", ["‖", "", "‖", ""]),
        ("@. @AAA", ["", "", "↑", ""]),
    ],
)
def test_arrows_down_stand_below_objects(row: str, below: list[str]) -> None:
    first, second = cells(f"\\begin{{CD}}A @= {{B @ C}}\\\\{row}\\end{{CD}}")
    assert first == ["A", "=", "B@C"]
    assert [cell.replace("\xa0", "") for cell in second] == below


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\begin{CD}A @>x> B\end{CD}", "an arrow “@>” lacks the two further “>”"),
        (r"\begin{CD}A", "“\\begin{CD}” has no “\\end”"),
    ],
)
def test_an_unfinished_diagram_is_reported(tex: str, reason: str) -> None:
    assert problem(tex).startswith(reason)
