"""The address of a party's link, and what makes it out."""

from datetime import date

from django.conf import settings

from property_ops.framework import signing
from property_ops.kernel.errors import LinkExpired, LinkNotFound, LinkRevoked
from property_ops.modules.portal.models import AcceptanceLink

_KIND = "portal.acceptance"


def token_of(link: AcceptanceLink) -> str:
    """`17.<22 characters>`"""
    return signing.token(_KIND, str(link.pk), *_facts(link, link.version))


def address_of(link: AcceptanceLink) -> str:
    """What the QR code holds."""
    return f"{settings.PUBLIC_URL}/a/{token_of(link)}"


def linked(token: str, *, today: date) -> AcceptanceLink:
    """The link that a token belongs to. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    key = signing.key_of(token)
    link = AcceptanceLink.objects.select_related("work__estate").filter(pk=key).first() if _is_key(key) else None
    if link is None:
        raise LinkNotFound()
    if not signing.is_valid_token(token, _KIND, key, *_facts(link, link.version)):
        if any(signing.is_valid_token(token, _KIND, key, *_facts(link, older)) for older in range(1, link.version)):
            raise LinkRevoked()
        raise LinkNotFound()
    if link.revoked_at is not None:
        raise LinkRevoked()
    if today > link.expires_on:
        raise LinkExpired(day=link.expires_on)
    return link


def _facts(link: AcceptanceLink, version: int) -> tuple[object, ...]:
    return link.work_id, link.party, version


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
