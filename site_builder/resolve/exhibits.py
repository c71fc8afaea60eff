"""A map, chart or flow diagram that a text asks for to what it shows."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.addresses import KEYWORD, data_file_path
from site_builder.diagnostics import Diagnostic, Rule, did_you_mean
from site_builder.model import Chart, EvidenceMap, FlowDiagram
from site_builder.prisma import FLOW_SUFFIXES
from site_builder.resolve.axes import find_axis, map_axes
from site_builder.resolve.destinations import Destinations
from site_builder.resolve.holes import PlacedChart, PlacedFlow, PlacedMap


def place_map(hole: EvidenceMap, destinations: Destinations) -> tuple[PlacedMap, Iterable[Diagnostic]]:
    names, wrong = map_axes(hole, destinations.axes)
    return PlacedMap(*names) if names else PlacedMap("", ""), wrong


def place_chart(hole: Chart, destinations: Destinations) -> tuple[PlacedChart, Iterable[Diagnostic]]:
    name, wrong = find_axis("of", hole.of, (*destinations.axes, KEYWORD))
    return PlacedChart(name), wrong


def place_flow(hole: FlowDiagram, destinations: Destinations, path: str) -> tuple[PlacedFlow, Iterable[Diagnostic]]:
    """The flow diagram for the file that the text at `path` names."""
    found = data_file_path(hole.file, path, destinations.flows)
    if found:
        return PlacedFlow(found), ()
    if hole.file and not hole.file.casefold().endswith(FLOW_SUFFIXES):
        message = f"“{hole.file}” is neither YAML, JSON nor CSV, so its numbers cannot be read."
        hint = "save it as CSV in the package's form, or write its numbers as YAML, and name that file."
    elif hole.file:
        message = f"The file “{hole.file}” of this flow diagram does not exist."
        hint = did_you_mean(hole.file, destinations.flows, "give the path of a .yaml, .json or .csv file in data/.")
    else:
        message = "This flow diagram has no “file”."
        hint = "add file=data/prisma.yaml to its attributes."
    return PlacedFlow(""), [Diagnostic(Rule.MISSING_DATA, hole.location, message, hint)]
