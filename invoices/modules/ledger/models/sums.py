from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger.models.close import MonthClose
from invoices.modules.ledger.models.entry import LedgerAccount
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO


class MonthTurnover(OfEstate):
    """What was posted in a closed month (发生额), by account, estate and the month it belongs to, each side by itself.

    Of income and cost also by sub-ledger. Written when the month is closed, gone once it is reopened (docs/adr/0049).
    """

    journal = "sums of the ledger's legs, which verify adds up again"

    estate_path = "estate"

    close = models.ForeignKey(MonthClose, models.PROTECT, related_name="turnovers", db_index=False)
    belongs = models.DateField()
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="turnovers")
    estate = models.CharField(max_length=20, blank=True)
    subledger = models.CharField(max_length=80, blank=True)
    debit = YuanField()
    credit = YuanField()

    class Meta:
        verbose_name = _("turnover of a closed month")
        ordering = ["close", "account", "estate", "belongs", "subledger"]
        constraints = [
            models.UniqueConstraint(
                fields=["close", "account", "estate", "belongs", "subledger"], name="po_turnover_once"
            ),
            models.CheckConstraint(condition=Q(debit__gte=ZERO, credit__gte=ZERO), name="po_turnover_sides_positive"),
        ]


class PayerBalance(OfEstate):
    """What a payer of an account (户) owed when a month was closed, of all that was posted up to its end."""

    journal = "sums of the ledger's legs, which verify adds up again"

    estate_path = "estate"

    close = models.ForeignKey(MonthClose, models.PROTECT, related_name="balances", db_index=False)
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="balances", db_index=False)
    estate = models.CharField(max_length=20, blank=True)
    subledger = models.CharField(max_length=80, blank=True)
    party = models.CharField(max_length=40, blank=True)
    balance = YuanField()

    class Meta:
        verbose_name = _("balance of a payer at a closing")
        ordering = ["close", "estate", "account", "subledger", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["close", "estate", "account", "subledger", "party"], name="po_payer_balance_once"
            ),
        ]
