"""The CSL project's processor tests: those pass that are not listed with a reason, and those listed fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.csl_suite import failures

HERE = Path(__file__).parent
SUITE = HERE.parent.parent / "shared" / "csl" / "suite.json"
LISTED = HERE / "csl_suite_failures.yaml"


@pytest.mark.skipif(not SUITE.exists(), reason=f"the CSL project's tests are not here: {SUITE} is missing")
def test_only_the_listed_tests_fail() -> None:
    failing = set(failures(json.loads(SUITE.read_text(encoding="utf-8"))))
    listed = set(yaml.safe_load(LISTED.read_text(encoding="utf-8")))
    assert sorted(failing - listed) == [], "these fail and are not listed"
    assert sorted(listed - failing) == [], "these are listed and pass: take them off the list"


def test_every_listed_failure_has_a_reason() -> None:
    reasons = yaml.safe_load(LISTED.read_text(encoding="utf-8"))
    assert all(isinstance(reason, str) and len(reason.split()) > 4 for reason in reasons.values())
