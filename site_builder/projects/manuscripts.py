"""The texts of a folder without any tool's sign to those that are the work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import PurePosixPath

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity
from site_builder.markdown import split_front_matter, value_of
from site_builder.projects.kinds import is_hidden, is_of_the_repository, is_text


def choose_texts(
    beside: Sequence[str], names: Collection[str], read: Callable[[str], str]
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The one text that is the work, or all of them; what a repository says of itself is none of them."""
    stems = {PurePosixPath(name).stem for name in beside if not name.lower().endswith(".md")}
    # A text that R Markdown or Quarto made of another one stands for it.
    knitted = {PurePosixPath(name).stem for name in beside if name.endswith(".md")} & stems
    wanted = [name for name in beside if PurePosixPath(name).stem not in knitted or name.endswith(".md")]
    papers = [name for name in wanted if not is_of_the_repository(name)]
    if paper := [name for name in papers if PurePosixPath(name).stem.casefold() == "paper"]:
        return tuple(paper[:1]), ()
    if not papers:
        return tuple(wanted), tuple(_paper_below(names))
    cites = [name for name in papers if _names_bibliography(read(name), name)]
    if any(name[0].isdigit() for name in cites):
        # The first chapter of a thesis may speak for all that are numbered.
        cites = [name for name in papers if name in cites or name[0].isdigit()]
    texts = tuple(cites or papers)
    said = "\n".join(map(read, texts))
    paths = (PurePosixPath(name) for name in sorted({*names}.difference(texts)) if _is_for_pages(name))
    # What is included, or linked to, is told of where that is done.
    return texts, tuple(_about_others([path for path in paths if path.stem not in knitted and path.name not in said]))


def _is_for_pages(name: str) -> bool:
    return is_text(name) and not is_hidden(name) and not is_of_the_repository(name)


def _names_bibliography(text: str, name: str) -> bool:
    front_matter = split_front_matter(text, name, is_foreign=True).front_matter
    return any(value_of(front_matter, key) is not None for key in ("bibliography", "references"))


def _paper_below(names: Collection[str]) -> Iterator[Diagnostic]:
    """Where the paper of a repository lies that has no text beside its README."""
    inside = (name for name in sorted(names) if is_text(name) and PurePosixPath(name).stem.casefold() == "paper")
    if path := next(inside, ""):
        message = f"This folder has no text of its own, and a paper in “{PurePosixPath(path).parent}”."
        hint = f"build that folder: site-builder build {PurePosixPath(path).parent}"
        yield Diagnostic(Rule.NO_CONTENT, Location(path, 1, 1), message, hint, Severity.WARNING)


def _about_others(paths: Sequence[PurePosixPath]) -> Iterator[Diagnostic]:
    """That texts become no pages."""
    if not paths:
        return
    others = "nor is another text" if len(paths) == 2 else f"nor are {len(paths) - 1} other texts"
    message = f"“{paths[0]}” is no page{f', {others} of this folder' if paths[1:] else ''}."
    hint = "list all pages in a _quarto.yml, or move what belongs to the review into content/."
    yield Diagnostic(Rule.LEFT_OUT, Location(str(paths[0]), 1, 1), message, hint, Severity.WARNING)
