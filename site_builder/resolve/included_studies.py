"""A flow diagram to whether the review has as many studies as the diagram includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from site_builder.characters import as_compared
from site_builder.diagnostics import Diagnostic, Rule, did_you_mean
from site_builder.model import Facet
from site_builder.prisma import Flow
from site_builder.resolve.review import Study


def check_included(flows: Iterable[Flow], studies: Sequence[Study], facets: Sequence[Facet]) -> Iterator[Diagnostic]:
    """A diagnostic for each number of a flow that the review contradicts.

    The included studies are those with the values that the flow's “where” names, among the coded ones if any are coded.
    The others are works that the review cites without including them.
    """
    names = [each.name for each in facets]
    for flow in flows:
        unknown = [(facet, place) for facet, _, place in flow.where if facet not in names]
        for facet, place in unknown:
            message = f"“{facet}” is not among the facets of review.yaml."
            hint = did_you_mean(facet, names, "declare it there, or use another one.")
            yield Diagnostic(Rule.UNKNOWN_FACET, place, message, hint)
        coded = [study for study in studies if study.facets] or studies
        for facet, value, place in flow.where if not unknown else ():
            values = {each for study in coded for each in study.values_of(facet)}
            if _as_compared(facet, value, facets) not in map(as_compared, values):
                unknown.append((facet, place))
                message = f"No study has the value “{value}” of the facet “{facet}”."
                hint = did_you_mean(value, sorted(values), "write it as the notes on studies do.")
                yield Diagnostic(Rule.PRISMA_INCLUDED, place, message, hint)
        wanted = [(facet, _as_compared(facet, value, facets)) for facet, value, _ in flow.where]
        included = [
            study
            for study in coded
            if all(value in map(as_compared, study.values_of(facet)) for facet, value in wanted)
        ]
        of_them = " that “where” names" if flow.where else ""
        reports = sum(len(study.reports) for study in included)
        for amount, found, what in (
            (flow.included_studies, len(included), "studies"),
            (flow.included_reports, reports, "reports"),
        ):
            if amount and amount.number != found and not unknown:
                message = f"The flow includes {amount.number:,} {what}, but the review has {found:,}{of_them}."
                is_csv = amount.location.path.casefold().endswith(".csv")
                say = "write the numbers as YAML, which can say" if is_csv else "say"
                hint = f"code only the included studies, or {say} which they are: where: {{role: included}}."
                yield Diagnostic(Rule.PRISMA_INCLUDED, amount.location, message, hint)


def _as_compared(name: str, value: str, facets: Iterable[Facet]) -> str:
    """A value, which may be written as its label, in a form for comparison."""
    return as_compared(next((facet.value_of(value) for facet in facets if facet.name == name), value))
