"""Tasks that ended long ago are forgotten: nobody asks for them any more, and there are many each day."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from property_ops.framework.models import TaskOrder
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop

SUCCESSFUL_KEPT, OTHERS_KEPT = timedelta(days=30), timedelta(days=365)


@task()
def forget_old_tasks() -> None:
    """Safe to run twice."""
    now = timezone.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - SUCCESSFUL_KEPT).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - OTHERS_KEPT).delete()
    TaskOrder.objects.exclude(task__in=DBTaskResult.objects.values("pk")).delete()


def _is_due(now: datetime) -> bool:
    return bool(DBTaskResult.objects.finished().filter(finished_at__lt=now - SUCCESSFUL_KEPT).exists())


FORGETTING = TimedTask(gettext_noop("Forgetting old tasks"), _is_due, forget_old_tasks, again=timedelta(days=1))
"""Of slot `timed_tasks`."""
