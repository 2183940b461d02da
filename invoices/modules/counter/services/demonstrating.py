"""The counter in the demonstration: some come in and pay, the till is counted and handed over, a little short."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from invoices.modules.counter.domain.tills import DENOMINATIONS, TillCount, amount_of
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.selectors import tills
from invoices.modules.counter.selectors.accounts import owed_lines
from invoices.modules.counter.services.counting import approve_close, close_day
from invoices.modules.counter.services.taking import take
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.receivables.public import PayerAccount, open_lines
from property_ops.framework.accounts import user_named
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import ONE_DAY

AT_THE_COUNTER = (PaymentChannel.CASH, PaymentChannel.CASH, PaymentChannel.CARD, PaymentChannel.CASH)
CHANGE, SHORT = Yuan(200_00), Yuan(1_00)


def take_over_the_counter(call: Callable[..., Any]) -> None:
    if DayClose.objects.exists():
        return
    accountant, now = user_named("accountant"), timezone.now() - ONE_DAY  # today the counter is open
    today = timezone.localdate(now)
    for place, (account, channel) in enumerate(zip(_who_owe(), AT_THE_COUNTER, strict=False)):
        _pay(account, channel, f"POS{place:06d}", accountant, now)
    last = tills.last_close(accountant)
    there = amount_of(tills.till_movements(accountant, since=today, day=today, last=last)) + CHANGE - SHORT
    close = close_day(
        day=today,
        count=TillCount(_pieces(there), CHANGE),
        note="找零差额，原因待查",
        by=accountant,
        now=now,
        today=today,
    )
    approve_close(close_id=close.pk, by=user_named("reviewer"), now=now, today=today)


def _who_owe() -> list[PayerAccount]:
    rows = open_lines().filter(is_held=False).order_by("bill__unit_code").values_list("bill__unit_code", "party")
    return [PayerAccount(*row) for row in dict.fromkeys(rows[:200])][: len(AT_THE_COUNTER)]


def _pay(account: PayerAccount, channel: PaymentChannel, number: str, by: User, now: datetime) -> None:
    """All that is open, in whole yuan: what is over stays in advance."""
    owed = sum(line.open.fen for line in owed_lines(account) if not line.is_held)
    take(
        account=account,
        amount=Yuan(-(-owed // 100) * 100),
        channel=channel,
        transaction_number=number,
        rest_stays=True,
        by=by,
        now=now,
        today=timezone.localdate(now),
    )


def _pieces(amount: Yuan) -> dict[int, int]:
    """As few pieces as it takes."""
    left, found = amount.fen, {}
    for fen in DENOMINATIONS:
        found[fen], left = divmod(left, fen)
    return found
