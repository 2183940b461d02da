"""A household complains about an accepted work on its page, within the days of the agreement; or takes it back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from invoices.modules.collections.public import DISPUTE_MOVES, Answer, DisputeState
from invoices.modules.complaints.domain.errors import (
    ComplainedAlready,
    NoComplaintsAgreed,
    NotConcerned,
    TooLateToComplain,
)
from invoices.modules.complaints.models import ComplaintPhoto, WorkComplaint
from invoices.modules.complaints.selectors.complaints import complaint_of
from invoices.modules.complaints.services.holding import hold_if_past
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.pictures.store import keep
from property_ops.kernel.errors import ReasonMissing
from property_ops.modules.estates.public import Tenure
from property_ops.modules.works.public import WorkOrder, complaints_until, concerns


def complain(
    *, work: WorkOrder, tenure: Tenure, words: str, photos: Sequence[bytes], now: datetime, today: date
) -> WorkComplaint:
    """Say that an accepted work is not as it should be. Past the agreed share its lines are held for all.

    Who is let in as this household has proven to be it; no permission is asked. Raises NotConcerned,
    NoComplaintsAgreed, TooLateToComplain, ComplainedAlready, ReasonMissing, PictureRefused.
    """
    if not words.strip():
        raise ReasonMissing()
    pictures = dict.fromkeys(keep(data, now=now) for data in photos)
    with transaction.atomic(), books():
        _refuse_unless_it_may(work, tenure, today)
        complaint = WorkComplaint.objects.create(
            work=work,
            estate_id=work.estate_id,
            unit_id=tenure.unit_id,
            tenure=tenure,
            words=words.strip(),
            made_on=today,
            made_at=now,
        )
        for picture in pictures:
            ComplaintPhoto.objects.create(complaint=complaint, picture=picture)
        audit.record(by=None, action="complaints.made", subject=work.number, unit=tenure.unit.code)
        hold_if_past(work=work, today=today)
    return complaint


def take_back(*, work: WorkOrder, tenure: Tenure, today: date) -> None:
    """The household no longer complains; what is held stays so until it is released. Raises IllegalMove."""
    with transaction.atomic(), books():
        complaint = WorkComplaint.objects.select_for_update(of=("self",)).get(work=work, tenure=tenure)
        state = DisputeState(complaint.state)
        complaint.state = DISPUTE_MOVES.after(state, Answer.WITHDRAW, thing=work.number)
        complaint.answered_on = today
        complaint.save()
        audit.record(by=None, action="complaints.withdrawn", subject=work.number, unit=tenure.unit.code)


def _refuse_unless_it_may(work: WorkOrder, tenure: Tenure, today: date) -> None:
    work.refresh_from_db()
    ended = tenure.end is not None and work.accepted_on is not None and tenure.end <= work.accepted_on
    if ended or not concerns(work, tenure.unit):
        raise NotConcerned(number=work.number)
    until = complaints_until(work)
    if until is None:
        raise NoComplaintsAgreed(estate=work.estate.name)
    if today > until:
        raise TooLateToComplain(number=work.number, day=until)
    if complaint_of(work, tenure):
        raise ComplainedAlready(number=work.number)
