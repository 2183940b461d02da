from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.domain.reminding import LEFT_OUT
from invoices.modules.collections.domain.states import Stage
from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField, choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Tenure


class ReminderRun(Prepared, OfEstate):
    """Reminder letters of one estate: prepared by one, approved by another (docs/product.md rules 10, 14)."""

    rights = Rights(prepare="collections.remind", approve="collections.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    stage = models.CharField(_("kind of letter"), max_length=14, choices=choices_of(Stage))
    as_of = models.DateField(_("as of"))
    least_days = models.PositiveSmallIntegerField(_("days overdue at least"))
    least_amount = YuanField(_("amount at least"))
    pause_days = models.PositiveSmallIntegerField(_("not again within days"))
    pay_by = models.DateField(_("pay by"))
    sent_on = models.DateField(_("dated"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("batch of reminder letters")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.APPROVED.value) | Q(sent_on__isnull=False),
                name="po_reminder_run_dated",
            ),
            models.CheckConstraint(condition=Q(pay_by__gt=F("as_of")), name="po_reminder_run_leaves_time"),
        ]

    def __str__(self) -> str:
        return f"{self.estate.code} {self.as_of}"


class ReminderLetter(OfEstate):
    """One letter, with its own copy of names and lines; numbered when it is approved, or left out for a reason."""

    estate_path = "run__estate"
    series = Series("CJ")

    run = models.ForeignKey(ReminderRun, models.PROTECT, related_name="letters")
    position = models.PositiveIntegerField()
    number = models.CharField(_("letter"), max_length=30, null=True)  # noqa: DJ001 - none until it is approved
    unit_code = models.CharField(_("unit code"), max_length=60)
    party = models.CharField(max_length=40, blank=True)
    payer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"))
    payer_name = models.CharField(_("payer"), max_length=60, blank=True)
    lines = models.JSONField()
    total = YuanField(_("overdue"))
    left_out = models.CharField(_("left out"), max_length=10, choices=list(LEFT_OUT.items()), blank=True)

    class Meta:
        verbose_name = _("reminder letter")
        ordering = ["run", "position"]
        indexes = [models.Index(fields=["unit_code", "party"], name="po_reminder_of_account")]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="po_reminder_position_once"),
            models.UniqueConstraint(fields=["run", "unit_code", "party"], name="po_reminder_of_account_once"),
            models.UniqueConstraint(fields=["number"], name="po_reminder_number_once"),
            models.CheckConstraint(condition=Q(total__gt=ZERO), name="po_reminder_above_zero"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(left_out=""), name="po_reminder_sent_or_left_out"
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.unit_code


class ReminderWay(models.TextChoices):
    HANDED_OVER = "handed_over", _("handed over")
    POSTED = "posted", _("posted")
    WECHAT = "wechat", _("by WeChat")
    MAILBOX = "mailbox", _("put into the mailbox")
    NOT_MET = "not_met", _("nobody at home")


class Delivery(OfEstate):
    """How a letter was delivered, when and by whom. Append-only."""

    estate_path = "letter__run__estate"

    letter = models.ForeignKey(ReminderLetter, models.PROTECT, related_name="deliveries")
    way = models.CharField(_("way of delivery"), max_length=12, choices=ReminderWay)
    on = models.DateField(_("delivered on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(_("recorded"))
    note = models.CharField(_("remark"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("delivery of a letter")
        ordering = ["id"]
