from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import WorkOrder


class WorkHold(OfEstate):
    """From `started_on` until `ended_on` the lines of a work are held for all households (docs/product.md rule 12).

    Begun by the complaint that went past the share which the agreement names; what was counted then stands here. It is
    ended by a release that two persons decided (`HoldRelease`), and by nothing else.
    """

    estate_path = "estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="holds", verbose_name=_("work order"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    complaining = models.PositiveIntegerField(_("homes that complain"))
    homes = models.PositiveIntegerField(_("homes concerned"))
    percent = models.PositiveSmallIntegerField(_("agreed share (%)"))
    started_on = models.DateField(_("held from"))
    ended_on = models.DateField(_("released on"), null=True)

    class Meta:
        verbose_name = _("work held for all")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["work"], condition=Q(ended_on=None), name="po_work_held_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="po_work_hold_days"
            ),
            models.CheckConstraint(
                condition=Q(complaining__gt=0, complaining__lte=F("homes")), name="po_work_hold_counted"
            ),
        ]

    @property
    def source(self) -> str:
        """Of the holds on the lines."""
        return f"complaints/{self.pk}"


class HoldRelease(Prepared, OfEstate):
    """A work that is held for all is to be due again, on a day that leaves time to pay; a second person decides it."""

    rights = Rights(prepare="complaints.answer", approve="complaints.release")
    estate_path = "hold__estate"

    hold = models.ForeignKey(WorkHold, models.PROTECT, related_name="releases", verbose_name=_("work held for all"))
    reason = models.CharField(_("what was done about it"), max_length=300)
    new_due_on = models.DateField(_("due anew on"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("release of a work")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["hold"],
                condition=Q(state__in=[ApprovalState.WAITING.value, ApprovalState.APPROVED.value]),
                name="po_hold_released_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="po_hold_release_says_why"),
        ]

    def __str__(self) -> str:
        return self.hold.work.number

    @property
    def audit_subject(self) -> str:
        return self.hold.work.number
