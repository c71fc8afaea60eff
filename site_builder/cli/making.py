"""A project to its site in a folder, or to what is wrong with it, and to what is told of that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from site_builder import __version__
from site_builder.cli.exits import FINE, WRONG
from site_builder.cli.printing import Sources, as_github, as_json, as_text, by_rule, count, seen_from_here, tally
from site_builder.cli.telling import detail, tell
from site_builder.cli.terminal import paint_for, progress
from site_builder.diagnostics import Diagnostic, Rule, Severity, judge
from site_builder.files.reading import read_files
from site_builder.files.writing import write_files
from site_builder.model import Files
from site_builder.search import make_index

# Advice that only they get who ask for it by an option of its own.
ASKED_FOR: Final = frozenset({Rule.MOVED_LINK, Rule.UNJUDGED_LINK})


def make(chosen: argparse.Namespace, output: Path) -> int:
    project: Path = chosen.project
    is_check = chosen.command == "check"
    with progress(sys.stderr) as now:
        now("Reading the files")
        files, unread = read_files(project, output)
        now("Checking the review" if is_check else "Building the site")
        from site_builder.build import build  # loads the parsers, which a wrong argument should not have to wait for

        built = build(files, chosen.base_url)
        advice: tuple[Diagnostic, ...] = ()
        # A review may give advice more weight; then it is there for everybody.
        if chosen.advice or any(rule.severity is Severity.ADVICE and weight for rule, weight in built.weights):
            now("Looking for advice")
            from site_builder.advice import advise

            advice = advise(files)
        if is_check and chosen.retractions:
            now("Looking for retractions")
            advice += _unmarked(files, chosen.retractions, project)
        if is_check and chosen.external:
            now("Trying the links to other sites")
            advice += _external(files, built.site, chosen)
        fatal = (Severity.ERROR, Severity.WARNING) if chosen.strict else (Severity.ERROR,)
        found = judge((*unread, *built.diagnostics, *advice), built.weights)
        site = built.site
        if not (is_check or chosen.no_search or any(each.severity in fatal for each in found)):
            now("Indexing the site")
            index, unindexed = make_index(site)
            site = {**site, **index}
            found = judge((*found, *unindexed), built.weights)
    found = tuple(
        each for each in found if chosen.advice or each.severity is not Severity.ADVICE or each.rule in ASKED_FOR
    )
    _show(found, project, files, site, chosen.format)

    failed = any(each.severity in fatal for each in found)
    pages = count(sum(path.suffix == ".html" for path in site), "page")
    # Standard output is then the JSON, the whole JSON and nothing but the JSON.
    summary = sys.stderr if chosen.format == "json" else sys.stdout
    for path in files.stamps:
        detail(chosen, f"read {project / path}", summary)
    if is_check:
        tell(chosen, f"Checked {pages}: {tally(found)}.", summary)
    elif failed:
        tell(chosen, f"Nothing was written: {tally(found)}.", summary)
    else:
        with progress(sys.stderr) as now:
            now("Writing the site")
            done = write_files(site, output)
        changes = f"{count(len(done.written), 'file')} written, {len(done.unchanged)} unchanged"
        changes += f", {len(done.deleted)} deleted" if done.deleted else ""
        changes += f"; {tally(found)}" if found else ""
        for verb, paths in (("wrote", done.written), ("deleted", done.deleted)):
            for path in paths:
                detail(chosen, f"{verb} {output / path}", summary)
        tell(chosen, f"Built {pages} into {output}/: {changes}.", summary)
    return WRONG if failed else FINE


def _external(files: Files, site: Files, chosen: argparse.Namespace) -> tuple[Diagnostic, ...]:
    from site_builder.external import Manners, check_external

    name = f"site_builder/{__version__} (checks the links of a literature review)"
    manners = Manners(name, may_be_private=chosen.allow_private)
    return check_external(files, site, chosen.project, manners, chosen.fresh, chosen.base_url)


def _unmarked(files: Files, table: Path, project: Path) -> tuple[Diagnostic, ...]:
    from site_builder.retractions import unmarked_works

    # A path that is told of is taken from the project, unless it is absolute.
    seen = table if project == Path() else table.absolute()
    with table.open("rb") as lines:
        return unmarked_works(files, lines, seen.as_posix())


def _show(found: Sequence[Diagnostic], project: Path, files: Files, site: Files, form: str) -> None:
    shown = tuple(seen_from_here(each, project, files, site) for each in found)
    if form == "json":
        print(as_json(shown))
    elif form == "github":
        print("".join(f"{as_github(each)}\n" for each in shown), end="")
    else:
        sources, paint = Sources(files, site), paint_for(sys.stderr)
        for each, seen in zip(found, shown, strict=True):
            print(as_text(seen, sources.line(each.location), paint), file=sys.stderr)
        print(by_rule(found), end="", file=sys.stderr)
