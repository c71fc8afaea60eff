"""A theme's scripts and style sheets to the same without comments and indentation."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from rcssmin import cssmin
from rjsmin import jsmin

from site_builder.patterns import pattern

# What the minifier would misread: a template literal, in which it would strip spaces as if they were indentation, and a
# regular expression where it expects a division.
MISREAD: Final = pattern(
    rb"`|(?:=>|\b(?:await|case|delete|do|else|in|instanceof|of|throw|typeof|void|yield))\s*/(?![/*])"
)


def minified(path: PurePosixPath, data: bytes) -> bytes:
    """The file without comments and indentation if it is a style sheet, or a script that the minifier understands.

    Notices of a licence (`/*! … */`) stay, and any other file stays as it is.
    """
    if path.suffix == ".js" and not MISREAD.search(data):
        return bytes(jsmin(data, keep_bang_comments=True)) + b"\n"
    return bytes(cssmin(data, keep_bang_comments=True)) + b"\n" if path.suffix == ".css" else data
