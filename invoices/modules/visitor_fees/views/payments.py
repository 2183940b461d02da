"""What visitors paid: each with its receipt, on the estate's common income."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from invoices.modules.visitor_fees import selectors
from invoices.modules.visitor_fees.views.tariffs import VIEW
from property_ops.framework.web import columns
from property_ops.framework.web.filters import Filters
from property_ops.framework.web.lists import ListPage
from property_ops.framework.web.pages import Button
from property_ops.modules.estates.public import ManagedEstateFilter


class PaymentTable(columns.ListTable):
    paid_at = columns.Moment(verbose_name=_("paid"), accessor="order__paid_at")
    estate = columns.Text(verbose_name=_("estate"), accessor="stay__estate__name")
    plate = columns.Text(verbose_name=_("plate"), accessor="stay__plate")
    arrived_at = columns.Moment(verbose_name=_("arrived"), accessor="stay__arrived_at")
    until = columns.Moment(verbose_name=_("paid until"))
    amount = columns.Amount(verbose_name=_("amount"))
    receipt = columns.Text(verbose_name=_("receipt"), accessor="order__receipt__number")


class PaymentFilters(Filters):
    estate = ManagedEstateFilter(field_name="stay__estate")


class VisitorPayments(ListPage):
    title = _("Visitors' parking fees")
    subtitle = _("Paid by phone at the gate. The money is the owners': it stands on the estate's common income.")
    permission_required = VIEW
    table_class = PaymentTable
    filterset_class = PaymentFilters
    search_hint = _("plate, order or receipt")
    empty_text = _("No visitor has paid by phone yet.")
    export_name = "访客停车费"
    personal_data = True

    def get_queryset(self) -> QuerySet[Any]:
        return selectors.visible_payments(self.user)

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        return selectors.find_payments(queryset, text)

    def buttons(self) -> Sequence[Button]:
        return (Button(_("Prices"), reverse("visitor_tariffs"), "tag"),)
