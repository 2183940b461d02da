"""Background work of the way to ERPNext."""

from django.utils import timezone
from django_tasks import TaskContext, task

from invoices.modules.erpnext.public import is_night_due, perform_comparison, perform_push, work_at_night
from property_ops.framework.background import LONG, TaskKind
from property_ops.framework.timed import TimedTask
from property_ops.kernel.text import gettext_noop


@task(takes_context=True, queue_name=LONG)
def run_push(context: TaskContext, run_id: int) -> None:
    """A push started on the page; safe to run twice."""
    perform_push(run_id, attempt=context.attempt)


@task(queue_name=LONG)
def nightly() -> None:
    """Safe to run twice."""
    work_at_night(timezone.now())


@task(queue_name=LONG)
def run_comparison(run_id: int) -> None:
    """A comparison started on the page; safe to run twice."""
    perform_comparison(run_id)


COMPARE = TaskKind(run_comparison, gettext_noop("Comparison with ERPNext"), page="erpnext_check")
NIGHTLY = TimedTask(gettext_noop("Nightly push to ERPNext"), is_night_due, nightly)
"""Of slot `timed_tasks`."""
PUSH = TaskKind(run_push, gettext_noop("Push to ERPNext"), page="erpnext")
"""Of slot `task_kinds`."""
