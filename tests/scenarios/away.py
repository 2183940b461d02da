"""A PostgreSQL that goes away and comes back, as when it is restarted: what stands between it and the site is cut."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Line:
    """Forwards to the server of a database's URL while it is whole; `url` leads through it."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        assert there.hostname
        assert there.port
        self._target, self._ends = (there.hostname, there.port), list[socket.socket]()
        self._is_whole, self._lock = True, threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.url = url.replace(f"{there.hostname}:{there.port}", f"127.0.0.1:{port}")
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Whoever is connected is not any more, and nobody gets through."""
        with self._lock:
            self._is_whole = False
            for end in self._ends:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self._ends.clear()

    def mend(self) -> None:
        with self._lock:
            self._is_whole = True

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _through(self) -> socket.socket | None:
        """None where the server itself is away."""
        try:
            return socket.create_connection(self._target)
        except OSError:
            return None

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listener.accept()
                with self._lock:
                    if not self._is_whole:
                        near.close()
                        continue
                    far = self._through()
                    if far is None:
                        near.close()
                        continue
                    self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=_forward, args=(one, other), daemon=True).start()


def _forward(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while content := one.recv(65536):
            other.sendall(content)
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
