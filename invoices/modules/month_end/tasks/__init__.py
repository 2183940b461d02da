"""Background work of the month's end."""

from django_tasks import TaskContext, task

from invoices.modules.month_end.public import perform_part
from property_ops.framework.background import LONG, TaskKind
from property_ops.kernel.text import gettext_noop


@task(takes_context=True, queue_name=LONG)
def run_part(context: TaskContext, part_id: int) -> None:
    """One step of a month's end for one estate; safe to run twice."""
    perform_part(part_id, attempt=context.attempt)


STEP = TaskKind(run_part, gettext_noop("Step of a month's end"), page="month_end")
"""Of slot `task_kinds`."""
