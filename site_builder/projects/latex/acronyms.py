r"""A project's acronyms, `\newacronym{api}{API}{…}`, to the words that `\gls{api}` stands for.

The commands are those of LaTeX's packages glossaries, acro and acronym. Quarto's extension and acronymsdown define
acronyms in YAML; `{{< acr API >}}` is `\acr{API}` there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from site_builder.characters import capitalised
from site_builder.markdown.raw.braces import closing_of
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.latex.text_commands import LEFT_ALONE
from site_builder.projects.layout import Acronym
from site_builder.projects.lines.source_lines import Line
from site_builder.yaml_values import items_of, node_at, pairs_of, text_of, texts_of

KEY: Final = r"[^{}\[\]\\,\s][^{}\[\]\\\n]{0,100}"
DEFINITION: Final = pattern(
    r"\\(?P<command>newacronym|newabbreviation|newglossaryentry|DeclareAcronym|newacro|acrodef|acro)\s{0,3}"
    rf"(?:\[(?P<options>(?:[^][{{}}]|\{{[^{{}}]{{0,300}}\}}){{0,300}})\]\s{{0,3}})?\{{(?P<key>{KEY})\}}"
)
GAP: Final = pattern(r"\s{0,9}")
FIELD: Final = pattern(
    r"(?<![\w-])(?P<name>[a-z]{3,12}(?:-[a-z]{3,12}){0,2})\s{0,9}=\s{0,9}(?:(?P<brace>\{)|(?P<bare>[^{},]{0,200}))"
)
USE: Final = pattern(
    rf"(?P<code>{LEFT_ALONE})"
    r"|(?<!\\)\\(?P<whose>gls(?:xtr)?|Gls(?:xtr)?|GLS|acr?|Acr?)(?P<form>[a-z]{0,11})\*?"
    rf"(?:\[[^\[\]\n]{{0,100}}\])?\{{(?P<key>{KEY})\}}"
    r"(?:\[(?P<suffix>[^\[\]\n]{0,30})\]|\{(?P<text>[^{}\n]{0,300})\})?"
)
# The form that the end of a command asks for, and whether it is a plural.
FORMS: Final = {
    **dict.fromkeys(("", "symbol"), ("first", False)),
    **dict.fromkeys(("pl", "p"), ("first", True)),
    **dict.fromkeys(("short", "s", "entryshort", "text", "entrytext", "name", "entryname"), ("short", False)),
    **dict.fromkeys(("shortpl", "sp", "entryshortpl", "plural", "entryplural"), ("short", True)),
    **dict.fromkeys(("long", "l", "entrylong"), ("long", False)),
    **dict.fromkeys(("longpl", "lp", "entrylongpl"), ("long", True)),
    **dict.fromkeys(("full", "f", "entryfull", "first"), ("full", False)),
    **dict.fromkeys(("fullpl", "fp", "entryfullpl", "firstplural"), ("full", True)),
}
WITH_TEXT: Final = ("link", "disp")
# Commands that print a list of acronyms, or only prepare for it
LIST: Final = pattern(
    r"\s*\\(?:make(?:noidx)?glossaries|glsaddall|print(?P<list>(?:noidx|unsrt)?glossar(?:y|ies)|acronyms|abbreviations))"
    r"(?![A-Za-z])(?:\[(?P<options>[^\[\]\n]{0,200})\])?\s*"
)
BEGINS: Final = pattern(rf"\s*{DEFINITION.pattern}")
# Names of files with acronyms.
FILE: Final = pattern(r"(?:.*/)?[\w.-]*?(?:acr[oy]n|gloss|abbrev)[\w.-]*\.tex", re.IGNORECASE)
LONGEST: Final = 3_000


def acronym_files_among(names: Iterable[str]) -> list[str]:
    return sorted(filter(FILE.fullmatch, names))


def acronyms_of(
    metadata: Iterable[YamlMap], sources: Iterable[str], named: Callable[[str], YamlMap]
) -> dict[str, Acronym]:
    """A project's acronyms by their keys: those in YAML, in `header-includes`, and in its LaTeX or texts with LaTeX.

    `named` gives the values of a YAML file.
    """
    found: dict[str, Acronym] = {}
    for values in metadata:
        for node in texts_of(node_at(values, "header-includes")):
            found |= acronyms_in(text_of(node))
        file = text_of(node_at(values, "acronyms", "fromfile"))
        for stated in (values, named(file)) if file else (values,):
            found |= _stated(stated)
    for source in sources:
        found |= acronyms_in(source)
    return found


def _stated(values: YamlMap) -> Iterator[tuple[str, Acronym]]:
    for item in items_of(node_at(values, "acronyms", "keys")):
        said = pairs_of(item)
        short = text_of(node_at(said, "shortname"))
        if short:
            yield text_of(node_at(said, "key")) or short, Acronym(short, text_of(node_at(said, "longname")))


def acronyms_in(source: str) -> dict[str, Acronym]:
    """The acronyms that a text in LaTeX, or with LaTeX in it, defines."""
    if "\\newa" not in source and "acro" not in source and "Acro" not in source and "\\newgl" not in source:
        return {}
    found = list(DEFINITION.finditer(source))
    ends = [*(each.start() for each in found), len(source)][1:]
    read = (
        (each["key"].strip(), _defined(each, min(end, each.end() + LONGEST)))
        for each, end in zip(found, ends, strict=True)
    )
    return {key: acronym for key, acronym in read if acronym is not None}


def _defined(found: re.Match[str], end: int) -> Acronym | None:
    options = dict(_fields(found["options"] or ""))
    groups = list(_groups(found.string, found.end(), end))
    texts = [text for sign, text in groups if sign == "{"]
    if found["command"] in ("newglossaryentry", "DeclareAcronym"):
        said = dict(_fields(texts[0])) if texts else {}
        short = said.get("short") or said.get("name") or found["key"]
        plural = said.get("short-plural-form") or said.get("plural", "")
        long, long_plural = said.get("long", ""), said.get("long-plural-form", "")
        return Acronym(short, long, plural, long_plural, said.get("description", "")) if said else None
    if found["command"] in ("newacronym", "newabbreviation"):
        forms = options.get("shortplural", ""), options.get("longplural", "")
        return Acronym(texts[0], texts[1], *forms) if len(texts) > 1 else None
    short = next((text for sign, text in groups if sign == "["), found["key"])
    return Acronym(short, texts[0]) if texts else None


def _groups(source: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The contents of the braces and brackets that follow one another, each with the sign that opens it."""
    while (gap := GAP.match(source, start)) and source[gap.end() : gap.end() + 1] in ("{", "["):
        opened = gap.end() + 1
        closed = closing_of(source, opened, end)
        if closed >= end:
            return
        yield source[opened - 1], " ".join(source[opened:closed].split())
        start = closed + 1


def _fields(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while found := FIELD.search(text, at):
        at = closing_of(text, found.end(), len(text)) if found["brace"] else found.end()
        yield found["name"], (text[found.end() : at] if found["brace"] else found["bare"]).strip()


def with_acronyms(lines: Sequence[Line], acronyms: Mapping[str, Acronym]) -> list[Line]:
    """The lines of a text with words for its acronyms, in full at their first place outside of headings."""
    used: set[str] = set()

    def printed(found: re.Match[str]) -> str:
        acronym = None if found["code"] else acronyms.get(found["key"].strip())
        form = found["form"] or ""
        is_entry = bool(found["text"]) and form in WITH_TEXT
        if acronym is None or not (is_entry or form in FORMS):
            return found[0]
        key = found["key"].strip()
        which, is_plural = FORMS.get(form, ("", False))
        if which == "first":
            which = "short" if key in used or in_heading else "full"
        used.update(() if in_heading or which == "short" else (key,))
        text = found["text"] if is_entry else acronym.form(which, is_plural)
        behind = found["suffix"] or ("" if is_entry or not found["text"] else f"{{{found['text']}}}")
        if found["whose"] == "GLS":
            return text.upper() + behind
        return (capitalised(text) if found["whose"][0].isupper() else text) + behind

    made = []
    for line in _with_lists(lines, acronyms):
        in_heading = line.text.startswith("#")
        is_text = not line.is_code and "\\" in line.text
        made.append(line._replace(text=USE.sub(printed, line.text)) if is_text else line)
    return made


def _with_lists(lines: Sequence[Line], acronyms: Mapping[str, Acronym]) -> Iterator[Line]:
    """The lines without definitions, which print nothing themselves, and with the lists that are asked for."""
    depth, goes_on = 0, False
    for line in lines:
        goes_on = goes_on and line.text.lstrip().startswith("{")
        if line.is_code or not (depth > 0 or goes_on or "\\" in line.text):
            yield line
            continue
        is_of_definition = depth > 0 or goes_on or BEGINS.match(line.text) is not None
        if is_of_definition:
            depth = max(depth, 0) + line.text.count("{") - line.text.count("}") if line.text.strip() else 0
        # The braces of a definition may begin in the next line.
        goes_on = is_of_definition and BEGINS.fullmatch(line.text.rstrip()) is not None
        found = LIST.fullmatch(line.text)
        if found and found["list"]:
            yield from (line._replace(text=text) for text in _listed(found, [*acronyms.values()]))
        else:
            yield line._replace(text="") if is_of_definition or found else line


def _listed(found: re.Match[str], acronyms: Sequence[Acronym]) -> Iterator[str]:
    """The list of all acronyms, of all terms, or of both, each with its meaning."""
    terms = [each for each in acronyms if not each.long]
    if "acro" in f"{found['list']}{found['options']}" or found["list"] == "abbreviations":
        acronyms = [each for each in acronyms if each.long]
    elif found["list"].endswith("y") and terms:
        acronyms = terms
    for each in sorted(acronyms, key=lambda acronym: acronym.short.casefold()):
        if each.long or each.description:
            meaning = ": ".join(filter(None, (each.long, each.description)))
            yield from ("", each.short, "", f":   {meaning}")
    yield ""
