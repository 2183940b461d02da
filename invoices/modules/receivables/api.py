"""What is open on the lines of issued bills, for programs."""

from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.receivables import selectors
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, Code, narrowed

VIEW = "billing.view"

ROUTER = ApiRouter("bills", rights={VIEW: _("see bills and what is open on them")})


class OpenLineRow(ApiRow):
    """A line that is not settled in full. `held`: somebody disputes it, so nobody reminds of it."""

    line: int
    bill: str
    unit: str
    item: str
    amount_fen: int
    settled_fen: int
    open_fen: int
    due_on: date
    held: bool

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            line=row.pk,
            bill=row.bill.number,
            unit=row.bill.unit_code,
            item=row.item_code,
            amount_fen=row.amount.fen,
            settled_fen=row.settled.fen,
            open_fen=row.open.fen,
            due_on=row.due_day,
            held=row.is_held,
        )


@ROUTER.listing("/open-lines", right=VIEW, of=OpenLineRow, personal_data=True)
def list_open_lines(request: ApiRequest, unit: Code | None = None, estate: Code | None = None) -> QuerySet[Any]:
    """What is owed, line by line: debts of people."""
    asked = {"bill__unit_code": unit, "bill__estate__code": estate}
    return narrowed(selectors.visible_open_lines(request.user), asked)
