"""A CSL style, a locale, references and citations to formatted citations and a bibliography."""

from site_builder.csl.cited_works import NumberedDisambiguation
from site_builder.csl.context import Disambiguation
from site_builder.csl.formatter import Formatter
from site_builder.csl.style import Locales, Style, read_locale, read_style

__all__ = ["Disambiguation", "Formatter", "Locales", "NumberedDisambiguation", "Style", "read_locale", "read_style"]
