"""What payments add to other pages."""

from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.selectors import receipts as read
from invoices.modules.payments.views.receipts import channel_name
from property_ops.framework.web.tabs import Panel
from property_ops.kernel.money import ZERO

SHOWN = 12


class UnitReceipts(Panel):
    """The unit's latest receipts, and the credit that no bill has used yet."""

    permission_required = "payments.view"
    title = _("Payments")
    icon = "cash"
    order = 55
    wide = True
    template_name = "payments/unit_panel.html"
    url_label = _("All receipts")

    @property
    def url(self) -> str:
        return f"{reverse('receipts')}?q={self.subject.code}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        matches = read.receipts_of_unit(self.subject)[:SHOWN]
        credit = read.credit_of_unit(self.subject).aggregate(sum=Sum("left"))["sum"] or ZERO
        return super().get_context_data(**kwargs) | {
            "matches": [(one, channel_name(one.receipt.channel)) for one in matches],
            "credit": credit,
        }


class BillPayments(Panel):
    """What settled the bill's lines, and what was taken back."""

    permission_required = "payments.view"
    title = _("What settled it")
    icon = "cash"
    order = 40
    template_name = "payments/bill_panel.html"

    @cached_property
    def history(self) -> list[Any]:
        return list(read.settlements_of_bill(self.subject))

    def is_there(self) -> bool:
        return bool(self.history)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"history": self.history}
