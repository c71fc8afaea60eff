"""The rules as the table of docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.diagnostics.rules import GROUPS, Rule, Severity

INTRODUCTION: Final = """\
# Rules

Everything that `site-builder check` can report. Each message ends with the name of its rule in square brackets: look
for that name here. Names never change. This page is the output of `site-builder rules`.

An **error** fails every build. A **warning** fails only a build with `--strict`. **Advice** never fails a build, and is
shown only with `--advice`. In `review.yaml` you can change the severity of any rule, or turn it `off`:

```yaml
rules:
  missing-year: error
  unlisted-keyword: off
```"""

CHOICES: Final = (*(severity.value for severity in Severity), "off")


def rules_page() -> str:
    """The page about all rules, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    for rule in Rule:
        if rule in GROUPS:
            yield from ("", f"## {GROUPS[rule]}", "", "| Rule | Severity | What is wrong |", "|---|---|---|")
        yield f"| `{rule.name_}` | {rule.severity.value} | {rule.meaning} |"
