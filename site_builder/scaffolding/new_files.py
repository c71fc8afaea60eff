"""A title to a section's file, and a citation key to a study's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from site_builder.addresses import RESERVED_FOLDERS, TEXT_SUFFIX, section_slug
from site_builder.characters import without_tags
from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean
from site_builder.frozen import frozen
from site_builder.model import Facet, Reference
from site_builder.patterns import pattern
from site_builder.project_paths import CONTENT, NOTES
from site_builder.resolve import Manuscript
from site_builder.slugs import slug

_STEP: Final = 10
_NUMBERED: Final = pattern(r"(\d{1,6})[-_. ]")
# Text that is safe in YAML without quotes: it begins with a letter, and has no sign with a meaning in YAML.
_PLAIN: Final = pattern(r"[^\W\d_](?:[^\W_]|[ ,.;()’–?!-](?!$))*")
_SIMPLE_KEY: Final = pattern(r"\w+(?:[:.#$%&+?<>~/-]\w+)*")
_FILE_NAME: Final = pattern(r"[^\s/\\:*?\"<>|.][^\s/\\:*?\"<>|]*")


@frozen
class NewFile:
    """A file to be made, or diagnostics why it cannot be."""

    path: PurePosixPath
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def new_section(manuscript: Manuscript, title: str) -> NewFile:
    """A section, numbered with the next multiple of ten unless the others have no numbers."""
    root = _root(manuscript)
    names = [manuscript.path_of(chapter.document) for chapter in manuscript.chapters]
    numbers = [int(found[1]) for name in names if (found := _NUMBERED.match(name))]
    number = (max(numbers, default=0) // _STEP + 1) * _STEP
    is_numbered = bool(numbers) or not any(name != manuscript.home for name in names)
    path = PurePosixPath(f"{root}{f'{number:02}-' if is_numbered else ''}{slug(title)}.md")
    same = next((name for name in names if section_slug(name) == slug(title)), "")
    if same or slug(title) in RESERVED_FOLDERS:
        message = f"{root + same if same else 'A page of the site'} already has the address “{slug(title)}”."
        where = Location(root + same if same else str(path))
        hint = "choose another title; you can change it later, in the file."
        return NewFile(path, diagnostics=(Diagnostic(Rule.SLUG_CLASH, where, message, hint),))
    return NewFile(path, f"---\ntitle: {_scalar(title)}\ndescription: # one sentence, for the home page\n---\n")


def place_of_section(path: PurePosixPath, manuscript: Manuscript) -> str:
    """What the author of a new section needs to know about its place; "" if it comes after all others."""
    paths = [chapter.document.path for chapter in manuscript.chapters]
    paths = [each for each in paths if each != manuscript.root + manuscript.home]
    if str(path) not in paths:
        return f"{path} gets no page yet: add it where the project lists its texts, such as “chapters” in _quarto.yml."
    after = paths[paths.index(str(path)) + 1 :]
    if not after:
        return ""
    return (
        f"{path} comes before {after[0]}: files are in the order of the numbers that begin their names, then by name."
    )


def new_study(manuscript: Manuscript, key: str) -> NewFile:
    """A note on a study, with a line for each facet of the review."""
    folder = f"{_root(manuscript)}{NOTES}/"
    known = {reference.key: reference for reference in manuscript.references}
    named = key if _FILE_NAME.fullmatch(key) else slug(key)
    path = PurePosixPath(f"{folder}{named}.md")
    if key not in known:
        message = f"“{key}” is not in the bibliography."
        hint = did_you_mean(key, known, "add its entry to the bibliography first: site-builder import FILE")
        return NewFile(path, diagnostics=(Diagnostic(Rule.UNKNOWN_CITATION_KEY, Location(str(path)), message, hint),))
    if manuscript.chapters and manuscript.dialect.is_foreign:
        message = f"Notes on studies are only read below {CONTENT}/, which this project does not have."
        hint = f"move its texts into {CONTENT}/ first."
        if manuscript.root.startswith(f"{CONTENT}/"):
            message, hint = "Notes on studies are not read from another tool's project.", "write in one of its texts."
        return NewFile(
            path, diagnostics=(Diagnostic(Rule.LEFT_OUT, Location(str(path)), message, hint, Severity.ERROR),)
        )
    stands = next((note.document.path for note in manuscript.notes if _is_on(note.document.path, folder, key)), "")
    if stands:
        message = f"“{key}” already has a note: {stands}."
        where = Location(stands)
        return NewFile(path, diagnostics=(Diagnostic(Rule.STUDY_WITHOUT_ENTRY, where, message, "write in that file."),))
    return NewFile(path, "\n".join(_study(known[key], manuscript.settings.facets)))


def _root(manuscript: Manuscript) -> str:
    """The folder of the texts. A project that has none yet may have any."""
    return manuscript.root if manuscript.chapters else f"{CONTENT}/"


def _is_on(path: str, folder: str, key: str) -> bool:
    return slug(TEXT_SUFFIX.sub("", path.removeprefix(folder))) == slug(key)


def _study(reference: Reference, facets: Sequence[Facet]) -> Iterator[str]:
    title = without_tags(reference.text("title"))
    yield "---"
    yield f"# {title} ({reference.year or 'no year'})" if title else f"# {reference.key}"
    yield "title: # a short title"
    if facets:
        yield "facets:"
        yield from (f"  {_scalar(facet.name)}: # {facet.label}" for facet in facets)
    yield "keywords: [] # ids, labels or synonyms from keywords.yaml"
    yield "summary: # one line on what was found"
    yield "facts: # each with where it was read"
    for line in ("- field: methods", "  value: ", "  source: "):
        yield f"#  {line}".rstrip()
    yield "cautions: []"
    yield "---"
    yield ""


def citation_of(key: str) -> str:
    """A key as a citation writes it; in braces if Pandoc would not read the whole key otherwise."""
    return f"@{key}" if _SIMPLE_KEY.fullmatch(key) else f"@{{{key}}}"


def _scalar(text: str) -> str:
    """A text as YAML, in quotes if it needs them."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
