"""A folder's files to the files that make it a review which can be built at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from site_builder.model import Files
from site_builder.project_paths import CONTENT, KEYWORDS, NOTES, SETTINGS, TEMPLATES
from site_builder.projects import is_repository_text
from site_builder.reading import LONE
from site_builder.resolve import Manuscript
from site_builder.scaffolding import sample_review
from site_builder.scaffolding.new_files import citation_of
from site_builder.scanned_paths import scanned_paths
from site_builder.schema import schema_text

_BIBLIOGRAPHY = "references.bib"
# A hidden folder, so that no build takes it for content.
_SCHEMAS = ".schema"
_GENERATED = ("csl", TEMPLATES)


def new_review(files: Files, manuscript: Manuscript) -> dict[PurePosixPath, bytes]:
    """The files of a small review that the folder lacks. `manuscript` was read from its files.

    If it has a bibliography, the text is about that one. If it has any text of a review, none is added.
    """
    names = [str(path) for path in scanned_paths(files) if path.parts[0] not in _GENERATED]
    has_bibliography = any(name.endswith(".bib") or name in LONE for name in names)
    has_text = any(not is_repository_text(chapter.document.path) for chapter in manuscript.chapters)
    is_example = not has_bibliography and not has_text and SETTINGS not in names
    made = dict(_example() if is_example else _files_for_own_work(manuscript, has_bibliography, has_text))
    return {PurePosixPath(name): text.encode() for name, text in made.items() if name not in names}


def _example() -> Iterator[tuple[str, str]]:
    yield SETTINGS, _for_editors("review") + sample_review.SETTINGS
    yield from _schemas("review", "keywords")
    yield _BIBLIOGRAPHY, sample_review.BIBLIOGRAPHY
    yield f"{CONTENT}/index.md", sample_review.HOME
    yield f"{CONTENT}/10-introduction.md", sample_review.INTRODUCTION
    yield f"{CONTENT}/20-searching.md", sample_review.SEARCHING
    yield f"{CONTENT}/{KEYWORDS}", _for_editors("keywords", "../") + sample_review.KEYWORDS
    for key, text in sample_review.STUDIES.items():
        yield f"{CONTENT}/{NOTES}/{key}.md", text
    yield ".gitignore", sample_review.IGNORED


def _files_for_own_work(manuscript: Manuscript, has_bibliography: bool, has_text: bool) -> Iterator[tuple[str, str]]:
    settings = sample_review.OWN_SETTINGS
    if has_text and manuscript.dialect.is_foreign:
        # The tool's own settings hold until the author replaces them.
        settings = re.sub(r"^(?=\w)", "# ", settings, flags=re.MULTILINE)
    yield SETTINGS, _for_editors("review") + settings
    yield from _schemas("review")
    yield ".gitignore", sample_review.IGNORED
    if not has_bibliography:
        yield _BIBLIOGRAPHY, sample_review.BIBLIOGRAPHY
    if not has_text:
        key = manuscript.references[0].key if manuscript.references else "" if has_bibliography else "page2021"
        citation = f" [{citation_of(key)}]" if key else ": `[@key]`"
        yield f"{CONTENT}/index.md", sample_review.OWN_HOME
        yield f"{CONTENT}/10-introduction.md", sample_review.OWN_INTRODUCTION.format(citation=citation)


def _for_editors(name: str, above: str = "") -> str:
    """The line by which editors with a YAML language server find the schema."""
    return f"# yaml-language-server: $schema={above}{_SCHEMAS}/{name}.json\n"


def _schemas(*names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        yield f"{_SCHEMAS}/{name}.json", schema_text(name)
