"""A folder's files to the texts that its author gives pandoc, or would give it, in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_builder.frozen import frozen
from site_builder.markdown import split_front_matter
from site_builder.model import YamlMap, YamlNode
from site_builder.projects import quarto
from site_builder.projects.kinds import is_paper
from site_builder.projects.layout import Order
from site_builder.projects.texts.chapters import cites_works, is_numbered
from site_builder.projects.texts.hugo import site_of_hugo
from site_builder.projects.texts.jekyll import published
from site_builder.projects.texts.manuscripts import (
    ChosenTexts,
    choose_texts,
    included_in,
    omitted_texts,
    projects_around,
)
from site_builder.projects.texts.mkdocs import site_of
from site_builder.projects.texts.readmes import order_in_readme
from site_builder.projects.texts.recipes import Recipe, ordered_by, texts_in_recipes
from site_builder.projects.texts.summaries import SUMMARY, book_metadata, chapters_of_summary


@frozen
class PandocChoice:
    """Chooses among the files with these names.

    `read` returns the text of a file, `value` the content of one in YAML or TOML, `order` a file name's sort key.
    """

    names: frozenset[str]
    read: Callable[[str], str]
    value: Callable[[str], YamlNode | None]
    order: Callable[[str], Order]

    def texts(self, given: tuple[str, ...]) -> ChosenTexts:
        """The texts that pandoc is given; otherwise those in a list of chapters, or those that seem to be the work."""
        if given:
            return ChosenTexts(given, tuple(omitted_texts(given, self.names)))
        if site := site_of_hugo(self.names, self.read, self.value):
            heads = {
                text: split_front_matter(self.read(text), text, is_foreign=True).front_matter for text in site.chapters
            }
            drafts = quarto.drafts_among(heads, YamlMap())
            shown = tuple(text for text in site.chapters if text not in drafts)
            return ChosenTexts(shown, tuple(drafts.values()), site.chapters, site.metadata)
        chapters, missing = chapters_of_summary(self.names, self.read)
        if chapters:
            chosen = self._chapters(chapters, f"list in {SUMMARY}", book_metadata(self.names, self.value))
            return chosen._replace(diagnostics=(*missing, *chosen.diagnostics))
        chosen = choose_texts(self.names, self.read, self.order)
        recipe = texts_in_recipes(self.names, self.read, self.order)
        is_one_paper = len(chosen.texts) == 1 and is_paper(chosen.texts[0])
        site = None if is_one_paper else site_of(chosen.texts, self.names, self.value)
        if site:
            chosen = chosen._replace(metadata=site.metadata)
        if site and site.chapters:
            chosen = self._chapters(site.chapters, "nav of mkdocs.yml", site.metadata)
        elif in_its_order := ordered_by(recipe, chosen.texts) or self._instead_of(chosen.texts, recipe):
            chosen = ChosenTexts(in_its_order, tuple(omitted_texts(in_its_order, self.names, f"list in {recipe.path}")))
        elif not all(map(is_numbered, chosen.texts)):
            by_readme = ordered_by(order_in_readme(chosen.texts, self.names, self.read), chosen.texts)
            # A README may list only a few of them.
            chosen = chosen._replace(texts=by_readme) if len(by_readme) == len(chosen.texts) else chosen
        chosen = chosen._replace(diagnostics=(*chosen.diagnostics, *projects_around(chosen.texts, self.names)))
        return published(chosen, self.names, self.read, self.value)

    def _instead_of(self, texts: tuple[str, ...], recipe: Recipe) -> tuple[str, ...]:
        """The texts in a recipe, if the only text that was found seems to be about the repository; () otherwise."""
        is_about = len(texts) < 2 and not any(is_paper(text) or cites_works(self.read(text)) for text in texts)
        if not is_about:
            return ()
        return recipe.texts or texts_in_recipes(self.names, self.read, self.order, fewest=1).texts

    def _chapters(self, parts: Mapping[str, str], listed_in: str, said: YamlMap) -> ChosenTexts:
        """The chapters of a list with their parts."""
        others = self.names - included_in(parts, self.read)
        return ChosenTexts(tuple(parts), tuple(omitted_texts(parts, others, listed_in)), parts, said)
