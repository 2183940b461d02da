"""Preparing a vote: its days, rules and subjects, the register of the day; and freezing all of it by another person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.writing import clean, within
from property_ops.modules.estates.public import Estate
from property_ops.modules.votes.domain.electors import ElectorQuestion, OwnedUnit, heads_of
from property_ops.modules.votes.domain.errors import (
    ElectorsUnclear,
    PollDatesWrong,
    PollDecided,
    PollWithoutElectors,
    PollWithoutSubject,
)
from property_ops.modules.votes.domain.majorities import SUBJECT_KINDS
from property_ops.modules.votes.models import Elector, ElectorUnit, Poll, PollSubject
from property_ops.modules.votes.models.poll import Silence
from property_ops.modules.votes.selectors.register import owned_on, register_facts, size_of

CHANGE = "votes.change"


@dataclass(frozen=True, slots=True)
class PollTerms:
    """The days, of which the last still counts, and what the rules of the estate say."""

    title: str
    convener: str
    register_day: date
    first_day: date
    last_day: date
    is_secret: bool = True
    by_phone: bool = False
    silence: Silence = Silence.NEVER
    most_proxies: int = 1
    rules: str = ""


@dataclass(frozen=True, slots=True)
class PlannedSubject:
    kind: str
    text: str


@transaction.atomic
def prepare_poll(
    *, estate: Estate, terms: PollTerms, subjects: Sequence[PlannedSubject], by: User, now: datetime
) -> Poll:
    """It waits for another person; until then who is one head is cleared up.

    Raises NotAllowed, PollDatesWrong, PollWithoutSubject, PollWithoutElectors.
    """
    require(by, CHANGE, estate)
    in_order = terms.register_day <= terms.first_day <= terms.last_day
    if not in_order or terms.register_day > timezone.localdate(now):
        raise PollDatesWrong()
    if not subjects:
        raise PollWithoutSubject()
    poll = Poll.objects.create(
        number=Poll.series.next(terms.first_day.year),
        estate=estate,
        title=clean(terms.title),
        convener=clean(terms.convener),
        register_day=terms.register_day,
        first_day=terms.first_day,
        last_day=terms.last_day,
        is_secret=terms.is_secret,
        by_phone=terms.by_phone,
        silence=terms.silence,
        most_proxies=terms.most_proxies,
        rules=clean(terms.rules),
        prepared_by=by,
        prepared_at=now,
    )
    PollSubject.objects.bulk_create(_subject(poll, number, one) for number, one in enumerate(subjects, 1))
    _take_register(poll)
    audit.record(by=by, action="votes.poll_prepared", subject=poll.number, estate=estate.code, subjects=len(subjects))
    return poll


def approve_poll(*, poll_id: int, by: User, now: datetime) -> Poll:
    """Register and subjects are frozen, under a digest.

    Raises NotAllowed, AlreadyDecided, SamePerson, ElectorsUnclear.
    """
    with approving(Poll, poll_id, by=by, now=now) as poll:
        questions = size_of(poll).questions
        if questions:
            raise ElectorsUnclear(count=questions)
        poll.register_digest = digest_of(register_facts(poll))
    return poll


@transaction.atomic
def one_person(*, poll: Poll, question: ElectorQuestion, name: str, by: User, known_as: str = "") -> None:
    """All electors of this question and name are one head, called `known_as`. Raises NotAllowed, PollDecided."""
    electors = _asked(poll, question, name, by)
    first, *others = electors or (None,)
    if first is None:
        return
    ElectorUnit.objects.filter(elector__in=others).update(elector=first)
    Elector.objects.filter(pk__in=[one.pk for one in others]).delete()
    first.name, first.question = clean(known_as) or first.name, ElectorQuestion.NONE.value
    first.save()
    _record(poll, by, name=first.name, heads=1)


@transaction.atomic
def different_people(*, poll: Poll, question: ElectorQuestion, name: str, by: User) -> None:
    """Each of them stays a head of its own. Raises NotAllowed, PollDecided."""
    electors = _asked(poll, question, name, by)
    Elector.objects.filter(pk__in=[one.pk for one in electors]).update(question=ElectorQuestion.NONE.value)
    _record(poll, by, name=name, heads=len(electors))


@transaction.atomic
def name_representative(*, elector: Elector, representative: str, by: User) -> Elector:
    """Of co-owners: who signs for them. Raises NotAllowed, PollDecided."""
    poll = _waiting(elector.poll, by)
    elector.representative = within(representative, most=60)
    elector.save(update_fields=["representative"])
    _record(poll, by, name=elector.name, representative=elector.representative)
    return elector


def _subject(poll: Poll, number: int, planned: PlannedSubject) -> PollSubject:
    agree = SUBJECT_KINDS[planned.kind].agree
    return PollSubject(
        poll=poll,
        number=number,
        kind=planned.kind,
        text=clean(planned.text),
        agree_numerator=agree.numerator,
        agree_denominator=agree.denominator,
        agree_is_included=agree.is_included,
    )


def _take_register(poll: Poll) -> None:
    owned = {one.unit.pk: one for one in owned_on(poll.estate, poll.register_day)}
    if not owned:
        raise PollWithoutElectors(estate=poll.estate.name)
    heads = heads_of(
        OwnedUnit(key, one.owner.name if one.owner else "", one.owner.phone if one.owner else "")
        for key, one in owned.items()
    )
    electors = Elector.objects.bulk_create(
        Elector(poll=poll, number=number, name=head.name, question=head.question.value)
        for number, head in enumerate(heads, 1)
    )
    rows = [(elector, owned[key]) for elector, head in zip(electors, heads, strict=True) for key in head.units]
    ElectorUnit.objects.bulk_create(
        ElectorUnit(
            poll=poll,
            elector=elector,
            unit=one.unit,
            tenure=one.owner,
            code=one.unit.code,
            building=one.unit.building,
            entrance=one.unit.entrance,
            room=one.unit.room,
            area=one.area,
        )
        for elector, one in rows
    )


def _waiting(poll: Poll, by: User) -> Poll:
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll.pk)
    require(by, CHANGE, poll)
    if not poll.waits:
        raise PollDecided(poll=poll.number)
    return poll


def _asked(poll: Poll, question: ElectorQuestion, name: str, by: User) -> list[Elector]:
    poll = _waiting(poll, by)
    return list(Elector.objects.filter(poll=poll, question=question.value, name=name).order_by("number"))


def _record(poll: Poll, by: User, **more: object) -> None:
    audit.record(by=by, action="votes.electors_answered", subject=poll.number, **more)
