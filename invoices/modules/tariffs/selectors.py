"""Reading the tariffs for someone."""

from datetime import date

from django.db.models import Case, F, QuerySet, Value, When

from invoices.modules.tariffs.models import FeeItem, Tariff
from property_ops.framework.models import User
from property_ops.modules.estates.public import visible_estates

CURRENT, ENDED, COMING = "current", "ended", "coming"


def tariffs(user: User, *, on: date) -> QuerySet[Tariff]:
    """The tariffs of the estates `user` may see; `standing` on the day: CURRENT, ENDED or COMING."""
    standing = Case(
        When(start__gt=on, then=Value(COMING)), When(end__lte=on, then=Value(ENDED)), default=Value(CURRENT)
    )
    mine = Tariff.objects.filter(estate__in=visible_estates(user)).select_related("estate", "item")
    return mine.annotate(standing=standing).order_by("estate__code", "item_id", "applies_to", F("start").desc())


def fee_items() -> QuerySet[FeeItem]:
    """The fee items that have a tariff."""
    return FeeItem.objects.filter(tariffs__isnull=False).distinct()
