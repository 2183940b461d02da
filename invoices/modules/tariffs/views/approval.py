"""Changed tariffs, and what they mean for a home, for the person who approves them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from invoices.modules.tariffs import selectors
from invoices.modules.tariffs.approvals import TARIFFS
from invoices.modules.tariffs.public import SERVICE_FEE, approve_tariffs
from property_ops.framework.approval.display import decision
from property_ops.framework.web.pages import Action, Crumb, Page

HOME = 80
"""The area, in m², of the home that shows what a rate means."""


class Proposals(Page):
    permission_required = "tariffs.view"
    menu = "tariffs"
    title = _("Tariffs that wait for approval")
    template_name = "tariffs/proposals.html"

    def breadcrumbs(self) -> Sequence[Crumb]:
        return (Crumb(_("Tariffs"), reverse("tariffs")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = self.user.has_perm("tariffs.approve")
        rows = [
            {
                "tariff": one.tariff,
                "before": one.before,
                "means": _means(one.tariff, one.before),
                "decision": decision(TARIFFS, one.tariff, self.user),
            }
            for one in selectors.proposals(self.user)
        ]
        return super().get_context_data(**kwargs) | {"rows": rows, "may_approve": may, "home": HOME}


def _means(tariff: Any, before: Decimal | None) -> tuple[Decimal | None, Decimal] | None:
    """Yuan a month for that home, before and after; nothing for what is not a rate per m²."""
    if tariff.item.code != SERVICE_FEE:
        return None
    return None if before is None else before * HOME, tariff.rate * HOME


class ApproveAll(Action):
    """All that others prepared."""

    permission_required = "tariffs.approve"
    menu = "tariffs"

    def form_valid(self, form: Any) -> HttpResponse:
        waiting = [one.tariff for one in selectors.proposals(self.user)]
        asked = [tariff.pk for tariff in waiting if tariff.prepared_by_id != self.user.pk]
        count = approve_tariffs(by=self.user, now=timezone.now(), ids=asked)
        messages.success(
            self.request,
            ngettext("%(count)s tariff approved.", "%(count)s tariffs approved.", count) % {"count": count},
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("tariff_proposals")
