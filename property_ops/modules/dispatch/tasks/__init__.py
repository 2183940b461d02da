"""Background work of dispatch."""

from django_tasks import task

from property_ops.modules.dispatch.services.proposing import perform_proposal


@task()
def make_proposal(proposal_id: int) -> None:
    """Reckon a plan; safe to run twice."""
    perform_proposal(proposal_id)
