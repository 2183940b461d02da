"""The ledger, for programs: its accounts and its entries, which are only read."""

from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger import selectors
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, Code, Day, narrowed

VIEW = "ledger.view"

ROUTER = ApiRouter("ledger", rights={VIEW: _("see the ledger")})


class LedgerAccountRow(ApiRow):
    code: str
    name: str
    kind: str

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(code=row.code, name=row.name, kind=row.kind)


class LegRow(ApiRow):
    """Debit above zero, credit below; the legs of an entry that touches several estates are those the reader sees."""

    account: str
    estate: str
    subledger: str
    amount_fen: int


class EntryRow(ApiRow):
    """`digest` covers the entry and `previous`, the digest of the entry before it."""

    number: int
    posted_on: date
    month: str
    source: str
    memo: str
    previous: str
    digest: str
    legs: list[LegRow]

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        legs = [
            LegRow(account=one.account.code, estate=one.estate, subledger=one.subledger, amount_fen=one.amount.fen)
            for one in row.legs_seen
        ]
        return cls(
            number=row.number,
            posted_on=row.posted_on,
            month=f"{row.month:%Y-%m}",
            source=row.source,
            memo=row.memo,
            previous=row.previous,
            digest=row.digest,
            legs=legs,
        )


@ROUTER.listing("/ledger/accounts", right=VIEW, of=LedgerAccountRow, personal_data=False)
def list_accounts(request: ApiRequest) -> QuerySet[Any]:
    """The chart of accounts."""
    return selectors.chart()


@ROUTER.listing("/ledger/entries", right=VIEW, of=EntryRow, personal_data=True)
def list_entries(
    request: ApiRequest,
    account: Code | None = None,
    estate: Code | None = None,
    posted_from: Day | None = None,
    posted_until: Day | None = None,
) -> QuerySet[Any]:
    """The journal, in its order; of those posted from a day until another, both counted."""
    asked = {"posted_on__gte": posted_from, "posted_on__lte": posted_until}
    found = narrowed(selectors.entries_and_legs(request.user), asked)
    found = selectors.of_estates(found, [estate]) if estate else found
    return selectors.touching(found, account) if account else found


@ROUTER.single("/ledger/entries/{int:number}", right=VIEW, of=EntryRow, personal_data=True)
def get_entry(request: ApiRequest, number: int) -> Any:
    """One entry by its number."""
    return selectors.entries_and_legs(request.user).filter(number=number).first()
