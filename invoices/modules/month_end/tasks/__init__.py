"""Background work of the month's end."""

from django_tasks import task

from invoices.modules.month_end.public import perform_step


@task()
def run_step(run_id: int) -> None:
    """One step of a month's end; safe to run twice."""
    perform_step(run_id)
