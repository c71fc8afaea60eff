"""The rules as the table of docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from site_builder.diagnostics.rules import GROUPS, Rule, Severity

INTRODUCTION: Final = """\
# Rules

Everything that `site-builder check` can tell, by the name that stands in brackets behind each message. The names are
permanent. This page is what `site-builder rules` prints; a test holds it to be so.

An **error** fails every build, a **warning** fails a build with `--strict`, and **advice** fails none and is shown only
with `--advice`. A review sets the severity of any rule in its `review.yaml`, `off` to silence it:

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
