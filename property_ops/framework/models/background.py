from typing import ClassVar

from django.conf import settings
from django.db import models

from property_ops.framework.scope import CompanyWide


class BackgroundWorker(CompanyWide):
    """A worker on some host, and when it last gave a sign (by the database's clock). Gone when it ends in order."""

    journal: ClassVar[str] = "no fact: which processes run now"

    id = models.CharField(primary_key=True, max_length=64)
    host = models.CharField(max_length=100)
    process = models.PositiveIntegerField()
    queues = models.JSONField()
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["host", "started_at"]


class TaskOrder(CompanyWide):
    """Who asked for a background task, where a person did. The task itself is django-tasks-db's row."""

    journal: ClassVar[str] = "no fact: what a task does is journalled where it does it"

    task = models.UUIDField(primary_key=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)


class TimedAsk(CompanyWide):
    """When what is due by the clock was asked for last, by whichever host came first."""

    journal: ClassVar[str] = "no fact: when the clock asked for something"

    name = models.CharField(primary_key=True, max_length=80)
    asked_at = models.DateTimeField()
