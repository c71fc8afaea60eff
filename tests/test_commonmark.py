"""CommonMark's own tests: those pass that are not listed with a reason, and those listed fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.commonmark import MISSING, examples, failures

LISTED = Path(__file__).parent / "commonmark_failures.yaml"


@pytest.mark.skipif(not examples(), reason=MISSING)
def test_only_the_listed_examples_fail() -> None:
    failing = set(failures())
    listed = {number for numbers in yaml.safe_load(LISTED.read_text(encoding="utf-8")).values() for number in numbers}
    assert sorted(failing - listed) == [], "these fail and are not listed"
    assert sorted(listed - failing) == [], "these are listed and pass: take them off the list"


def test_every_listed_failure_has_a_reason() -> None:
    reasons = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    assert all(len(reason.split()) > 4 for reason in reasons)
