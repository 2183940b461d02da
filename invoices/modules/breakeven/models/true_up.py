from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.breakeven.domain.true_up import TrueUpOutcome, TrueUpState
from property_ops.framework.fields import ScaledField, YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class TrueUp(OfEstate):
    """What becomes of a year's balance of the residents (多退少补): prepared by one, approved by another, once.

    `balance` is cost − income of the year, `carried` what came over from the year before; a surplus is below zero. It
    is given back as credits, or carried into the next year; a deficit is always carried (ADR 0011).
    """

    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="true_ups", verbose_name=_("estate"))
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=10, choices=TrueUpState.choices(), default=TrueUpState.WAITING)
    outcome = models.CharField(_("what becomes of it"), max_length=10, choices=TrueUpOutcome.choices())
    balance = YuanField(_("balance of the year"))
    carried = YuanField(_("brought forward"), default=ZERO)
    basis = models.CharField(_("basis"), max_length=200)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_on = models.DateField(_("approved on"), null=True)

    class Meta:
        verbose_name = _("true-up")
        ordering = ["-year", "estate", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "year"], condition=~Q(state="dropped"), name="po_true_up_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")), name="po_true_up_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="po_approved_true_up_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="give_back") | Q(balance__lt=-F("carried")), name="po_only_a_surplus_goes_back"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="po_true_up_has_basis"),
        ]


class TrueUpShare(OfEstate):
    """What a home gets back, by its area; all of them are the surplus to the fen. Append-only."""

    estate_path = "true_up__estate"

    true_up = models.ForeignKey(TrueUp, models.PROTECT, related_name="shares")
    unit_code = models.CharField(_("unit code"), max_length=60)
    party = models.CharField(max_length=40, blank=True)
    area = ScaledField(_("building area (m²)"), places=4)
    amount = YuanField(_("amount"))

    class Meta:
        ordering = ["unit_code"]
        constraints = [
            models.UniqueConstraint(fields=["true_up", "unit_code"], name="po_true_up_share_once"),
            models.CheckConstraint(condition=Q(amount__gte=ZERO), name="po_true_up_share_not_negative"),
        ]
