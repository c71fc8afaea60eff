"""What a project says of itself to how all its texts are read."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from site_builder.frozen import frozen
from site_builder.markdown.citing.locators import LABEL_OF, Labels
from site_builder.markdown.code.defaults import ChunkOptions
from site_builder.mathematics import Macros
from site_builder.model import RawHtml


@frozen
class Dialect:
    """How texts are read. `smart` makes typographic quotation marks and dashes.

    `locators` are the words that begin locators. `is_foreign` says that texts were written for another tool,
    `number_sections` that their headings have places for numbers. `chunk_options` are defaults for chunks of code,
    `macros` hold in all mathematics. If it `is_of_quarto`, Quarto's rules hold for R Markdown, too. `numbers_first`
    says that the first of several headings of level 1 has a number like the others, so that it is not the title.
    """

    raw_html: RawHtml = RawHtml.ALLOW
    smart: bool = True
    locators: Labels = field(default_factory=lambda: LABEL_OF, hash=False)
    is_foreign: bool = False
    number_sections: bool = False
    chunk_options: ChunkOptions = ()
    macros: Macros = ()
    is_of_quarto: bool = False
    numbers_first: bool = False


OUR_OWN: Final = Dialect()
