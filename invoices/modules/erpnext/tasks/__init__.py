"""Background work of the way to ERPNext."""

from django_tasks import TaskContext, task

from invoices.modules.erpnext.public import perform_push


@task(takes_context=True)
def run_push(context: TaskContext, run_id: int) -> None:
    """A push started on the page; safe to run twice."""
    perform_push(run_id, attempt=context.attempt)
