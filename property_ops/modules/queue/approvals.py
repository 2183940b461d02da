"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.modules.queue.models import QueueWeights, WorksBudget


class Weights(ApprovalKind[QueueWeights]):
    name, title, model = "queue_weights", _("Weights of the queue of works"), QueueWeights
    blocks_closing = False  # nobody owes anything by it
    page = "queue_weight"

    def approve(self, thing: QueueWeights, *, by: User, now: datetime, today: date) -> str:
        with approving(QueueWeights, thing.pk, by=by, now=now):
            return gettext("The queue is ranked by them from their first day on.")


class Budgets(ApprovalKind[WorksBudget]):
    name, title, model = "works_budget", _("Budgets of works"), WorksBudget
    blocks_closing = False  # money is set aside in no account of the books
    page = "works_budget"
    related = ("estate", "prepared_by", "decided_by")

    def approve(self, thing: WorksBudget, *, by: User, now: datetime, today: date) -> str:
        with approving(WorksBudget, thing.pk, by=by, now=now):
            return gettext("The queue reaches as far as this money from its first day on.")


WEIGHTS, BUDGETS = Weights(), Budgets()
