"""An address to its host's answer: a single request, and only the head of the answer is read."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from site_builder.external.request_policy import RequestPolicy
from site_builder.frozen import frozen

SAFE: Final = "%/:=&?~#+!$,;'@()*[]-._"
PORTS: Final = {"http": 80, "https": 443}
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
UNKNOWN_NAMES: Final = {
    code for name in ("EAI_NONAME", "EAI_NODATA") if (code := getattr(socket, name, None)) is not None
}


class Trouble(Enum):
    """Why there is no answer."""

    NO_ADDRESS = "no address"
    NO_HOST = "no host"
    PRIVATE = "private"
    UNREACHED = "unreached"
    SLOW = "slow"
    CUT_OFF = "cut off"
    GARBLED = "garbled"
    UNTRUSTED = "untrusted"


@frozen
class Answer:
    """The parts of an answer's head that matter."""

    status: int
    location: str = ""
    retry_after: str = ""


@frozen
class NoAnswer:
    trouble: Trouble
    why: str


def requestable_address(address: str, here: str = "") -> str:
    """An address as it is requested: without its fragment, and with non-ASCII characters encoded; "" if invalid.

    It may be relative to the address `here`.
    """
    try:
        parts = urlsplit(urljoin(here, address.strip()))
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port not in (None, PORTS.get(parts.scheme)) else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in PORTS or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe=SAFE)
    query = f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
    return f"{parts.scheme}://{host}{port}{path}{query}"


def request_head(method: str, address: str, request_policy: RequestPolicy) -> Answer | NoAnswer:
    """The host's answer to a request. The address must be from `requestable_address`."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        known = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in UNKNOWN_NAMES:
            return NoAnswer(Trouble.NO_HOST, f"there is no host “{host}”")
        return NoAnswer(Trouble.UNREACHED, f"the host “{host}” could not be looked up")
    except (OSError, UnicodeError):
        return NoAnswer(Trouble.NO_ADDRESS, f"“{host}” is not the name of a host")
    numbers = dict.fromkeys(str(found[4][0]) for found in known)
    allowed = [number for number in numbers if request_policy.may_be_private or is_public(number)]
    if not allowed:
        return NoAnswer(Trouble.PRIVATE, f"“{host}” is this machine or in a private network, which is not asked")
    return _ask(method, parts, allowed[0], request_policy)


def is_public(number: str) -> bool:
    """Whether an IP address is public. If it embeds another address, that one counts."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


class _Connection(http.client.HTTPConnection):
    """A connection to the IP address that was checked, so that a second look-up cannot lead elsewhere."""

    def __init__(self, parts: SplitResult, number: str, timeout: float) -> None:
        self.default_port = PORTS[parts.scheme]
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=timeout)
        self.number = number
        self.is_secret = parts.scheme == "https"

    def connect(self) -> None:
        self.sock = socket.create_connection((self.number, self.port), self.timeout)
        if self.is_secret:
            self.sock = _tls_context().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def cut(self) -> None:
        """End the connection from another thread, which wakes up whoever waits for it."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@cache
def _tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _ask(method: str, parts: SplitResult, number: str, request_policy: RequestPolicy) -> Answer | NoAnswer:
    host = parts.hostname or ""
    connection = _Connection(parts, number, request_policy.timeout)
    headers = {"User-Agent": request_policy.name, "Accept": "*/*", "Connection": "close"}
    with _ended_after(connection, request_policy.longest_answer) as is_late:
        try:
            connection.request(method, parts._replace(scheme="", netloc="").geturl(), headers=headers)
            answer = connection.getresponse()
            if is_late():
                return NoAnswer(Trouble.SLOW, f"{host} did not answer in time")
            location = _as_utf8(answer.getheader("Location", ""))
            return Answer(answer.status, location, answer.getheader("Retry-After", ""))
        except TimeoutError:
            return NoAnswer(Trouble.SLOW, f"{host} did not answer in time")
        except ssl.SSLError as error:
            reason = getattr(error, "verify_message", "") or (error.reason or "no TLS").replace("_", " ").casefold()
            return NoAnswer(Trouble.UNTRUSTED, f"the connection to {host} cannot be trusted ({reason})")
        except (ConnectionResetError, BrokenPipeError, http.client.RemoteDisconnected):
            why = "did not answer in time" if is_late() else "ended the connection without an answer"
            return NoAnswer(Trouble.SLOW if is_late() else Trouble.CUT_OFF, f"{host} {why}")
        except OSError as error:
            reason = (error.strerror or type(error).__name__).casefold()
            return NoAnswer(Trouble.UNREACHED, f"{host} could not be reached ({reason})")
        except (http.client.HTTPException, ValueError):
            why = "did not answer in time" if is_late() else "does not answer as web servers do"
            return NoAnswer(Trouble.SLOW if is_late() else Trouble.GARBLED, f"{host} {why}")
        finally:
            connection.close()


def _as_utf8(header: str) -> str:
    """A header's text if its bytes are UTF-8, as browsers read them, and not Latin-1, as Python does."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


@contextlib.contextmanager
def _ended_after(connection: _Connection, seconds: float) -> Iterator[Callable[[], bool]]:
    """Cut a connection after some seconds, as a host that sends a byte now and then would never time out."""
    late = threading.Event()

    def end() -> None:
        late.set()
        connection.cut()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late.is_set
    finally:
        timer.cancel()
