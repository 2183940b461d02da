"""Background work of dispatch."""

from django_tasks import TaskContext, task

from property_ops.framework.background import LONG, TaskKind
from property_ops.kernel.text import gettext_noop
from property_ops.modules.dispatch.services.proposing import perform_proposal


@task(takes_context=True, queue_name=LONG)
def make_proposal(context: TaskContext, proposal_id: int) -> None:
    """Reckon a plan; safe to run twice."""
    perform_proposal(proposal_id, attempt=context.attempt)


PROPOSAL = TaskKind(make_proposal, gettext_noop("Plan for the crews"), page="dispatch_proposal")
"""Of slot `task_kinds`."""
