"""TeX's commands and environments to those of the library, and to what they mean here."""

from __future__ import annotations

from typing import Final

# What mathtools puts in brackets: the environment without them, and the brackets
FENCED: Final = {
    "rcases": ("array", ".", "\\}"),
    "psmallmatrix": ("smallmatrix", "(", ")"),
    "bsmallmatrix": ("smallmatrix", "[", "]"),
    "Bsmallmatrix": ("smallmatrix", "\\{", "\\}"),
    "vsmallmatrix": ("smallmatrix", "|", "|"),
    "Vsmallmatrix": ("smallmatrix", "\\|", "\\|"),
}
# Each environment with the library's equivalent; "" for a formula of its own, which the site numbers itself.
ENVIRONMENTS: Final = {
    **dict.fromkeys("equation displaymath math subequations".split(), ""),
    **dict.fromkeys("align aligned alignat alignedat flalign split eqnarray IEEEeqnarray".split(), "align*"),
    **dict.fromkeys("gather gathered multline multlined".split(), "matrix"),
    **dict.fromkeys("cases dcases".split(), "cases"),
    **{name: name for name in "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix array".split()},
    **{name: inside for name, (inside, _, _) in FENCED.items()},
}
# To the library, these are not one part but three, as bracket, rows and bracket.
IN_BRACKETS: Final = frozenset("pmatrix bmatrix Bmatrix vmatrix Vmatrix".split())
WITH_ARGUMENT: Final = frozenset({"alignat", "alignedat", "IEEEeqnarray"})
MEANINGLESS: Final = frozenset(
    "\\nonumber \\notag \\ensuremath \\displaylimits \\allowbreak \\nobreak \\xspace \\protect \\null"
    " \\relax \\smallskip \\medskip \\bigskip \\hfill"
    # These choose a font for text. LaTeX says that they have no effect in mathematics.
    " \\normalfont \\bfseries \\mdseries \\itshape \\scshape \\upshape \\rmfamily \\sffamily \\ttfamily".split()
)
ALIASES: Final = {
    "\\\n": "\\ ",
    "\\AA": "\\text{\N{LATIN CAPITAL LETTER A WITH RING ABOVE}}",
    "\\arg": "\\operatorname{arg}",
    "\\argmax": "\\operatorname*{arg\N{NO-BREAK SPACE}max}",
    "\\argmin": "\\operatorname*{arg\N{NO-BREAK SPACE}min}",
    "\\Bbb": "\\mathbb",
    "\\bold": "\\mathbf",
    "\\colonequals": "\\coloneqq",
    "\\dag": "\\dagger",
    "\\ddag": "\\ddagger",
    "\\enskip": "\\enspace",
    "\\hbox": "\\text",
    "\\hdots": "\\ldots",
    "\\lang": "\\langle",
    "\\mathbbm": "\\mathbb",
    "\\mathbold": "\\boldsymbol",
    "\\mathds": "\\mathbb",
    "\\mathellipsis": "\\ldots",
    "\\mbox": "\\text",
    "\\nicefrac": "\\tfrac",
    "\\pmb": "\\boldsymbol",
    "\\qed": "\\square",
    "\\qedhere": "\\square",
    "\\rang": "\\rangle",
    "\\sfrac": "\\tfrac",
    "\\symbb": "\\mathbb",
    "\\symbf": "\\mathbf",
    "\\symbfit": "\\boldsymbol",
    "\\symcal": "\\mathcal",
    "\\textdegree": "\\text{\N{DEGREE SIGN}}",
    "\\textmu": "\\text{\N{MICRO SIGN}}",
    "\\textnormal": "\\text",
    "\\textrm": "\\text",
    "\\textsc": "\\text",
    "\\textup": "\\text",
    "\\vcentcolon": ":",
}
TEXTS: Final = frozenset({"\\text", "\\textit", "\\textbf", "\\texttt", "\\textsf"})
# Their argument may be a letter without braces, `\mathbb R`, for which the library ignores the alphabet.
ALPHABETS: Final = frozenset(
    f"\\math{name}" for name in ("bb", "bf", "cal", "frak", "it", "normal", "rm", "scr", "sf", "tt")
)
# What the name of an operator may be written with
SPELT: Final = {
    **dict.fromkeys("{ } \\mathrm \\mathsf \\mathit \\rm \\text \\textrm \\textsf \\textnormal".split(), ""),
    **dict.fromkeys(("\\,", "\\ ", "\\;", "~"), "\N{NO-BREAK SPACE}"),
    "\\arg": "arg\N{NO-BREAK SPACE}",
    "\\max": "max",
    "\\min": "min",
}
LINES: Final = frozenset({"\\hline", "\\hdashline"})
# Common commands that the library lacks, many from the packages braket, mathtools, physics, slashed and gensymb, some
# MathJax's own. An author's definitions take precedence.
PROVIDED: Final = r"""
\newcommand{\abs}[1]{\left|#1\right|}
\newcommand{\norm}[1]{\left\|#1\right\|}
\newcommand{\Bra}[1]{\left\langle#1\right|}
\newcommand{\Ket}[1]{\left|#1\right\rangle}
\newcommand{\Braket}[1]{\left\langle#1\right\rangle}
\newcommand{\set}[1]{\{#1\}}
\newcommand{\Set}[1]{\left\{#1\right\}}
\newcommand{\cancelto}[2]{{\cancel{#2}}^{#1}}
\newcommand{\slashed}[1]{\cancel{#1}}
\newcommand{\prescript}[3]{{}^{#1}_{#2}{#3}}
\newcommand{\overunderset}[3]{\overset{#1}{\underset{#2}{#3}}}
\newcommand{\shortstack}[2][]{\substack{#2}}
\newcommand{\flatfrac}[2]{\left.#1\middle/#2\right.}
\newcommand{\expval}[1]{\left\langle#1\right\rangle}
\newcommand{\order}[1]{\mathcal{O}\left(#1\right)}
\newcommand{\vb}[1]{\mathbf{#1}}
\newcommand{\va}[1]{\vec{\mathbf{#1}}}
\newcommand{\vu}[1]{\hat{\mathbf{#1}}}
\newcommand{\grad}{\nabla}
\newcommand{\curl}{\nabla\times}
\newcommand{\laplacian}{\nabla^{2}}
\DeclareMathOperator{\Tr}{Tr}
\DeclareMathOperator{\tr}{tr}
\DeclareMathOperator{\rank}{rank}
\newcommand{\celsius}{\text{°C}}
\newcommand{\ohm}{\Omega}
\newcommand{\perthousand}{\text{‰}}
\newcommand{\scalebox}[2]{\text{#2}}
\newcommand{\rotatebox}[3][]{\text{#3}}
\newcommand{\raisebox}[2]{\text{#2}}
\newcommand{\require}[1]{}
\newcommand{\bbox}[2][]{#2}
\newcommand{\cssId}[2]{#2}
"""
