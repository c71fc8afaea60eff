"""A folder's files to its layout, and a text to the same with all that it includes.

Most projects are reviews of ours, whose texts include nothing: the modules that know other tools' projects are
loaded for these.
"""

from __future__ import annotations

from collections.abc import Callable

from site_builder.contract import CONTENT
from site_builder.diagnostics import Diagnostic
from site_builder.inclusions import may_show_more
from site_builder.projects.kinds import Kind, kind_of
from site_builder.projects.layout import Layout, Order
from site_builder.projects.library import LONGEST, Assembled, Library


def read_layout(
    names: frozenset[str], read: Callable[[str], str], order: Callable[[str], Order]
) -> tuple[Layout, tuple[Diagnostic, ...]]:
    """What the folder with these files is; `read` gives the text of one, `order` what file names are sorted by."""
    kind = kind_of(names)
    if kind is Kind.REVIEW:
        root = f"{CONTENT}/"
        return Layout(kind, root=root if any(name.startswith(root) for name in names) else ""), ()
    from site_builder.projects.reading import read_foreign_layout

    return read_foreign_layout(kind, names, read, order)


def assemble(path: str, library: Library) -> Assembled:
    """The text of a file with all that it includes, and with what its front matter shows ahead of it."""
    text = library.read(path)
    if len(text) > LONGEST or not (library.layout.is_foreign or may_show_more(text)):
        return Assembled(text)
    from site_builder.projects.assembling import with_included

    return with_included(path, text, library)
