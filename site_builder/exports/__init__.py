"""References and studies to files that other programs read."""

from site_builder.exports.bibliographies import export_references, references_text
from site_builder.exports.tables import studies_csv, studies_json

__all__ = ["export_references", "references_text", "studies_csv", "studies_json"]
