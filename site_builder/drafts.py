"""A review's pages and files, not yet made, to a finished site and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from site_builder import addresses
from site_builder.csl import NumberedDisambiguation
from site_builder.diagnostics import Diagnostic, Location, Rule, Weights, diagnostics_to_report
from site_builder.frozen import frozen
from site_builder.links import LinkSummarizer, LinkSummary, check_links
from site_builder.markdown import Dialect
from site_builder.memo import Memo
from site_builder.model import Files, Formatted, Settings
from site_builder.render import Theme, View, render
from site_builder.resolve import Review

WrittenLinks: TypeAlias = Mapping[tuple[str, str], Location | None]
MakeView: TypeAlias = Callable[[], View]
MakeFile: TypeAlias = Callable[[], bytes]


@frozen
class Build:
    """The best site that could be built, and everything that was wrong, sorted by place.

    `weights` are the severities that the review gives to rules. Whoever finds further problems passes them to
    `diagnostics_to_report`.
    """

    site: Mapping[PurePosixPath, bytes]
    diagnostics: tuple[Diagnostic, ...]
    weights: Weights = ()


class SiteBasis(NamedTuple):
    """What a site was made from. `apart` holds what tells similar works apart, `dialect` how the texts were read."""

    review: Review
    formatted: Formatted
    apart: Mapping[str, NumberedDisambiguation]
    dialect: Dialect


class Excerpt(NamedTuple):
    """What a build of only some of a review's works takes from the whole review.

    `shares_authors` says whether an author of these works has also written others in the review.
    """

    apart: Mapping[str, NumberedDisambiguation]
    shares_authors: bool


@frozen
class Rendered:
    """A page's bytes, with everything they were made from. `data` is None if the template failed."""

    theme: Theme
    view: View
    data: bytes | None
    problems: tuple[Diagnostic, ...]


class Draft:
    """A site whose files are made only when they are asked for.

    `diagnostics` are the problems of the sources; `finish` and `all_diagnostics` add those that only finished pages
    show. `counts` are amounts of work, for measurements. `basis` is for amending the site; it is None where citations
    are notes, could not be formatted, or come from another tool's project.
    """

    def __init__(
        self,
        views: Mapping[str, MakeView],
        others: Mapping[str, MakeFile],
        diagnostics: tuple[Diagnostic, ...],
        theme: Theme,
        remembered: Callable[[str, View], Rendered],
        link_summaries: Memo[LinkSummary],
        written: WrittenLinks,
        settings: Settings,
        counts: Mapping[str, int],
        basis: SiteBasis | None,
    ) -> None:
        self.diagnostics = diagnostics_to_report(diagnostics, settings.rules)
        self.weights = settings.rules
        self.counts = counts
        self.basis = basis
        self._views = views
        self._others = others
        self._theme = theme
        self._remembered = remembered
        self._link_summaries = link_summaries
        self._written = written
        self.base_url = settings.base_url
        self._rendered: dict[str, Rendered] = {}

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The address of every file of the site, sorted."""
        return tuple(sorted({*self._views, *self._others}))

    def file(self, address: str) -> bytes | None:
        """A file of the site.

        None if there is no such file or its template fails. Rendered pages are kept for later calls.
        """
        if address in self._views:
            return self._page(address).data
        return self._others[address]() if address in self._others else None

    def make(self, address: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        """A file of the site, with what is wrong with it. Nothing is kept, so memory does not grow with the site."""
        if address in self._views:
            return render(self._theme, self._views[address]())
        return self._others[address](), ()

    def _page(self, address: str) -> Rendered:
        if address not in self._rendered:
            self._rendered[address] = self._remembered(address, self._views[address]())
        return self._rendered[address]

    def finish(self) -> Build:
        """The site with every page rendered and every link checked."""
        found = ((PurePosixPath(address), self.file(address)) for address in self.addresses)
        site = {path: data for path, data in found if data is not None}
        link_summarizer = LinkSummarizer()
        link_summaries = {
            path: self._link_summaries.recall((path.suffix, data), partial(link_summarizer.link_summary, path, data))
            for path, data in site.items()
            if LinkSummarizer.reads(path)
        }
        problems = [problem for page in self._rendered.values() for problem in page.problems]
        return Build(site, self.all_diagnostics(site, link_summaries, problems), self.weights)

    def all_diagnostics(
        self, site: Files, link_summaries: Mapping[PurePosixPath, LinkSummary], problems: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """Everything wrong with a site whose files are made. `problems` are those of its templates."""
        failed = tuple(problems)
        # If a page could not be rendered, every link to it would be reported as dead.
        dead = () if failed else tuple(self._dead_links(site, link_summaries))
        if any(problem.rule is Rule.DUPLICATE_ANCHOR for problem in self.diagnostics):
            # An id that stands twice in a text is reported there; its page would only repeat it.
            dead = tuple(problem for problem in dead if problem.rule is not Rule.DUPLICATE_ANCHOR)
        return diagnostics_to_report((*self.diagnostics, *failed, *dead), self.weights)

    def _dead_links(self, site: Files, link_summaries: Mapping[PurePosixPath, LinkSummary]) -> Iterator[Diagnostic]:
        found = check_links(site, link_summaries, self._written, self.base_url)
        # A fault of a text shows on its own page; its copy in the printable pages need not repeat it.
        told = {problem.rule for problem in found if not addresses.is_print(problem.location.path)}
        return (one for one in found if one.rule not in told or not addresses.is_print(one.location.path))
