from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from property_ops.framework.fields import choices_of
from property_ops.framework.scope import OfEstate
from property_ops.modules.dispatch.domain.slots import LONGEST, SHORTEST
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models.crew import Crew
from property_ops.modules.works.public import WorkOrder


class Visit(OfEstate):
    """A crew's going to a work. In the tray it has neither crew nor time; on the board it has all three.

    The visits of a work follow one another by `number`, with the hours of rest of the work between them. The database
    refuses two planned visits of a crew at one time; what was begun stands when the crew really was there.
    """

    estate_path = "work__estate"

    work = models.ForeignKey(WorkOrder, models.PROTECT, related_name="visits", verbose_name=_("work order"))
    number = models.PositiveSmallIntegerField(_("crew visit"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    crew = models.ForeignKey(Crew, models.PROTECT, null=True, related_name="visits", verbose_name=_("crew"))
    starts_at = models.DateTimeField(_("starts"), null=True, db_index=True)
    ends_at = models.DateTimeField(_("ends"), null=True)
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    urgent = models.BooleanField(_("urgent"), default=False)
    pinned = models.BooleanField(_("pinned"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=choices_of(VisitState), default=VisitState.PLANNED)
    started_at = models.DateTimeField(_("really started"), null=True)
    finished_at = models.DateTimeField(_("really finished"), null=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("crew visit")
        ordering = ["starts_at", "work", "number"]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="po_visit_number_once"),
            models.CheckConstraint(
                condition=Q(crew__isnull=True, starts_at__isnull=True, ends_at__isnull=True)
                | Q(crew__isnull=False, starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="po_visit_placed_or_not",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="po_visit_has_minutes"
            ),
            models.CheckConstraint(condition=Q(pinned=False) | Q(crew__isnull=False), name="po_visit_pinned_is_placed"),
            models.CheckConstraint(
                condition=Q(state__in=[VisitState.PLANNED, VisitState.CANCELLED])
                | Q(crew__isnull=False, started_at__isnull=False),
                name="po_visit_started_is_placed",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.DONE) | Q(finished_at__gte=F("started_at")),
                name="po_visit_finished_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.work.number}-{self.number}"

    @property
    def is_placed(self) -> bool:
        return self.crew_id is not None
