"""A local web server that answers well, badly, late or not at all, depending on the path of a request."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Final

REASONS: Final = {200: "OK", 301: "Moved Permanently", 302: "Found"}
TLS: Final = b"\x16"
HUGE: Final = b"x" * 2**20
A_MOMENT: Final = 0.003


class Server:
    """The server. `asked` lists the requests, as “HEAD /path”. `most_at_once` is the most requests at the same time."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.most_at_once = 0
        self._now = 0
        self._times: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.netloc = f"127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"

    def close(self) -> None:
        self._over.set()
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._meet, args=(connection,), daemon=True).start()

    def _meet(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            with self._being_asked():
                head = b""
                while b"\r\n\r\n" not in head and not head.startswith(TLS) and (more := connection.recv(4096)):
                    head += more
            method, path = head.decode("latin-1").split(" ")[:2] if head else ("", "")
            if head.startswith(TLS):
                connection.sendall(b"no TLS here")
            elif head:
                self.asked.append(f"{method} {path}")
                self.heads.append(head.decode("latin-1"))
                self._times[path] += 1
                self._answer(connection, method, path, self._times[path])

    @contextlib.contextmanager
    def _being_asked(self) -> Iterator[None]:
        """Count a request only until its answer begins: the client may send the next before this thread ends."""
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
            self._over.wait(A_MOMENT)
        finally:
            with self._lock:
                self._now -= 1

    def _answer(self, connection: socket.socket, method: str, path: str, time: int) -> None:
        match path.strip("/").split("/"):
            case ["status", number]:
                _send(connection, int(number))
            case ["head-refused", number]:
                _send(connection, int(number) if method == "HEAD" else 200)
            case ["head-reset"] if method == "HEAD":
                return
            case ["busy"]:
                _send(connection, 429 if time == 1 else 200, "Retry-After: 0")
            case ["busy-for-a-day"]:
                _send(connection, 429, "Retry-After: 86400")
            case ["failing-once"]:
                _send(connection, 500 if time == 1 else 200)
            case ["redirect", number, *rest]:
                _send(connection, int(number), f"Location: /{'/'.join(rest)}")
            case ["circle", step]:
                _send(connection, 301, f"Location: /circle/{(int(step) + 1) % 3}")
            case ["endless", step]:
                _send(connection, 302, f"Location: /endless/{int(step) + 1}")
            case ["away", *rest]:
                _send(connection, 302, f"Location: {'/'.join(rest)}")
            case ["raw-utf-8"]:
                _send(connection, 302, "Location: /ü")
            case ["%C3%83%C2%BC"]:
                _send(connection, 404)
            case ["hang", *_]:
                self._over.wait(5)
            case ["drip"]:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while not self._over.wait(0.05):
                    connection.sendall(b"x")
            case ["reset"]:
                return
            case ["garbled"]:
                connection.sendall(b"\x00\xffno such protocol\r\n\r\n")
            case ["bad-header"]:
                connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: " + HUGE + b"\r\n\r\n")
            case ["huge"]:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                while not self._over.is_set():
                    connection.sendall(HUGE)
            case _:
                _send(connection, 200)


def _send(connection: socket.socket, status: int, *headers: str) -> None:
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}", "Content-Length: 0", *headers, "", ""]
    connection.sendall("\r\n".join(lines).encode())


@contextlib.contextmanager
def misbehaving() -> Iterator[Server]:
    server = Server()
    try:
        yield server
    finally:
        server.close()
