"""A regular expression to a pattern that is compiled when it is first asked for something.

To compile all patterns of the program takes as long as to format the citations of a small review, which asks for less
than half of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Final, cast

ASKED: Final = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def pattern(text: AnyStr, flags: re.RegexFlag | int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of it, at first only promised: it serves wherever a pattern's own methods are called.

    re.error: it is no regular expression, which is seen only when it is asked.
    """
    return cast("re.Pattern[AnyStr]", _Promise(text, flags))


class _Promise:
    def __init__(self, text: str | bytes, flags: re.RegexFlag | int) -> None:
        self.pattern = text
        self._flags = flags


def _asking(name: str) -> Callable[..., Any]:
    def ask(self: _Promise, *given: Any, **named: Any) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        # The next time, they are the promise's own, nearly as quick as the pattern's.
        for each in ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)(*given, **named)

    return ask


for _name in ASKED:
    setattr(_Promise, _name, _asking(_name))
