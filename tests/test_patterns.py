"""Patterns that are compiled when they are asked: they do what those of `re` do, and every one can be compiled."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from site_builder.patterns import pattern

EVERY = """
import pkgutil, re, sys, site_builder.patterns
compile, made, others = re.compile, [], []

def promise(text, flags=0):
    made.append(text)
    return compile(text, flags)

def at_once(text, flags=0):
    module = sys._getframe(1).f_globals["__name__"]
    if module.startswith("site_builder"):
        others.append(module)
    return compile(text, flags)

site_builder.patterns.pattern, re.compile = promise, at_once
for module in pkgutil.walk_packages(site_builder.__path__, "site_builder."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
print(len(made), *others)
"""


def test_a_pattern_does_what_re_makes_of_it() -> None:
    word, same = pattern(r"(?P<first>\w)\w*", re.ASCII), re.compile(r"(?P<first>\w)\w*", re.ASCII)
    for _ in range(2):
        assert word.sub(r"\1.", "Jean Luc") == "J. L."
        found = word.match("été!") or word.search("été!")
        assert found is not None
        assert found["first"] == "t"
    assert word.findall("one two") == same.findall("one two")
    assert word.pattern == same.pattern
    assert pattern(rb"\d+").split(b"a1b") == [b"a", b"b"]


def test_an_invalid_pattern_raises_an_error_on_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_pattern_of_the_program_can_be_compiled_and_none_is_while_it_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", EVERY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made, *others = done.stdout.split()
    assert int(made) > 400
    assert others == []
