"""What files say went out of the bank and the payment services."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.selectors import receipts as read
from invoices.modules.payments.views.receipts import channel_name
from property_ops.framework.web import columns
from property_ops.framework.web.lists import ListPage


class OutgoingTable(columns.Table):
    paid_on = columns.Day(verbose_name=_("paid on"))
    channel = columns.Text(verbose_name=_("way of payment"))
    payee_name = columns.Text(verbose_name=_("payee"))
    memo = columns.Text(verbose_name=_("memo"))
    amount = columns.Amount(verbose_name=_("amount"), total=True)
    refund_of = columns.Text(verbose_name=_("refund of transaction"))
    receipt = columns.Text(
        verbose_name=_("receipt"), linkify=("receipt", {"pk": columns.A("receipt__pk")}), accessor="receipt"
    )
    transaction = columns.Text(verbose_name=_("transaction number"))

    def render_channel(self, record: Any) -> str:
        return channel_name(record.channel)

    def value_channel(self, record: Any) -> str:
        return channel_name(record.channel)


class PaymentsOut(ListPage):
    title = _("Payments out")
    subtitle = _("From the files of the bank and the payment services. Their costs are entered with the vouchers.")
    permission = "payments.view"
    menu = "receipts"
    table_class = OutgoingTable
    search_hint = _("payee, memo, transaction number")
    export_name = "payments-out"
    personal_data = True

    def rows(self) -> QuerySet[Any]:
        return read.payments_out()

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return read.find_payments_out(rows, text)
