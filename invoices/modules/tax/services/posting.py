"""The VAT of a month in the ledger: what bills and credit notes have of it is owed, and no income (2221)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from django.db import transaction

from invoices.modules.ledger.public import (
    VAT_OF_INCOME,
    EntryDraft,
    Leg,
    books,
    count_of_sources,
    is_closed,
    post,
)
from invoices.modules.tax import selectors
from invoices.modules.tax.domain.errors import MonthRuns, NoVatToPost
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import ONE_DAY, Month


def post_vat(*, month: Month, by: User, today: date) -> Yuan:
    """Post what is owed of the bills issued and the credit notes approved in the month, by estate and the month billed;
    what was posted.

    On the month's last day, or today and naming it where it is closed (docs/product.md rule 11). Safe to repeat: only
    the difference is posted. Raises NotAllowed, MonthRuns, NoVatToPost, NoRate, NotATaxpayer, MonthIsClosed.
    """
    require(by, "tax.post")
    if today < month.end:
        raise MonthRuns(month=month)
    with transaction.atomic(), books():
        missing = selectors.unposted_vat(month)
        if not missing:
            raise NoVatToPost(month=month)
        day = today if is_closed(month) else month.end - ONE_DAY
        post(list(_entries(month, day, missing)))
        posted = Yuan(sum(missing.values()))
        audit.record(by=by, action="tax.posted", subject=str(month), amount=str(posted))
    return posted


def _entries(month: Month, day: date, missing: Mapping[selectors.Place, int]) -> Iterator[EntryDraft]:
    """One for each month that was billed: what an estate earned and owed of it belongs together."""
    source, words = f"{selectors.SOURCE}{month}/", f"计提 {chinese_month(month)}增值税"
    first = count_of_sources(source) + 1
    for number, (billed, places) in enumerate(groupby(missing.items(), lambda one: one[0][0]), start=first):
        legs = [
            leg
            for (_month, estate, account), fen in places
            for leg in (Leg(VAT_OF_INCOME, estate, fen=fen), Leg(account, estate, fen=-fen))
        ]
        yield EntryDraft(f"{source}{number}", day, billed, words, tuple(legs))
