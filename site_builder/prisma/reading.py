"""A file of numbers to a flow: YAML in PRISMA's words, or the CSV that the R package PRISMA2020 takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from site_builder.csv_tables import CsvTable, read_table
from site_builder.definitions import A_NUMBER, FLOW, FLOW_WHERE, NUMBER, Record, ValueType
from site_builder.diagnostics import Diagnostic, Location, Rule, did_you_mean, left_out
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.prisma.flow import Amount, Flow, check_flow
from site_builder.yaml_values import Fields, kind_of, read_yaml

FLOW_SUFFIXES: Final = (".yaml", ".yml", ".csv")
WHOLE: Final = pattern(NUMBER)
LONGEST_PART: Final = 300
# The values for unknown numbers in the package's own template.
UNKNOWN_PART: Final = "xxx"
UNKNOWN: Final = frozenset({"", "NA", UNKNOWN_PART})
# The name of a part has a letter in it, unlike “-5” and “12.0”.
PART_IN_CSV: Final = pattern(r"(?=[^;]*?[^\W\d_])(.+?)(?:[,:]\s*|\s+|(?=\())(?:\(?n\s*=\s*)?(\d[\d,]*)\)?")

BOXES_OF_CSV: Mapping[str, str] = MappingProxyType(
    {
        "previous_studies": "previous.studies",
        "previous_reports": "previous.reports",
        "database_results": "databases",
        "register_results": "registers",
        "website_results": "websites",
        "organisation_results": "organisations",
        "citations_results": "citation_searching",
        "duplicates": "duplicates",
        "excluded_automatic": "automation",
        "excluded_other": "removed_otherwise",
        "records_screened": "screened",
        "records_excluded": "excluded",
        "dbr_sought_reports": "sought",
        "dbr_notretrieved_reports": "not_retrieved",
        "dbr_assessed": "assessed",
        "dbr_excluded": "reports_excluded",
        "other_sought_reports": "other.sought",
        "other_notretrieved_reports": "other.not_retrieved",
        "other_assessed": "other.assessed",
        "other_excluded": "other.reports_excluded",
        "new_studies": "included.studies",
        "new_reports": "included.reports",
        "total_studies": "total.studies",
        "total_reports": "total.reports",
    }
)
PARTS_OF_CSV: Mapping[str, str] = MappingProxyType(
    {"database_specific_results": "databases", "register_specific_results": "registers"}
)
# The bars beside the boxes, whose rows have 0
BARS_OF_CSV: Final = frozenset({"identification", "screening", "included"})
META_ANALYSIS: Final = frozenset({"total_studies_ma", "total_reports_ma"})
# The package draws these columns only if told so. In its template, all their numbers are 0.
PREVIOUS: Final = ("previous.studies", "previous.reports")
FOUND_OTHERWISE: Final = ("websites", "organisations", "citation_searching")


def read_flow(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    """The numbers in a file, as far as they can be read, and what in them is wrong or does not add up."""
    flow, problems = _read_csv(text, path) if path.casefold().endswith(".csv") else _read_yaml(text, path)
    if not flow.amounts and not problems:
        message = "This file contains no numbers, so no diagram is drawn."
        problems = (Diagnostic(Rule.MISSING_VALUE, Location(path, 1, 1), message, "write “screened: 120” lines."),)
    # A number that could not be read would seem to be missing from its sum.
    is_read = all(each.rule is Rule.LEFT_OUT for each in problems)
    return flow, (*problems, *(check_flow(flow) if is_read else ()))


def _read_yaml(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    node, problems = read_yaml(text, path)
    if node is None:
        return Flow(), problems
    if not isinstance(node.value, YamlMap):
        message = f"{path} contains {kind_of(node)}, but should contain keys with numbers."
        return Flow(), (*problems, Diagnostic(Rule.WRONG_TYPE, node.location, message, "write “screened: 120” lines."))
    reader = _YamlReader(list(problems))
    amounts = tuple(reader.amounts(node.value, Location(path, 1, 1), path, FLOW))
    return Flow(amounts, reader.where), tuple(reader.problems)


class _YamlReader:
    def __init__(self, problems: list[Diagnostic]) -> None:
        self.problems = problems
        self.where: tuple[tuple[str, str, Location], ...] = ()

    def amounts(
        self, values: YamlMap, location: Location, what: str, record: Record, prefix: str = ""
    ) -> Iterator[tuple[str, Amount]]:
        fields = Fields(values, location, what, record)
        for key in record.keys:
            node = fields.node(key.name)
            if node is None or node.value is None:
                continue
            if key.takes is ValueType.TEXT_OR_RECORD:
                if amount := self.amount(node, key.name):
                    yield prefix + key.name, amount
            elif isinstance(node.value, str) and key.record and key.record.names:
                message = f"“{key.name}” in {what} must be keys with values, not text."
                hint = f"write “{key.name}: {{{key.record.names[0]}: {node.value}}}”."
                fields.report(Diagnostic(Rule.WRONG_TYPE, node.location, message, hint))
            elif not isinstance(node.value, YamlMap):
                fields.refuse(key.name, node, "keys with values")
            elif key.record is FLOW_WHERE:
                inner = fields.within(node.value, node.location, "“where”", FLOW_WHERE)
                self.where = tuple(
                    (name, inner.text(name).strip(), inner.location(name)) for name, _ in node.value.pairs
                )
            elif key.record:
                yield from self.amounts(node.value, node.location, f"“{key.name}”", key.record, f"{key.name}.")
        self.problems += fields.finish()

    def amount(self, node: YamlNode, name: str) -> Amount | None:
        if not isinstance(node.value, YamlMap):
            number = self.number(node, name)
            return None if number is None else Amount(number, node.location)
        found = ((label, self.number(part, label)) for label, part in node.value.pairs)
        parts = tuple((label, number) for label, number in found if number is not None)
        return Amount(sum(number for _, number in parts), node.location, parts) if parts else None

    def number(self, node: YamlNode, name: str) -> int | None:
        written = node.value if isinstance(node.value, str) else ""
        if WHOLE.fullmatch(written.strip()):
            return int(written.replace(",", ""))
        if node.value is None:
            message = f"“{name}” has no number."
            hint = "write it, or leave the name out; in braces, put quotes around a name or number that has a comma."
        else:
            message = f"“{name}” must be {A_NUMBER}, not {f'“{written}”' if written else kind_of(node)}."
            hint = "use digits only; leave the line out if the number is unknown."
        if isinstance(node.value, tuple):
            hint = "write its parts, such as “Scopus: 620”, each on a line of its own without a hyphen."
        self.problems.append(Diagnostic(Rule.WRONG_TYPE, node.location, message, hint))
        return None


def _read_csv(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    table, wrong = read_table(text, CsvTable(path, path))
    head = [name.casefold() for name in table.header]
    if "data" not in head or "n" not in head:
        message = "This CSV has no columns “data” and “n”, as those of the PRISMA2020 package have."
        hint = "begin with that package's template, or write the numbers as YAML."
        return Flow(), (Diagnostic(Rule.WRONG_TYPE, Location(path, 1, 1), message, hint),)
    problems = list(wrong)
    amounts: dict[str, Amount] = {}
    parts: dict[str, Amount] = {}
    for row in table.rows:
        place = Location(path, row.line, 1)
        # A column with empty cells becomes one of “120.0” in other programs.
        name, written = row.cells[head.index("data")], row.cells[head.index("n")].removesuffix(".0")
        found = _parts(written)
        some = Amount(sum(number for _, number in found), place, found)
        box = BOXES_OF_CSV.get(name) or PARTS_OF_CSV.get(name)
        is_bar = name in BARS_OF_CSV and written == "0"
        if written in UNKNOWN or name in UNKNOWN or is_bar or (box and UNKNOWN_PART in written):
            continue
        if name in META_ANALYSIS:
            if written != "0":
                message = f"“{name}” has no box in a PRISMA 2020 diagram, so {written[:40]} is left out."
                problems.append(left_out(place, message, "say in the caption what the meta-analysis includes."))
            continue
        boxes = parts if name in PARTS_OF_CSV else amounts
        if box is None:
            message = f"“{name}” is not a box of the PRISMA2020 package, so its number is left out."
            hint = did_you_mean(name, BOXES_OF_CSV, "use the names in that package's template.")
            problems.append(Diagnostic(Rule.UNKNOWN_KEY, place, message, hint))
        elif box in boxes:
            message = f"“{name}” is given twice; the first number counts."
            problems.append(Diagnostic(Rule.REPEATED_KEY, place, message, "remove one of the two rows."))
        elif WHOLE.fullmatch(written) and boxes is amounts:
            amounts[box] = Amount(int(written.replace(",", "")), place)
        elif found:
            boxes[box] = some
        else:
            message = f"“{name}” must be {A_NUMBER}, not “{written[:40]}”."
            problems.append(
                Diagnostic(Rule.WRONG_TYPE, place, message, "use digits only, or write “xxx” if it is unknown.")
            )
    amounts |= {name: replace(amounts.get(name, some), parts=some.parts) for name, some in parts.items()}
    return Flow(tuple(_filled_in(amounts))), tuple(problems)


def _filled_in(amounts: Mapping[str, Amount]) -> Iterator[tuple[str, Amount]]:
    """The amounts without columns in which each is 0, and without totals that say nothing if there is no update."""

    def number(name: str) -> int:
        return amounts[name].number if name in amounts else 0

    is_update = any(map(number, PREVIOUS))
    others = {name for name in amounts if name in FOUND_OTHERWISE or name.startswith("other.")}
    has_others = any(map(number, others))
    for name, amount in amounts.items():
        included = name.replace("total.", "included.")
        if name in PREVIOUS:
            is_shown = is_update
        elif name.startswith("total."):
            is_shown = is_update or amount.number not in (0, number(included))
        else:
            is_shown = has_others or name not in others
        if is_shown:
            yield name, amount


def _parts(written: str) -> tuple[tuple[str, int], ...]:
    """The parts in “Scopus, 120; PubMed, 80”; () if a part has no number."""
    pieces = [part.strip() for part in written.split(";") if part.strip()]
    found = [PART_IN_CSV.fullmatch(piece) if len(piece) <= LONGEST_PART else None for piece in pieces]
    if not all(part and WHOLE.fullmatch(part[2]) for part in found):
        return ()
    return tuple((part[1], int(part[2].replace(",", ""))) for part in found if part)
