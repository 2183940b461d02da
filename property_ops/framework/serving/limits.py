"""How much of a request is read before anybody knows whose it is.

The server reads a request to its end before a thread takes it up, so that a slow phone costs no thread. What it reads
it must keep: little from a stranger, a form's worth from who is logged in, and files only where a page takes files. Of
anybody some photos are read where residents and providers show them, and only so many at once.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Any, ClassVar
from weakref import WeakSet

from django.conf import settings
from django.forms import FileField
from django.urls import Resolver404, resolve
from waitress.parser import HTTPRequestParser

from property_ops.framework.serving.refusals import TooLargeToRead
from property_ops.framework.web.sessions import is_genuine

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
STRANGER = 256 * KILOBYTE
LARGE_AT_ONCE = 64
"""So many bodies of strangers that are larger are kept at once, each on the disk; a further one is refused."""
FORM = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
LARGEST = 4096 * MEGABYTE
THROWN_AWAY = 8 * MEGABYTE
"""So much more of a refused request is read and thrown away: a browser shows no answer before it has sent all."""


def most_bytes(path: str, headers: dict[str, str]) -> int:
    """The largest body that is read for this address from whoever sends these headers."""
    if not _is_let_in(headers.get("COOKIE", "")):
        return max(STRANGER, _said_by_page(path, "megabytes_of_anybody") * MEGABYTE)
    return max(FORM, _megabytes_taken_at(path) * MEGABYTE)


def _said_by_page(path: str, what: str) -> int:
    """A number that the page at that address says of itself; 0 if it says none."""
    return int(getattr(_page_at(path), what, 0))


def _page_at(path: str) -> Any:
    try:
        callback: Any = resolve(path).func
    except Resolver404:
        return None
    return getattr(callback, "view_class", callback)


def _megabytes_taken_at(path: str) -> int:
    """What the page at that address, or a field of its form, says of itself; 0 for one that takes no files."""
    view = _page_at(path)
    fields = getattr(getattr(view, "form_class", None), "base_fields", {}).values()
    said = (getattr(view, name, 0) for name in ("takes_megabytes", "megabytes_of_anybody"))
    return max(*said, *map(_megabytes_in, fields), 0)


def _megabytes_in(field: Any) -> int:
    """A field for one file takes a photo or a scan, and what is around it."""
    one_file = settings.PHOTO_MAX_MEGABYTES + 1 if isinstance(field, FileField) else 0
    return int(getattr(field, "takes_megabytes", one_file))


def _is_let_in(cookies: str) -> bool:
    """Whether a session that this installation has given to somebody is named; without asking the database."""
    try:
        session = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    return session is not None and is_genuine(session.value)


class LimitedRequest(HTTPRequestParser):
    """A request whose body is read up to the limit of its address."""

    limit: int | None = None
    thrown_away: int | None = None
    large: ClassVar[WeakSet["LimitedRequest"]] = WeakSet()
    """Those of strangers that send more than a stranger may elsewhere, as long as what they sent is kept."""

    def received(self, data: bytes) -> int:
        if self.thrown_away is not None:
            return self._throw_away(data)
        consumed: int = super().received(data)
        if not self.headers_finished or self.error or self.body_rcv is None:
            return consumed
        if self.limit is None:
            self.limit = self._limit()
        if max(self.content_length, self.body_bytes_received) > self.limit:
            self._refuse()
        return consumed

    def _limit(self) -> int:
        most = most_bytes(self.path, self.headers)
        is_large = self.chunked or self.content_length > STRANGER
        if most > STRANGER and is_large and not _is_let_in(self.headers.get("COOKIE", "")):
            if len(self.large) >= LARGE_AT_ONCE:
                return STRANGER
            self.large.add(self)
        return most

    def _refuse(self) -> None:
        """No more is kept. Who asks before sending, and who sends no length, is told at once."""
        self.thrown_away = 0
        self.completed = self.expect_continue or self.chunked
        if self.completed:
            self._end()

    def _throw_away(self, data: bytes) -> int:
        assert self.thrown_away is not None
        rest = self.content_length - self.body_bytes_received - self.thrown_away
        consumed = min(len(data), rest)
        self.thrown_away += consumed
        if consumed == rest or self.thrown_away >= THROWN_AWAY:
            self._end()
        return consumed

    def _end(self) -> None:
        self.error = TooLargeToRead(_readable(self.limit or 0))
        self.expect_continue = False
        self.completed = True


def _readable(size: int) -> str:
    return f"{size // MEGABYTE} MB" if size >= MEGABYTE else f"{size // KILOBYTE} KB"
