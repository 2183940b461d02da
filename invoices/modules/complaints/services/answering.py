"""Each complaint gets an answer: one by one, or several at once in the same words."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from invoices.modules.collections.public import DISPUTE_MOVES, Answer, DisputeState
from invoices.modules.complaints.domain.errors import NoComplaintsChosen
from invoices.modules.complaints.models import WorkComplaint
from invoices.modules.complaints.services.telling import tell_of_answers
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import ReasonMissing
from property_ops.modules.works.public import WorkOrder

ANSWER = "complaints.answer"


def answer_complaints(
    *, work: WorkOrder, complaints: Collection[int], upheld: bool, words: str, by: User, now: datetime, today: date
) -> int:
    """Answer those of the work that have no answer yet; their households are told. What is held stays so.

    Raises NotAllowed, ReasonMissing, NoComplaintsChosen.
    """
    require(by, ANSWER, work)
    if not words.strip():
        raise ReasonMissing()
    move = Answer.UPHOLD if upheld else Answer.REJECT
    with transaction.atomic(), books():
        waiting = WorkComplaint.objects.filter(work=work, pk__in=complaints, state=DisputeState.OPEN)
        chosen = list(waiting.select_for_update(of=("self",)).order_by("pk"))
        if not chosen:
            raise NoComplaintsChosen()
        for one in chosen:
            one.state = DISPUTE_MOVES.after(DisputeState(one.state), move, thing=work.number)
            one.answer, one.answered_by, one.answered_on = words.strip(), by, today
            one.save()
        audit.record(by=by, action="complaints.answered", subject=work.number, count=len(chosen), answer=move.value)
        tell_of_answers(chosen, work=work, now=now)
    return len(chosen)
