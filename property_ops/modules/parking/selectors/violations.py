"""Cars that stood where they should not, for somebody who looks at them."""

from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, When

from property_ops.framework.models import User
from property_ops.framework.scope import ScopedQuerySet
from property_ops.modules.estates.public import Unit
from property_ops.modules.parking.models import ParkingViolation, ViolationPhoto
from property_ops.modules.parking.selectors.words import plain


def violations(user: User) -> QuerySet[Any]:
    """With `photo_count`, and the `unit_code` of the lease where the reader may see the unit."""
    records = ParkingViolation.objects.visible_to(user).select_related("estate", "space", "recorded_by")
    code = Case(When(unit__in=Unit.objects.visible_to(user), then=F("unit__code")), output_field=CharField())
    return records.annotate(photo_count=Count("photos"), unit_code=code)


def violations_settled(start: date, end: date) -> ScopedQuerySet[ParkingViolation]:
    """Dealt with on a day of `[start, end)`."""
    found: ScopedQuerySet[ParkingViolation] = ParkingViolation.objects.filter(
        settled_at__date__gte=start, settled_at__date__lt=end
    )
    return found


def find_violations(records: QuerySet[Any], text: str) -> QuerySet[Any]:
    words = plain(text)
    return records.filter(
        Q(plate__icontains=words)
        | Q(place__icontains=text)
        | Q(space__number__icontains=words)
        | Q(unit_code__icontains=words)
    )


def violation_photos(user: User) -> QuerySet[ViolationPhoto]:
    return ViolationPhoto.objects.visible_to(user).select_related("picture")


def photos_of_violation(record: ParkingViolation) -> QuerySet[ViolationPhoto]:
    return record.photos.select_related("added_by").order_by("pk")
