"""A project's text to its front matter and the text below it, as the project's tool reads them."""

from __future__ import annotations

from site_builder.markdown import Parts, split_front_matter
from site_builder.projects.kinds import Kind


def split_text(text: str, path: str, kind: Kind) -> Parts:
    """The parts of a text in a project of some kind. In MyST, a line that begins with a percent sign is a comment."""
    is_foreign, has_title_block = kind is not Kind.REVIEW, kind is not Kind.MYST
    return split_front_matter(text, path, is_foreign=is_foreign, has_title_block=has_title_block)
