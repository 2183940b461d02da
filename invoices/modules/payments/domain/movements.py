"""Money that moved: what a payment file says of one transaction, or a person of cash at the counter."""

import hashlib
from dataclasses import dataclass
from datetime import date, time

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.states import ChannelRefundState
from property_ops.kernel.money import ZERO, Yuan


@dataclass(frozen=True, slots=True)
class MoneyMovement:
    """`amount` is above zero; `is_out` says that it went out.

    `transaction` is the number that the file gives: unique within a payment service, no more than a hint within a bank,
    and empty for cash. `fee` is what the channel kept for itself. `refund_of` is the transaction that a payment out
    gives back, `refund_state` what the service says of that refund. `own_account` and `balance` are what a bank's
    statement says of the company's account; `place` counts rows of a statement that say the same (1, 2, …), and is 0
    for what stands in no statement. `twin` is the receipt, or payment out (channel and identity), that may tell of the
    same money: then a person decides, and so where the file is not wholly readable (`waits`).
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
    refund_state: ChannelRefundState = ChannelRefundState.PAID
    own_account: str = ""
    balance: Yuan | None = None
    place: int = 0
    twin: tuple[str, str] | None = None
    waits: bool = False

    @property
    def identity(self) -> str:
        """By what the database refuses it a second time; empty where nothing tells it from another (cash).

        A row of a bank's statement has all that the row says, since banks begin their numbers anew each day, in each
        account, and give one to a transfer and its fee.
        """
        if not self.place:
            return self.transaction
        said = (
            self.own_account,
            self.at and self.at.isoformat("minutes"),
            self.amount.fen,
            self.name,
            self.account,
            self.transaction,
            self.balance and self.balance.fen,
            self.place,
        )
        digest = hashlib.sha256("|".join("" if part is None else str(part) for part in said).encode()).hexdigest()
        return f"{self.day:%Y%m%d}-{digest[:16]}"

    @property
    def key(self) -> tuple[PaymentChannel, str, bool]:
        return self.channel, self.identity, self.is_out
