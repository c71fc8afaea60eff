"""A folder's files to its layout, and a text to the same text with everything that it includes.

Most projects are our own reviews, whose texts include nothing. So the modules for other tools' projects are loaded only
when they are needed.
"""

from __future__ import annotations

from collections.abc import Callable

from site_builder.diagnostics import Diagnostic
from site_builder.inclusions import may_show_more
from site_builder.project_paths import CONTENT
from site_builder.projects.kinds import Kind, kind_of
from site_builder.projects.layout import Layout, Order
from site_builder.projects.project_texts import LONGEST, AssembledText, ProjectTexts


def read_layout(
    names: frozenset[str], read: Callable[[str], str], order: Callable[[str], Order]
) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """The layout of the folder with these files. `read` returns the text of a file, `order` a file name's sort key."""
    kind = kind_of(names)
    if kind is Kind.REVIEW:
        root = f"{CONTENT}/"
        return Layout(kind, root=root if any(name.startswith(root) for name in names) else ""), ()
    from site_builder.projects.foreign_layouts import read_foreign_layout

    return read_foreign_layout(kind, names, read, order)


def assemble(path: str, project_texts: ProjectTexts) -> AssembledText:
    """The text of a file with everything that it includes, below what its front matter shows, such as an abstract."""
    text = project_texts.read(path)
    if len(text) > LONGEST or not (project_texts.layout.is_foreign or may_show_more(text)):
        return AssembledText(text)
    from site_builder.projects.text_assembly import assembled_text

    return assembled_text(path, text, project_texts)
