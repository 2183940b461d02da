"""What a contractor's crew has earned by its agreement, on its leader's phone: its own works, and nobody else's."""

from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.public import contract_of, crew_of, earned_by
from property_ops.modules.portal.views.phone import PhonePage
from property_ops.modules.works.public import WorkResult


def section_for(user: User) -> tuple[str, str] | None:
    """Of slot `phone_sections`: for the crew of a contractor."""
    crew = crew_of(user)
    return (gettext("My settlement"), reverse("phone_settlement")) if contract_of(crew, timezone.localdate()) else None


class MySettlement(PhonePage):
    title = _("My settlement")
    template_name = "portal/my_settlement.html"

    @cached_property
    def crew(self) -> Any:
        return crew_of(self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        since = Month.of(today).start.replace(year=today.year - 1)
        months = [(month, list(rows)) for month, rows in groupby(earned_by(self.crew, since=since), _month_of)]
        return super().get_context_data(**kwargs) | {
            "crew": self.crew,
            "contract": contract_of(self.crew, today),
            "months": [(month, rows, _sum(rows), _sum(_accepted(rows))) for month, rows in months],
        }


def _month_of(cost: Any) -> Month:
    return Month.of(cost.on)


def _accepted(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row.work.result == WorkResult.ACCEPTED]


def _sum(rows: list[Any]) -> Any:
    return sum((row.amount for row in rows), ZERO)
