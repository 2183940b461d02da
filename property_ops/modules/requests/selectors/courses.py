"""The course of one request, for whoever has its link (docs/product.md rule 20)."""

from datetime import date, timedelta

from django.conf import settings

from property_ops.framework.signing import proven
from property_ops.kernel.errors import LinkExpired
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import COURSE


def course_of(token: str, *, today: date) -> Request:
    """Open as long as the request is, and some time after its answer. Raises LinkNotFound, LinkExpired."""
    found = proven(Request.objects.select_related("estate", "work"), token, COURSE, "link_version")
    if found.answered_on is not None and today > (last := found.answered_on + timedelta(days=settings.LINK_DAYS)):
        raise LinkExpired(day=last)
    return found


def course_address(request: Request) -> str:
    """What the QR code of the answer holds."""
    return f"{settings.PUBLIC_URL}/r/{request.course}/"
