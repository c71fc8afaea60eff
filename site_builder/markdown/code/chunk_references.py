"""The code of a document's chunks by their labels to code in which other chunks stand, as knitr writes it out.

`<<label>>` on a line by itself, or the option `ref.label` of an empty chunk, stands for the code of that chunk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from site_builder.patterns import pattern

REFERENCE: Final = pattern(r"^([ \t]*)<<([^<>\n]{1,200})>>[ \t]*$", re.MULTILINE)
DEEPEST: Final = 10
# How many characters all references of a document may bring
LONGEST: Final = 200_000


class ChunkReferences:
    def __init__(self, code_of: Mapping[str, str]) -> None:
        self._code_of = code_of
        self._left = LONGEST

    def code_named(self, label: str) -> str:
        """The code of the chunk with this label; "" if there is none."""
        return self._counted("", self._code_of.get(label, ""))

    def written_out(self, code: str) -> str:
        """The code with the chunks that it refers to. Unknown labels stay, and so does what would have no end."""
        written, left = code, self._left

        def indented(found: re.Match[str]) -> str:
            nonlocal left
            named = self._code_of.get(found[2].strip())
            if named is None or left < 0:
                return found[0]
            lines = named.rstrip("\n").split("\n")
            left -= len(named) + len(lines) * len(found[1])
            return found[0] if left < 0 else "\n".join(f"{found[1]}{line}" for line in lines)

        for _ in range(DEEPEST):
            before, written = written, REFERENCE.sub(indented, written)
            if left < 0:
                break
            if written == before:
                return self._counted(code, written)
        return code

    def _counted(self, before: str, after: str) -> str:
        more = len(after) - len(before)
        if more > self._left:
            return before
        self._left -= max(more, 0)
        return after
