"""Manubot's manuscripts to Markdown: their texts, the tags that these define, and the values of their templates."""

from site_builder.projects.manubot.front import is_spoken, templates_among
from site_builder.projects.manubot.manuscript import filled, list_texts, manual_references, tags_of, without_tags

__all__ = ["filled", "is_spoken", "list_texts", "manual_references", "tags_of", "templates_among", "without_tags"]
