"""The numbers of a flow diagram to those that do not add up (PRISMA 2020 statement, item 16a and figure 1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule
from site_builder.frozen import frozen


@frozen
class Amount:
    """A number of records, reports or studies. `parts` are the names and numbers that it is the sum of."""

    number: int
    location: Location = NOWHERE
    parts: tuple[tuple[str, int], ...] = ()


@frozen
class Flow:
    """The numbers of a flow diagram, by the names of their boxes: see `SUMS`.

    `where` are facets, each with a value and its place. Studies with all of these values count as included.
    """

    amounts: tuple[tuple[str, Amount], ...] = ()
    where: tuple[tuple[str, str, Location], ...] = ()

    def amount(self, name: str) -> Amount | None:
        return next((amount for known, amount in self.amounts if known == name), None)

    def number(self, name: str) -> int:
        """The number in a box; 0 if the flow does not state it."""
        amount = self.amount(name)
        return amount.number if amount else 0

    @property
    def included_studies(self) -> Amount | None:
        return self.amount("total.studies") or self.amount("included.studies")

    @property
    def included_reports(self) -> Amount | None:
        return self.amount("total.reports") or self.amount("included.reports")


CORRECT: Final = "correct whichever of these numbers is wrong."
SUMS: Final = (
    ("screened", ("databases", "registers"), ("duplicates", "automation", "removed_otherwise")),
    ("sought", ("screened",), ("excluded",)),
    ("assessed", ("sought",), ("not_retrieved",)),
    ("other.sought", ("websites", "organisations", "citation_searching"), ()),
    ("other.assessed", ("other.sought",), ("other.not_retrieved",)),
    ("included.reports", ("assessed", "other.assessed"), ("reports_excluded", "other.reports_excluded")),
    ("total.studies", ("previous.studies", "included.studies"), ()),
    ("total.reports", ("previous.reports", "included.reports"), ()),
)
"""Each box with those whose sum it is, and those to subtract."""


def check_flow(flow: Flow) -> Iterator[Diagnostic]:
    """A diagnostic for each number that its parts or the boxes before it contradict."""
    for name, amount in flow.amounts:
        if amount.parts and (made := sum(number for _, number in amount.parts)) != amount.number:
            message = f"“{name}” is {amount.number:,}, but its parts add up to {made:,}."
            yield Diagnostic(Rule.PRISMA_ARITHMETIC, amount.location, message, CORRECT)
    for name, more, less in SUMS:
        box = flow.amount(name)
        given = [each for each in more if flow.amount(each)]
        # Without the first of them, the number to begin with is unknown.
        if box is None or not given or (more[0] not in given and len(less) > 0):
            continue
        expected = sum(map(flow.number, more)) - sum(map(flow.number, less))
        if box.number != expected:
            how = " + ".join(f"{each} {flow.number(each):,}" for each in given)
            how += "".join(f" − {each} {flow.number(each):,}" for each in less if flow.amount(each))
            is_sum = how != f"{given[0]} {expected:,}"
            known = f"{how} = {expected:,}" if is_sum else f"“{given[0]}” is {expected:,}"
            message = f"“{name}” is {box.number:,}, but {known}."
            yield Diagnostic(Rule.PRISMA_ARITHMETIC, box.location, message, CORRECT)
    for group in ("previous", "included", "total"):
        studies, reports = flow.amount(f"{group}.studies"), flow.amount(f"{group}.reports")
        if studies and reports and studies.number > reports.number:
            message = f"“{group}” has {studies.number:,} studies but only {reports.number:,} reports."
            hint = "each study has at least one report; correct one of the two."
            yield Diagnostic(Rule.PRISMA_ARITHMETIC, studies.location, message, hint)
