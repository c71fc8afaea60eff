"""A script to the same script without comments and indentation, as readers fetch it."""

from __future__ import annotations

from typing import Final

from rjsmin import jsmin

# Within template literals, which may nest, the library takes spaces for indentation.
TEMPLATE_LITERAL: Final = b"`"


def minified(script: bytes) -> bytes:
    return script if TEMPLATE_LITERAL in script else bytes(jsmin(script)) + b"\n"
