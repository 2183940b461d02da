"""Taking ballots: papers keyed by two persons, votes of the phone. Each unit has one that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.keyed_twice import KeyedPaper, KeyedState, key_in
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.modules.estates.public import Tenure
from property_ops.modules.votes.domain.choices import Choice, choices_in, written
from property_ops.modules.votes.domain.errors import (
    ChoicesWrong,
    NoSuchProxy,
    NotThisElector,
    PaperReplaced,
    PaperVoteStands,
    PhoneVotesNotAllowed,
    PollNotOpen,
)
from property_ops.modules.votes.domain.receipts import new_receipt, new_salt
from property_ops.modules.votes.models import BallotKeying, BallotPaper, CastBallot, ElectorUnit, Poll, VoteProxy
from property_ops.modules.votes.models.ballot import CastWay
from property_ops.modules.votes.selectors.papers import is_newest
from property_ops.modules.votes.selectors.register import standing_proxy, subjects_of
from property_ops.modules.votes.services.papers import open_for_ballots, open_poll

KEY = "votes.key"
_BY_PROXY = "proxy:"


@dataclass(frozen=True, slots=True)
class MarkedPaper:
    """What stands on a paper that came back; `by_proxy`: somebody else than the owner signed."""

    choices: Sequence[Choice]
    by_proxy: bool = False

    @property
    def said(self) -> str:
        return (_BY_PROXY if self.by_proxy else "") + written(self.choices)

    @classmethod
    def read(cls, said: str) -> "MarkedPaper":
        return cls(choices_in(said.removeprefix(_BY_PROXY)), said.startswith(_BY_PROXY))


@transaction.atomic
def key_ballot(*, paper: BallotPaper, marked: MarkedPaper, by: User, now: datetime, photo: bytes = b"") -> KeyedPaper:
    """What this person reads from the paper. It counts once two persons have read the same.

    Raises NotAllowed, PollNotOpen, PaperReplaced, ChoicesWrong, NoSuchProxy, KeyedByYou, KeyedAlready, PictureRefused.
    """
    require(by, KEY, paper)
    picture = keep(photo, now=now) if photo else None
    poll = open_poll(paper.unit.poll_id, KEY, by)
    refuse_wrong_choices(poll, marked.choices)
    if not is_newest(paper):
        raise PaperReplaced(unit=paper.unit.code)
    proxy = standing_proxy(paper.unit.elector) if marked.by_proxy else None
    if marked.by_proxy and proxy is None:
        raise NoSuchProxy(elector=str(paper.unit.elector))
    found = key_in(BallotKeying, paper, said=marked.said, by=by, now=now, picture=picture)
    if found.state is KeyedState.AGREED:
        _count_paper(paper, MarkedPaper.read(found.said), proxy, now)
    return found


@transaction.atomic
def cast_by_phone(
    *, unit: ElectorUnit, tenure: Tenure, choices: Sequence[Choice], now: datetime, today: date
) -> CastBallot:
    """The owner's own vote, on a device that is bound to this tenure. A later one replaces it; a paper stands above it.

    Raises PollNotOpen, PhoneVotesNotAllowed, NotThisElector, PaperVoteStands, ChoicesWrong.
    """
    poll = open_for_ballots(Poll.objects.select_for_update(of=("self",)).get(pk=unit.poll_id))
    if not poll.by_phone:
        raise PhoneVotesNotAllowed()
    if not poll.first_day <= today <= poll.last_day:
        raise PollNotOpen(poll=poll.number)
    if unit.tenure_id != tenure.pk:
        raise NotThisElector()
    refuse_wrong_choices(poll, choices)
    if CastBallot.objects.filter(unit=unit, replaced_at=None, way=CastWay.PAPER).exists():
        raise PaperVoteStands()
    _replace(unit, now)
    ballot = CastBallot.objects.create(
        poll=poll,
        unit=unit,
        way=CastWay.PHONE,
        choices=written(choices),
        receipt=new_receipt(),
        salt=new_salt(),
        at=now,
    )
    audit.record(by=None, action="votes.cast_by_phone", subject=poll.number, unit=unit.code)
    return ballot


def _count_paper(paper: BallotPaper, marked: MarkedPaper, proxy: VoteProxy | None, now: datetime) -> None:
    _replace(paper.unit, now)
    CastBallot.objects.create(
        poll_id=paper.unit.poll_id,
        unit=paper.unit,
        way=CastWay.PAPER,
        paper=paper,
        proxy=proxy,
        choices=written(marked.choices),
        receipt=paper.receipt,
        salt=new_salt(),
        at=now,
    )


def _replace(unit: ElectorUnit, now: datetime) -> None:
    CastBallot.objects.filter(unit=unit, replaced_at=None).update(replaced_at=now)


def refuse_wrong_choices(poll: Poll, choices: Sequence[Choice]) -> None:
    wanted = len(subjects_of(poll))
    if len(choices) != wanted:
        raise ChoicesWrong(count=wanted)
