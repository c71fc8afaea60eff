"""Rows of the R package PRISMA2020, in CSV or JSON, to the numbers of a flow's boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from site_builder.csv_tables import CsvTable, read_table
from site_builder.definitions import A_NUMBER, NUMBER
from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule, did_you_mean, left_out
from site_builder.frozen import frozen
from site_builder.model import YamlMap, YamlNode
from site_builder.patterns import pattern
from site_builder.prisma.flow import Amount
from site_builder.yaml_values import kind_of

WHOLE: Final = pattern(NUMBER)
LONGEST_PART: Final = 300
# The values for unknown numbers in the package's own template.
UNKNOWN_PART: Final = "xxx"
UNKNOWN: Final = frozenset({"", "NA", "NaN", UNKNOWN_PART})
# The name of a part has a letter in it, unlike “-5” and “12.0”.
PART_IN_TEXT: Final = pattern(r"(?=[^;]*?[^\W\d_])(.+?)(?:[,:]\s*|\s+|(?=\())(?:\(?n\s*=\s*)?(\d[\d,]*)\)?")

BOXES: Mapping[str, str] = MappingProxyType(
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
PARTS: Mapping[str, str] = MappingProxyType(
    {"database_specific_results": "databases", "register_specific_results": "registers"}
)
# The bars beside the boxes, whose rows have 0
BARS: Final = frozenset({"identification", "screening", "included"})
META_ANALYSIS: Final = frozenset({"total_studies_ma", "total_reports_ma"})
# The package draws these columns only if told so. In its template, all their numbers are 0.
PREVIOUS: Final = ("previous.studies", "previous.reports")
FOUND_OTHERWISE: Final = ("websites", "organisations", "citation_searching")
# What the package's own list of numbers says of the drawing
OF_DRAWING: Final = ("_text", "tooltips", "urls")


@frozen
class Row:
    """A name of the package's with its number as written, which may be broken down."""

    name: str
    written: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    place: Location = NOWHERE


def rows_of_csv(text: str, path: str) -> tuple[tuple[Row, ...], tuple[Diagnostic, ...]]:
    table, wrong = read_table(text, CsvTable(path, path))
    head = [name.casefold() for name in table.header]
    if "data" not in head or "n" not in head:
        message = "This CSV has no columns “data” and “n”, as those of the PRISMA2020 package have."
        hint = "begin with that package's template, or write the numbers as YAML."
        return (), (Diagnostic(Rule.WRONG_TYPE, Location(path, 1, 1), message, hint),)
    data, n = head.index("data"), head.index("n")
    rows = (Row(row.cells[data], *_number(row.cells[n]), Location(path, row.line, 1)) for row in table.rows)
    return tuple(rows), wrong


def rows_of_json(node: YamlNode) -> tuple[Row, ...]:
    """The package's table in JSON, row by row or column by column, or its list of numbers; () for anything else."""
    value = node.value
    if isinstance(value, tuple):
        fields = [dict(each.value.pairs) for each in value if isinstance(each.value, YamlMap)]
        pairs = [(_text(row["data"]), row.get("n"), row["data"].location) for row in fields if "data" in row]
    elif isinstance(value, YamlMap) and {"data", "n"} <= dict(value.pairs).keys():
        names, numbers = (_items(dict(value.pairs)[column]) for column in ("data", "n"))
        pairs = [(_text(name), number, name.location) for name, number in zip(names, numbers, strict=False)]
    elif isinstance(value, YamlMap) and len(BOXES.keys() & dict(value.pairs).keys() - {"duplicates"}) > 0:
        shown = (pair for pair in value.pairs if not pair[0].endswith(OF_DRAWING))
        pairs = [(name, number, number.location) for name, number in shown]
    else:
        pairs = []
    return tuple(Row(name, *_number_in(number), place) for name, number, place in pairs)


def _number(written: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A number and its parts. In other programs, a column with empty cells becomes one of “120.0”."""
    whole = written.removesuffix(".0")
    return whole, _parts(whole)


def _items(node: YamlNode) -> tuple[YamlNode, ...]:
    """The values of a column: a list, or by the numbers of their rows."""
    if isinstance(node.value, YamlMap):
        return tuple(value for _, value in node.value.pairs)
    return node.value if isinstance(node.value, tuple) else (node,)


def _text(node: YamlNode | None) -> str:
    """A scalar as text. R writes a single number as a list of one."""
    while node is not None and isinstance(node.value, tuple) and len(node.value) == 1:
        node = node.value[0]
    return node.value.strip() if node is not None and isinstance(node.value, str) else ""


def _number_in(node: YamlNode | None) -> tuple[str, tuple[tuple[str, int], ...]]:
    """A number as written, with its parts: “Scopus, 120”, {"Scopus": 120} or [{"reason": "Scopus", "n": 120}]."""
    if node is None or node.value is None:
        return "", ()
    if written := _text(node):
        return _number(written)
    if isinstance(node.value, YamlMap):
        named = [(name, _text(number)) for name, number in node.value.pairs]
    else:
        fields = (dict(each.value.pairs) for each in _items(node) if isinstance(each.value, YamlMap))
        named = [(_text(each.get("reason")), _text(each.get("n"))) for each in fields]
    is_whole = all(name and WHOLE.fullmatch(number) for name, number in named)
    parts = tuple((name, int(number.replace(",", ""))) for name, number in named) if is_whole else ()
    written = "; ".join(f"{name}, {number}" for name, number in named) or kind_of(node)
    return written.removesuffix(".0"), parts


def amounts_of(rows: Iterable[Row]) -> tuple[tuple[tuple[str, Amount], ...], tuple[Diagnostic, ...]]:
    """The numbers of the boxes, and what in the rows is wrong."""
    problems: list[Diagnostic] = []
    amounts: dict[str, Amount] = {}
    parts: dict[str, Amount] = {}
    for row in rows:
        name, written, place = row.name, row.written, row.place
        some = Amount(sum(number for _, number in row.parts), place, row.parts)
        box = BOXES.get(name) or PARTS.get(name)
        is_bar = name in BARS and written == "0"
        if written in UNKNOWN or name in UNKNOWN or is_bar or (box and UNKNOWN_PART in written):
            continue
        if name in META_ANALYSIS:
            if written != "0":
                message = f"“{name}” has no box in a PRISMA 2020 diagram, so {written[:40]} is left out."
                problems.append(left_out(place, message, "say in the caption what the meta-analysis includes."))
            continue
        boxes = parts if name in PARTS else amounts
        if box is None:
            message = f"“{name}” is not a box of the PRISMA2020 package, so its number is left out."
            hint = did_you_mean(name, BOXES, "use the names in that package's template.")
            problems.append(Diagnostic(Rule.UNKNOWN_KEY, place, message, hint))
        elif box in boxes:
            message = f"“{name}” is given twice; the first number counts."
            problems.append(Diagnostic(Rule.REPEATED_KEY, place, message, "remove one of the two rows."))
        elif WHOLE.fullmatch(written) and boxes is amounts:
            amounts[box] = Amount(int(written.replace(",", "")), place)
        elif row.parts:
            boxes[box] = some
        else:
            message = f"“{name}” must be {A_NUMBER}, not “{written[:40]}”."
            problems.append(
                Diagnostic(Rule.WRONG_TYPE, place, message, "use digits only, or write “xxx” if it is unknown.")
            )
    amounts |= {name: replace(amounts.get(name, some), parts=some.parts) for name, some in parts.items()}
    return tuple(_filled_in(amounts)), tuple(problems)


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
    found = [PART_IN_TEXT.fullmatch(piece) if len(piece) <= LONGEST_PART else None for piece in pieces]
    if not all(part and WHOLE.fullmatch(part[2]) for part in found):
        return ()
    return tuple((part[1], int(part[2].replace(",", ""))) for part in found if part)
