"""What the queue of works refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class BudgetThere(BusinessError):
    code = "queue_budget_there"
    message = gettext_noop("%(estate)s has a budget from %(day)s already, or one that waits for approval.")


class SubjectElsewhere(BusinessError):
    code = "queue_subject_elsewhere"
    message = gettext_noop("The vote and the work are of different estates.")


class VoteTied(BusinessError):
    code = "queue_vote_tied"
    message = gettext_noop("This work has its vote already.")
