"""The arguments of every command, and the function that runs it.

Parsing arguments loads nothing else, so that `--help` or a mistyped option does not wait for the rest of the program.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from site_builder.cli.project_argument import add_project_argument, add_project_option
from site_builder.cli.verbosity import add_verbosity_options

SCHEMAS: Final = ("review", "section", "study", "keywords", "prisma")
MOST_PORT: Final = 65_535
MOST_JOBS: Final = 64
SHELLS: Final = ("bash", "zsh", "tcsh")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for add in (
        _add_starting,
        _add_importing,
        _add_building,
        _add_serving,
        _add_listing,
        _add_cleaning,
        _add_completion,
    ):
        add(commands)


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The function that runs a command. Its module is loaded when it is called."""

    def run(chosen: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(import_module(f"site_builder.cli.{module}"), name)
        return found(chosen)

    return run


def _add_starting(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    init = commands.add_parser(
        "init",
        help="create a review",
        description="Create a small review that builds at once. Existing files are left as they are.",
    )
    init.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="where to create it (default: here)"
    )
    init.add_argument("--github-pages", action="store_true", help="add a workflow that publishes it with GitHub Pages")
    add_verbosity_options(init)
    init.set_defaults(run=_later("starting", "init"))

    new = commands.add_parser("new", help="add a section or a note", description="Add a text with its front matter.")
    kinds = new.add_subparsers(dest="kind", required=True, metavar="WHAT")
    section = kinds.add_parser(
        "section", help="a section, after all numbered ones", description="Add a section, after all numbered ones."
    )
    section.add_argument("name", metavar="TITLE", help="the title of the section")
    study = kinds.add_parser("study", help="a note on a study", description="Add a note on a study.")
    study.add_argument("name", metavar="KEY", help="the citation key of the study")
    for kind in (section, study):
        add_project_option(kind)
        add_verbosity_options(kind)
        kind.set_defaults(run=_later("starting", "new"))


def _add_importing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "import",
        help="add exported records to the bibliography",
        description="Add exported records to the bibliography: RIS, PubMed's NBIB, CSL-JSON, BibTeX, BibLaTeX. "
        "A work that is already there (same DOI, PubMed number, or title, year and author) is not added again.",
    )
    command.add_argument(
        "exports", nargs="+", type=Path, metavar="FILE", help="an exported file; the format is detected"
    )
    add_project_option(command)
    into = "add new entries to the bibliography at this path in the project (default: the first one)"
    command.add_argument("--into", metavar="BIB", help=into)
    command.add_argument("--merge", action="store_true", help="add missing fields to existing entries")
    command.add_argument("-n", "--dry-run", action="store_true", help="show what would be done, but write nothing")
    add_verbosity_options(command)
    command.set_defaults(run=_later("importing", "run"))


def _add_building(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = commands.add_parser("build", help="build the site", description="Build the site of a project.")
    check = commands.add_parser(
        "check", help="report mistakes", description="Report mistakes without building the site."
    )
    for command in (build, check):
        add_project_argument(command)
        command.add_argument("--strict", action="store_true", help="make warnings fail, too")
        command.add_argument("--advice", action="store_true", help="also suggest what the review could cover better")
        command.add_argument("--base-url", type=_base_url, metavar="URL", help="override base_url in review.yaml")
        command.add_argument(
            "--format", choices=("text", "json", "github"), default="text", help="how to print mistakes (default: text)"
        )
        command.add_argument(
            "-j",
            "--jobs",
            type=_number_to(MOST_JOBS),
            default=0,
            metavar="N",
            help="the number of processes (default: chosen by the amount of work)",
        )
        command.add_argument("--profile", action="store_true", help="print how long each stage took")
        add_verbosity_options(command)
        command.set_defaults(run=_later("building", "run"))
    check.add_argument(
        "--retractions",
        type=Path,
        metavar="FILE",
        help="also report works that this CSV file from Retraction Watch lists as retracted or corrected",
    )
    check.add_argument("--external", action="store_true", help="also try links to other sites, including DOIs")
    check.add_argument("--fresh", action="store_true", help="with --external: ignore answers from earlier checks")
    check.add_argument(
        "--allow-private",
        action="store_true",
        help="with --external: also allow hosts in private networks and on this machine",
    )
    build.add_argument(
        "-o", "--output", type=_folder, metavar="DIR", help="where to build the site (default: PROJECT/output)"
    )
    build.add_argument("--no-search", action="store_true", help="don't make the search index")


def _add_serving(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser(
        "serve",
        help="show the site while you write",
        description="Show the site in the browser, and update it whenever a file changes.",
    )
    add_project_argument(serve)
    serve.add_argument(
        "--port",
        type=_number_to(MOST_PORT),
        default=8000,
        metavar="N",
        help="the first port to try (default: 8000)",
    )
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (default: this machine only)"
    )
    serve.add_argument("--no-open", action="store_true", help="don't open the browser")
    serve.set_defaults(run=_later("serving", "run"))


def _add_listing(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    styles = commands.add_parser("styles", help="list the citation styles", description="List the citation styles.")
    styles.add_argument(
        "word", nargs="?", default="", metavar="WORD", help="list only styles with this word in name or title"
    )
    styles.set_defaults(run=_later("listing", "list_styles"))
    about = "List everything that `check` can report, as in docs/rules.md."
    rules = commands.add_parser("rules", help="list everything that check can report", description=about)
    rules.set_defaults(run=_later("listing", "list_rules"))
    schema = commands.add_parser(
        "schema",
        help="print a JSON Schema for editors",
        description="Print the JSON Schema of a file, which editors use to complete and check it.",
    )
    schema.add_argument(
        "name", choices=SCHEMAS, metavar="|".join(SCHEMAS), help="the file or front matter that the schema describes"
    )
    schema.set_defaults(run=_later("listing", "print_schema"))


def _add_cleaning(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    clean = commands.add_parser(
        "clean", help="delete what was built", description="Delete the files that a build wrote, and no others."
    )
    add_project_argument(clean)
    clean.add_argument(
        "-o", "--output", type=_folder, metavar="DIR", help="where the site was built (default: PROJECT/output)"
    )
    clean.add_argument("-n", "--dry-run", action="store_true", help="show what would be deleted, but delete nothing")
    add_verbosity_options(clean)
    clean.set_defaults(run=_later("cleaning", "run"))


def _add_completion(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    completion = commands.add_parser(
        "completion",
        help="print a completion script for a shell",
        description="Print a script that lets a shell complete commands, options and files.",
    )
    completion.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS), help="the shell")
    completion.set_defaults(run=_later("completion", "run"))


def _base_url(text: str) -> str | None:
    """The address in the form of review.yaml. An empty one, as from an unset variable, keeps the setting there."""
    from site_builder.definitions import REVIEW

    written = text.strip()
    if not written:
        return None
    if fault := REVIEW.key("base_url").fault(written):
        raise argparse.ArgumentTypeError(fault)
    return written.rstrip("/")


def _folder(text: str) -> Path | None:
    """The folder; None for an empty text, as from an unset variable, which would mean the current folder."""
    return Path(text) if text else None


def _number_to(most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"it must be a number from 1 to {most}, not “{text}”.")
        return int(text)

    return number
