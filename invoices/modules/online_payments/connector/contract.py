"""What this product asks of a payment service. Whatever a service answers is verified before it is given back."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from invoices.modules.online_payments.domain.words import (
    Checkout,
    FetchedBill,
    OrderDraft,
    OrderWord,
    RefundWord,
    ServiceNotice,
)
from invoices.modules.payments.public import PaymentChannel
from property_ops.kernel.money import Yuan

SECONDS, TOTAL_SECONDS = (5, 15), 60.0
"""To connect, and to answer."""


class PaymentService(ABC):
    """Each method but `notice` asks over the network, and raises ServiceFailed where it gets no answer to trust."""

    channel: ClassVar[PaymentChannel]

    @abstractmethod
    def begin(self, order: OrderDraft, *, back: str, address: str, payer: str = "") -> Checkout:
        """Where the payer goes on. `back` is where he comes back to, `address` his own; `payer` is who WeChat says he
        is, within its browser."""

    @abstractmethod
    def ask(self, number: str) -> OrderWord:
        """What became of the order."""

    @abstractmethod
    def close(self, number: str) -> None:
        """It can't be paid any more. Harmless where it is closed."""

    @abstractmethod
    def give_back(self, *, refund: str, transaction: str, amount: Yuan, of: Yuan, reason: str) -> RefundWord:
        """Asked for again under the same number it is the same refund."""

    @abstractmethod
    def notice(self, headers: Mapping[str, str], body: bytes) -> ServiceNotice:
        """What a notice says, verified. Raises NoticeRefused."""

    @abstractmethod
    def bill(self, day: date) -> FetchedBill | None:
        """The service's bill of a day that is over; None if nothing moved. Raises BillDamaged."""
