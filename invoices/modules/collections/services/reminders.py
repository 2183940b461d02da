"""Reminder letters (催缴函) in batches: prepared by one, approved by another, delivery logged (rules 10 and 14)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from invoices.modules.collections import selectors
from invoices.modules.collections.domain.errors import NobodyToRemind, NotApproved, TooLittleTime
from invoices.modules.collections.domain.reminding import (
    LEAST_DAYS_TO_PAY,
    Debtor,
    OverdueLine,
    ReminderTerms,
    still_holds,
)
from invoices.modules.collections.domain.states import Stage
from invoices.modules.collections.models import Delivery, ReminderLetter, ReminderRun
from invoices.modules.collections.services.telling import tell_of_letters
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate


def prepare_run(
    *, estate: Estate, stage: Stage, terms: ReminderTerms, pay_by: date, by: User, now: datetime
) -> ReminderRun:
    """Write the letters to everybody whom the preview names; another person approves them.

    Raises NotAllowed, TooLittleTime, NobodyToRemind.
    """
    require(by, "collections.remind", estate)
    first = terms.as_of + timedelta(days=LEAST_DAYS_TO_PAY)
    if pay_by < first:
        raise TooLittleTime(days=LEAST_DAYS_TO_PAY, first=first)
    with transaction.atomic():
        found = selectors.preview(estate, replace(terms, after_reminder=stage is Stage.BEFORE_LAWYER))
        if not found.recipients:
            raise NobodyToRemind(estate=estate.name)
        run = ReminderRun.objects.create(
            estate=estate,
            stage=stage,
            as_of=terms.as_of,
            least_days=terms.least_days,
            least_amount=terms.least_amount,
            pause_days=terms.pause_days,
            pay_by=pay_by,
            prepared_by=by,
            prepared_at=now,
        )
        ReminderLetter.objects.bulk_create(
            ReminderLetter(
                run=run,
                position=position,
                unit_code=one.account.unit_code,
                party=one.account.party,
                payer_id=one.payer_id,
                payer_name=one.payer,
                lines=[_written(line) for line in one.lines],
                total=one.total,
            )
            for position, one in enumerate(found.recipients)
        )
        audit.record(by=by, action="collections.letters_prepared", subject=estate.code, letters=len(found.recipients))
    return run


def prepare_runs(
    *, estates: Sequence[Estate], stage: Stage, terms: ReminderTerms, pay_by: date, by: User, now: datetime
) -> list[ReminderRun]:
    """A batch for each of the estates in which somebody is to be reminded; all of them or none.

    Raises NotAllowed, TooLittleTime, NobodyToRemind where that is so of every estate.
    """
    made, nobody = [], None
    with transaction.atomic():
        for estate in estates:
            try:
                made.append(prepare_run(estate=estate, stage=stage, terms=terms, pay_by=pay_by, by=by, now=now))
            except NobodyToRemind as found:
                nobody = found
        if nobody and not made:
            raise nobody if len(estates) == 1 else NobodyToRemind(estate="、".join(one.name for one in estates))
    return made


def approve_run(*, run_id: int, by: User, now: datetime, today: date) -> ReminderRun:
    """Number and date the letters. Whoever paid, objected or got a plan since then is left out, and it says why.

    Raises NotAllowed, SamePerson, AlreadyDecided, TooLittleTime.
    """
    with transaction.atomic(), books(), approving(ReminderRun, run_id, by=by, now=now) as run:
        first = today + timedelta(days=LEAST_DAYS_TO_PAY)
        if run.pay_by < first:
            raise TooLittleTime(days=LEAST_DAYS_TO_PAY, first=first)
        run.sent_on = today
        tell_of_letters(_number(run, today), estate=run.estate, pay_by=run.pay_by, now=now)
    return run


def record_delivery(
    *, letters: Sequence[ReminderLetter], way: str, on: date, by: User, now: datetime, note: str = ""
) -> int:
    """Log how these letters were delivered; how many. Raises NotAllowed, NotApproved."""
    require(by, "collections.deliver", *letters)
    if any(letter.number is None for letter in letters):
        raise NotApproved()
    with transaction.atomic():
        for letter in letters:
            Delivery.objects.create(letter=letter, way=way, on=on, by=by, recorded_at=now, note=note.strip())
            audit.record(by=by, action="collections.letters_delivered", subject=letter.number or "", way=way)
    return len(letters)


def terms_of(run: ReminderRun, *, as_of: date) -> ReminderTerms:
    return ReminderTerms(as_of, run.least_days, run.least_amount, run.pause_days)


def read_line(written: Mapping[str, Any]) -> OverdueLine:
    """A line of a letter as it was written down."""
    return OverdueLine(
        bill=written["bill"],
        item=written["item"],
        first=date.fromisoformat(written["first"]),
        last=date.fromisoformat(written["last"]),
        due_on=date.fromisoformat(written["due_on"]),
        open=Yuan.parse(written["open"]),
    )


def _written(line: OverdueLine) -> dict[str, str]:
    days = {name: getattr(line, name).isoformat() for name in ("first", "last", "due_on")}
    return {"bill": line.bill, "item": line.item, "open": str(line.open), **days}


def _number(run: ReminderRun, today: date) -> list[ReminderLetter]:
    """Number the letters that still hold: these."""
    terms = terms_of(run, as_of=today)
    debtors, _ = selectors.debtors_of(run.estate, terms)
    letters = list(run.letters.order_by("position"))
    for letter in letters:
        letter.left_out = _reason(letter, debtors, terms) or ""
    sent = [letter for letter in letters if not letter.left_out]
    for letter, number in zip(sent, ReminderLetter.series.take(today.year, len(sent)), strict=True):
        letter.number = number
    ReminderLetter.objects.bulk_update(letters, ["number", "left_out"], batch_size=200)
    return sent


def _reason(letter: ReminderLetter, debtors: dict[tuple[str, str], Debtor], terms: ReminderTerms) -> str | None:
    then = [read_line(line) for line in letter.lines]
    return still_holds(then, debtors.get((letter.unit_code, letter.party)), terms)
