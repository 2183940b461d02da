"""The course of one request, for whoever has its link (docs/product.md rule 20)."""

from datetime import date, timedelta

from django.conf import settings

from property_ops.framework.signing import is_valid_token, row_of
from property_ops.kernel.errors import LinkExpired, LinkNotFound
from property_ops.modules.requests.models import Request
from property_ops.modules.requests.models.request import COURSE


def course_of(token: str, *, today: date) -> Request:
    """Open as long as the request is, and some time after its answer. Raises LinkNotFound, LinkExpired."""
    found = Request.objects.select_related("estate", "work").filter(pk=row_of(token)).first()
    if found is None or not is_valid_token(token, COURSE, str(found.pk), found.link_version):
        raise LinkNotFound()
    if found.answered_on is not None and today > (last := found.answered_on + timedelta(days=settings.LINK_DAYS)):
        raise LinkExpired(day=last)
    return found


def course_address(request: Request) -> str:
    """What the QR code of the answer holds."""
    return f"{settings.PUBLIC_URL}/r/{request.course}/"
