"""A preview to a web server that reloads the open page."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.ioloop import IOLoop, PeriodicCallback

from site_builder.serve.preview import Preview

LOOK_EVERY = 0.15
"""Seconds between two checks of the folder; more if a check takes long."""
LOOKING_SHARE = 0.1
A_SLICE = 0.03
"""Seconds of other work at a time, so that the browser never waits long."""
PORTS_TRIED = 50
StartResponse: TypeAlias = Callable[[str, list[tuple[str, str]]], object]


class CannotListen(Exception):
    """The address is not this machine's, or no port near the wanted one is free. The message is for whoever asked."""


class _Looking(Watcher):  # type: ignore[misc]  # livereload has no types
    """Checks the folder itself, as livereload's own watcher is slower and misses folders that appear later."""

    def __init__(self, preview: Preview, changed: Callable[[], None]) -> None:
        super().__init__()
        self._preview = preview
        self._changed = changed
        self._tasks = {"": ""}  # without any, livereload would watch the current folder
        self._told = preview.diagnostics
        self._next = 0.0

    def start(self, callback: Callable[[], None]) -> bool:
        PeriodicCallback(self._look, LOOK_EVERY * 1000).start()
        return True

    def _look(self) -> None:
        began = time.monotonic()
        if began < self._next:
            return
        changed = self._preview.look()
        ended = time.monotonic()
        self._next = ended + (ended - began) / LOOKING_SHARE - LOOK_EVERY if not changed else 0.0
        if changed:
            self._tell()
        self._work()

    def _work(self) -> None:
        end = time.monotonic() + A_SLICE
        while time.monotonic() < end:
            if not self._preview.go_on():
                if self._preview.diagnostics != self._told:
                    self._tell()
                return
        IOLoop.current().add_callback(self._work)

    def _tell(self) -> None:
        self._told = self._preview.diagnostics
        LiveReloadHandler.reload_waiters("*")
        self._changed()


class _Server(Server):  # type: ignore[misc]  # livereload has no types
    def _setup_logging(self) -> None:
        for name in ("livereload", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one that is free. Raises CannotListen."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    why = f"“{host}” cannot be served at: {error.strerror}. Choose another address with --host."
                    raise CannotListen(why) from error
                continue
            return port
    raise CannotListen(f"no port from {wanted} on is free at {host}; choose another one with --port.")


def serve(preview: Preview, host: str, port: int, changed: Callable[[], None], open_after: float | None = None) -> None:
    """Serve until interrupted. `changed` is called after each change. The browser opens after `open_after` seconds."""

    def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        answer = preview.respond(path)
        headers = [
            ("Content-Type", answer.type),
            ("Cache-Control", "no-store"),
            ("Content-Length", str(len(answer.body))),
        ]
        start_response(answer.status, [*headers, ("Location", answer.location)] if answer.location else headers)
        return [answer.body]

    server = _Server(application, watcher=_Looking(preview, changed))
    # An exception for an interrupt may be raised anywhere, and get lost in a destructor, for instance.
    loop = IOLoop.current()
    signal.signal(signal.SIGINT, lambda *_: loop.add_callback_from_signal(loop.stop))
    server.serve(port=port, host=host, debug=False, open_url_delay=open_after, live_css=False)
