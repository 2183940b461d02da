"""The demonstration's votes: one of which the result is found, one that runs with papers that wait for another look."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.votes.domain.choices import Choice
from property_ops.modules.votes.domain.electors import ElectorQuestion
from property_ops.modules.votes.models import BallotPaper, Poll
from property_ops.modules.votes.models.ballot import DeliveryManner
from property_ops.modules.votes.selectors.papers import papers_to_print
from property_ops.modules.votes.selectors.register import open_questions
from property_ops.modules.votes.services.ballots import MarkedPaper, key_ballot
from property_ops.modules.votes.services.closing import close_poll
from property_ops.modules.votes.services.papers import deliver, print_papers
from property_ops.modules.votes.services.polls import (
    PlannedSubject,
    PollTerms,
    approve_poll,
    different_people,
    one_person,
    prepare_poll,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "votes.toml"
LEFT_OPEN = 3
"""Of the vote that runs: so many papers wait for the second person, and one differs."""


@dataclass(frozen=True, slots=True)
class VotingOffice:
    """Who prepares, who approves, and the two who key."""

    estate: Estate
    convener: str
    preparer: User
    approver: User
    keys: tuple[User, User]


@transaction.atomic
def hold_votes(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no vote was prepared yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or not estate.units.exists() or Poll.objects.exists():
        return
    first, second = map(_person, told["keyed_by"])
    preparer, approver = _person(told["prepared_by"]), _person(told["approved_by"])
    office = VotingOffice(estate, told["convener"], preparer, approver, (first, second))
    today = timezone.localdate()
    finished = _hold(office, told["finished"], today)
    _key(office, finished, told["finished"], today)
    ended = today - timedelta(days=told["finished"]["keyed"])
    close_poll(poll=finished, by=office.approver, now=_at(ended), today=ended)
    running = _hold(office, told["running"], today)
    _key(office, running, told["running"], today, left_open=LEFT_OPEN)


def _hold(office: VotingOffice, told: Mapping[str, Any], today: date) -> Poll:
    """Prepared, cleared up, approved, printed and delivered."""
    register, first, last = (today - timedelta(days=told[name]) for name in ("register", "first", "last"))
    terms = PollTerms(
        title=told["title"],
        convener=office.convener,
        register_day=register,
        first_day=first,
        last_day=last,
        rules=told["rules"],
        most_proxies=3,
        by_phone=told.get("by_phone", False),
        is_secret=told.get("is_secret", True),
    )
    subjects = [PlannedSubject(**one) for one in told["subjects"]]
    before = _at(register + timedelta(days=1))
    poll = prepare_poll(estate=office.estate, terms=terms, subjects=subjects, by=office.preparer, now=before)
    for question, name, _electors in open_questions(poll):
        asked = ElectorQuestion(question)
        if asked is ElectorQuestion.NO_OWNER:
            one_person(poll=poll, question=asked, name=name, known_as="原建设单位（未售）", by=office.preparer)
        else:
            different_people(poll=poll, question=asked, name=name, by=office.preparer)
    poll = approve_poll(poll_id=poll.pk, by=office.approver, now=before + timedelta(hours=3))
    print_papers(poll=poll, by=office.preparer, now=_at(first))
    for paper in papers_to_print(poll):
        deliver(unit=paper.unit, on=first, manner=DeliveryManner.HAND, by=office.preparer, now=_at(first))
    return poll


def _key(office: VotingOffice, poll: Poll, told: Mapping[str, Any], today: date, *, left_open: int = 0) -> None:
    now = _at(today - timedelta(days=told["keyed"]))
    back = [paper for paper in papers_to_print(poll) if _drawn(paper, "back") < told["back"]]
    for number, paper in enumerate(back):
        choices = tuple(_choice(paper, place, one) for place, one in enumerate(told["choices"]))
        first, second = office.keys
        key_ballot(paper=paper, marked=MarkedPaper(choices), by=first, now=now)
        if number >= left_open:
            key_ballot(paper=paper, marked=MarkedPaper(choices), by=second, now=now)
        elif number == 0:
            misread = (Choice.ABSTAIN if choices[0] is not Choice.ABSTAIN else Choice.FOR, *choices[1:])
            key_ballot(paper=paper, marked=MarkedPaper(misread), by=second, now=now)


def _choice(paper: BallotPaper, place: int, told: Mapping[str, int]) -> Choice:
    drawn, edge = _drawn(paper, str(place)), 0
    for choice in (Choice.AGAINST, Choice.ABSTAIN, Choice.VOID):
        edge += told.get(choice.value, 0)
        if drawn < edge:
            return choice
    return Choice.FOR


def _drawn(paper: BallotPaper, what: str) -> int:
    """0 to 99, the same each time."""
    said = f"{paper.unit.poll_id} {paper.unit.code} {what}"
    return int.from_bytes(sha256(said.encode()).digest()[:4], "big") % 100


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _person(username: str) -> User:
    return User.objects.get(username=username)
