"""Bills and their lines, for programs. Drafted, approved and issued they are by persons."""

from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing import selectors
from invoices.modules.billing.domain.states import BillState
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, Code, MonthText, RowId, exact, month_of, narrowed

VIEW = "billing.view"

ROUTER = ApiRouter("bills", rights={VIEW: _("see bills and what is open on them")})


class BillRow(ApiRow):
    """Issued it is frozen, and has a number. `due_fen` is what it asked for when it was issued."""

    id: int
    number: str | None
    state: BillState
    month: str
    estate: str
    unit: str
    payer: str
    brought_forward_fen: int
    total_fen: int
    paid_fen: int
    due_fen: int
    issued_on: date | None
    due_on: date | None

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            id=row.pk,
            number=row.number,
            state=BillState(row.state),
            month=f"{row.month:%Y-%m}",
            estate=row.estate.code,
            unit=row.unit_code,
            payer=row.payer_name,
            brought_forward_fen=row.brought_forward.fen,
            total_fen=row.total.fen,
            paid_fen=row.paid.fen,
            due_fen=row.due.fen,
            issued_on=row.issued_on,
            due_on=row.due_on,
        )


class BillLineRow(ApiRow):
    """One charge on a bill, with its own copy of texts and amounts; days in `[start, end)`."""

    id: int
    bill: int
    position: int
    charge: int
    item: str
    item_name: str
    start: date
    end: date
    quantity: str
    quantity_unit: str
    unit_price: str
    ratio: str
    amount_fen: int

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            id=row.pk,
            bill=row.bill_id,
            position=row.position,
            charge=row.charge_id,
            item=row.item_code,
            item_name=row.item_name,
            start=row.start,
            end=row.end,
            quantity=exact(row.quantity) or "",
            quantity_unit=row.quantity_unit,
            unit_price=exact(row.unit_price) or "",
            ratio=f"{row.ratio_numerator}/{row.ratio_denominator}",
            amount_fen=row.amount.fen,
        )


@ROUTER.listing("/bills", right=VIEW, of=BillRow, personal_data=True)
def list_bills(
    request: ApiRequest,
    estate: Code | None = None,
    unit: Code | None = None,
    month: MonthText | None = None,
    state: BillState | None = None,
) -> QuerySet[Any]:
    """The bills, of a month (2022-06) or of all."""
    asked = {"estate__code": estate, "unit_code": unit, "month": month_of(month), "state": state and state.value}
    return narrowed(selectors.visible_bills(request.user), asked)


@ROUTER.single("/bills/{int:id}", right=VIEW, of=BillRow, personal_data=True)
def get_bill(request: ApiRequest, id: int) -> Any:
    """One bill."""
    return selectors.visible_bills(request.user).filter(pk=id).first()


@ROUTER.listing("/bill-lines", right=VIEW, of=BillLineRow, personal_data=False)
def list_bill_lines(request: ApiRequest, bill: RowId | None = None, unit: Code | None = None) -> QuerySet[Any]:
    """The lines of a bill, of a unit, or of all bills."""
    asked = {"bill": bill, "bill__unit_code": unit}
    return narrowed(selectors.visible_lines(request.user), asked)
