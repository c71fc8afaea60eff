"""`site-builder styles`, `site-builder rules` and `site-builder schema`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path, PurePosixPath

from site_builder.cli.exit_codes import ERRORS_FOUND, SUCCESS
from site_builder.diagnostics import rules_page
from site_builder.files.reading import ProjectFiles, bundled
from site_builder.files.walking import walk
from site_builder.schema import schema_text


def print_schema(chosen: argparse.Namespace) -> int:
    print(schema_text(chosen.name), end="")
    return SUCCESS


def list_rules(_chosen: argparse.Namespace) -> int:
    print(rules_page(), end="")
    return SUCCESS


def list_styles(chosen: argparse.Namespace) -> int:
    from site_builder.citation_styles import list_styles

    own = {PurePosixPath("csl", name): Path(place).read_bytes() for name, place in walk(Path("csl"), [])}
    files = ProjectFiles(own, bundled(), {})
    found = list(list_styles(files, chosen.word))
    for name, title in found:
        print(f"{name}\t{title}")
    if not found:
        print(f"No citation style has “{chosen.word}” in its name or title.", file=sys.stderr)
    return SUCCESS if found else ERRORS_FOUND
