"""Another tool's YAML text to what can be read of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, quoted
from site_builder.model import YamlNode
from site_builder.patterns import pattern
from site_builder.yaml_values.reading import TAB, read_yaml

KEY: Final = pattern(r"\w[\w-]*:(?:\s|$)")
# papaja's templates have the colons below each other.
ALIGNED_KEY: Final = pattern(r"\w[\w-]*[ \t]*:(?:\s|$)")
# What YAML does not recognise: keys without a space after their colons, items without one after their hyphens, and
# names of lists without a colon
SPACELESS: Final = pattern(
    r"(?:title|subtitle|authors?|affiliations|date|tags|keywords|bibliography):(?=[^\s:/])|[ ]*-(?=name:)"
)
COLONLESS: Final = pattern(r"(?:authors|affiliations|tags|keywords)(?=[ ]*$)")
# A line with a value that may lack quotes or have one too many: “title: Sleep: a review”, “- name: 'Ann”
VALUED: Final = pattern(r"(?P<key>[ \t]*(?:-[ \t]+)?(?P<name>\w[\w-]*)[ \t]*:[ \t]+)(?P<value>\S[^\n]*)")
# A line without a margin that is no key, item, comment or end
STRAY: Final = pattern(r"[^\s#\]}-]")
# Further keys in the same line, which lost its line breaks: “name: Ann affiliation: 1”
RUN_ON: Final = pattern(r"(?<![\s,])[\s,]++(affiliations?|orcid|index|email|name):\s")
MOST_MENDED: Final = 20
# Whose list is cut short is cited with “et al.”.
AUTHORS: Final = ("author", "authors")
ITEM: Final = pattern(r"[ ]*- +")


def read_mended_yaml(
    text: str, path: str, first_line: int = 1, begins: Callable[[str], object] = ALIGNED_KEY.match
) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """What can be read of another tool's YAML. A bad value is reported, but must not cost all others.

    `begins` tells the lines with which the parts begin that are mended on their own.
    """
    lines = text.expandtabs(TAB).split("\n")
    told: list[Diagnostic] = []
    for at, line in enumerate(lines):
        bare = line.lstrip(" \N{NO-BREAK SPACE}")
        lines[at] = line = f"{' ' * (len(line) - len(bare))}{bare}"
        lacks, sign = ("space", " ") if (slip := SPACELESS.match(line)) else ("colon", ":")
        if slip := slip or COLONLESS.match(line):
            lines[at] = f"{slip[0]}{sign}{line[slip.end() :]}"
            place = Location(path, first_line + at, slip.end())
            message = f"There is no {lacks} after “{slip[0].strip()}”; it is read as if there were one."
            told.append(Diagnostic(Rule.UNREADABLE_YAML, place, message, f"add the {lacks}.", Severity.WARNING))
    node, found = read_yaml("\n".join(lines), path, first_line, is_foreign=True)
    starts = [at for at, line in enumerate(lines) if begins(line)]
    if node is not None or not found or not starts:
        return node, (*told, *found)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        lines[start:end], said = _mend(lines[start:end], path, first_line + start)
        told += said
    node, still = read_yaml("\n".join(lines), path, first_line, is_foreign=True)
    return (node, (*told, *still)) if told else (None, found)


def _mend(lines: list[str], path: str, first_line: int) -> tuple[list[str], list[Diagnostic]]:
    """The lines of a key mended, or without what is bad, and what to say of that."""
    told: list[Diagnostic] = []

    def problem(lines: Sequence[str]) -> Diagnostic | None:
        value, wrong = read_yaml("\n".join(lines), path, first_line, is_foreign=True)
        return wrong[-1] if value is None and wrong else None

    wrong = problem(lines)
    if wrong and (stray := _stray(lines)):
        indented = [f"{stray.get(at, '')}{line}" for at, line in enumerate(lines)]
        if _gets_further(still := problem(indented), wrong):
            place = Location(path, first_line + min(stray), 1)
            message = "This line has no margin; it is read as if it went on the value above."
            told.append(Diagnostic(Rule.UNREADABLE_YAML, place, message, "indent it.", Severity.WARNING))
            lines, wrong = indented, still
    while wrong:
        at = wrong.location.line - first_line
        for line, said in _mended(lines, at) if len(told) < MOST_MENDED else ():
            changed, outcome = [*lines[:at], line, *lines[at + 1 :]], said
            if _gets_further(still := problem(changed), wrong):
                break
        else:
            changed, outcome, still = *_cut(lines, at), None
        told.append(replace(wrong, message=f"{wrong.message} {outcome}", weight=Severity.WARNING))
        lines, wrong = changed, still
    return lines, told


def _gets_further(now: Diagnostic | None, before: Diagnostic) -> bool:
    return now is None or now.location.line > before.location.line


def _cut(lines: Sequence[str], at: int) -> tuple[list[str], str]:
    """The lines of a key without the bad one and all below it, or empty lines if that is no value, and what to say."""
    key = lines[0].partition(":")[0].rstrip()
    named = lines[0].strip() if ITEM.match(lines[0]) else key
    has_start = at > 1 and read_yaml("\n".join(lines[:at]), "", is_foreign=True)[0] is not None
    kept, left_out = (lines[:at], lines[at:]) if has_start else ((), lines)
    item = next((ITEM.match(line) for line in lines[1:at] if line.strip()), None)
    is_cut = has_start and item and key in AUTHORS and any(line.startswith(item[0]) for line in left_out)
    others = f"{item[0]}others" if item and is_cut else ""
    outcome = f"So {'the rest of ' if has_start else ''}{quoted(named, 60)} is left out."
    return [*kept, others, *[""] * (len(left_out) - 1)], outcome


def _mended(lines: Sequence[str], at: int) -> Iterator[tuple[str, str]]:
    """A line as it may be meant, with what to say of it: with quotes around its value, or below the key above it."""
    valued = VALUED.fullmatch(lines[at])
    further = RUN_ON.search(valued["value"]) if valued else None
    if valued and not further:
        outcome = f"Everything after “{valued['name']}:” is taken as its value."
        yield f"{valued['key']}{_quoted(valued['value'])}", outcome
    # An index belongs to an institution, which is no author.
    elif valued and further and further[1] != "index":
        outcome = f"In this line, “{further[1]}” and what follows it are left out."
        yield f"{valued['key']}{_quoted(valued['value'][: further.start()])}", outcome
    if lines[at].strip() == "affiliations:":
        yield "affiliations:", "It is read as if it had no margin."
    above = VALUED.match(lines[at - 1]) if at > 1 else None
    if above and KEY.match(lines[at].lstrip()):
        indent = " " * above.start("name")
        yield f"{indent}{lines[at].lstrip()}", f"It is read as if it began below “{above['name']}:”."
    if lines[at].startswith(" ") and KEY.match(lines[at], 1):
        yield lines[at][1:], "It is read as if it had no margin."


def _stray(lines: Sequence[str]) -> dict[int, str]:
    """The lines of a key's value that lack a margin, with the margin that each needs."""
    found: dict[int, str] = {}
    margin = ""
    for at, line in enumerate(lines):
        if at and STRAY.match(line):
            found[at] = margin
        elif line.strip():
            margin = " " * (len(line) - len(line.lstrip(" -")) + 1)
    return found


def _quoted(value: str) -> str:
    value = value.strip()
    if (quote := value[:1]) in ("'", '"'):
        value = value.strip(quote) if value.count(quote) % 2 else value[1:-1] if value[-1] == quote else value
    else:
        value = value.partition(" #")[0].rstrip()
    return json.dumps(value, ensure_ascii=False)
