"""`site-builder serve`."""

from __future__ import annotations

import argparse
import os
import sys

from site_builder.cli.diagnostic_formats import Sources, as_text, tally, with_relative_path
from site_builder.cli.exit_codes import USAGE_ERROR
from site_builder.cli.project_argument import project_in
from site_builder.cli.terminal import paint_for
from site_builder.serve import EDITOR, CannotListen, Preview, free_port, serve


def run(chosen: argparse.Namespace) -> int:
    project = project_in(chosen.project)
    editor = os.environ.get("SITE_BUILDER_EDITOR", EDITOR)
    try:
        editor.format(path="", line=1, column=1)
    except (ValueError, LookupError, AttributeError):
        print(
            f"site-builder: SITE_BUILDER_EDITOR is “{editor}”, but may contain only {{path}}, {{line}} and {{column}} "
            "in braces.",
            file=sys.stderr,
        )
        return USAGE_ERROR
    try:
        port = free_port(chosen.host, chosen.port)
    except CannotListen as refusal:
        print(f"site-builder: {refusal}", file=sys.stderr)
        return USAGE_ERROR
    preview = Preview(project, editor)

    def tell() -> None:
        sources, paint = Sources(preview.files), paint_for(sys.stderr)
        for found in preview.diagnostics:
            seen = with_relative_path(found, project, preview.files, {})
            print(as_text(seen, sources.line(found.location), paint), file=sys.stderr)
        print(f"Shown: {tally(preview.diagnostics)}.", flush=True)

    if port != chosen.port:
        print(f"Port {chosen.port} is taken.")
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    print(f"Serving {project} at http://{host}:{port}/ (stop with Ctrl-C).", flush=True)
    tell()
    serve(preview, chosen.host, port, tell, None if chosen.no_open else 0.3)
    raise KeyboardInterrupt
