"""A site's links to other sites to those that lead nowhere, have moved, or could not be judged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from site_builder.diagnostics import NOWHERE, Diagnostic, Location, Rule
from site_builder.external.attempts import Attempts
from site_builder.external.http_request import requestable_address
from site_builder.external.link_gathering import gather_addresses
from site_builder.external.request_policy import Outcome, RequestPolicy, Verdict
from site_builder.model import Files
from site_builder.source_writing import KEPT, keep_file

IN_A_BROWSER: Final = "open it in a browser."
NO_ADDRESS: Final = Outcome(Verdict.DEAD, "it is no address of the web")
FILE: Final = "links.json"
# A good link stays good for a while; a bad one may be mended tomorrow. An unreached host gives no answer to keep.
LASTING: Final = {
    Verdict.FINE: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    Verdict.DEAD: timedelta(days=1),
    Verdict.UNKNOWN_DOI: timedelta(days=1),
    Verdict.UNJUDGED: timedelta(days=1),
}


def check_external(
    files: Files,
    site: Files,
    project: Path,
    request_policy: RequestPolicy,
    is_fresh: bool = False,
    base_url: str | None = None,
) -> tuple[Diagnostic, ...]:
    """Check the links to other sites. Answers are kept in the project, and used again while they hold."""
    places = gather_addresses(files, site, base_url)
    now = datetime.now(UTC)
    kept = {} if is_fresh else kept_outcomes(project, now)
    outcomes = {address: kept[address][0] for address in places if address in kept}
    outcomes |= {address: NO_ADDRESS for address in places if not requestable_address(address)}
    tried = Attempts(request_policy)
    try:
        tried.all(address for address in places if address not in outcomes)
    finally:
        new = {address: (outcome, now) for address, outcome in tried.outcomes.items()}
        if new and not tried.is_offline:
            # Where nothing can be kept, the links are tried again the next time.
            with suppress(OSError):
                keep_outcomes(project, {**kept, **new})
    outcomes |= {} if tried.is_offline else tried.outcomes
    unreached = (offline_diagnostic(len(places) - len(outcomes)),) if tried.is_offline else ()
    return (*unreached, *link_diagnostics(places, outcomes, request_policy))


def offline_diagnostic(number: int) -> Diagnostic:
    links = "The one link" if number == 1 else f"None of the {number} links"
    what = "to another site that is left to try could not be tried" if number == 1 else "to other sites could be tried"
    message = f"{links} {what}: the internet cannot be reached from here."
    return Diagnostic(Rule.NO_NETWORK, NOWHERE, message, "try again with a network connection.")


def link_diagnostics(
    places: Mapping[str, Sequence[Location]], outcomes: Mapping[str, Outcome], request_policy: RequestPolicy
) -> Iterator[Diagnostic]:
    for address, outcome in outcomes.items():
        if outcome.verdict is not Verdict.FINE:
            rule, message, hint = _words(address, outcome, request_policy)
            yield from (Diagnostic(rule, place, message, hint) for place in places[address])


def _words(address: str, outcome: Outcome, request_policy: RequestPolicy) -> tuple[Rule, str, str]:
    match outcome.verdict:
        case Verdict.UNKNOWN_DOI:
            doi = unquote(urlsplit(address).path.removeprefix("/"))
            hint = "compare it with the publication: a character may be missing, or one too many."
            return Rule.UNKNOWN_DOI, f"There is no DOI “{doi}”: {outcome.why}.", hint
        case Verdict.DEAD if urlsplit(address).netloc in request_policy.doi_hosts:
            hint = "tell its publisher, who must fix it, or add another address as “url”."
            return Rule.DEAD_EXTERNAL_LINK, f"The DOI at “{address}” leads nowhere: {outcome.why}.", hint
        case Verdict.DEAD:
            hint = "correct it, link to a copy in an archive such as https://web.archive.org, or remove it."
            return Rule.DEAD_EXTERNAL_LINK, f"“{address}” leads nowhere: {outcome.why}.", hint
        case Verdict.MOVED:
            return Rule.MOVED_LINK, f"“{address}” has moved permanently to “{outcome.final}”.", "write the new address."
        case _:
            message = f"“{address}” could not be checked: {outcome.why}."
            return Rule.UNJUDGED_LINK, message, IN_A_BROWSER


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
