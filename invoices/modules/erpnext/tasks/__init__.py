"""Background work of the way to ERPNext."""

from django_tasks import task

from invoices.modules.erpnext.public import perform_push


@task()
def run_push(run_id: int) -> None:
    """A push started on the page; safe to run twice."""
    perform_push(run_id)
