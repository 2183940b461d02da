from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.collections.public import DisputeState
from property_ops.framework.fields import choices_of
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Tenure, Unit
from property_ops.modules.works.public import WorkOrder

_OPEN, _WITHDRAWN = DisputeState.OPEN.value, DisputeState.WITHDRAWN.value


class WorkComplaint(OfEstate):
    """A household says that an accepted work is not as it should be: residents as the fourth party of acceptance.

    It has the states of a dispute, is counted in the open, and gets an answer. What it holds is the work
    (`WorkHold`), and for all. A household says it once of a work.
    """

    estate_path = "estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="complaints", verbose_name=_("work order"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("household"))
    state = models.CharField(_("state"), max_length=10, choices=choices_of(DisputeState), default=DisputeState.OPEN)
    words = models.TextField(_("what is complained about"))
    made_on = models.DateField(_("complained on"))
    made_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)

    class Meta:
        verbose_name = _("complaint about a work")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["work", "tenure"], name="po_work_complaint_once"),
            models.CheckConstraint(
                condition=Q(
                    state=DisputeState.OPEN.value, answered_on__isnull=True, answered_by__isnull=True, answer=""
                )
                | Q(state=DisputeState.WITHDRAWN.value, answered_on__isnull=False, answered_by__isnull=True, answer="")
                | Q(state__in=[DisputeState.UPHELD.value, DisputeState.REJECTED.value])
                & Q(answered_on__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
                name="po_work_complaint_answered",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="po_work_complaint_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id}/{self.pk}"


class ComplaintPhoto(OfEstate):
    """What the household shows of it. Append-only."""

    estate_path = "complaint__estate"

    complaint = models.ForeignKey(WorkComplaint, models.PROTECT, related_name="photos")
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("photo of a complaint")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["complaint", "picture"], name="po_complaint_photo_once")]
