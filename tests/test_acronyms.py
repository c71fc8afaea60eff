"""Acronyms as LaTeX's packages and Quarto's extension define and use them, and what a page prints of them."""

from __future__ import annotations

import re

import pytest

from tests.foreign_projects import Sources, built_project, page, reported

DEFINED = r"""\newacronym{api}{API}{application programming interface}
\newacronym[longplural={analyses of variance}, shortplural={ANOVAs}]{anova}{ANOVA}{analysis of variance}
\newglossaryentry{cat}{name={cat}, description={An animal}}
\newglossaryentry{mouse}{
  name=mouse, plural={mice},
  description={A {small} animal}
}
\DeclareAcronym{who}{short = WHO, long = {World Health Organization}}
\newabbreviation{ml}{ML}{\textit{machine} learning}
"""


def shown(text: str, **sources: str) -> tuple[str, list[str]]:
    """The text of the first page's last paragraph, and what is told."""
    result = built_project(
        {"paper.md": f"{text}\n", **{name.replace("_tex", ".tex"): file for name, file in sources.items()}}
    )
    paragraphs = re.findall(r"<p id=\"par-\d+\">(.*?)</p>", page(result, "index.html"), re.DOTALL)
    return paragraphs[-1], [line.split()[-1] for line in reported(result)]


@pytest.mark.parametrize(
    ("latex", "printed"),
    [
        (r"\gls{api} and \gls{api}.", "application programming interface (API) and API."),
        (r"\Gls{api}, \Gls{api}.", "Application programming interface (API), API."),
        (r"\glspl{api} and \glspl{api}.", "application programming interfaces (APIs) and APIs."),
        (r"\acp{anova}, \acsp{anova}, \aclp{anova}.", "analyses of variance (ANOVAs), ANOVAs, analyses of variance."),
        (r"\acrshort{api}, \acrlong{api}, \acrfull{api}, \acs{api}.",
         "API, application programming interface, application programming interface (API), API."),
        (r"\ac{who}, \acl{who}, \acf{who}.",
         "World Health Organization (WHO), World Health Organization, World Health Organization (WHO)."),
        (r"A \gls{cat}, \Gls{cat}, \glspl{cat}, \Glspl{mouse}, \GLS{mouse}.", "A cat, Cat, cats, Mice, MOUSE."),
        (r"\gls*{api}[’s] \glslink{api}{interface}, \glsdisp{api}{one}.",
         "application programming interface (API)’s interface, one."),
        (r"\gls{ml}.", "<em>machine</em> learning (ML)."),
        (r"`\gls{api}` $\gls{api}$", None),
    ],
)  # fmt: skip
def test_acronyms_are_printed_in_full_where_they_are_first(latex: str, printed: str | None) -> None:
    found, wrong = shown(f"# One\n\n{latex}", acronyms_tex=DEFINED)
    if printed is None:
        assert "<code>\\gls{api}</code>" in found
    else:
        assert (found, wrong) == (printed, [])


@pytest.mark.parametrize(
    "text",
    [
        f"---\nheader-includes: |\n{''.join(f'  {line}' for line in DEFINED.splitlines(keepends=True))}---\n\n# One\n",
        f"# One\n\n{DEFINED}",
        f"# One\n\nWords.\n\n\\makeglossaries\n{DEFINED}\n\\printglossaries\n",
    ],
)
def test_acronyms_may_be_defined_in_front_matter_or_in_the_text(text: str) -> None:
    found, wrong = shown(f"{text}\n\nA \\gls{{api}} of \\glspl{{mouse}}.")
    assert (found, wrong) == ("A application programming interface (API) of mice.", [])


@pytest.mark.parametrize(
    ("command", "listed"),
    [
        ("\\printglossaries", ["ANOVA", "API", "cat", "ML", "mouse", "WHO"]),
        ("\\printglossary[type=\\acronymtype, title=Short]", ["ANOVA", "API", "ML", "WHO"]),
        ("\\printacronyms", ["ANOVA", "API", "ML", "WHO"]),
        ("\\printglossary", ["cat", "mouse"]),
        ("\\makeglossaries", []),
    ],
)
def test_a_list_of_acronyms_and_terms_is_printed_where_it_is_asked_for(command: str, listed: list[str]) -> None:
    result = built_project({"paper.md": f"# One\n\n{DEFINED}\n{command}\n\nBehind.\n"})
    html = page(result, "index.html")
    assert reported(result) == []
    assert re.findall(r"<dt>(.*?)</dt>", html) == listed
    assert ("<dd>A {small} animal</dd>" in html.replace("<p>", "")) is ("mouse" in listed)


def test_a_definition_may_go_on_below_its_key() -> None:
    defined = "\\newglossaryentry{cat}\n{\n  name=cat,\n  description={An animal like \\gls{dog}}\n}\n"
    found, wrong = shown(f"# One\n\n{defined}\n\\newglossaryentry{{dog}}{{name=dog}}\n\nA \\gls{{cat}}.")
    assert (found, wrong) == ("A cat.", [])


def test_a_heading_has_the_short_form() -> None:
    result = built_project({"paper.md": "# One\n\n## The \\gls{api}\n\nThe \\gls{api}.\n", "glossary.tex": DEFINED})
    assert '<h2 id="the-api">The API</h2>' in page(result, "index.html")
    assert "The application programming interface (API)." in page(result, "index.html")


def test_what_nothing_defines_stays_and_is_reported() -> None:
    found, wrong = shown("# One\n\nA \\gls{nope}.", acronyms_tex=DEFINED)
    assert (found, wrong) == ("A \\gls{nope}.", ["unknown-command"])


YAML = """acronyms:
  keys:
    - shortname: QMD
      longname: Quarto *Markdown*
    - {key: r, shortname: R, longname: the language R}
"""


@pytest.mark.parametrize("place", ["front matter", "project", "file"])
def test_quarto_s_extension_is_known(place: str) -> None:
    head = f"---\ntitle: T\n{YAML if place == 'front matter' else ''}---\n\n"
    project = "project:\n  type: default\n"
    project += {"front matter": "", "project": YAML, "file": "acronyms:\n  fromfile: ./_acronyms.yml\n"}[place]
    sources: Sources = {
        "_quarto.yml": project,
        "_acronyms.yml": YAML if place == "file" else "a: b\n",
        "index.qmd": f"{head}A {{{{< acr QMD >}}}}, {{{{< acr QMD >}}}}, {{{{< acr r >}}}}, \\acr{{r}}.\n",
    }
    result = built_project(sources)
    assert reported(result) == []
    assert "A Quarto <em>Markdown</em> (QMD), QMD, the language R (R), R." in page(result, "index.html")


def test_what_never_ends_is_read_in_linear_time() -> None:
    from site_builder.projects.latex.acronyms import acronyms_in

    for hostile in ("\\newacronym{a}{", "\\newglossaryentry{a}{b={", "\\newacronym[", "\\DeclareAcronym{a}{short={b},"):
        assert not acronyms_in(hostile * 20_000)
