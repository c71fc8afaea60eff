"""Command-line arguments to the run of a command, and an exit code."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from site_builder import __version__
from site_builder.cli.arguments import add_commands
from site_builder.cli.examples import with_examples
from site_builder.cli.exit_codes import INTERRUPTED, PIPE_CLOSED, USAGE_ERROR
from site_builder.files.errors import OutputRefused, ProjectNotFound, WriteFailed


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code, one of `exit_codes`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    chosen = command_line().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
        return code
    except (ProjectNotFound, OutputRefused, WriteFailed) as refusal:
        print(f"site-builder: {refusal}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print("site-builder: interrupted.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except OSError as error:
        print(f"site-builder: {error.filename or 'the disk'}: {error.strerror or error}.", file=sys.stderr)
        return USAGE_ERROR


def command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="site-builder", description="Publish a literature review, written in Markdown and BibTeX, as a website."
    )
    parser.add_argument("--version", action="version", version=f"site-builder {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_commands(commands)
    parser.set_defaults(whole=command_line)
    return with_examples(parser)
