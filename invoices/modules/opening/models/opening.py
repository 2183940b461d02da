from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.opening.domain.papers import PaperKind
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate, Tenure, Unit

STANDING = ~Q(state__in=NEVER_MIND) & Q(undone_on__isnull=True)


class Opening(Prepared, OfEstate):
    """A paper with which the books are taken over, as of the end of `day`: prepared by one, approved by another.

    The balances by account are one paper of the company; each list of households (arrears, prepayments, deposits) is
    one of its estate. Each stands once. An approved one is undone as a whole, by another than who prepared it.
    """

    rights = Rights(prepare="opening.prepare", approve="opening.approve")
    also_by_another = ("undone_by",)
    estate_path = "estate"
    series = Series("QC")

    number = models.CharField(_("number"), max_length=30, null=True)  # noqa: DJ001 - none yet
    kind = models.CharField(_("kind"), max_length=12, choices=choices_of(PaperKind))
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    day = models.DateField(_("balances of"))
    reference = models.CharField(_("paper"), max_length=120)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_on = models.DateField(_("undone on"), null=True)
    undone_because = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("opening balances")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_opening_number_once"),
            models.UniqueConstraint(
                fields=["kind"], condition=STANDING & Q(kind="accounts"), name="po_opening_of_accounts_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "estate"], condition=STANDING & ~Q(kind="accounts"), name="po_opening_of_estate_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="accounts") ^ Q(estate__isnull=False), name="po_opening_list_has_estate"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(number__isnull=False), name="po_opening_approved_has_number"
            ),
            models.CheckConstraint(
                condition=Q(undone_on__isnull=True, undone_by__isnull=True, undone_because="")
                | (
                    Q(state="approved", undone_on__isnull=False, undone_by__isnull=False)
                    & ~Q(undone_because="")
                    & ~Q(undone_by=F("prepared_by"))
                ),
                name="po_opening_undone_by_another",
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="po_opening_names_its_paper"),
        ]

    def __str__(self) -> str:
        return self.number or self.reference

    def audit_facts(self) -> dict[str, Any]:
        return {"kind": self.kind, "paper": self.reference}


class OpeningLine(OfEstate):
    """A balance: of a ledger account (debit above zero), or of a household in a list (always above zero).

    `month` and `due_on` are of old arrears; `party` is who owes or paid, as the ledger has it.
    """

    estate_path = "opening__estate"

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    account = models.CharField(_("account code"), max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    payer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"))
    month = models.DateField(_("month"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    about = models.CharField(_("with whom, what for"), max_length=80, blank=True)
    amount = YuanField(_("amount"))

    class Meta:
        ordering = ["opening", "position"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="po_opening_line_position"),
            models.CheckConstraint(condition=~Q(amount=ZERO), name="po_opening_line_not_zero"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, payer__isnull=True, month__isnull=True, due_on__isnull=True)
                | Q(unit__isnull=False, payer__isnull=False, amount__gt=ZERO),
                name="po_opening_line_of_a_household",
            ),
        ]

    @property
    def debit(self) -> Yuan | None:
        return self.amount if self.amount > ZERO else None

    @property
    def credit(self) -> Yuan | None:
        return -self.amount if self.amount < ZERO else None
