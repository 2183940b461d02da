"""Charges, for programs: what was delivered, at which price, and to whom it is charged."""

from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from invoices.modules.charges import selectors
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, Code, MonthText, exact, month_of, narrowed

VIEW = "charges.view"

ROUTER = ApiRouter("charges", rights={VIEW: _("see charges")})


class ChargeRow(ApiRow):
    """`amount_fen` is quantity × unit price × ratio, rounded once. `source_key` is what is charged: never twice."""

    id: int
    source: str
    source_key: str
    estate: str
    unit: str
    item: str
    month: str
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
            source=row.source,
            source_key=row.source_key,
            estate=row.estate.code,
            unit=row.unit.code,
            item=row.item.code,
            month=f"{row.month:%Y-%m}",
            start=row.start,
            end=row.end,
            quantity=exact(row.quantity) or "",
            quantity_unit=row.quantity_unit,
            unit_price=exact(row.unit_price) or "",
            ratio=f"{row.ratio_numerator}/{row.ratio_denominator}",
            amount_fen=row.amount.fen,
        )


@ROUTER.listing("/charges", right=VIEW, of=ChargeRow, personal_data=False)
def list_charges(
    request: ApiRequest, estate: Code | None = None, unit: Code | None = None, month: MonthText | None = None
) -> QuerySet[Any]:
    """The charges, of a month (2022-06) or of all."""
    asked = {"estate__code": estate, "unit__code": unit, "month": month_of(month)}
    return narrowed(selectors.visible_charges(request.user), asked)


@ROUTER.single("/charges/{int:id}", right=VIEW, of=ChargeRow, personal_data=False)
def get_charge(request: ApiRequest, id: int) -> Any:
    """One charge."""
    return selectors.visible_charges(request.user).filter(pk=id).first()
