"""Addresses that are somebody's secret: whoever has one opens the page behind it. The URLconf says which they are."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLResolver, get_resolver

_SECRET = re.compile(r"<(?:\w+:)?(?:token|plate)>")
_OTHER = re.compile(r"<[^>]+>")
_LEAST = 8  # characters of a secret; shorter ones are no secret


class SecretAddresses:
    """The pattern of all addresses with a `token` or a `plate` in them, read once the URLconf is there."""

    def __init__(self) -> None:
        self._pattern: re.Pattern[str] | None = None
        self._reading = False

    def hidden(self, text: str, *, instead: str) -> str:
        pattern = self._pattern or self._read()
        return pattern.sub(rf"\g<1>{instead}", text) if pattern else text

    def _read(self) -> re.Pattern[str] | None:
        """None while Django or the URLconf itself is being loaded: then nothing of an address was asked for yet."""
        if self._reading or not apps.ready:
            return None
        self._reading = True
        try:
            begins = sorted({*secret_begins(get_resolver().url_patterns)}, key=len, reverse=True)
        except ImproperlyConfigured:
            return None
        finally:
            self._reading = False
        self._pattern = re.compile(rf"(/(?:{'|'.join(begins)}))[^\s/?\"'<>]{{{_LEAST},}}")
        return self._pattern


def secret_begins(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    """What stands before each secret in an address, as a regular expression."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from secret_begins(pattern.url_patterns, route)
        else:
            for secret in _SECRET.finditer(route):
                yield r"[^/\s]+".join(re.escape(part) for part in _OTHER.split(route[: secret.start()]))


SECRET_ADDRESSES = SecretAddresses()
