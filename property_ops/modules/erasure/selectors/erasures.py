"""Reading erasures, and whom one may be asked for."""

from datetime import date
from functools import cache

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.modules.erasure.domain.sources import PersonalData
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.estates.public import Tenure, Unit

VIEW, ASK = "erasure.view", "erasure.ask"


@cache
def sources() -> tuple[PersonalData, ...]:
    return tuple(plugged_into("personal_data"))


def what_forbids(tenure: Tenure, *, today: date) -> list[str]:
    """Why nothing of this person may be erased yet, in the reader's language."""
    if tenure.end is None or tenure.end > today:
        return [gettext("the person still is registered for this home")]
    return [why for one in sources() for why in one.forbids(tenure, today=today)]


def living_elsewhere(tenure: Tenure, *, today: date) -> bool:
    """Whether somebody of this name and telephone is registered for a home now."""
    now = Tenure.objects.filter(Q(end__isnull=True) | Q(end__gt=today))
    return now.filter(name=tenure.name, phone=tenure.phone).exclude(pk=tenure.pk).exists()


def visible_erasures(user: User) -> QuerySet[Erasure]:
    found = Erasure.objects.visible_to(user)
    return found.select_related("tenure__unit__estate", "prepared_by", "decided_by").order_by("-pk")


def former_residents(unit: Unit, *, today: date) -> list[tuple[Tenure, Erasure | None]]:
    """Who is no longer registered for the home, the latest first, with the erasure that was asked for."""
    rows = Tenure.objects.filter(unit=unit, end__lte=today).order_by("-end", "pk")
    asked = Erasure.objects.filter(tenure__in=rows, state__in=[ApprovalState.WAITING, ApprovalState.APPROVED])
    found = {one.tenure_id: one for one in asked.select_related("tenure")}
    return [(one, found.get(one.pk)) for one in rows]


def former_resident(user: User, pk: int, *, today: date) -> Tenure | None:
    seen = Tenure.objects.visible_to(user).filter(pk=pk, end__lte=today)
    return seen.select_related("unit__estate").first()
