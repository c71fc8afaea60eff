"""A regular expression to a pattern that is compiled on first use.

Compiling all patterns of the program takes as long as formatting the citations of a small review, which uses fewer than
half of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Final, cast

METHODS: Final = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def pattern(text: AnyStr, flags: re.RegexFlag | int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, but compiled on first use. Only the methods in `METHODS` and `pattern` are available.

    Raises re.error on first use if the text is no regular expression.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(text, flags))


class _LazyPattern:
    def __init__(self, text: str | bytes, flags: re.RegexFlag | int) -> None:
        self.pattern = text
        self._flags = flags


def _lazy_method(name: str) -> Callable[..., Any]:
    def ask(self: _LazyPattern, *given: Any, **named: Any) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        # From now on, calls go to the compiled pattern's own methods, at nearly no extra cost.
        for each in METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)(*given, **named)

    return ask


for _name in METHODS:
    setattr(_LazyPattern, _name, _lazy_method(_name))
