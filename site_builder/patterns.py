"""A regular expression to a pattern that is compiled when it is first asked for something.

To compile all patterns of the program takes as long as to format the citations of a small review, which asks for less
than half of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: re.RegexFlag | int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of it, at first only promised: it serves wherever a pattern's own methods are called.

    re.error: it is no regular expression, which is seen only when it is asked.
    """
    return cast("re.Pattern[AnyStr]", _Promise(text, flags))


class _Promise:
    def __init__(self, text: str | bytes, flags: re.RegexFlag | int) -> None:
        self._given: tuple[Any, re.RegexFlag | int] = text, flags

    @cached_property
    def _kept(self) -> re.Pattern[Any]:
        return re.compile(*self._given)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._kept, name)
        # The next time, it is the promise's own, as quick as a pattern's.
        setattr(self, name, found)
        return found
