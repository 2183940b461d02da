"""Background work of dispatch."""

from django_tasks import TaskContext, task

from property_ops.modules.dispatch.services.proposing import perform_proposal


@task(takes_context=True)
def make_proposal(context: TaskContext, proposal_id: int) -> None:
    """Reckon a plan; safe to run twice."""
    perform_proposal(proposal_id, attempt=context.attempt)
