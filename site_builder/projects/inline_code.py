"""Code in a sentence, which is not run, to its result where that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.dois import DOI
from site_builder.markdown.code.options import TEXT, unescaped, with_paths
from site_builder.markdown.raw.braces import CODE
from site_builder.patterns import pattern
from site_builder.projects.kinds import OF_A_TOOL

SPAN: Final = pattern(CODE)
RUNNING: Final = pattern(r"(?:r|\{(?:r|python|julia|ojs)\})[ #](?P<code>.*)")
# Code that continues on the next line
OPENED: Final = pattern(r"(?<!`)`r [^`]*$")
CALL: Final = pattern(
    rf"(?:\w+::)?(?P<name>\w+)\((?P<text>{TEXT}|(?<=\bpkg\()[A-Za-z][\w.]*)(?:\s*,\s*(?:display\s*=\s*)?(?P<display>{TEXT})?[^()]*)?\)"
)
# Many texts keep the result of `is_html_output()` in a variable `is_html`.
FORMAT: Final = r"(?P<not>!? ?)(?:knitr:::?)?is_(?P<format>html|latex)(?:_output\([^()]*\))?"
BY_FORMAT: Final = (
    pattern(
        rf"if ?\( ?{FORMAT} ?\) ?(?P<brace>\{{ ?)?(?P<yes>{TEXT})(?(brace) ?\}})"
        rf"(?: ?else ?(?P<other>\{{ ?)?(?P<no>{TEXT})(?(other) ?\}}))?"
    ),
    pattern(rf"ifelse\( ?{FORMAT}, ?(?P<yes>{TEXT}), ?(?P<no>{TEXT}) ?\)"),
)
# R code that shows the text of another file: `r paste(readLines("abstract.Rmd"), collapse = "\n")`
FILE_READ: Final = pattern(rf"\s*`r [^`\n]{{0,500}}\breadLines\(\s*(?P<path>{TEXT})[^`\n]*`\s*")
# A citation of the package knitcitations, by keys or DOIs: `r citep(c("10.1000/182", bib["smith2020"]))`
WORK: Final = rf"(?:\w+\[{{1,2}})?{TEXT}\]{{0,2}}"
CITES: Final = pattern(rf"(?:\w+::)?cite(?P<in_text>[pt])\((?:c\()?(?P<works>{WORK}(?:\s*,\s*{WORK}){{0,50}})\){{1,2}}")
KEY: Final = pattern(r"[^\s{}]{1,200}")
FORMULA: Final = pattern(
    rf"{CODE}|(?<![\\$])\$(?![\s$])(?P<formula>(?:\\.|[^$`\\\n]|`r [^`\n]{{1,500}}`){{1,1000}}?)(?<!\s)\$(?![\d$])"
)
RUN_IN_FORMULA: Final = pattern(r"(\s*`r [^`\n]{1,500}`\s*)")
LITERAL: Final = pattern(TEXT)
# R shows nothing for an assignment.
ASSIGNMENT: Final = pattern(r"[A-Za-z.][\w.]*\s*(?:<-|=(?!=))\s*\S[^\n]*")
# Functions of the package officer that only arrange printed pages
OF_PAGES: Final = pattern(r"(?:officer::)?(?:block_(?:section|toc)|fp_par|run_(?:column|line|page)break)\([^\n]*\)")
# Code right behind other code; Markdown would take the two for one.
TOUCHING: Final = pattern(r"`r [^`\n]{1,500}\)`(?=`r )")
# R runs in blocks of code, too. Authors write this before a fence that is to be shown.
NOTHING: Final = pattern("`r (?:''|\"\")`")
MOST_LINES: Final = 100
# Functions of BiocStyle, tufte, glossary, officer and of books that show their argument, and how they show it.
SHOWN: Final = {
    "Biocpkg": "*{}*",
    "Biocannopkg": "*{}*",
    "Biocexptpkg": "*{}*",
    "CRANpkg": "*{}*",
    "Rpackage": "*{}*",
    "Githubpkg": "*{}*",
    "URLencode": "{}",
    "ftext": "{}",
    "glossary": "{}",
    "index": "{}",
    "newthought": "[{}]{{.smallcaps}}",
    "pkg": "`{}`",
    "quote_footer": "{}",
    "sans_serif": "{}",
}


def runs_code(path: str) -> bool:
    return path.lower().endswith(OF_A_TOOL)


def without_empty_code(line: str) -> str:
    """A line of a block of code without the code in it that prints nothing."""
    return NOTHING.sub("", line) if "`r " in line else line


def with_known_results(
    line: str, place: Location, constants: Mapping[str, str] = MappingProxyType({})
) -> tuple[str, tuple[Diagnostic, ...]]:
    """The line with the known results of its code, and a diagnostic for each that is not known."""
    made: list[str] = []
    unknown: list[Diagnostic] = []
    line = TOUCHING.sub(r"\g<0> ", line)

    def tell(at: int) -> None:
        where = Location(place.path, place.line, at + 1)
        message = "The code in this sentence is not run, so its result is missing."
        unknown.append(Diagnostic(Rule.UNRUN_CODE, where, message, "write the result instead."))

    end = last = 0
    for span in SPAN.finditer(line):
        last = span.end()
        running = RUNNING.fullmatch(span[0][1:-1]) if len(span["ticks"]) == 1 else None
        if running is None:
            continue
        code = running["code"].strip()
        said = constants[code] if code in constants else _result_of(code)
        if said is None:
            tell(span.start())
            continue
        made += [line[end : span.start()], said]
        end = span.end()
    if opened := OPENED.search(line, last):
        tell(opened.start())
    whole = "".join([*made, line[end:]])
    return FORMULA.sub(_around_code, whole) if unknown and "$" in whole else whole, tuple(unknown)


def known_result_over_lines(lines: Sequence[str], at: int) -> Sequence[str]:
    """The lines over which the code runs that begins in line `at`, with its result; () if that is not known.

    They are as many as before.
    """
    opened = OPENED.search(lines[at])
    below = range(at + 1, min(at + MOST_LINES, len(lines)))
    end = next((number for number in below if "`" in lines[number]), None) if opened else None
    if opened is None or end is None:
        return ()
    last, _, rest = lines[end].partition("`")
    said = _result_of("\n".join([lines[at][opened.start() + len("`r ") :], *lines[at + 1 : end], last]).strip())
    if said is None:
        return ()
    shown = f"{lines[at][: opened.start()]}{said}{rest}".split("\n")
    return [*shown, *[""] * (end + 1 - at - len(shown))]


def _around_code(found: re.Match[str]) -> str:
    """A formula without the code in it, which splits it into several: `$p = $ `r p``."""
    pieces = RUN_IN_FORMULA.split(found["formula"] or "")
    formulas, codes = pieces[::2], pieces[1::2]
    if not codes or any(formula.count("{") != formula.count("}") for formula in formulas):
        return found[0]
    formulas = [f"${formula}$" if formula else "" for formula in formulas]
    return "".join(map("".join, zip_longest(formulas, codes, fillvalue="")))


def _result_of(code: str) -> str | None:
    if LITERAL.fullmatch(code):
        return _text(code)
    if (call := CALL.fullmatch(code)) and call["name"] in SHOWN:
        is_displayed = call["name"] == "glossary" and call["display"]
        text = _text(call["display"] if is_displayed else call["text"])
        # The argument of this function has the owner before the package's name.
        return SHOWN[call["name"]].format(text.rpartition("/")[2] if call["name"] == "Githubpkg" else text)
    if choice := next(filter(None, (each.fullmatch(code) for each in BY_FORMAT)), None):
        holds = (choice["format"] == "html") != choice["not"].startswith("!")
        return _text((choice["yes"] if holds else choice["no"]) or "''")
    if cites := CITES.fullmatch(code):
        keys = [_text(found[0]) for found in LITERAL.finditer(cites["works"])]
        items = "; ".join(f"@{{{'doi:' if DOI.fullmatch(key) else ''}{key}}}" for key in keys)
        if all(map(KEY.fullmatch, keys)):
            return items if cites["in_text"] == "t" else f"[{items}]"
    return "" if ASSIGNMENT.fullmatch(code) or OF_PAGES.fullmatch(code) else None


def file_read(line: str) -> str:
    """The file whose text a line shows by R code; "" if it shows none."""
    found = FILE_READ.fullmatch(with_paths(line)) if "readLines(" in line else None
    return _text(found["path"]) if found else ""


def _text(written: str) -> str:
    return unescaped(written[1:-1] if written[:1] in ("'", '"') else written)
