"""How the background work stands: for monitors, for `property-ops doctor`, and for the operator's page."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from property_ops.framework.background.deciding import DROPPED
from property_ops.framework.background.engines import REDIS
from property_ops.framework.background.losses import SILENT_AFTER
from property_ops.framework.health import OFF, OK, HealthNote
from property_ops.framework.models import BackgroundWorker
from property_ops.kernel.text import gettext_noop

TOO_LONG = timedelta(hours=1)
FAILED_SINCE = timedelta(days=1)


def workers_alive() -> int:
    """On a server's database, of all hosts."""
    return BackgroundWorker.objects.filter(beat_at__gt=Now() - SILENT_AFTER).count()


def silent_workers() -> set[str]:
    """Those that ended otherwise than in order, of the last day."""
    return set(BackgroundWorker.objects.filter(beat_at__lte=Now() - SILENT_AFTER).values_list("pk", flat=True))


def note_of_tasks() -> HealthNote:
    """Of slot `health_notes`: tasks that nobody does, and tasks that failed and were not looked at."""
    now, ready = timezone.now(), DBTaskResult.objects.ready()
    waiting = ready.filter(enqueued_at__lt=now - TOO_LONG).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=now - FAILED_SINCE)
    facts = {"tasks_waiting": ready.count(), "tasks_failed": failed.exclude(exception_class_path=DROPPED).count()}
    if waiting:
        return HealthNote(
            "tasks",
            "waiting too long",
            facts,
            wrong=gettext_noop("Background tasks wait for more than an hour: %(tasks_waiting)s."),
            mend=gettext_noop(
                "See on the page Background tasks whether a worker lives, and start one: property-ops worker, or "
                "property-ops serve where the engine is the database."
            ),
        )
    if facts["tasks_failed"]:
        return HealthNote(
            "tasks",
            "failed",
            facts,
            wrong=gettext_noop("Background tasks failed since yesterday: %(tasks_failed)s."),
            mend=gettext_noop("The page Background tasks says which, and lets you take them up again."),
        )
    return HealthNote("tasks", OK, facts)


def note_of_workers() -> HealthNote:
    """Of slot `health_notes`: whether any worker lives, on the hosts of a server's database."""
    if connection.vendor == "sqlite":
        return HealthNote("workers", OFF)
    alive = workers_alive()
    return HealthNote(
        "workers",
        OK if alive else "none",
        {"workers_alive": alive},
        wrong=gettext_noop("No background worker gives a sign on any host: what is asked for waits."),
        mend=gettext_noop("Start one on any host: property-ops worker."),
    )


def note_of_redis() -> HealthNote:
    """Of slot `health_notes`: whether the workers can be called."""
    if settings.TASKS_ENGINE != REDIS:
        return HealthNote("redis", OFF)
    from property_ops.framework.background.bells import RedisSilent, check_redis

    try:
        check_redis()
    except RedisSilent as silent:
        return HealthNote("redis", "silent", silent.data, wrong=silent.message, mend=gettext_noop("Start Redis."))
    return HealthNote("redis", OK)
