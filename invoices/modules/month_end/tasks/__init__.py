"""Background work of the month's end."""

from django_tasks import TaskContext, task

from invoices.modules.month_end.public import perform_step


@task(takes_context=True)
def run_step(context: TaskContext, run_id: int) -> None:
    """One step of a month's end; safe to run twice."""
    perform_step(run_id, attempt=context.attempt)
