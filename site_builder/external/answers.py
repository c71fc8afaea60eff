"""Outcomes of former checks, kept in a file that may be deleted at any time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from site_builder.external.manners import Outcome, Verdict
from site_builder.sources import KEPT, keep_file

FILE: Final = "links.json"
# A good link stays good for a while; a bad one may be mended tomorrow. An unreached host gives no answer to keep.
LASTING: Final = {
    Verdict.FINE: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    Verdict.DEAD: timedelta(days=1),
    Verdict.UNKNOWN_DOI: timedelta(days=1),
    Verdict.UNJUDGED: timedelta(days=1),
}


def kept_outcomes(project: Path, now: datetime) -> dict[str, tuple[Outcome, datetime]]:
    """The outcomes that still hold, each with its time. An unreadable file gives none."""
    try:
        records = json.loads((project / KEPT / FILE).read_bytes())["links"]
        found = {address: _read(record) for address, record in records.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {
        address: (outcome, moment)
        for address, (outcome, moment) in found.items()
        if timedelta() <= now - moment < LASTING.get(outcome.verdict, timedelta())
    }


def _read(record: Mapping[str, str]) -> tuple[Outcome, datetime]:
    outcome = Outcome(Verdict(record["verdict"]), str(record["why"]), str(record["final"]))
    return outcome, datetime.fromisoformat(record["at"]).astimezone(UTC)


def keep_outcomes(project: Path, outcomes: Mapping[str, tuple[Outcome, datetime]]) -> None:
    records = {
        address: {
            "verdict": outcome.verdict.value,
            "why": outcome.why,
            "final": outcome.final,
            "at": moment.isoformat(timespec="seconds"),
        }
        for address, (outcome, moment) in sorted(outcomes.items())
        if outcome.verdict in LASTING
    }
    text = json.dumps({"links": records}, ensure_ascii=False, indent=1) + "\n"
    keep_file(project, FILE, text.encode())
