"""A project to its site in a folder, or to what is wrong with it, and to what is printed about that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from site_builder import __version__
from site_builder.addresses import SEARCH_INDEX
from site_builder.amending.appearances import texts_of, works_of
from site_builder.build import Builder
from site_builder.cli.diagnostic_formats import Sources, as_github, as_json, as_text, by_rule, tally, with_relative_path
from site_builder.cli.exit_codes import ERRORS_FOUND, SUCCESS
from site_builder.cli.last_build import BuildOutput, LastBuild, contents_of
from site_builder.cli.stages import Stages
from site_builder.cli.terminal import paint_for, progress
from site_builder.cli.text_cache import texts_to_cache
from site_builder.cli.verbosity import counted_noun, print_if_verbose, print_unless_quiet, summary_stream
from site_builder.cli.work_cache import works_to_cache
from site_builder.diagnostics import Diagnostic, Rule, Severity, Weights, diagnostics_to_report, is_advice_raised
from site_builder.drafts import Draft
from site_builder.files.reading import read_files
from site_builder.files.site_paths import FLAWED
from site_builder.files.staging import Staging, staging
from site_builder.files.stamps import SourceStamps
from site_builder.model import Files
from site_builder.process_pool import ProcessPool
from site_builder.project_paths import OUTPUT
from site_builder.publishing import MadeFiles, made_files, make_files
from site_builder.render import compiled_before

# These pieces of advice are shown whenever the option that looks for them is given.
ASKED_FOR: Final = frozenset({Rule.MOVED_LINK, Rule.UNJUDGED_LINK})


def check(chosen: argparse.Namespace) -> int:
    """Make the site without writing it, and report what is wrong."""
    output = chosen.project / OUTPUT
    with progress(sys.stderr) as show:
        return _FullBuild(chosen, Stages(show), output).made(None)


def make_site(chosen: argparse.Namespace, output: Path, sources: SourceStamps, last: LastBuild) -> int:
    """Make a site, and keep for the next build how the sources looked beforehand."""
    with progress(sys.stderr) as show, staging(output) as place:
        making = _FullBuild(chosen, Stages(show), output)
        code = making.made(place)
    sources.look_outside(chosen.project, making.files.outside)
    read = {str(path): stamp for path, stamp in making.files.stamps.items()}
    if making.printed and read.items() <= sources.stamps.items():
        files = {path: making.files[PurePosixPath(path)] for path in read}
        last.keep(sources, contents_of(files), making.printed, making.texts, *making.works)
    else:
        last.forget()
    return code


class _FullBuild:
    """One build or check, from reading the files to the last line printed."""

    def __init__(self, chosen: argparse.Namespace, stages: Stages, output: Path) -> None:
        self.chosen = chosen
        self.output = output
        self.project: Path = chosen.project
        self.begin = stages.begin
        self.stages = stages
        self.fatal = (Severity.ERROR, Severity.WARNING) if chosen.strict else (Severity.ERROR,)
        self.printed: BuildOutput | None = None
        self.texts = ""
        self.works: tuple[str, Files] = ("", {})
        self.begin("Reading the files")
        self.files, self.unread = read_files(self.project)

    def made(self, place: Staging | None) -> int:
        """Make the site, put it in its place if it has one, and print what is wrong. Returns the exit code."""
        files, jobs = self.files, self.chosen.jobs
        draft = Builder(ProcessPool(jobs), compiled_before(), once=True).draft(files, self.chosen.base_url, self.begin)
        self.begin("Making the pages")
        made = make_files(draft, place, ProcessPool(jobs))
        self.stages.within("Making the pages", made.seconds)
        self.begin("Following the links")
        site = made_files(draft, made, place)
        found = (*self.unread, *draft.all_diagnostics(site, made.link_summaries, made.problems))
        found = self._to_report((*found, *self._asked_for(files, site, draft.weights)), draft.weights)
        if place is not None and not self.chosen.no_search and self._is_to_stand(found, made, place):
            unindexed = self._index(site, made, place)
            site = made_files(draft, made, place)
            found = self._to_report((*found, *unindexed), draft.weights)
        self.stages.pause()
        is_fatal = self._is_fatal(found)
        out, err = _shown(found, self.project, files, site, self.chosen.format)
        print(out, end="")
        print(err, end="", file=sys.stderr)
        self._detail(f"read {self.project / path}" for path in files.stamps)
        pages = sum(path.suffix == ".html" for path in site)
        if place is None:
            self._tell(f"Checked {counted_noun(pages, 'page')}: {tally(found)}.")
        elif not self._is_to_stand(found, made, place):
            self._tell(f"Nothing was written: {tally(found)}.")
        else:
            if is_fatal:
                made.put(FLAWED, b"", place)
            said = BuildOutput(out, err, pages, len(made.written | made.unchanged), tally(found) if found else "")
            self._put_in_place(place, made, said)
            if not is_fatal:
                self._keep(said, draft, found)
        self.stages.count({**draft.counts, "files": len(site), "bytes": made.size})
        if self.chosen.profile:
            print(self.stages.table(), end="", file=sys.stderr)
        return ERRORS_FOUND if is_fatal else SUCCESS

    def _to_report(self, found: Iterable[Diagnostic], weights: Weights) -> tuple[Diagnostic, ...]:
        return tuple(
            each
            for each in diagnostics_to_report(found, weights)
            if self.chosen.advice or each.severity is not Severity.ADVICE or each.rule in ASKED_FOR
        )

    def _index(self, site: Files, made: MadeFiles, place: Staging) -> tuple[Diagnostic, ...]:
        """Add the search index to the site's files."""
        self.begin("Indexing the site")
        from site_builder.cli.search_indexing import search_index

        index, unindexed = search_index(site, place, self.chosen.jobs)
        for path, data in index.items():
            made.put(path, data, place)
        return unindexed

    def _put_in_place(self, place: Staging, made: MadeFiles, said: BuildOutput) -> None:
        self.begin("Putting the site in its place")
        done = place.commit(made.written, made.unchanged)
        self.stages.pause()
        for verb, paths in (("wrote", done.written), ("deleted", done.deleted)):
            self._detail(f"{verb} {self.output / path}" for path in paths)
        self._tell(said.last_line(self.output, len(done.written), len(done.deleted)))

    def _keep(self, said: BuildOutput, draft: Draft, found: tuple[Diagnostic, ...]) -> None:
        """Keep what the next build needs to look only at what has changed."""
        self.printed = said
        # Another theme may show more of a text than its words, advice may concern any part of it, and an author's own
        # files in the folder of the index are not part of the index.
        has_own = any(name.startswith(f"{SEARCH_INDEX}/") for name in draft.addresses)
        if draft.basis and self.files.has_bundled_theme and not self._wants_advice(draft.weights) and not has_own:
            self.texts = texts_to_cache(texts_of(draft.basis), self.files, found)
            self.works = works_to_cache(works_of(draft.basis), self.files, found)

    def _is_to_stand(self, found: Sequence[Diagnostic], made: MadeFiles, place: Staging) -> bool:
        """Whether to write the site.

        One with errors is written if it is complete and no site without errors is there.
        """
        is_empty = (Rule.NO_CONTENT, Severity.ERROR) in ((each.rule, each.severity) for each in found)
        is_whole = not (is_empty or made.problems)
        return not self._is_fatal(found) or (is_whole and not place.has_good_site)

    def _is_fatal(self, found: Iterable[Diagnostic]) -> bool:
        return any(each.severity in self.fatal for each in found)

    def _wants_advice(self, weights: Weights) -> bool:
        return self.chosen.advice or is_advice_raised(weights)

    def _asked_for(self, files: Files, site: Files, weights: Weights) -> Iterator[Diagnostic]:
        if self._wants_advice(weights):
            self.begin("Looking for advice")
            from site_builder.advice import advise

            yield from advise(files)
        if self.chosen.command == "check" and self.chosen.retractions:
            self.begin("Looking for retractions")
            yield from _unmarked_retractions(files, self.chosen.retractions, self.project)
        if self.chosen.command == "check" and self.chosen.external:
            self.begin("Trying the links to other sites")
            yield from _external(files, site, self.chosen)

    def _tell(self, text: str) -> None:
        print_unless_quiet(self.chosen, text, summary_stream(self.chosen))

    def _detail(self, texts: Iterable[str]) -> None:
        for text in texts if self.chosen.verbose else ():
            print_if_verbose(self.chosen, text, summary_stream(self.chosen))


def _external(files: Files, site: Files, chosen: argparse.Namespace) -> tuple[Diagnostic, ...]:
    from site_builder.external import RequestPolicy, check_external

    name = f"site_builder/{__version__} (checks the links of a literature review)"
    request_policy = RequestPolicy(name, may_be_private=chosen.allow_private)
    return check_external(files, site, chosen.project, request_policy, chosen.fresh, chosen.base_url)


def _unmarked_retractions(files: Files, table: Path, project: Path) -> tuple[Diagnostic, ...]:
    from site_builder.retractions import unmarked_works

    # Paths in diagnostics are taken to be relative to the project unless they are absolute.
    seen = table if project == Path() else table.absolute()
    with table.open("rb") as lines:
        return unmarked_works(files, lines, seen.as_posix())


def _shown(found: Sequence[Diagnostic], project: Path, files: Files, site: Files, form: str) -> tuple[str, str]:
    """What to print for diagnostics on standard output and on standard error."""
    shown = tuple(with_relative_path(each, project, files, site) for each in found)
    if form == "json":
        return f"{as_json(shown)}\n", ""
    if form == "github":
        return "".join(f"{as_github(each)}\n" for each in shown), ""
    sources, paint = Sources(files, site), paint_for(sys.stderr)
    lines = (as_text(seen, sources.line(each.location), paint) for each, seen in zip(found, shown, strict=True))
    return "", "".join(f"{line}\n" for line in lines) + by_rule(found)
