"""Rents of a month in the ledger: owed by the tenants, and owed to the owners (民法典 282)."""

from datetime import date

from django.db import transaction

from invoices.modules.common_income import selectors
from invoices.modules.common_income.domain.errors import NoRentToPost, RentsRun
from invoices.modules.common_income.domain.rents import FUND, RENTS, SOURCE
from invoices.modules.ledger.public import EntryDraft, Leg, books, is_closed, post
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month


def post_rents(*, month: Month, by: User, today: date) -> Yuan:
    """Post what the leases owe for their days of the month: Dr 1221.03, Cr 2241.02; what was posted.

    Safe to repeat: only the difference is posted. In a closed month today, naming it (docs/product.md rule 11).
    Raises NotAllowed, RentsRun, NoRentToPost, MonthIsClosed.
    """
    require(by, "common_income.post")
    if today < month.end:
        raise RentsRun(month=month)
    with transaction.atomic(), books():
        missing = selectors.unposted_rents(month)
        if not missing:
            raise NoRentToPost(month=month)
        day = today if is_closed(month) else month.end - ONE_DAY
        post([_entry(one, month, day) for one in missing])
        posted = sum((one.amount for one in missing), ZERO)
        audit.record(by=by, action="common_income.posted", subject=str(month), count=len(missing), rent=str(posted))
    return posted


def _entry(one: selectors.UnpostedRent, month: Month, day: date) -> EntryDraft:
    lease, estate, fen = one.lease, one.lease.estate.code, one.amount.fen
    number = lease.number or ""
    return EntryDraft(
        source=f"{SOURCE}{number}/{month}/{one.entries + 1}",
        posted_on=day,
        month=month.start,
        memo=f"公共收益 {lease.place} {month}"[:200],
        legs=(Leg(RENTS, estate, number, fen=fen), Leg(FUND, estate, fen=-fen)),
    )
