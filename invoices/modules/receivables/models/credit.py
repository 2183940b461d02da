from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate


class CreditKind(models.TextChoices):
    PAYMENT = "payment", _("payment")
    CREDIT_NOTE = "credit_note", _("credit note")
    WRITE_OFF = "write_off", _("write-off")
    TRUE_UP = "true_up", _("true-up")
    OTHER = "other", _("other credit")


class Credit(OfEstate):
    """Something in favour of an account (unit and party, as the ledger has them), posted once. Append-only.

    How much of it is used is the sum of its settlements, never a column.
    """

    estate_path = "estate"

    source = models.CharField(_("source"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=CreditKind)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    unit_code = models.CharField(_("unit code"), max_length=60)
    party = models.CharField(max_length=40, blank=True)
    amount = YuanField(_("amount"))
    day = models.DateField(_("day"))
    value_day = models.DateField(_("value date"))
    month = models.DateField(_("belongs to month"))

    class Meta:
        verbose_name = _("credit")
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["unit_code", "party"], name="po_credit_of_account")]
        constraints = [
            models.UniqueConstraint(fields=["source"], name="po_credit_of_source_once"),
            models.CheckConstraint(condition=Q(amount__gt=ZERO), name="po_credit_above_zero"),
        ]
