"""Markdown and CSL-JSON to the citations and references that pandoc, as an independent judge, prints for them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypandoc

from site_builder.csl.csl_json import to_csl_json
from site_builder.model import Citation, CitationItem, CitationMode, Reference

_MARK = "¶"


def run_pandoc(arguments: Sequence[str], text: str) -> str:
    """Pandoc's output for a text."""
    command = [pypandoc.get_pandoc_path(), *arguments]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()


def cite_with_pandoc(
    paragraphs: Sequence[str], references: Iterable[Reference], style: Path, lang: str
) -> tuple[list[str], list[str]]:
    """Each paragraph of Markdown with its citations formatted, and the reference list, both as plain text.

    A mark before each paragraph keeps paragraphs whose output is empty.
    """
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "references.json"
        bibliography.write_text(json.dumps([to_csl_json(reference) for reference in references]), encoding="utf-8")
        arguments = ["-f", "markdown-smart", "-t", "plain", "--wrap=none", "--citeproc"]
        arguments += ["--csl", str(style), "--bibliography", str(bibliography), "--metadata", f"lang={lang}"]
        printed = run_pandoc(arguments, "\n\n".join(f"{_MARK} {paragraph}" for paragraph in paragraphs))
    blocks = [block.strip() for block in printed.split("\n\n") if block.strip()]
    return [block.removeprefix(_MARK).strip() for block in blocks[: len(paragraphs)]], blocks[len(paragraphs) :]


def as_markdown(citation: Citation) -> str:
    """A citation as an author writes it for pandoc."""
    if citation.mode is CitationMode.TEXTUAL:
        first, *others = citation.items
        bracketed = "; ".join([_after_key(first).lstrip(", "), *map(_item, others)]).strip("; ")
        return f"@{first.key} [{bracketed}]" if bracketed else f"@{first.key}"
    return "[" + "; ".join(_item(item) for item in citation.items) + "]"


def _item(item: CitationItem) -> str:
    return f"{item.prefix} {'-' if item.suppress_author else ''}@{item.key}{_after_key(item)}".strip()


def _after_key(item: CitationItem) -> str:
    locator = f", {item.label} {item.locator}" if item.locator else ""
    return locator + item.suffix
