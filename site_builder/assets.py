"""A theme's scripts and style sheets to the same without comments and indentation."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

# The minifier would strip spaces inside template literals, which may nest, as if they were indentation.
TEMPLATE_LITERAL: Final = b"`"


def minified(path: PurePosixPath, data: bytes) -> bytes:
    """The file without comments and indentation if it is a style sheet, or a script without template literals.

    Any other file stays as it is.
    """
    if path.suffix == ".js" and TEMPLATE_LITERAL not in data:
        return bytes(jsmin(data)) + b"\n"
    return bytes(cssmin(data)) + b"\n" if path.suffix == ".css" else data
