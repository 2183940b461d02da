from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from property_ops.framework.scope import CompanyWide


class ExportState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class ListExport(CompanyWide):
    """A list that is too long to be written while its reader waits: the file of one address for one person, for a day.

    Nobody else sees it, whatever rights they have.
    """

    journal = "no fact: a file of what was there when somebody asked for it"
    KEPT = timedelta(days=1)

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    address = models.TextField()
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=ExportState.WAITING.value)
    total = models.PositiveIntegerField()
    asked_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ExportState]), name="po_list_export_state"
            )
        ]
