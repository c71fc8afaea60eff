"""Addresses to the outcomes of trying them: a few at a time, one per host at a time, patiently but not for ever."""

from __future__ import annotations

import http
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from site_builder.external.http_request import Answer, NoAnswer, Trouble, request_head, requestable_address
from site_builder.external.request_policy import Outcome, RequestPolicy, Verdict

ANSWERED: Final = frozenset({Trouble.CUT_OFF, Trouble.GARBLED, Trouble.UNTRUSTED, Trouble.PRIVATE, Trouble.NO_ADDRESS})
"""These say nothing about the network, or could not happen without one."""
WORTH_ANOTHER_TRY: Final = frozenset({Trouble.UNREACHED, Trouble.SLOW, Trouble.CUT_OFF})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
FOR_GOOD: Final = frozenset({301, 308})
GONE: Final = frozenset({404, 410})
BUSY: Final = 429
NOT_IMPLEMENTED: Final = frozenset({501, 505})
FEW: Final = 5


@dataclass(slots=True)
class Host:
    """A host.

    Whoever asks it holds its lock and waits until it is `ready`. `failures` counts attempts without an answer.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    ready: float = 0
    failures: int = 0


class Attempts:
    """The outcomes so far. `is_offline` says that nothing at all could be reached."""

    def __init__(self, request_policy: RequestPolicy) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self.is_offline = False
        self._request_policy = request_policy
        self._hosts: dict[str, Host] = defaultdict(Host)
        self._stopped = threading.Event()
        self._is_online = False

    def all(self, addresses: Iterable[str]) -> None:
        """Try each address, taking hosts in turn."""
        waiting = deque(_in_turn(addresses))
        running: dict[Future[Outcome], str] = {}
        with ThreadPoolExecutor(self._request_policy.at_once) as hands:
            try:
                while waiting or running:
                    while waiting and len(running) < self._request_policy.at_once:
                        address = waiting.popleft()
                        running[hands.submit(self._visit, address)] = address
                    for done in wait(running, return_when=FIRST_COMPLETED).done:
                        self.outcomes[running.pop(done)] = done.result()
                    is_enough = len(self.outcomes) >= FEW or not (waiting or running)
                    if is_enough and not self._is_online and not self._has_network():
                        self.is_offline = True
                        return
            finally:
                self._stopped.set()

    def _has_network(self) -> bool:
        """Whether anything answers. Once something has, no further probe is needed."""
        if probe := requestable_address(self._request_policy.probe):
            self._ask("HEAD", probe)
        return self._is_online

    def _ask(self, method: str, address: str) -> Answer | NoAnswer:
        answer = request_head(method, address, self._request_policy)
        if isinstance(answer, Answer) or answer.trouble in ANSWERED:
            self._is_online = True
        return answer

    def _visit(self, address: str) -> Outcome:
        """Follow an address through its redirects."""
        here, method, moved, is_for_good = address, "HEAD", "", True
        seen = {here}
        for _ in range(2 * self._request_policy.most_redirects):
            answer = self._settled(method, here)
            if isinstance(answer, NoAnswer):
                if method == "HEAD" and answer.trouble in (Trouble.CUT_OFF, Trouble.GARBLED):
                    method = "GET"
                    continue
                return _without_answer(answer)
            if answer.status in REDIRECTS and answer.location:
                is_for_good = is_for_good and answer.status in FOR_GOOD
                here, method = requestable_address(answer.location, here), "HEAD"
                if not here:
                    return Outcome(Verdict.UNJUDGED, f"it redirects to “{answer.location}”, which is not a web address")
                if here in seen or len(seen) > self._request_policy.most_redirects:
                    return Outcome(Verdict.UNJUDGED, "it redirects in a circle, as some do where there are no cookies")
                seen.add(here)
                moved = here if is_for_good else moved
            elif answer.status >= 400 and method == "HEAD" and answer.status != BUSY and not self._is_of_dois(here):
                method = "GET"
            else:
                return self._judged(answer.status, address, here, moved)
        return Outcome(Verdict.UNJUDGED, "it redirects too often")

    def _judged(self, status: int, address: str, here: str, moved: str) -> Outcome:
        host = urlsplit(here).hostname
        if status < 400:
            is_doi = self._is_of_dois(address)
            return Outcome(Verdict.MOVED, final=moved) if moved and not is_doi else Outcome(Verdict.FINE)
        why = f"{host} answers {_named(status)}"
        if status == 404 and self._is_of_dois(here):
            return Outcome(Verdict.UNKNOWN_DOI, why)
        return Outcome(Verdict.DEAD if status in GONE else Verdict.UNJUDGED, why)

    def _is_of_dois(self, address: str) -> bool:
        return urlsplit(address).netloc in self._request_policy.doi_hosts

    def _settled(self, method: str, address: str) -> Answer | NoAnswer:
        """A host's final answer. If it is busy or does not answer, it is asked again after growing pauses."""
        host = self._hosts[urlsplit(address).netloc]
        answer: Answer | NoAnswer = NoAnswer(Trouble.UNREACHED, "the check was ended")
        for again in range(self._request_policy.tries):
            with host.lock:
                if host.failures >= FEW:
                    return NoAnswer(Trouble.CUT_OFF, f"{urlsplit(address).hostname} has not answered {FEW} times")
                self._stopped.wait(max(0, host.ready - time.monotonic()))
                if self._stopped.is_set():
                    return answer
                answer = self._ask(method, address)
                host.ready = time.monotonic() + self._request_policy.pause
                wanted = self._wanted_wait(answer, again)
                if wanted is None or wanted > self._request_policy.longest_wait:
                    break
                host.ready = time.monotonic() + max(wanted, self._request_policy.pause)
        with host.lock:
            host.failures = 0 if isinstance(answer, Answer) else host.failures + (answer.trouble in WORTH_ANOTHER_TRY)
        return answer

    def _wanted_wait(self, answer: Answer | NoAnswer, again: int) -> float | None:
        """How long to wait before the next try; None if another try is pointless."""
        patience = self._request_policy.back_off * 2**again
        if isinstance(answer, NoAnswer):
            return patience if answer.trouble in WORTH_ANOTHER_TRY else None
        if answer.status == BUSY or (answer.status >= 500 and answer.status not in NOT_IMPLEMENTED):
            return _seconds(answer.retry_after, patience)
        return None


def _without_answer(answer: NoAnswer) -> Outcome:
    if answer.trouble in (Trouble.NO_ADDRESS, Trouble.NO_HOST):
        return Outcome(Verdict.DEAD, answer.why)
    is_unknown = answer.trouble in WORTH_ANOTHER_TRY or answer.trouble is Trouble.PRIVATE
    return Outcome(Verdict.UNREACHED if is_unknown else Verdict.UNJUDGED, answer.why)


def _in_turn(addresses: Iterable[str]) -> Iterator[str]:
    """One address of each host, then the next of each."""
    by_host: dict[str, deque[str]] = defaultdict(deque)
    for address in addresses:
        by_host[urlsplit(address).netloc].append(address)
    while by_host:
        for host in list(by_host):
            yield by_host[host].popleft()
            if not by_host[host]:
                del by_host[host]


def _seconds(retry_after: str, otherwise: float) -> float:
    """The seconds in a `Retry-After`, which is a number or a date (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isdecimal() and len(text) < 10:
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time()) if text else otherwise
    except (ValueError, OverflowError, OSError):
        return otherwise


def _named(status: int) -> str:
    try:
        return f"{status} ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
