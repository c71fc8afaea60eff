"""`site-builder styles`, `site-builder rules` and `site-builder schema`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from site_builder.cli.exits import FINE, WRONG
from site_builder.diagnostics import rules_page
from site_builder.files import read_files
from site_builder.schema import SCHEMAS, schema_text


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    styles = commands.add_parser("styles", help="list the citation styles", description="List the citation styles.")
    styles.add_argument("word", nargs="?", default="", metavar="WORD", help="only those with this in name or title")
    styles.set_defaults(run=_list_styles)
    about = "List everything that `check` can tell, as docs/rules.md does."
    rules = commands.add_parser("rules", help="list what can be wrong", description=about)
    rules.set_defaults(run=_list_rules)
    schema = commands.add_parser(
        "schema",
        help="print a JSON Schema for editors",
        description="Print the JSON Schema of a file, by which editors complete and check it while it is written.",
    )
    schema.add_argument("name", choices=SCHEMAS, metavar="|".join(SCHEMAS), help="what the schema is for")
    schema.set_defaults(run=_print_schema)


def _print_schema(chosen: argparse.Namespace) -> int:
    print(schema_text(chosen.name), end="")
    return FINE


def _list_rules(_chosen: argparse.Namespace) -> int:
    print(rules_page(), end="")
    return FINE


def _list_styles(chosen: argparse.Namespace) -> int:
    from site_builder.styles import list_styles

    files, _ = read_files(Path(), Path("output"))
    found = list(list_styles(files, chosen.word))
    for name, title in found:
        print(f"{name}\t{title}")
    if not found:
        print(f"No citation style has “{chosen.word}” in its name or title.", file=sys.stderr)
    return FINE if found else WRONG
