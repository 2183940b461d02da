"""What a neighbour may use of votes, and what the pages of votes use."""

from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.electors import QUESTION_WORDS, ElectorQuestion
from property_ops.modules.votes.models import Poll, PollSubject
from property_ops.modules.votes.models.ballot import DeliveryManner
from property_ops.modules.votes.models.poll import AREA_PLACES, KINDS, MOST_SUBJECTS, Silence
from property_ops.modules.votes.selectors.results import carried_subjects
from property_ops.modules.votes.services.ballots import MarkedPaper, cast_by_phone
from property_ops.modules.votes.services.polls import PlannedSubject, PollTerms, prepare_poll

__all__ = [
    "AREA_PLACES",
    "KINDS",
    "MOST_SUBJECTS",
    "QUESTION_WORDS",
    "Choice",
    "DeliveryManner",
    "ElectorQuestion",
    "MarkedPaper",
    "PlannedSubject",
    "Poll",
    "PollSubject",
    "PollTerms",
    "Silence",
    "carried_subjects",
    "cast_by_phone",
    "prepare_poll",
]
