"""Work whose length nobody knows is seen to go on: a line at a terminal that stays up to date, else one a minute."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

EVERY_SECOND, EVERY_MINUTE = 1.0, 60.0


class Watched:
    """`words` gives the line, from the seconds so far. What else is printed goes through `clear()` first."""

    def __init__(self, stream: Any, words: Callable[[int], str]) -> None:
        self._stream, self._words = getattr(stream, "_out", stream), words
        self._is_terminal = bool(getattr(self._stream, "isatty", lambda: False)())
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._began = time.monotonic()
        self._shown = False

    @property
    def pause(self) -> float:
        return EVERY_SECOND if self._is_terminal else EVERY_MINUTE

    @contextmanager
    def clear(self) -> Iterator[None]:
        """Inside, nothing of the line is on the terminal."""
        with self._lock:
            self._wipe()
            yield

    def show(self) -> None:
        with self._lock:
            said = self._words(int(time.monotonic() - self._began))
            self._stream.write(f"\r{said}\x1b[K" if self._is_terminal else f"{said}\n")
            self._stream.flush()
            self._shown = self._is_terminal

    def keep_showing(self) -> None:
        while not self._ended.wait(self.pause):
            self.show()

    def end(self) -> None:
        self._ended.set()
        with self._lock:
            self._wipe()

    def _wipe(self) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._shown = False


@contextmanager
def watched(stream: Any, words: Callable[[int], str]) -> Iterator[Watched]:
    """While the block runs, `stream` tells that it goes on."""
    watch = Watched(stream, words)
    thread = threading.Thread(target=watch.keep_showing, daemon=True, name="watch")
    thread.start()
    try:
        yield watch
    finally:
        watch.end()
        thread.join(timeout=5)
