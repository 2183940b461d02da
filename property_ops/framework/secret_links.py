"""Links that are somebody's secret: random, shown once, kept as a hash, valid until a day (docs/adr/0037)."""

import hashlib
import secrets
from datetime import date
from typing import Any

from django.db.models import QuerySet

from property_ops.kernel.errors import LinkExpired, LinkNotFound, LinkRevoked


def new_token() -> str:
    """32 characters that nobody can guess."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def living_link(links: QuerySet[Any], token: str, *, today: date) -> Any:
    """The link that a token belongs to, of rows with `token_hash`, `revoked_at` and `expires_on`.

    Raises LinkNotFound, LinkRevoked, LinkExpired.
    """
    link = links.filter(token_hash=hash_of(token)).first()
    if link is None:
        raise LinkNotFound()
    if link.revoked_at is not None:
        raise LinkRevoked()
    if today > link.expires_on:
        raise LinkExpired(day=link.expires_on)
    return link
