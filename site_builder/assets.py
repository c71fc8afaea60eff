"""A theme's scripts and style sheets to the same without comments and indentation, as readers fetch them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

# Within template literals, which may nest, the library takes spaces for indentation.
TEMPLATE_LITERAL: Final = b"`"


def minified(path: PurePosixPath, data: bytes) -> bytes:
    """What is neither a script nor a style sheet, and a script with template literals, stays as it is."""
    if path.suffix == ".js" and TEMPLATE_LITERAL not in data:
        return bytes(jsmin(data)) + b"\n"
    return bytes(cssmin(data)) + b"\n" if path.suffix == ".css" else data
