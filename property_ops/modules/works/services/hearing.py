"""What is asked of every word of a party before it is written down: the turn, the quantity, the person."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from property_ops.framework.models import User
from property_ops.kernel.quantity import plain
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.errors import (
    BeforeItWasDone,
    MoreThanDone,
    NegativeQuantity,
    NotALine,
    NotAParty,
    OnePartyOnly,
    OwnWork,
)
from property_ops.modules.works.domain.states import WorkMove, require_move
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.selectors import done_lines, has_done, parties_of, spoke_for_another


def check_turn(work: WorkOrder, party: Party, on: date) -> None:
    """Raises IllegalMove, NotAParty, BeforeItWasDone."""
    require_move(work.state, WorkMove.ACCEPT, number=work.number)
    if party not in parties_of(work):
        raise NotAParty(estate=work.estate.name)
    if work.done_on is None or on < work.done_on:
        raise BeforeItWasDone(on=on, done_on=work.done_on)


def check_measured(work: WorkOrder, measured: Mapping[int, Decimal]) -> None:
    """Raises NotALine, NegativeQuantity, MoreThanDone."""
    done = done_lines(work)
    for line, quantity in measured.items():
        if line not in done:
            raise NotALine(number=work.number, line=line)
        if quantity < 0:
            raise NegativeQuantity(line=line)
        if quantity > done[line]:
            raise MoreThanDone(line=line, measured=plain(quantity), done=plain(done[line]))


def check_speaker(work: WorkOrder, party: Party, *, user: User | None, person: str) -> None:
    """Nobody speaks for two parties, nor for another than the company about a work of their own (rule 22).

    Raises OwnWork, OnePartyOnly.
    """
    if user is not None and party is not Party.COMPANY and has_done(work, user):
        raise OwnWork(number=work.number)
    if spoke_for_another(work, party, user=user, person=person):
        raise OnePartyOnly(person=person, number=work.number)
