"""The addresses that parties accept at."""

from datetime import date

from django.conf import settings

from property_ops.framework.secret_links import living_link
from property_ops.modules.portal.models import AcceptanceLink


def address_of(token: str) -> str:
    """What the QR code holds."""
    return f"{settings.PUBLIC_URL}/a/{token}"


def linked(token: str, *, today: date) -> AcceptanceLink:
    """The link that a token belongs to. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    link: AcceptanceLink = living_link(AcceptanceLink.objects.select_related("work__estate"), token, today=today)
    return link
