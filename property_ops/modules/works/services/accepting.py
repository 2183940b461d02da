"""Acceptance by the three parties, each for itself, or by their silence where the agreement says so."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.errors import with_reason
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.acceptance import Party, agreed, deemed_from, still_missing
from property_ops.modules.works.domain.errors import (
    BeforeItWasDone,
    CompanyMustConfirm,
    MoreThanDone,
    NegativeQuantity,
    NoDeemedAcceptance,
    NotALine,
    NotAParty,
    NothingAccepted,
    TooEarlyToDeem,
)
from property_ops.modules.works.domain.states import WorkMove, require_move
from property_ops.modules.works.models import AcceptanceTerms, WorkConfirmation, WorkLine, WorkOrder
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import (
    confirmed_so_far,
    done_lines,
    parties_of,
    reported_on,
    terms_of,
    warranty_months_of,
)
from property_ops.modules.works.services.workflow import APPROVE, CONFIRM, TERMS, locked, record_event, transition


@transaction.atomic
def confirm_work(
    *,
    work: WorkOrder,
    party: Party,
    measured: Mapping[int, Decimal],
    person: str,
    on: date,
    by: User | None,
    remark: str = "",
) -> bool:
    """What a party measured of some lines or all, by number; whether the work is accepted now.

    It is, once every party that is needed has confirmed every line; of each line the least counts. `by` is None where
    the party itself does it through a link whose signature was checked. Raises NotAllowed, IllegalMove, NotAParty,
    NotALine, MoreThanDone, NegativeQuantity, BeforeItWasDone, ReasonMissing (no person), NothingAccepted.
    """
    work = locked(work, by=by, permission=CONFIRM)
    _check_turn(work, party, on)
    done = done_lines(work)
    for line, quantity in measured.items():
        if line not in done:
            raise NotALine(number=work.number, line=line)
        if quantity < 0:
            raise NegativeQuantity(line=line)
        if quantity > done[line]:
            raise MoreThanDone(line=line, measured=plain(quantity), done=plain(done[line]))
    person = with_reason(person)
    manner = Manner.OWN if by is None or party is Party.COMPANY else Manner.REGISTER
    WorkConfirmation.objects.bulk_create(
        WorkConfirmation(
            work=work, round=work.round, line=line, party=party.value, quantity=quantity,
            manner=manner.value, person=person, on=on, by=by, remark=remark.strip()[:300],
        )
        for line, quantity in measured.items()
    )  # fmt: skip
    detail = {"party": party.value, "measured": {str(line): plain(quantity) for line, quantity in measured.items()}}
    record_event(work, "confirm", by=by, on=on, person=person, remark=remark, detail=detail)
    if still_missing(confirmed_so_far(work), parties=parties_of(work), lines=done):
        return False
    _accept(work, by=by, deemed=False, on=on)
    return True


@transaction.atomic
def send_back_work(*, work: WorkOrder, party: Party, person: str, reason: str, on: date, by: User | None) -> WorkOrder:
    """A party does not accept the work: it is to be done again, in a new round that costs residents nothing.

    Raises NotAllowed, IllegalMove, NotAParty, BeforeItWasDone, ReasonMissing.
    """
    work = locked(work, by=by, permission=CONFIRM)
    _check_turn(work, party, on)
    return transition(
        work,
        WorkMove.SEND_BACK,
        by=by,
        on=on,
        person=with_reason(person),
        remark=with_reason(reason),
        detail={"party": party.value},
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
    days = terms_of(work.estate).deemed_days
    if days is None:
        raise NoDeemedAcceptance(estate=work.estate.name)
    from_day = deemed_from(reported_on(work), days)
    if on < from_day:
        raise TooEarlyToDeem(from_day=from_day)
    if still_missing(confirmed_so_far(work), parties=[Party.COMPANY], lines=done_lines(work)):
        raise CompanyMustConfirm()
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
    people = list(dict.fromkeys(word.person for word in words))
    return transition(
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


def _check_turn(work: WorkOrder, party: Party, on: date) -> None:
    require_move(work.state, WorkMove.ACCEPT, number=work.number)
    if party not in parties_of(work):
        raise NotAParty(estate=work.estate.name)
    if work.done_on is None or on < work.done_on:
        raise BeforeItWasDone(on=on, done_on=work.done_on)


@transaction.atomic
def change_terms(
    *, estate: Estate, has_committee: bool, deemed_days: int | None, warranty_months: int | None, by: User
) -> AcceptanceTerms:
    """What the agreement of the estate says of acceptance. Works that are accepted keep theirs. Raises NotAllowed."""
    require(by, TERMS, estate)
    terms = AcceptanceTerms.objects.select_for_update().filter(estate=estate).first() or AcceptanceTerms(estate=estate)
    terms.has_committee, terms.deemed_days, terms.warranty_months = has_committee, deemed_days, warranty_months
    terms.save()
    audit.record(
        by=by,
        action="works.terms",
        subject=estate.code,
        has_committee=has_committee,
        deemed_days=deemed_days,
        warranty_months=warranty_months,
    )
    return terms
