"""One month of one estate: every agreed service, who confirmed it, and what that delivers."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.web.details import DetailPage
from property_ops.framework.web.display import Fact, badge, percent
from property_ops.framework.web.months import OfMonth
from property_ops.framework.web.pages import Button, Crumb
from property_ops.framework.web.tabs import panels
from property_ops.modules.confirmations import selectors
from property_ops.modules.confirmations.domain.months import MonthStanding, ServiceMonth
from property_ops.modules.confirmations.services.papers import CHANGE
from property_ops.modules.confirmations.views.standing import COLOURS, PERMISSION
from property_ops.modules.estates.public import visible_estates


class MonthPage(OfMonth, DetailPage):
    permission_required = PERMISSION
    personal_data = True
    menu = "confirmations"
    template_name = "confirmations/month.html"
    slug_field = slug_url_kwarg = "code"

    def get_queryset(self) -> Any:
        return visible_estates(self.user)

    @cached_property
    def found(self) -> ServiceMonth:
        return selectors.month_of(self.object, self.month, on=timezone.localdate())

    def get_title(self) -> str:
        return f"{self.object.name} {self.month}"

    def breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Service confirmations"), f"{reverse('confirmations')}?year={self.month.year}")]

    def buttons(self) -> list[Button]:
        buttons = [
            Button(label, reverse("confirmation_month", args=[month, self.object.code]), icon)
            for label, month, icon in (
                (_("Previous month"), self.month.previous, "chevron-left"),
                (_("Next month"), self.month.next, "chevron-right"),
            )
        ]
        if self.user.has_perm(CHANGE) and self.found.standing in (MonthStanding.MISSING, MonthStanding.PARTLY):
            url = reverse("confirmation_write_down", args=[self.month, self.object.code])
            buttons.append(Button(_("Write down the signed sheet"), url, "scan", primary=True))
        return buttons

    def facts(self) -> list[Fact]:
        found, estate = self.found, self.object
        delivered = found.delivered
        return [
            Fact(_("Estate"), estate.name, reverse("estate", args=[estate.code])),
            Fact(_("State"), badge(gettext(found.standing.word), COLOURS.get(found.standing, "gray"))),
            Fact(_("Services confirmed"), f"{len(found.confirmed)} / {len(found.agreed)}"),
            Fact(
                _("Delivered ratio"),
                gettext("not before all is confirmed") if delivered is None else percent(delivered),
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "found": self.found,
            "panels": panels("confirmation_panels", self.request, selectors.EstateMonth(self.object, self.month)),
            "lines": selectors.lines_of(self.object, self.month),
        }
