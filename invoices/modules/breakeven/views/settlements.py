"""What a settlement with a provider costs, on its page: the vouchers there are, and the button that prepares them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven import selectors
from invoices.modules.breakeven.public import prepare_settlement_vouchers
from invoices.modules.breakeven.views.costs import PREPARE, VIEW
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.web.pages import Action
from property_ops.framework.web.tabs import Panel
from property_ops.modules.providers.public import visible_settlements


class SettlementCosts(Panel):
    """Of slot `settlement_panels`."""

    permission_required = VIEW
    title = _("Cost vouchers of the settlement")
    icon = "receipt-2"
    order = 10
    wide = True
    template_name = "breakeven/settlement_panel.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        settlement = self.subject
        is_approved = settlement.state == ApprovalState.APPROVED
        rows = selectors.vouchers_of_paper(self.user, settlement.number) if is_approved else ()
        may_prepare = is_approved and bool(settlement.payable) and self.user.has_perm(PREPARE)
        more = {"settlement": settlement, "vouchers": rows, "may_prepare": may_prepare}
        return super().get_context_data(**kwargs) | more


class PrepareSettlementCosts(Action):
    permission_required = PREPARE
    menu = "provider_settlements"
    success_message = _("The cost vouchers are prepared: each estate has one, which another person approves.")

    @cached_property
    def settlement(self) -> Any:
        return get_object_or_404(visible_settlements(self.user), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponse:
        prepare_settlement_vouchers(settlement=self.settlement, by=self.user, now=timezone.now())
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("provider_settlement", args=[self.settlement.pk])
