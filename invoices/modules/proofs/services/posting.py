"""Posting seals to an address: no redirect is followed, and none of our own network is spoken to unless it may be."""

import ipaddress
import socket
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter

from invoices.modules.proofs.domain.errors import SealsNotTaken

CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0


def post(address: str, body: bytes) -> None:
    """POST to the address, as it was looked up and judged once. Raises SealsNotTaken."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SealsNotTaken(reason="no http(s) address")
    ip = _judged(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80))
    with requests.Session() as session:
        session.trust_env = False  # a proxy of the environment would be asked for what was refused here
        session.mount(f"{parts.scheme}://", _Pinned(parts.hostname, ip))
        try:
            answer = session.post(
                address, data=body, headers={"Content-Type": "application/jsonl; charset=utf-8"},
                timeout=(CONNECT_SECONDS, READ_SECONDS), allow_redirects=False, stream=True,
            )  # fmt: skip
        except requests.RequestException as error:
            raise SealsNotTaken(reason=type(error).__name__) from error
        with answer:
            if not 200 <= answer.status_code < 300:
                raise SealsNotTaken(reason=f"HTTP {answer.status_code}")


def _judged(host: str, port: int) -> str:
    """One of the host's addresses, if all may be spoken to. Raises SealsNotTaken."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise SealsNotTaken(reason=f"{host}: {error.strerror or error}") from error
    if not settings.SEALS_POST_PRIVATE:
        own = [ip for ip in found if not ipaddress.ip_address(ip.partition("%")[0]).is_global]
        if own:
            raise SealsNotTaken(reason=f"{own[0]} is no public address; PROPERTY_OPS_SEALS_POST_PRIVATE=1 allows it")
    return found[0]


class _Pinned(HTTPAdapter):
    """Speaks to the address that was judged, whatever the name says a moment later; TLS is checked by the name."""

    def __init__(self, host: str, ip: str) -> None:
        self._host, self._ip = host, ip
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, request, verify, proxies=None, cert=None):  # type: ignore[no-untyped-def]
        host, kwargs = self.build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            kwargs |= {"server_hostname": self._host, "assert_hostname": self._host}
        return self.poolmanager.connection_from_host(
            self._ip, port=host["port"], scheme=host["scheme"], pool_kwargs=kwargs
        )

    def add_headers(self, request, **kwargs):  # type: ignore[no-untyped-def]
        request.headers.setdefault("Host", urlsplit(request.url).netloc.rpartition("@")[2])
