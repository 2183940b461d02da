"""Money that moved: what a payment file says of one transaction, or a person of cash at the counter."""

from dataclasses import dataclass
from datetime import date, time

from invoices.modules.payments.domain.channels import PaymentChannel
from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class MoneyMovement:
    """`amount` is above zero; `is_out` says that it went out.

    `transaction` is unique within the channel, and empty for cash. `fee` is what the channel kept for itself.
    `refund_of` is the transaction that a payment out gives back.
    """

    channel: PaymentChannel
    transaction: str
    day: date
    amount: Yuan
    is_out: bool = False
    at: time | None = None
    fee: Yuan = ZERO
    name: str = ""
    account: str = ""
    memo: str = ""
    refund_of: str = ""

    @property
    def key(self) -> tuple[PaymentChannel, str, bool]:
        return self.channel, self.transaction, self.is_out
