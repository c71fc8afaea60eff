"""The chosen texts of a Jekyll site to those that it publishes, and diagnostics of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import PurePosixPath

from site_builder.diagnostics import Diagnostic, left_out
from site_builder.markdown import split_front_matter
from site_builder.model import YamlNode
from site_builder.projects.kinds import JEKYLL_FILE, JEKYLL_FOLDERS, files_of_jekyll, is_hidden, is_text
from site_builder.projects.texts.manuscripts import ChosenTexts, report_omitted_texts
from site_builder.yaml_values import node_at, pairs_of, yes_or_no


def published(
    chosen: ChosenTexts,
    names: Collection[str],
    read: Callable[[str], str],
    value: Callable[[str], YamlNode | None],
) -> ChosenTexts:
    """The texts without those of a Jekyll site that are not published. `value` reads a file in YAML."""
    unpublished = {text: told for text in chosen.texts for told in _unpublished(text, names, read)}
    sites = [name for name in sorted(names) if name.endswith(JEKYLL_FILE) and name in files_of_jekyll(name)]
    told = (*unpublished.values(), *(each for site in sites for each in _of_collections(site, names, value)))
    if not told:
        return chosen
    texts = tuple(text for text in chosen.texts if text not in unpublished)
    return chosen._replace(texts=texts, diagnostics=(*chosen.diagnostics, *told))


def _unpublished(text: str, names: Collection[str], read: Callable[[str], str]) -> Iterator[Diagnostic]:
    if not any(file in names for file in files_of_jekyll(text)):
        return
    stated = node_at(split_front_matter(read(text), text, is_foreign=True).front_matter, "published")
    if stated and yes_or_no(stated) is False:
        message = "This text is not published, so it is left out."
        yield left_out(stated.location, message, "when it is ready, remove “published: false”.")


def _of_collections(site: str, names: Iterable[str], value: Callable[[str], YamlNode | None]) -> Iterator[Diagnostic]:
    """The diagnostic of the texts in each folder of which Jekyll makes pages because its settings say so."""
    top = site.removesuffix(JEKYLL_FILE)
    for name, settings in pairs_of(node_at(pairs_of(value(site)), "collections")).pairs:
        folder = f"{top}_{name}/"
        if yes_or_no(node_at(pairs_of(settings), "output")) and f"_{name}" not in JEKYLL_FOLDERS:
            inside = sorted(each for each in names if each.startswith(folder) and is_text(each))
            shown = [PurePosixPath(each) for each in inside if not is_hidden(each.removeprefix(folder))]
            yield from report_omitted_texts(
                shown, f"move those that belong to the work into {top}{JEKYLL_FOLDERS[1]}/."
            )
