"""A node's format, and what surrounds the node, to the marks around its text.

An author's italics become upright within italics, and quotation marks alternate within each other.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from site_builder.csl.punctuation import Mark
from site_builder.csl.tree import Format, Node, plain
from site_builder.frozen import frozen


@frozen
class Typography:
    """A locale's quotation marks: the outer pair, the inner pair, and whether commas and full stops go inside."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_in_quote: bool = False


@frozen
class Around:
    """The formatting that surrounds a node."""

    marks: tuple[Mark, ...] = ()
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    quoted: bool = False
    in_level: bool = False

    def with_mark(self, mark: Mark) -> Around:
        return Around((*self.marks, mark), self.italic, self.bold, self.small_caps, self.quoted, self.in_level)

    def within_level(self) -> Around:
        return Around(self.marks, self.italic, self.bold, self.small_caps, self.quoted, True)


@frozen
class OutputOptions:
    """What the output should be like."""

    typography: Typography
    blocks: bool
    links: bool


_SPAN_END = "</span>"


def _marked(attribute: str, value: str) -> Mark:
    """A formatting attribute of CSL (1.0.2, “Formatting”) as a class, since pages mostly refuse inline styles."""
    return Mark(f'<span class="csl-{attribute}-{value}">', _SPAN_END)


def _font_marks(format: Format, around: Around) -> tuple[list[Mark], Around]:
    """The marks of a node's fonts, outermost first: weight, then variant, then style, as citeproc-js nests them."""
    marks: list[Mark] = []
    italic, bold, small_caps = around.italic, around.bold, around.small_caps
    if format.font_style:
        wanted = format.font_style in ("italic", "oblique")
        if wanted and italic and format.flips:
            marks.append(_marked("font-style", "normal"))
            italic = False
        elif wanted:
            marks.append(Mark("<i>", "</i>") if format.font_style == "italic" else _marked("font-style", "oblique"))
            italic = True
        elif italic:
            marks.append(_marked("font-style", "normal"))
            italic = False
    if format.font_variant:
        wanted = format.font_variant == "small-caps"
        if wanted and small_caps and format.flips:
            marks.append(_marked("font-variant", "normal"))
            wanted = False
        elif wanted or small_caps:
            marks.append(_marked("font-variant", format.font_variant))
        small_caps = wanted
    if format.font_weight:
        wanted = format.font_weight == "bold"
        if wanted and bold and format.flips:
            marks.append(_marked("font-weight", "normal"))
            bold = False
        elif wanted:
            marks.append(Mark("<b>", "</b>"))
            bold = True
        elif format.font_weight == "light":
            marks.append(_marked("font-weight", "light"))
        elif bold:
            marks.append(_marked("font-weight", "normal"))
            bold = False
    return marks[::-1], Around(around.marks, italic, bold, small_caps, around.quoted, around.in_level)


def _has_italics(text: str) -> bool:
    """Whether a text is in a script with italics: Chinese, Japanese and Korean have none."""
    if text.isascii():
        return True
    letters = [character for character in text if character.isalpha()]
    return not letters or any(character < "\u1100" or "\ud7ff" < character < "\uf900" for character in letters)


def inside(tree: Node, format: Format, around: Around, wanted: OutputOptions) -> Around:
    """What surrounds the content of a node of this format."""
    typography = wanted.typography
    if format.font_style and not _has_italics(plain(tree)):
        format = replace(format, font_style="")
    marks, within = _font_marks(format, around)
    if format.text_decoration == "underline":
        marks.insert(0, _marked("text-decoration", "underline"))
    if format.vertical_align in ("sup", "sub"):
        marks.insert(0, Mark(f"<{format.vertical_align}>", f"</{format.vertical_align}>"))
    if format.display and wanted.blocks and not around.in_level:
        marks.insert(0, Mark(f'<div class="csl-{format.display}">', "</div>"))
    if format.link and wanted.links:
        marks.append(Mark(f'<a href="{escape(format.link)}">', "</a>"))
    quoted = within.quoted
    pair = left, right = format.typed_quotes[:1], format.typed_quotes[1:]
    # CSL's own tests keep single quotes that are not within others, as the author may mean them.
    is_meant = pair == typography.inner and left == "‘" and not any(mark.left for mark in around.marks)
    if left and (is_meant or pair not in (typography.outer, typography.inner)):
        marks.insert(0, Mark(left=left, right=right))
        quoted = left not in (typography.inner[0], "‘")
    elif format.quotes or format.typed_quotes:
        left, right = typography.inner if quoted else typography.outer
        marks.insert(0, Mark(left=left, right=right))
        quoted = not quoted
    return Around((*around.marks, *marks), within.italic, within.bold, within.small_caps, quoted, within.in_level)
