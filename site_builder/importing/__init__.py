"""Exports of reference managers and databases to entries of a bibliography."""

from site_builder.importing.adding import Fate, Imported, Outcome, add_drafts
from site_builder.importing.formats import ImportedEntry, read_export

__all__ = ["Fate", "Imported", "ImportedEntry", "Outcome", "add_drafts", "read_export"]
