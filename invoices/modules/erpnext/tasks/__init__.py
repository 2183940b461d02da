"""Background work of the way to ERPNext."""

from django.utils import timezone
from django_tasks import TaskContext, task

from invoices.modules.erpnext.public import is_night_due, perform_push, work_at_night
from property_ops.framework.timed import TimedTask


@task(takes_context=True)
def run_push(context: TaskContext, run_id: int) -> None:
    """A push started on the page; safe to run twice."""
    perform_push(run_id, attempt=context.attempt)


@task()
def nightly() -> None:
    """Safe to run twice."""
    work_at_night(timezone.now())


NIGHTLY = TimedTask("nightly push to ERPNext", is_night_due, nightly)
"""Of slot `timed_tasks`."""
