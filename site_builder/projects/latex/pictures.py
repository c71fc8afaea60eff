r"""The names of LaTeX's pictures without endings, `\includegraphics{figures/map}`, to those of their files.

If there are several files, one that browsers can show as an image is preferred.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from typing import Final

from site_builder.markdown.raw.latex_figures import PICTURE
from site_builder.projects.lines.source_lines import Line, with_text

ENDS: Final = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".eps")


def with_picture_suffixes(lines: Sequence[Line], path: str, names: Collection[str]) -> list[Line]:
    folder = posixpath.dirname(path)

    def ended(found: re.Match[str]) -> str:
        written = found[1].strip()
        ways = [posixpath.normpath(posixpath.join(way, written)) for way in (folder, "")]
        if any(way in names for way in ways):
            return found[0]
        end = next((end for end in ENDS if any(f"{way}{end}" in names for way in ways)), "")
        opening = found[0][: found.start(1) - found.start()]
        return f"{opening}{written}{end}}}"

    return with_text(lines, "\\includegraphics", lambda text: PICTURE.sub(ended, text))
