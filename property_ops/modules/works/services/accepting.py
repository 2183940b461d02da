"""Acceptance by the three parties, each for itself, or by their silence where the agreement says so."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.pictures.scans import kept_scan
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.works.domain.acceptance import Party, agreed, deemed_from, still_missing
from property_ops.modules.works.domain.errors import (
    CompanyMustConfirm,
    ComparedByDoer,
    NoDeemedAcceptance,
    NothingAccepted,
    NotYourParty,
    RoundIsOver,
    TooEarlyToDeem,
)
from property_ops.modules.works.domain.states import WorkMove, WorkState, require_move
from property_ops.modules.works.models import Transcription, WorkConfirmation, WorkLine, WorkOrder
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import (
    confirmed_so_far,
    done_lines,
    has_done,
    own_party,
    parties_of,
    reported_on,
    terms_for,
    warranty_months_of,
)
from property_ops.modules.works.services.hearing import check_measured, check_speaker, check_turn
from property_ops.modules.works.services.telling import tell_of_acceptance
from property_ops.modules.works.services.workflow import (
    APPROVE,
    COMPARE,
    CONFIRM,
    TRANSCRIBE,
    locked,
    record_event,
    transition,
)


@transaction.atomic
def confirm_work(
    *,
    work: WorkOrder,
    party: Party,
    measured: Mapping[int, Decimal],
    on: date,
    by: User | None,
    person: str = "",
    remark: str = "",
    keeper: User | None = None,
) -> bool:
    """What a party itself (亲验) measured of some lines or all, by number; whether the work is accepted now.

    It is, once every party that is needed has confirmed every line; of each line the least counts. `by` is the party's
    own log-in, and for the company anybody of the staff, under their own name; it is None, and `person` the name given,
    where the party does it through a secret that was checked; `keeper`, who made that secret and could use it alone,
    counts as the speaker. Raises NotAllowed, IllegalMove, NotAParty,
    NotYourParty, OwnWork, OnePartyOnly, NotALine, MoreThanDone, NegativeQuantity, BeforeItWasDone, ReasonMissing (no
    person), NothingAccepted.
    """
    work = locked(work, by=by, permission=CONFIRM)
    check_turn(work, party, on)
    check_measured(work, measured)
    person = with_reason(str(by) if by else person, most=60)
    if (by is None and party is Party.COMPANY) or (by is not None and own_party(by) is not party):
        raise NotYourParty()
    check_speaker(work, party, user=by or keeper, person=person)
    return _say(
        work,
        party,
        measured,
        person=person,
        on=on,
        by=by,
        remark=remark,
        manner=Manner.OWN,
        keeper=None if by else keeper,
    )


@transaction.atomic
def transcribe(
    *,
    work: WorkOrder,
    party: Party,
    measured: Mapping[int, Decimal],
    person: str,
    on: date,
    scan: bytes,
    by: User,
    now: datetime,
    remark: str = "",
) -> Transcription:
    """Write down what a party signed on paper (代录). It counts once a second person has compared it with the scan.

    Raises what `confirm_work` raises, PictureRefused, ScanRefused.
    """
    work = locked(work, by=by, permission=TRANSCRIBE)
    check_turn(work, party, on)
    check_measured(work, measured)
    person = with_reason(person, most=60)
    if party is Party.COMPANY or own_party(by) is not Party.COMPANY:
        raise NotYourParty()
    check_speaker(work, party, user=by, person=person)
    picture, pdf = kept_scan(scan, now=now)
    found = Transcription.objects.create(
        work=work,
        round=work.round,
        party=party.value,
        person=person,
        on=on,
        remark=within(remark, most=300),
        measured=_written(measured),
        picture=picture,
        pdf=pdf,
        sha256=hashlib.sha256(scan).hexdigest(),
        prepared_by=by,
        prepared_at=now,
    )
    detail = {"party": party.value, "measured": found.measured, "manner": Manner.TRANSCRIBED.value}
    record_event(work, "transcribe", by=by, on=on, person=person, remark=remark, detail=detail)
    return found


@transaction.atomic
def compare(*, transcription: Transcription, by: User, now: datetime) -> bool:
    """A second person found that the transcription says what the paper says; whether the work is accepted now.

    Raises NotAllowed, SamePerson, AlreadyDecided, ComparedByDoer, RoundIsOver, and what a quantity or an acceptance may
    be refused for.
    """
    work = locked(transcription.work, by=by, permission=COMPARE)
    if work.state != WorkState.DONE or work.round != transcription.round:
        raise RoundIsOver(number=work.number)
    if has_done(work, by):
        raise ComparedByDoer(number=work.number)
    with approving(Transcription, transcription.pk, by=by, now=now) as found:
        pass
    measured = {int(line): Decimal(quantity) for line, quantity in found.measured.items()}
    check_measured(work, measured)
    return _say(
        work,
        Party(found.party),
        measured,
        person=found.person,
        on=found.on,
        by=found.prepared_by,
        remark=found.remark,
        manner=Manner.TRANSCRIBED,
        transcription=found,
    )


def _say(
    work: WorkOrder,
    party: Party,
    measured: Mapping[int, Decimal],
    *,
    person: str,
    on: date,
    by: User | None,
    remark: str,
    manner: Manner,
    transcription: Transcription | None = None,
    keeper: User | None = None,
) -> bool:
    """Store the word; accept the work if it was the last one needed."""
    WorkConfirmation.objects.bulk_create(
        WorkConfirmation(
            work=work,
            round=work.round,
            line=line,
            party=party.value,
            quantity=quantity,
            person=person,
            on=on,
            by=by,
            remark=within(remark, most=300),
            manner=manner.value,
            transcription=transcription,
            keeper=keeper,
        )
        for line, quantity in measured.items()
    )
    detail = {"party": party.value, "measured": _written(measured), "manner": manner.value}
    by = transcription.decided_by if transcription else by
    record_event(work, "confirm", by=by, on=on, person=person, remark=remark, detail=detail)
    if still_missing(confirmed_so_far(work), parties=parties_of(work), lines=done_lines(work)):
        return False
    _accept(work, by=by, deemed=False, on=on)
    return True


def _written(measured: Mapping[int, Decimal]) -> dict[str, str]:
    return {str(line): plain(quantity) for line, quantity in measured.items()}


@transaction.atomic
def send_back_work(*, work: WorkOrder, party: Party, person: str, reason: str, on: date, by: User | None) -> WorkOrder:
    """A party does not accept the work: it is to be done again, in a new round that costs residents nothing.

    The office may write down that another party said so: nothing is accepted by it, and nobody pays. Raises NotAllowed,
    IllegalMove, NotAParty, NotYourParty, BeforeItWasDone, ReasonMissing.
    """
    work = locked(work, by=by, permission=CONFIRM)
    check_turn(work, party, on)
    own = own_party(by) if by else party
    if own not in (party, Party.COMPANY):
        raise NotYourParty()
    return transition(
        work,
        WorkMove.SEND_BACK,
        by=by,
        on=on,
        person=with_reason(person, most=60),
        remark=with_reason(reason, most=300),
        detail={"party": party.value, "manner": (Manner.OWN if own is party else Manner.TRANSCRIBED).value},
        result=WorkResult.REWORK.value,
        round=work.round + 1,
    )


@transaction.atomic
def deem_accepted(*, work: WorkOrder, by: User, on: date, remark: str = "") -> WorkOrder:
    """Accepted because parties stayed silent for the days that the estate's agreement names.

    What was confirmed counts as it was; the company itself must have confirmed every line. Raises NotAllowed,
    IllegalMove, NoDeemedAcceptance, TooEarlyToDeem, CompanyMustConfirm, NothingAccepted.
    """
    work = locked(work, by=by, permission=APPROVE)
    require_move(work.state, WorkMove.ACCEPT, number=work.number)
    days = terms_for(work).deemed_days
    if days is None:
        raise NoDeemedAcceptance(estate=work.estate.name)
    from_day = deemed_from(reported_on(work, seen_on=on), days)
    if on < from_day:
        raise TooEarlyToDeem(from_day=from_day)
    done = done_lines(work)
    if still_missing(confirmed_so_far(work), parties=[Party.COMPANY], lines=done):
        raise CompanyMustConfirm()
    WorkConfirmation.objects.bulk_create(
        WorkConfirmation(
            work=work,
            round=work.round,
            line=line,
            party=party.value,
            quantity=done[line],
            on=on,
            by=by,
            manner=Manner.SILENT.value,
        )
        for party, line in still_missing(confirmed_so_far(work), parties=parties_of(work), lines=done)
    )
    return _accept(work, by=by, deemed=True, on=on, remark=remark)


def _accept(work: WorkOrder, *, by: User | None, deemed: bool, on: date, remark: str = "") -> WorkOrder:
    """On the day of the last word: what each line's least confirmed quantity is, is accepted, and frozen."""
    words = list(WorkConfirmation.objects.filter(work=work, round=work.round))
    accepted = agreed(confirmed_so_far(work), done=done_lines(work))
    if not any(accepted.values()):
        raise NothingAccepted(number=work.number)
    for line in WorkLine.objects.filter(work=work):
        line.accepted = accepted[line.number]
        line.save()
    people = list(dict.fromkeys(word.person for word in words if word.person))
    settled = transition(
        work,
        WorkMove.ACCEPT,
        by=by,
        on=on,
        remark=remark,
        detail={"accepted": {str(line): plain(quantity) for line, quantity in accepted.items()}, "deemed": deemed},
        accepted=accepted[1],
        accepted_on=max([on, *(word.on for word in words)]),
        accepted_by="、".join(people)[:60],
        deemed=deemed,
        result=WorkResult.ACCEPTED.value,
        warranty_months=warranty_months_of(work),
    )
    tell_of_acceptance(settled)
    return settled
