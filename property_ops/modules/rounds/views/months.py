"""Rounds of a month: by estate and service, then by promise."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, percent
from property_ops.framework.web.months import MonthAsked, OfMonth, month_name
from property_ops.framework.web.pages import Button, Crumb
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.rounds.selectors.months import estates_with_rounds, services_of
from property_ops.modules.rounds.views.words import VIEW, promise_words


class Rounds(MonthAsked):
    """The month asked for, else this one. A month that is not over is counted up to yesterday."""

    title = _("Service rounds")
    subtitle = _("What the agreement promises, and what was scanned. The month is confirmed and charged by it.")
    permission_required = VIEW
    template_name = "rounds/rounds.html"

    def buttons(self) -> list[Button]:
        return [
            Button(_("Plans"), reverse("round_plans"), "list-check"),
            Button(_("Scans"), reverse("round_scans"), "scan"),
            Button(_("Bad weather"), reverse("bad_weather"), "cloud-rain"),
            Button(_("Checkpoints"), reverse("checkpoints"), "map-pin"),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "month": self.month,
            "month_name": month_name(self.month),
            "estates": estates_with_rounds(self.user, self.month, today=timezone.localdate()),
        }


class RoundsOfMonth(OfMonth, DetailPage):
    permission_required = VIEW
    personal_data = False
    menu = "rounds"
    template_name = "rounds/month.html"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> Any:
        return visible_estates(self.user)

    def get_title(self) -> str:
        return f"{self.object.name} {month_name(self.month)}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service rounds"), f"{reverse('rounds')}?month={self.month}")]

    def buttons(self) -> list[Button]:
        code = self.object.code
        confirmation = reverse("confirmation_month", args=[self.month, code])
        return [
            Button(_("Previous month"), reverse("rounds_month", args=[self.month.previous, code]), "chevron-left"),
            Button(_("Next month"), reverse("rounds_month", args=[self.month.next, code]), "chevron-right"),
            Button(_("Service confirmation"), confirmation, "clipboard-check"),
        ]

    @cached_property
    def services(self) -> Any:
        return services_of(self.object, self.month, today=timezone.localdate())

    def facts(self) -> list[Fact]:
        return [Fact(service.item.name, _ratio(service.count)) for service in self.services]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = [(service, [(one, promise_words(one.line)) for one in service.lines]) for service in self.services]
        return super().get_context_data(**kwargs) | {"services": shown}


def _ratio(count: Any) -> str:
    if count.completion is None:
        return "—"
    return f"{count.done:,} / {count.promised:,}　{percent(count.completion)}"
