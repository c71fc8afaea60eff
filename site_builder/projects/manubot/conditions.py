"""Conditions in Manubot's templates to the text of an ordinary build of the manuscript.

An undefined variable counts as false. Manubot's continuous integration defines more variables than a folder contains,
so text for only one of several versions of a manuscript is left out.
"""

from __future__ import annotations

import re
from typing import Final

from site_builder.model import YamlMap
from site_builder.patterns import pattern
from site_builder.projects.manubot.loops import value_of, value_text

TAG: Final = pattern(r"\{%[-+]?\s*(?P<word>raw|endraw|if|elif|else|endif)\b(?P<rest>[^%\n]{0,500}?)\s*[-+]?%\}")
TEST: Final = pattern(
    r"(?P<not>not\s+)?(?P<name>[A-Za-z_][\w.]{0,200})"
    r"(?:\s+is\s+(?P<unless>not\s+)?(?P<sort>defined|string|none)|\s*(?P<sign>==|!=)\s*(?P<quote>[\"'])(?P<text>[^\"']{0,200})(?P=quote))?"
)
DEEPEST: Final = 20


def with_conditions_met(text: str, metadata: YamlMap) -> str:
    """The text without the parts whose conditions do not hold, with as many lines as before.

    If a condition is unknown or not closed, the text stays as it is.
    """
    kept: list[str] = []
    at = 0
    # For each open condition: whether any of its branches has been met, and whether the current branch is shown
    open_now: list[tuple[bool, bool]] = []
    is_raw = False
    for tag in TAG.finditer(text):
        word = tag["word"]
        if is_raw or word in ("raw", "endraw"):
            is_raw = (is_raw or word == "raw") and word != "endraw"
            continue
        kept += (_shown(text[at : tag.start()], open_now), "\n" * tag[0].count("\n"))
        at = tag.end()
        if word == "if":
            holds = _holds(tag["rest"], metadata)
            if holds is None or len(open_now) == DEEPEST:
                return text
            open_now.append((holds, holds))
            continue
        if not open_now:
            return text
        was_met, _ = open_now.pop()
        if word == "endif":
            continue
        holds = True if word == "else" else _holds(tag["rest"], metadata)
        if holds is None:
            return text
        open_now.append((was_met or holds, holds and not was_met))
    return text if open_now else "".join((*kept, text[at:]))


def _shown(text: str, open_now: list[tuple[bool, bool]]) -> str:
    return text if all(is_shown for _, is_shown in open_now) else "\n" * text.count("\n")


def _holds(condition: str, metadata: YamlMap) -> bool | None:
    """Whether a condition holds; None if its form is unknown here."""
    held = []
    for either in re.split(r"\s+or\s+", condition.strip()):
        tests = [_test_holds(part, metadata) for part in re.split(r"\s+and\s+", either)]
        if None in tests:
            return None
        held.append(all(tests))
    return any(held)


def _test_holds(test: str, metadata: YamlMap) -> bool | None:
    found = TEST.fullmatch(test)
    if found is None:
        return None
    node = value_of(found["name"], metadata)
    value = value_text(found["name"], metadata)
    if found["sign"]:
        told = (value == found["text"]) is (found["sign"] == "==")
    elif found["sort"] in ("string", "none"):
        has_sort = not value if found["sort"] == "none" else node is not None and isinstance(node.value, str)
        told = has_sort is not bool(found["unless"])
    else:
        told = (found["name"] == "True" or bool(value)) is not bool(found["unless"])
    return told is not bool(found["not"])
