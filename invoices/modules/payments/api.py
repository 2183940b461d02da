"""Receipts, for programs: read, and recorded as at the counter. Reversed and given back they are by persons."""

from datetime import date
from typing import Annotated, Any, Self

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.selectors.parties import account_meant
from invoices.modules.payments.selectors.receipts import of_unit, visible_receipts
from invoices.modules.payments.services import enter
from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiInput, ApiRow, Code, Day, Fen, narrowed, text
from property_ops.kernel.money import Yuan

VIEW, ENTER = "payments.view", "payments.enter"

ROUTER = ApiRouter("receipts", rights={VIEW: _("see receipts"), ENTER: _("record receipts")})


class ReceiptRow(ApiRow):
    """`left_fen` is what is matched with no account yet; `units` the accounts that it pays."""

    id: int
    number: str
    state: ReceiptState
    channel: PaymentChannel
    transaction: str
    amount_fen: int
    left_fen: int
    received_on: date
    posted_on: date
    payer: str
    memo: str
    units: list[str]

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        matches = sorted((one for one in row.matches.all() if one.undone_on is None), key=lambda one: one.pk)
        return cls(
            id=row.pk,
            number=row.number,
            state=ReceiptState(row.state),
            channel=PaymentChannel(row.channel),
            transaction=row.transaction,
            amount_fen=row.amount.fen,
            left_fen=row.left.fen,
            received_on=row.received_on,
            posted_on=row.posted_on,
            payer=row.payer_name,
            memo=row.memo,
            units=list(dict.fromkeys(one.unit.code for one in matches)),
        )


class NewReceipt(ApiInput):
    """`transaction` is the number of the bank or the payment service; cash has none. `payer` if not who owes."""

    unit: Code
    amount_fen: Fen
    channel: PaymentChannel
    received_on: Day
    transaction: Annotated[str, text(64)] = ""
    payer: Annotated[str, text(60)] = ""
    memo: Annotated[str, text(200)] = ""


@ROUTER.listing("/receipts", right=VIEW, of=ReceiptRow, personal_data=True)
def list_receipts(
    request: ApiRequest,
    unit: Code | None = None,
    state: ReceiptState | None = None,
    received_from: Day | None = None,
    received_until: Day | None = None,
) -> QuerySet[Any]:
    """The receipts; of those received from a day until another, both counted."""
    asked = {"state": state and state.value, "received_on__gte": received_from, "received_on__lte": received_until}
    found = narrowed(visible_receipts(request.user), asked)
    return of_unit(found, unit) if unit else found


@ROUTER.single("/receipts/{int:id}", right=VIEW, of=ReceiptRow, personal_data=True)
def get_receipt(request: ApiRequest, id: int) -> Any:
    """One receipt."""
    return visible_receipts(request.user).filter(pk=id).first()


@ROUTER.making("/receipts", right=ENTER, of=ReceiptRow, personal_data=True, rows=visible_receipts, at="/receipts/{id}")
def record_receipt(request: ApiRequest, receipt: NewReceipt) -> Any:
    """Record money that came in for an account. It pays the oldest lines first; what is over is an advance."""
    today = timezone.localdate()
    account = account_meant(receipt.unit.upper(), receipt.payer, on=today)
    movement = MoneyMovement(
        channel=receipt.channel,
        transaction=receipt.transaction,
        day=receipt.received_on,
        amount=Yuan(receipt.amount_fen),
        name=receipt.payer,
        memo=receipt.memo,
    )
    return enter(
        movement=movement,
        unit_code=account.unit_code,
        party=account.party,
        by=request.user,
        now=timezone.now(),
        today=today,
    )
