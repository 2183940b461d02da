from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.models import StoredPicture
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate
from property_ops.modules.inspections.domain.grades import Grade, days_late
from property_ops.modules.inspections.models.checklist import Checklist
from property_ops.modules.rounds.public import Checkpoint, RoundScan
from property_ops.modules.works.public import WorkOrder

GRADES = [(grade.value, _(Grade(grade).word)) for grade in Grade]
OPEN_OR_APPROVED = (ApprovalState.WAITING.value, ApprovalState.APPROVED.value)


class Inspection(OfEstate):
    """Everything on a checklist was looked at, at a checkpoint; never changed. `scan` is the round it was.

    `looked_at` are the words of the checklist as they were. What was wrong are its `hazards`.
    """

    estate_path = "scan__checkpoint__estate"

    scan = models.OneToOneField(
        RoundScan, models.PROTECT, related_name="inspection", verbose_name=_("scan of the plate")
    )
    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="inspections", verbose_name=_("checklist"))
    looked_at: Any = models.JSONField(_("what was looked at"))

    class Meta:
        verbose_name = _("inspection")
        ordering = ["-scan__scanned_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.scan.checkpoint} {self.checklist}"


class Hazard(OfEstate):
    """Something dangerous that was found. `key` is the phone's: sent again it is the same hazard.

    It is closed by a rectification that another person re-checked.
    """

    estate_path = "estate"
    series = Series("YH", places=4, row="hazards ")

    key = models.UUIDField(unique=True)
    number = models.CharField(_("hazard number"), max_length=20, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="hazards", verbose_name=_("estate"))
    checkpoint = models.ForeignKey(
        Checkpoint, models.PROTECT, null=True, related_name="hazards", verbose_name=_("checkpoint")
    )
    place = models.CharField(_("place"), max_length=60)
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, related_name="hazards", verbose_name=_("inspection")
    )
    checklist = models.ForeignKey(
        Checklist, models.PROTECT, null=True, related_name="hazards", verbose_name=_("checklist")
    )
    what = models.CharField(_("what is wrong"), max_length=120)
    grade = models.CharField(_("grade"), max_length=6, choices=GRADES)
    work_kind = models.CharField(_("kind of work"), max_length=40, blank=True)
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("found by"))
    found_on = models.DateField(_("day it was found"))
    due_on = models.DateField(_("to be put right by"))
    work = models.ForeignKey(WorkOrder, models.PROTECT, null=True, related_name="hazards", verbose_name=_("work order"))
    closed_on = models.DateField(_("closed"), null=True)

    class Meta:
        verbose_name = _("hazard")
        ordering = ["-found_on", "-pk"]
        indexes = [models.Index(fields=["estate", "closed_on", "due_on"], name="po_hazard_open")]
        constraints = [
            models.CheckConstraint(condition=Q(grade__in=[one.value for one in Grade]), name="po_hazard_grade"),
            models.CheckConstraint(condition=~Q(what="") & ~Q(place=""), name="po_hazard_says_what_and_where"),
            models.CheckConstraint(condition=Q(due_on__gte=F("found_on")), name="po_hazard_due_after_found"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("found_on")), name="po_hazard_closed_after_found"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def days_late(self, today: date) -> int:
        return days_late(self.due_on, self.closed_on, today)


class Rectification(Prepared, OfEstate):
    """A hazard was put right, says who reports it; another person who neither found it nor worked on it re-checks.

    Rejected is: it is not right yet.
    """

    rights: ClassVar[Rights] = Rights(prepare="inspections.record", approve="inspections.approve")
    estate_path = "hazard__estate"

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="rectifications", verbose_name=_("hazard"))
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("found by"))
    key = models.UUIDField(unique=True)
    how = models.CharField(_("how it was put right"), max_length=120)
    done_on = models.DateField(_("put right"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("photo"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("rectification")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["hazard"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_rectification_once"
            ),
            models.CheckConstraint(condition=~Q(how=""), name="po_rectification_says_how"),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.APPROVED.value) | ~Q(decided_by=F("found_by")),
                name="po_rectification_not_by_finder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hazard.number} {self.hazard.estate.name} {self.hazard.what}"

    @property
    def audit_subject(self) -> str:
        return self.hazard.number

    def audit_facts(self) -> dict[str, Any]:
        return {"hazard": self.hazard.number, "done_on": str(self.done_on)}
