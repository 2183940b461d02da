"""What a neighbour may use of the queue of works, and what its pages use."""

from property_ops.modules.queue.domain.ranking import QueuePart, points_missing
from property_ops.modules.queue.selectors.works import EstateQueue, QueuedWork, queue_of
from property_ops.modules.queue.services.queueing import PlannedBudget, prepare_budget, tie_vote

__all__ = [
    "EstateQueue",
    "PlannedBudget",
    "QueuePart",
    "QueuedWork",
    "points_missing",
    "prepare_budget",
    "queue_of",
    "tie_vote",
]
