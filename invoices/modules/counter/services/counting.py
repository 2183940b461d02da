"""日结: the till counted at the end of a day, by the cashier and by who takes the money over (rule 10)."""

from datetime import date, datetime

from django.db import transaction

from invoices.modules.counter.domain.errors import DayCounted, DayToCome, DifferenceUnexplained, NothingInTheTill
from invoices.modules.counter.domain.tills import TillCount, amount_of
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.selectors import tills
from invoices.modules.ledger.public import EntryDraft, Leg, books, closed_months, post
from invoices.modules.payments.public import ACCOUNTS, PaymentChannel
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month

TILL, UNEXPLAINED = ACCOUNTS[PaymentChannel.CASH], "1901"


def refuse_counted_day(cashier: User, day: date) -> None:
    """Of slot `till_checks`: a counted day takes no more cash. Raises DayCounted."""
    last = tills.last_close(cashier)
    if last and day <= last.day:
        raise DayCounted(cashier=str(cashier), day=last.day)


def close_day(*, day: date, count: TillCount, note: str, by: User, now: datetime, today: date) -> DayClose:
    """The cashier says what is in the drawer; another person counts again and approves.

    Raises NotAllowed, DayToCome, DayCounted, NothingInTheTill, DifferenceUnexplained.
    """
    require(by, "counter.close")
    if day > today:
        raise DayToCome(day=day)
    with transaction.atomic(), books():
        refuse_counted_day(by, day)
        last = tills.last_close(by)
        since = tills.first_day(last, day)
        movements = tills.till_movements(by, since=since, day=day, last=last)
        others = tills.other_takings(by, since=since, day=day)
        if not (movements or others or count.counted):
            raise NothingInTheTill()
        expected = amount_of(movements)
        difference = count.difference(expected)
        if difference and not note.strip():
            raise DifferenceUnexplained(
                day=day,
                expected=expected.grouped(),
                counted=count.handed_over.grouped(),
                difference=difference.grouped(),
            )
        close = DayClose.objects.create(
            starts_on=since,
            day=day,
            pieces={str(fen): pieces for fen, pieces in count.pieces.items() if pieces},
            movements=[[one.source, one.amount.fen] for one in movements],
            others=[[one.channel, one.times, one.amount.fen] for one in others],
            expected=expected,
            counted=count.counted,
            change=count.change,
            difference=difference,
            note=note.strip(),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="counter.closed", subject=close.audit_subject, **close.audit_facts())
    return close


def approve_close(*, close_id: int, by: User, now: datetime, today: date) -> DayClose:
    """The money is handed over as counted; what it differs by goes to 1901. Raises NotAllowed, SamePerson,
    AlreadyDecided."""
    with transaction.atomic(), books(), approving(DayClose, close_id, by=by, now=now) as close:
        close.posted_on = today if Month.of(close.day) in closed_months() else close.day
        close.number = DayClose.series.next(close.posted_on.year)
        if close.difference != ZERO:
            post([_entry(close)])
    return close


def _entry(close: DayClose) -> EntryDraft:
    assert close.posted_on is not None
    fen = close.difference.fen
    words = "长款" if fen > 0 else "短款"
    return EntryDraft(
        source=f"till/{close.number}",
        posted_on=close.posted_on,
        month=Month.of(close.day).start,
        memo=f"日结{words} {close.number} {close.note}"[:200],
        legs=(Leg(TILL, fen=fen), Leg(UNEXPLAINED, subledger=str(close.number), fen=-fen)),
    )
