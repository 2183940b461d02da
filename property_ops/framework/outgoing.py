"""Speaking to other machines by http(s): to the address that was judged, for so long and so much, and to no other.

A machine of our own network (loopback, private, link-local) is spoken to only where the operator names its host in
PROPERTY_OPS_INSIDE: an address that somebody typed in would else reach what only this server reaches. No redirect is
followed, and no proxy of the environment is asked for what was refused here.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as BrokenOff
from requests.exceptions import ReadTimeout
from urllib3.exceptions import HTTPError

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

PIECE = 64 * 1024
LARGEST_ANSWER = 64 * 1024 * 1024
_PORTS = {"http": 80, "https": 443}
_NOT_OF_THE_WEB = gettext_noop("it is no address of the web: https://…, without a user name")
_NOT_ENCRYPTED = gettext_noop("only https is spoken to other networks")
_UNKNOWN = gettext_noop("there is no such host")
_INSIDE = gettext_noop("it leads into our own network; the operator may allow the host by PROPERTY_OPS_INSIDE")


class NotSpokenTo(BusinessError):
    code = "address_not_spoken_to"
    message = gettext_noop("“%(host)s” is not spoken to: %(reason)s.")


@dataclass(frozen=True, slots=True)
class JudgedAddress:
    """A host of the web and the one address of it that is spoken to."""

    host: str
    ip: str


def refuse_as_written(address: str, *, encrypted: bool) -> None:
    """What can be said without looking the name up. `encrypted`: outside our own network only https.

    Raises NotSpokenTo.
    """
    host, _port = _parts(address)
    if encrypted and urlsplit(address).scheme != "https" and not _is_allowed(host):
        raise NotSpokenTo(host=host, reason=_NOT_ENCRYPTED)
    if not _is_allowed(host) and _is_literal(host) and _is_inside(host):
        raise NotSpokenTo(host=host, reason=_INSIDE)


def judged(address: str) -> JudgedAddress:
    """Looked up once: if any address of the host lies inside, none is spoken to. Raises NotSpokenTo."""
    host, port = _parts(address)
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotSpokenTo(host=host, reason=_UNKNOWN) from error
    if not _is_allowed(host) and any(_is_inside(ip) for ip in found):
        raise NotSpokenTo(host=host, reason=_INSIDE)
    return JudgedAddress(host, found[0])


def careful_session(*, total_seconds: float, largest: int = LARGEST_ANSWER) -> requests.Session:
    """For requests to addresses that somebody typed in. Sending raises NotSpokenTo, and what requests raises."""
    session = _OneAnswer()
    be_careful(session, total_seconds=total_seconds, largest=largest)
    return session


class _OneAnswer(requests.Session):
    """An answer that sends elsewhere is an answer like any other."""

    def get_redirect_target(self, resp: Any) -> None:
        return None


def be_careful(session: requests.Session, *, total_seconds: float, largest: int = LARGEST_ANSWER) -> None:
    """The same for a session that a library made."""
    session.trust_env = False
    session.max_redirects = 0
    for scheme in ("http://", "https://"):
        session.mount(scheme, JudgedAdapter(total=total_seconds, largest=largest))


class CarefulRequests:
    """The same in place of the module `requests`, for a library that makes no session of its own."""

    def __init__(self, *, total_seconds: float, largest: int = LARGEST_ANSWER) -> None:
        self._limits: dict[str, Any] = {"total_seconds": total_seconds, "largest": largest}

    def __getattr__(self, name: str) -> Any:
        """`get`, `post`, `put`, `patch` and `delete`; all else is the module's."""
        if name not in ("get", "post", "put", "patch", "delete"):
            return getattr(requests, name)
        return partial(self._ask, name)

    def _ask(self, method: str, url: str, **kwargs: Any) -> Response:
        with careful_session(**self._limits) as session:
            return session.request(method, url, **kwargs | {"proxies": None})


class JudgedAdapter(HTTPAdapter):
    """Connects to the address that was judged, whatever the name says a moment later; TLS is checked by the name.

    It waits for the whole answer no longer than `total` seconds: the time-out of requests counts from byte to byte, and
    a server that sends one byte a minute would hold us for hours.
    """

    def __init__(self, *, total: float, largest: int = LARGEST_ANSWER) -> None:
        self.total, self.largest = total, largest
        super().__init__(max_retries=0)

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Raises NotSpokenTo, ReadTimeout, ConnectionError. Without a limit of time of its own it has the whole one."""
        kwargs["timeout"] = kwargs.get("timeout") or self.total
        until = time.monotonic() + self.total
        response = super().send(request, *args, **kwargs)
        body = bytearray()
        try:
            while piece := response.raw.read1(PIECE, decode_content=True):
                body += piece
                if time.monotonic() > until or len(body) > self.largest:
                    response.close()
                    raise ReadTimeout(f"no whole answer within {self.total:g} s", request=request)
        except (HTTPError, OSError) as error:
            if isinstance(error, ReadTimeout):
                raise
            raise BrokenOff(error, request=request) from error
        response._content = bytes(body)
        response._content_consumed = True
        return response

    def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):  # type: ignore[no-untyped-def]
        to = judged(str(request.url))
        host, kwargs = self.build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            kwargs |= {"server_hostname": to.host, "assert_hostname": to.host}
        return self.poolmanager.connection_from_host(
            to.ip, port=host["port"], scheme=host["scheme"], pool_kwargs=kwargs
        )

    def add_headers(self, request, **kwargs):  # type: ignore[no-untyped-def]
        request.headers.setdefault("Host", urlsplit(request.url).netloc.rpartition("@")[2])


def _parts(address: str) -> tuple[str, int]:
    """Host and port. Raises NotSpokenTo."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise NotSpokenTo(host=address[:100], reason=_NOT_OF_THE_WEB) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None or not address.isprintable():
        raise NotSpokenTo(host=parts.hostname or address[:100], reason=_NOT_OF_THE_WEB)
    return parts.hostname, port or _PORTS[parts.scheme]


def _is_allowed(host: str) -> bool:
    return host in {one.lower().strip("[]") for one in settings.INSIDE_HOSTS}


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_inside(ip: str) -> bool:
    """Whether it, or an address of the old internet that it wraps, is no public one."""
    found = ipaddress.ip_address(ip.partition("%")[0])
    wrapped = [found]
    if isinstance(found, ipaddress.IPv6Address):
        wrapped += [one for one in (found.ipv4_mapped, found.sixtofour, *(found.teredo or ())) if one]
        if found in _TRANSLATED:
            wrapped.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    return any(not one.is_global or one.is_multicast for one in wrapped)


_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64: the old internet's addresses in the last 32 bits."""
