"""A file of numbers to a flow: YAML or JSON in PRISMA's words, or CSV or JSON in those of the R package PRISMA2020."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.definitions import A_NUMBER, FLOW, FLOW_WHERE, Record, ValueType
from site_builder.diagnostics import Diagnostic, Location, Rule
from site_builder.model import YamlMap, YamlNode
from site_builder.prisma.flow import Amount, Flow, check_flow
from site_builder.prisma.package_rows import WHOLE, amounts_of, rows_of_csv, rows_of_json
from site_builder.yaml_values import Fields, kind_of, read_yaml

FLOW_SUFFIXES: Final = (".yaml", ".yml", ".json", ".csv")


def read_flow(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    """The numbers in a file, as far as they can be read, and what in them is wrong or does not add up."""
    flow, problems = _read_csv(text, path) if path.casefold().endswith(".csv") else _read_yaml(text, path)
    if not flow.amounts and not problems:
        message = "This file contains no numbers, so no diagram is drawn."
        problems = (Diagnostic(Rule.MISSING_VALUE, Location(path, 1, 1), message, "write “screened: 120” lines."),)
    # A number that could not be read would seem to be missing from its sum.
    is_read = all(each.rule is Rule.LEFT_OUT for each in problems)
    return flow, (*problems, *(check_flow(flow) if is_read else ()))


def _read_csv(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    rows, wrong = rows_of_csv(text, path)
    amounts, problems = amounts_of(rows)
    return Flow(amounts), (*wrong, *problems)


def _read_yaml(text: str, path: str) -> tuple[Flow, tuple[Diagnostic, ...]]:
    """The numbers in YAML, or in JSON, which is YAML but for tabs."""
    is_json = path.casefold().endswith(".json")
    node, problems = read_yaml(text, path, is_foreign=is_json)
    if node is None:
        return Flow(), problems
    if is_json and (rows := rows_of_json(node)):
        found, wrong = amounts_of(rows)
        return Flow(found), (*problems, *wrong)
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
