"""A bibliography in any format to references: one reader of each format serves builds and imports."""

from site_builder.bibliographies.citation_keys import Keys, citable, keepable, with_key
from site_builder.bibliographies.csl_files import read_csl_nodes
from site_builder.bibliographies.encodings import decode_any, is_shifted
from site_builder.bibliographies.formats import SUFFIXES, is_bibtex, read_references, reader_by_content, with_own_keys
from site_builder.bibliographies.records import ReadReferences
from site_builder.bibliographies.unreadable_texts import BIBTEX, EXPORT, recognised_format, stray_records

__all__ = [
    "BIBTEX",
    "EXPORT",
    "SUFFIXES",
    "Keys",
    "ReadReferences",
    "citable",
    "decode_any",
    "is_bibtex",
    "is_shifted",
    "keepable",
    "read_csl_nodes",
    "read_references",
    "reader_by_content",
    "recognised_format",
    "stray_records",
    "with_key",
    "with_own_keys",
]
