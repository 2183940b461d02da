from property_ops.modules.queue.models.queue import QueueWeights, VotedWork, WorksBudget

__all__ = ["QueueWeights", "VotedWork", "WorksBudget"]
