"""The secret of a party's link: random, shown once, kept as a hash."""

import hashlib
import secrets
from datetime import date

from django.conf import settings

from property_ops.kernel.errors import LinkExpired, LinkNotFound, LinkRevoked
from property_ops.modules.portal.models import AcceptanceLink


def new_token() -> str:
    """32 characters that nobody can guess."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    """What the QR code holds."""
    return f"{settings.PUBLIC_URL}/a/{token}"


def linked(token: str, *, today: date) -> AcceptanceLink:
    """The link that a token belongs to. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    link = AcceptanceLink.objects.select_related("work__estate").filter(token_hash=hash_of(token)).first()
    if link is None:
        raise LinkNotFound()
    if link.revoked_at is not None:
        raise LinkRevoked()
    if today > link.expires_on:
        raise LinkExpired(day=link.expires_on)
    return link
