from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import ZERO, Yuan


class AccountKind(models.TextChoices):
    ASSET = "asset", _("asset")
    LIABILITY = "liability", _("liability")
    EQUITY = "equity", _("equity")
    INCOME = "income", _("income")
    EXPENSE = "expense", _("expense")


class LedgerAccount(CompanyWide):
    """An account of the chart (小企业会计准则), shipped as data."""

    code = models.CharField(_("account code"), max_length=20, unique=True)
    name = models.CharField(_("account"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=AccountKind)

    class Meta:
        verbose_name = _("ledger account")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Entry(OfEstate):
    """A journal entry whose legs sum to zero. Append-only and chained: `digest` covers `previous` and the content.

    The database refuses an entry that does not balance, a second entry of the same source, and any change.
    """

    journal = "the ledger's chain"

    estate_path = "legs__estate"

    number = models.PositiveBigIntegerField(_("entry number"), unique=True)
    posted_on = models.DateField(_("posted on"), db_index=True)
    month = models.DateField(_("belongs to month"))
    source = models.CharField(_("source"), max_length=80)
    memo = models.CharField(_("memo"), max_length=200)
    evidence = models.CharField(max_length=64, blank=True)  # digest of the frozen document behind it
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["number"]
        # As constraints, not on the fields: there Django adds second indexes for LIKE on PostgreSQL.
        constraints = [
            models.UniqueConstraint(fields=["source"], name="po_entry_of_source_once"),
            models.UniqueConstraint(fields=["previous"], name="po_entry_previous_once"),
            models.UniqueConstraint(fields=["digest"], name="po_entry_digest_once"),
        ]

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        """Those that touch one of the estates, each once."""
        return rows.filter(Exists(Leg.objects.filter(entry=OuterRef("pk"), estate__in=estates.values("code"))))


class Leg(OfEstate):
    """One line of an entry; debit is positive, credit negative. `subledger` is the account, `party` who owes."""

    journal = "the ledger's chain"

    estate_path = "estate"

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="legs", db_index=False)
    position = models.PositiveSmallIntegerField()
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="legs", db_index=False)
    estate = models.CharField(max_length=20, blank=True)
    subledger = models.CharField(max_length=80, blank=True)
    party = models.CharField(max_length=40, blank=True)
    amount = YuanField()

    class Meta:
        ordering = ["entry", "position"]
        indexes = [
            models.Index(fields=["account", "estate", "subledger"], name="po_leg_by_subledger"),
            models.Index(fields=["account", "subledger", "party", "amount"], name="po_leg_by_payer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["entry", "position"], name="po_leg_once"),
            models.CheckConstraint(condition=~Q(amount=ZERO), name="po_leg_not_zero"),
        ]

    @property
    def debited(self) -> Yuan | None:
        return self.amount if self.amount > ZERO else None

    @property
    def credited(self) -> Yuan | None:
        return -self.amount if self.amount < ZERO else None
