from property_ops.modules.votes.models.ballot import BallotDelivery, BallotKeying, BallotPaper, CastBallot, VoteProxy
from property_ops.modules.votes.models.poll import Elector, ElectorUnit, Poll, PollSubject
from property_ops.modules.votes.models.result import PollResult, Recount, RecountKeying

__all__ = [
    "BallotDelivery",
    "BallotKeying",
    "BallotPaper",
    "CastBallot",
    "Elector",
    "ElectorUnit",
    "Poll",
    "PollResult",
    "PollSubject",
    "Recount",
    "RecountKeying",
    "VoteProxy",
]
