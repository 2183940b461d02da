"""Numbering: what was posted in a month and stands on no voucher yet gets vouchers, behind those that are there."""

from datetime import datetime

from django.db import transaction

from invoices.modules.books import selectors
from invoices.modules.books.domain.errors import NothingToNumber
from invoices.modules.books.domain.vouchers import merged
from invoices.modules.books.models import Voucher, VoucherEntry
from invoices.modules.books.selectors.vouchers import last_number
from invoices.modules.ledger.public import books
from property_ops.framework import audit
from property_ops.framework.bulk import insert_columns, reserve_ids
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate


def number_vouchers(*, month: Month, by: User, now: datetime) -> int:
    """Number what is not numbered yet; how many vouchers. Safe to repeat: an entry stands on one voucher.

    Raises NotAllowed, NothingToNumber.
    """
    require(by, "books.number")
    with transaction.atomic(), books():
        names = dict(Estate.objects.values_list("code", "name"))
        drafts = merged(selectors.entries_without_voucher(month), names)
        if not drafts:
            raise NothingToNumber(month=month)
        first = last_number(month) + 1
        ids = list(reserve_ids(Voucher, len(drafts)))
        insert_columns(
            Voucher,
            {
                "id": ids,
                "month": month.start,
                "number": list(range(first, first + len(drafts))),
                "day": [draft.day for draft in drafts],
                "summary": [draft.summary[:200] for draft in drafts],
                "numbered_by": by.pk,
                "numbered_at": now,
            },
            rows=len(drafts),
        )
        pairs = [(pk, entry.pk) for pk, draft in zip(ids, drafts, strict=True) for entry in draft.entries]
        insert_columns(
            VoucherEntry,
            {"voucher": [pk for pk, _ in pairs], "entry": [entry for _, entry in pairs]},
            rows=len(pairs),
        )
        audit.record(by=by, action="books.numbered", subject=str(month), vouchers=len(drafts), entries=len(pairs))
    return len(drafts)
