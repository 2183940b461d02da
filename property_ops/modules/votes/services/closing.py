"""Finding the result of a vote, once and for good; and recounting its papers beside it."""

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import refuse_own
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.canonical import canonical
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Company
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.errors import (
    KeyingsWait,
    NoResultYet,
    NothingToRecount,
    PollStillRuns,
    RecountDone,
)
from property_ops.modules.votes.models import BallotKeying, BallotPaper, Poll, PollResult, Recount, RecountKeying
from property_ops.modules.votes.reports.result import draw_result
from property_ops.modules.votes.selectors.counting import counts_of, figures_of
from property_ops.modules.votes.selectors.papers import counted_papers, waiting_papers
from property_ops.modules.votes.selectors.register import size_of
from property_ops.modules.votes.services.ballots import KEY, MarkedPaper, refuse_wrong_choices
from property_ops.modules.votes.services.papers import open_poll

APPROVE = "votes.approve"


@transaction.atomic
def close_poll(*, poll: Poll, by: User, now: datetime, today: date) -> PollResult:
    """The result, frozen with its sheet. Who prepared the vote does not find its result.

    Raises NotAllowed, PollNotOpen, SamePerson, PollStillRuns, KeyingsWait.
    """
    poll = open_poll(poll.pk, APPROVE, by)
    refuse_own(poll, by)
    if not poll.is_over(today):
        raise PollStillRuns(poll=poll.number, day=poll.last_day)
    waiting = len(waiting_papers(poll))
    if waiting:
        raise KeyingsWait(count=waiting)
    figures = figures_of(poll)
    sheet = draw_result(
        poll,
        counts_of(poll),
        size=size_of(poll),
        ballots=figures["ballots"],
        root=figures["root"],
        company=Company.load(),
        found_on=today,
    )
    result = PollResult.objects.create(
        poll=poll,
        figures=canonical(figures).decode(),
        ballots=figures["ballots"],
        root=figures["root"],
        sheet=sheet,
        sheet_sha256=sha256(sheet).hexdigest(),
        by=by,
        at=now,
    )
    audit.record(by=by, action="votes.closed", subject=poll.number, root=result.root, sheet=result.sheet_sha256)
    return result


@transaction.atomic
def begin_recount(*, poll: Poll, reason: str, by: User, now: datetime) -> Recount:
    """For a reason, by a person with the right. Raises NotAllowed, NoResultYet, ReasonMissing."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    require(by, APPROVE, poll)
    if not PollResult.objects.filter(poll=poll).exists():
        raise NoResultYet(poll=poll.number)
    number = poll.recounts.count() + 1
    recount = Recount.objects.create(poll=poll, number=number, reason=with_reason(reason, most=200), by=by, at=now)
    audit.record(by=by, action="votes.recount_begun", subject=poll.number, number=number, reason=recount.reason)
    return recount


@transaction.atomic
def recount_paper(
    *, recount: Recount, paper: BallotPaper, choices: tuple[Choice, ...], by: User, now: datetime
) -> RecountKeying:
    """Raises NotAllowed, ChoicesWrong, NothingToRecount, RecountDone."""
    recount = Recount.objects.select_for_update(of=("self",)).select_related("poll").get(pk=recount.pk)
    require(by, KEY, recount)
    refuse_wrong_choices(recount.poll, choices)
    if not counted_papers(recount.poll).filter(paper=paper).exists():
        raise NothingToRecount()
    if BallotKeying.objects.filter(sheet=paper, by=by).exists() or recount.keyings.filter(paper=paper).exists():
        raise RecountDone()
    return RecountKeying.objects.create(recount=recount, paper=paper, said=MarkedPaper(choices).said, by=by, at=now)
