"""The titles and captions in MyST's index to the words of links that lead there, in Markdown."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from site_builder.markdown.lone_brackets import with_lone_brackets_escaped
from site_builder.patterns import pattern
from site_builder.projects.myst.index import Index
from site_builder.projects.myst.roles import roles_in_markdown

NOTE_OR_LINK: Final = pattern(
    r"\[\^[^\[\]]{1,100}\]|\^\[[^\[\]]{1,1000}\]"
    r"|!?\[(?P<words>[^\[\]]{0,300})\](?:\((?:<[^<>]{1,500}>|[^\s()<>]{1,500})\)|\{[^{}]{0,300}\})"
)
# Without its own place, a caption would cite once more wherever it is said.
CITATION: Final = pattern(
    r"[\s,]{0,9}(?:\[[^\[\]@]{0,300}@[^\[\]]{1,1000}\]"
    r"|(?<![\w.-])-?@(?:\{[^{}]{1,500}\}|\w(?:[\w:./+-]{0,200}\w)?)(?: \[[^\[\]]{0,300}\])?)"
)


def with_titles_in_markdown(index: Index) -> Index:
    """The index with titles that may be the words of links, so they have no notes and no links."""
    without_others = Index(is_of_mystmd=index.is_of_mystmd)

    def words(title: str) -> str:
        said = NOTE_OR_LINK.sub(lambda found: found["words"] or "", roles_in_markdown(title, "", without_others))
        return with_lone_brackets_escaped(said).strip()

    targets = {
        label: target._replace(title=words(target.title), caption=CITATION.sub("", words(target.caption)))
        for label, target in index.targets.items()
    }
    titles = {text: words(title) for text, title in index.titles.items()}
    headings = {identifier: words(title) for identifier, title in index.headings.items()}
    return replace(index, targets=targets, titles=titles, headings=headings)
