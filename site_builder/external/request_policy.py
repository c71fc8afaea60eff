"""How politely other sites are asked, and how an answer is judged."""

from __future__ import annotations

from enum import Enum

from site_builder.frozen import frozen

DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})


@frozen
class RequestPolicy:
    """Times are in seconds.

    At most `at_once` addresses are asked at a time, only one of a host, with a `pause` after it.

    A host's `Retry-After` is honoured up to `longest_wait`. Addresses of this machine and of private networks are asked
    only if `may_be_private`. The answer of `probe` shows that there is a network. `doi_hosts` are authorities on which
    DOIs exist.
    """

    name: str
    timeout: float = 10
    longest_answer: float = 30
    pause: float = 0.5
    tries: int = 3
    back_off: float = 2
    longest_wait: float = 60
    at_once: int = 6
    most_redirects: int = 10
    may_be_private: bool = False
    probe: str = "https://doi.org/"
    doi_hosts: frozenset[str] = DOI_HOSTS


class Verdict(Enum):
    FINE = "fine"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN_DOI = "unknown DOI"
    UNJUDGED = "unjudged"
    UNREACHED = "unreached"


@frozen
class Outcome:
    """The outcome of trying an address.

    `why` is a phrase that follows a colon; `final` is its new address if it has moved.
    """

    verdict: Verdict
    why: str = ""
    final: str = ""
