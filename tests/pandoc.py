"""Pandoc as the independent judge: Markdown and CSL-JSON to the citations and references it prints."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypandoc

from site_builder.csl.csl_json import to_csl_json
from site_builder.model import Reference


def run_pandoc(arguments: Sequence[str], text: str) -> str:
    """What pandoc prints for a text."""
    command = [pypandoc.get_pandoc_path(), *arguments]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def cite_with_pandoc(
    paragraphs: Sequence[str], references: Iterable[Reference], style: Path, lang: str
) -> tuple[list[str], list[str]]:
    """Each paragraph of Markdown with its citations formatted, and the reference list, both as plain text."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(json.dumps([to_csl_json(reference) for reference in references]), encoding="utf-8")
        arguments = ["-f", "markdown-smart", "-t", "plain", "--wrap=none", "--citeproc"]
        arguments += ["--csl", str(style), "--bibliography", str(bibliography), "--metadata", f"lang={lang}"]
        printed = run_pandoc(arguments, "\n\n".join(paragraphs))
    blocks = [block.strip() for block in printed.split("\n\n") if block.strip()]
    return blocks[: len(paragraphs)], blocks[len(paragraphs) :]
