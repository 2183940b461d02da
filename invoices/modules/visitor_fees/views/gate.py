"""At the gate: what a stay costs, and the code that the visitor scans to pay it. Made for the guard's phone."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees import selectors
from invoices.modules.visitor_fees.views.links import token_of
from property_ops.framework.web.pages import Page
from property_ops.framework.web.qr import qr_svg
from property_ops.modules.parking.public import lasted

RECORD = "parking.record"


class AtTheGate:
    """Of slot `short_stay_charges`."""

    words = _("Take the fee")

    def estates(self, *, on: date) -> Collection[int]:
        return selectors.charging_estates(on)

    def page(self, stay: int) -> str:
        return reverse("visitor_gate", args=[stay])


AT_THE_GATE = AtTheGate()


class Gate(Page):
    """While something is due it looks again by itself, so that the guard sees when it is paid."""

    permission_required = RECORD
    personal_data = True
    menu = "parking_stays"
    above = ((_("Visitors' stays"), "parking_stays"),)
    template_name = "visitor_fees/gate.html"

    @cached_property
    def stay(self) -> Any:
        found = selectors.visible_stay(self.user, self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return str(self.stay.plate)

    def get_subtitle(self) -> str:
        return str(self.stay.estate.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        account = selectors.account_of(self.stay, at=timezone.now())
        if account is None:
            raise Http404
        address = settings.PUBLIC_URL + reverse("visitor_pay", args=[token_of(self.stay.pk)])
        return super().get_context_data(**kwargs) | {
            "account": account,
            "lasted": lasted(account.at - self.stay.arrived_at),
            "qr": qr_svg(address, gettext("the visitor's page to pay on")) if account.due else "",
            "address": address,
        }
