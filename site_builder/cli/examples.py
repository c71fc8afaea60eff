"""The examples at the end of each command's help. docs/commands.md has them, too, and a test runs them."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import Final

_WIDTH: Final = 79

EXAMPLES: Final = {
    "site-builder": (
        ("site-builder init my-review", "create a review"),
        ("site-builder build my-review", "build its site into my-review/output"),
    ),
    "site-builder init": (
        ("site-builder init my-review", "create a review in the folder my-review"),
        ("site-builder init --github-pages", "publish the review in this folder with GitHub Pages"),
    ),
    "site-builder new": (("site-builder new section Results", "add a section"),),
    "site-builder new section": (
        ("site-builder new section Results", "add a section after the others"),
        ('site-builder new section "What we searched" --project ../my-review', "add one to a review in another folder"),
    ),
    "site-builder new study": (("site-builder new study lefebvre2019", "add a note on a work in the bibliography"),),
    "site-builder import": (
        ("site-builder import zotero.ris pubmed.nbib --dry-run", "see what would be added"),
        ("site-builder import zotero.ris pubmed.nbib", "add it"),
        ("site-builder import pubmed.nbib --merge", "also add missing fields to existing entries"),
        ("site-builder import jabref.bib --into background.bib", "add to another bibliography"),
    ),
    "site-builder build": (
        ("site-builder build", "build the review in this folder into output/"),
        ("site-builder build --strict -o ../site", "build into another folder, and fail on warnings, too"),
        ("site-builder build --base-url https://example.org/review", "build for the address where it will live"),
    ),
    "site-builder check": (
        ("site-builder check", "report mistakes"),
        ("site-builder check --advice", "also suggest what could be covered better"),
        ("site-builder check --format json --quiet", "report them to another program"),
        ("site-builder check --retractions retraction_watch.csv", "find works that were retracted"),
        ("site-builder check --external", "also try links to other sites"),
    ),
    "site-builder serve": (("site-builder serve", "show the site while you write"),),
    "site-builder styles": (("site-builder styles vancouver", "list the styles with this word in name or title"),),
    "site-builder rules": (("site-builder rules", "list everything that check can report"),),
    "site-builder schema": (("site-builder schema review", "print the schema of review.yaml"),),
    "site-builder clean": (
        ("site-builder clean --dry-run", "see what would be deleted"),
        ("site-builder clean", "delete what was built"),
    ),
    "site-builder completion": (("site-builder completion bash", "print the completion script for bash"),),
}


def with_examples(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The parser with examples added below the help of each command and subcommand."""
    for each in all_parsers(parser):
        each.formatter_class = argparse.RawDescriptionHelpFormatter
        each.description = textwrap.fill(each.description or "", _WIDTH)
        examples = EXAMPLES.get(each.prog, ())
        lines = [line for command, about in examples for line in (f"  {command}", f"      {about}")]
        each.epilog = "\n".join(["examples:", *lines]) if lines else None
    return parser


def all_parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and, recursively, those of its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from all_parsers(inner)
