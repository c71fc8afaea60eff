"""A CSL style, a locale, references and citations to formatted citations and a bibliography."""

from site_builder.csl.context import Disambiguation
from site_builder.csl.review import Formatter
from site_builder.csl.style import Locales, Style, read_locale, read_style
from site_builder.csl.works import Apart

__all__ = ["Apart", "Disambiguation", "Formatter", "Locales", "Style", "read_locale", "read_style"]
