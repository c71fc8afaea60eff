"""Texts of another tool's project to the files that they show or link to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from urllib.parse import unquote

from site_builder.addresses import folders_above
from site_builder.contract import STATIC
from site_builder.model import Document, LocalImage, LocalLink


def linked_files(documents: Collection[Document], names: Iterable[str], root: str) -> tuple[str, ...]:
    """Those of the files with these names, by their paths below the root; whatever else lies there is left alone."""
    known = set(names)
    texts = {document.path for document in documents}
    found: dict[str, None] = {}
    for document in documents:
        folders = [folder for folder in folders_above(document.path) if f"{folder}/".startswith(root)]
        for part in (part for body in (document.title, document.body, *document.notes) for part in body):
            link = part.link if isinstance(part, LocalImage) else part
            if isinstance(link, LocalLink):
                target = unquote(re.split("[?#]", link.target, maxsplit=1)[0])
                for start in (root, f"{root}{STATIC}") if target.startswith("/") else folders:
                    path = posixpath.normpath(posixpath.join(start, target.lstrip("/")))
                    if path in known and path not in texts and path.startswith(root):
                        found[path.removeprefix(root)] = None
                        break
    return tuple(found)
