"""The texts of a folder without the signs of any tool to those that are the work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from site_builder.diagnostics import Diagnostic, Location, Rule, Severity, left_out
from site_builder.foreign_front_matter import BIBLIOGRAPHIES
from site_builder.markdown import split_front_matter
from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.includes import included_by
from site_builder.projects.kinds import (
    JEKYLL_FOLDERS,
    PAPER,
    folder_of_most_texts,
    is_for_pages,
    is_hidden,
    is_paper,
    is_repository_text,
    is_text,
)
from site_builder.projects.texts.chapters import (
    BEFORE,
    BEHIND,
    LAST,
    PLACE_OF_REFERENCES,
    TITLE,
    InOrder,
    chapters_among,
    cites_works,
    citing_below,
    edges_of,
    in_order,
    is_beside,
    is_called,
    is_numbered,
)
from site_builder.projects.texts.summaries import SUMMARY
from site_builder.yaml_values import node_at

# Names of a work in a folder of its own
WORKS: Final = frozenset("article dissertation main manuscript masterarbeit report tesis thesis".split())
SIGNS: Final = {"_quarto.yml": "Quarto", "_quarto.yaml": "Quarto", "_bookdown.yml": "bookdown"}
OF_THE_WORK: Final = pattern(r"notes?|outline|ideas|plan|scrap|structure|todo|notizen|gliederung")
INPUT_FILES: Final = "input-files that pandoc is given"
ReadText: TypeAlias = Callable[[str], str]
LISTED: Final = "list all pages in a _quarto.yml, or move what belongs to the review into content/."


class ChosenTexts(NamedTuple):
    """The texts of a work, diagnostics of others, the parts of the texts, and the metadata beside their list."""

    texts: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    parts: Mapping[str, str] = MappingProxyType({})
    metadata: YamlMap = YamlMap()


def choose_texts(names: Collection[str], read: ReadText, order: InOrder) -> ChosenTexts:
    """The one text that is the work, or all texts at the top, or the chapters in folders.

    Texts about the repository, such as a README, count only if there is nothing else.
    """
    beside = sorted((name for name in names if "/" not in name and is_text(name) and not is_hidden(name)), key=order)
    sources = _sources_of_others(beside)
    beside = [name for name in beside if name not in sources]
    texts = [name for name in beside if not is_repository_text(name)]
    if paper := [name for name in texts if is_paper(name)]:
        return ChosenTexts(tuple(paper[:1]))
    heads = [name for name in texts if _names_bibliography(read(name), name)]
    if not heads and not any(map(cites_works, map(read, texts))) and (papers := _citing_papers_below(names, read)):
        return ChosenTexts(tuple(papers[:1]), tuple(_further_papers(papers)))
    home = [name for name in texts if PurePosixPath(name).stem.casefold() == "index"]
    further = [name for name in texts if not (name in home or _is_beside_chapters(name))]
    chapters = chapters_among(names, order) or (() if further else citing_below(names, read, order))
    chapters = tuple(_without_included(chapters, read))
    not_included = {*names} - included_in(chapters, read)
    if not texts:
        return _below_a_readme(not_included, beside, chapters)
    # A home page may have the metadata of the whole work.
    is_led = not heads or (len(heads) == 1 and heads[0] in home and not cites_works(read(heads[0])))
    if chapters and is_led and (not further or _cite_instead(chapters, further, read)):
        before = [*home, *(name for kind in (TITLE, BEFORE) for name in texts if is_called(name, kind))]
        behind = [name for name in texts for _, kind in LAST if is_called(name, kind)]
        told = report_omitted_texts([*map(PurePosixPath, further), *_untaken(not_included, chapters)])
        return ChosenTexts((*before, *chapters, *in_order(behind, order)), tuple(told))
    chosen = _chosen_beside(texts, heads, not_included, read, order)
    folder = folder_of(chapters[0]).rstrip("/") if chapters else ""
    hint = f"if the work is in that folder, build it: site-builder build {folder}" if folder else LISTED
    return ChosenTexts(chosen, tuple(report_omitted_texts(_unnamed(not_included - sources, chosen, read), hint)))


def _sources_of_others(texts: Collection[str]) -> set[str]:
    """The texts that R Markdown or Quarto turned into Markdown, which is used instead."""
    made = {PurePosixPath(name).stem for name in texts if name.endswith(".md")}
    return {name for name in texts if not name.endswith(".md") and PurePosixPath(name).stem in made}


def _citing_papers_below(names: Collection[str], read: ReadText) -> list[str]:
    """The papers in folders that cite works or name a bibliography."""
    papers = _works_below(names, PAPER)
    return [name for name in papers if cites_works(read(name)) or _names_bibliography(read(name), name)]


def _below_a_readme(names: Collection[str], beside: Collection[str], chapters: tuple[str, ...]) -> ChosenTexts:
    """The chapters, otherwise a text in a folder with the name of a work, otherwise the texts about the repository."""
    if chapters:
        return ChosenTexts(chapters, tuple(report_omitted_texts(_untaken(names, chapters))))
    if works := _works_below(names, WORKS):
        return ChosenTexts(tuple(works[:1]))
    return ChosenTexts(tuple(beside), tuple(_texts_below(names, [*beside])))


def _chosen_beside(
    texts: Sequence[str], heads: Sequence[str], names: Collection[str], read: ReadText, order: InOrder
) -> tuple[str, ...]:
    """The texts at the top that name a bibliography, otherwise all of them, with the texts that belong around them."""
    if any(map(is_numbered, heads)):
        # The first chapter of a thesis may name the bibliography of all that are numbered.
        heads = [name for name in texts if name in heads or is_numbered(name)]
    elif not any(split_front_matter(read(name), name, is_foreign=True).text.strip() for name in heads):
        # A file ahead of all texts may name their bibliography, but have no text.
        heads = []
    chosen = heads or texts
    around = edges_of(names) if any(map(is_numbered, chosen)) else []
    around += [name for name in names if name.partition("/")[0] in JEKYLL_FOLDERS and is_for_pages(name)]
    return in_order(_without_included([*chosen, *around], read), order)


def _unnamed(names: Collection[str], chosen: Collection[str], read: ReadText) -> list[PurePosixPath]:
    """The other texts, without those that the chosen ones include or link to, which other diagnostics cover."""
    said = "\n".join(map(read, chosen))
    others = (PurePosixPath(name) for name in sorted({*names}.difference(chosen)) if is_for_pages(name))
    return [path for path in others if path.name not in said]


def _without_included(texts: Collection[str], read: ReadText) -> list[str]:
    """The texts without those that others of them include; all texts if none would be left."""
    included = included_in(texts, read)
    return [text for text in texts if text not in included] or [*texts]


def included_in(texts: Collection[str], read: ReadText) -> set[str]:
    """The files that texts include, by paths from their own folder or from the project's."""
    named = [(folder_of(text), name) for text in texts for name in included_by(read(text))]
    return {normpath(f"{folder}{name}") for folder, name in named} | {
        normpath(name) for _, name in named if "/" in name
    }


def included_among(names: frozenset[str], texts: Collection[str], read: ReadText) -> list[str]:
    """Those of the files with these names that texts include, themselves or by way of others."""
    found: set[str] = set()
    further: Collection[str] = texts
    while further := included_in(further, read).intersection(names).difference(texts, found):
        found.update(further)
    return sorted(found)


def _untaken(names: Collection[str], chapters: Collection[str]) -> list[PurePosixPath]:
    """The texts in folders that are not chapters, except those in folders whose names no part of a work has."""
    paths = (name for name in sorted({*names}.difference(chapters)) if "/" in name and is_for_pages(name))
    return [PurePosixPath(name) for name in paths if not is_beside(name)]


def _is_beside_chapters(name: str) -> bool:
    return any(is_called(name, kind) for kind in (TITLE, BEFORE, PLACE_OF_REFERENCES, BEHIND, OF_THE_WORK))


def _cite_instead(chapters: Collection[str], beside: Collection[str], read: ReadText) -> bool:
    """Whether the chapters are the work, and not the texts beside them: they are more, and only they cite works.

    A text beside them with the name of a work is the work.
    """
    if len(chapters) <= len(beside) or any(PurePosixPath(name).stem.casefold() in WORKS for name in beside):
        return False
    return any(map(cites_works, map(read, chapters))) and not any(map(cites_works, map(read, beside)))


def _names_bibliography(text: str, name: str) -> bool:
    front_matter = split_front_matter(text, name, is_foreign=True).front_matter
    return any(node_at(front_matter, key) is not None for key in (*BIBLIOGRAPHIES, "references"))


def _works_below(names: Collection[str], called: Collection[str]) -> list[str]:
    """The texts in folders with one of these names, the highest folders first, and Markdown before its sources."""
    inside = [name for name in names if "/" in name and not is_hidden(name) and is_paper(name, called)]
    return sorted(inside, key=lambda name: (name.count("/"), not name.endswith(".md"), name))


def _further_papers(papers: Sequence[str]) -> Iterator[Diagnostic]:
    folder = folder_of(papers[0])
    if others := [name for name in papers if folder_of(name) != folder]:
        hint = f"to build it instead: site-builder build {folder_of(others[0]).rstrip('/')}"
        yield from report_omitted_texts([*map(PurePosixPath, others)], hint)


def _texts_below(names: Collection[str], beside: Sequence[str]) -> Iterator[Diagnostic]:
    """The diagnostic of a repository whose only text at the top is its README, though a folder has more texts."""
    if beside and (folder := folder_of_most_texts(names)):
        message = f"“{beside[0]}” is the only text in this folder, but there are more in “{folder}”."
        hint = f"if these are the work, build that folder: site-builder build {folder}"
        yield Diagnostic(Rule.NO_CONTENT, Location(beside[0], 1, 1), message, hint, Severity.WARNING)


def report_omitted_texts(paths: Sequence[PurePosixPath], hint: str = LISTED) -> Iterator[Diagnostic]:
    """The diagnostic of texts that become no pages."""
    if not paths:
        return
    others = "nor does another text" if len(paths) == 2 else f"nor do {len(paths) - 1} other texts"
    message = f"“{paths[0]}” gets no page{f', {others} in this folder' if paths[1:] else ''}."
    yield left_out(Location(str(paths[0]), 1, 1), message, hint)


def omitted_texts(texts: Collection[str], names: Collection[str], chosen: str = INPUT_FILES) -> Iterator[Diagnostic]:
    """The diagnostic of texts that become no pages, since they are beside listed texts but are not listed."""
    folders = {folder_of(text) for text in texts}
    paths = [PurePosixPath(name) for name in sorted({*names}.difference(texts)) if folder_of(name) in folders]
    paths = [path for path in paths if is_for_pages(str(path)) and path.name != SUMMARY]
    yield from report_omitted_texts(paths, f"add those that belong to the work to the {chosen}.")


def projects_around(texts: Collection[str], names: Collection[str]) -> Iterator[Diagnostic]:
    """The diagnostic of texts in the folder of a tool's project, whose settings count only if that folder is built."""
    for name in sorted(names):
        tool = next((tool for file, tool in SIGNS.items() if name.endswith(f"/{file}")), "")
        folder = name.rpartition("/")[0]
        if tool and any(text.startswith(f"{folder}/") for text in texts):
            message = f"These texts belong to a {tool} project in “{folder}”, but are read here without its settings."
            hint = f"build that folder: site-builder build {folder}"
            yield Diagnostic(Rule.NO_CONTENT, Location(name, 1, 1), message, hint, Severity.WARNING)
            return


def folder_of(path: str) -> str:
    """The folder of a file, with its slash; "" at the top."""
    return f"{path.rpartition('/')[0]}/" if "/" in path else ""
