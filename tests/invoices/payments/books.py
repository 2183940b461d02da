"""Any sequence of bill, pay, match, undo, refund and give back, as a machine: subclass it to add rules.

It runs inside a savepoint of the test's own transaction, on top of what the test set up, and takes everything back.
"""

from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from django.db import transaction
from django.db.models import Sum
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from invoices.modules.billing.testing import bill
from invoices.modules.charges.testing import ChargeFactory
from invoices.modules.ledger.models import Leg
from invoices.modules.ledger.public import RECEIVABLE, balances_of_account, trial_balance
from invoices.modules.payments.domain.channels import UNMATCHED, PaymentChannel
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Match, Receipt
from invoices.modules.payments.selectors.receipts import undecided_receipts
from invoices.modules.payments.services import (
    Share,
    approve_refund,
    match,
    propose_refund,
    undo_match,
)
from invoices.modules.receivables.models import Credit, Settlement
from invoices.modules.receivables.public import PayerAccount, balances, unapplied_credits, with_left, with_open
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Tenure
from tests.invoices.payments.receipts import movement, recorded

amounts = st.integers(min_value=1, max_value=300_00).map(Yuan)
places = st.integers(min_value=0, max_value=1)


class Books(RuleBasedStateMachine):
    """Two homes of one estate. Days go by: nothing is done before what was done already."""

    accountant: ClassVar[User]
    reviewer: ClassVar[User]
    homes: ClassVar[list[PayerAccount]]

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.today = date(2022, 7, 20)
        self.month = Month(2022, 7)
        self.transactions = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @property
    def moment(self) -> dict[str, object]:
        return {"now": datetime(2022, 7, 20, tzinfo=UTC), "today": self.today}

    @rule(days=st.integers(min_value=1, max_value=20))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @precondition(lambda self: self.month < Month(2022, 9))
    @rule(fen=amounts)
    def bill_the_next_month(self, fen: Yuan) -> None:
        for home in self.homes:
            unit = Tenure.objects.get(pk=home.party).unit
            ChargeFactory(unit=unit, month=self.month.start, start=self.month.start, end=self.month.end, amount=fen)
        bill(self.month, prepared_by=self.accountant, approved_by=self.reviewer, today=self.today)
        self.month = self.month.next

    @rule(amount=amounts, home=st.none() | places)
    def receive(self, amount: Yuan, home: int | None) -> None:
        self.transactions += 1
        memo = "物业费" if home is None else self.homes[home].unit_code
        moved = movement(amount.fen, f"T{self.transactions}", memo=memo, day=self.today)
        recorded(self.accountant, moved, today=self.today)

    @rule(home=places, part=st.integers(min_value=1, max_value=100))
    def match_what_waits(self, home: int, part: int) -> None:
        for receipt in undecided_receipts().order_by("pk")[:1]:
            amount = Yuan(max(1, receipt.left.fen * part // 100))
            shares = [Share(*self.homes[home], amount)]
            match(receipt=receipt.pk, shares=shares, by=self.accountant, **self.moment)

    @rule(place=places)
    def undo_a_match(self, place: int) -> None:
        for one in Match.objects.filter(undone_on=None).order_by("pk")[place : place + 1]:
            undo_match(receipt=one.receipt_id, because="认错户", by=self.accountant, **self.moment)

    @rule(place=places, part=st.integers(min_value=1, max_value=100))
    def the_channel_gives_back(self, place: int, part: int) -> None:
        for receipt in Receipt.objects.order_by("pk")[place : place + 1]:
            left = receipt.amount - receipt.refunded
            if left > ZERO:
                self.transactions += 1
                back = Yuan(max(1, left.fen * part // 100))
                moved = movement(
                    back.fen, f"T{self.transactions}", is_out=True, refund_of=receipt.transaction, day=self.today
                )
                recorded(self.accountant, moved, today=self.today)

    @rule(home=places, part=st.integers(min_value=1, max_value=100))
    def refund_credit(self, home: int, part: int) -> None:
        account = self.homes[home]
        free = (
            unapplied_credits(unit_code=account.unit_code, party=account.party).aggregate(sum=Sum("left"))["sum"]
            or ZERO
        )
        if free > ZERO:
            refund = propose_refund(
                unit_code=account.unit_code, party=account.party, amount=Yuan(max(1, free.fen * part // 100)),
                channel=PaymentChannel.CASH, payee_name="业主", payee_account="", reason="多交", by=self.accountant,
                now=datetime(2022, 7, 20, tzinfo=UTC),
            )  # fmt: skip
            approve_refund(refund=refund.pk, by=self.reviewer, **self.moment)

    @invariant()
    def every_entry_and_the_whole_balance(self) -> None:
        assert sum(one[2].fen - one[3].fen for one in trial_balance()) == 0

    @invariant()
    def the_sub_ledger_is_the_control_account(self) -> None:
        assert _without_zeros({PayerAccount(*key): fen for key, fen in balances_of_account(RECEIVABLE).items()}) == (
            _without_zeros({account: one.balance for account, one in balances().items()})
        )

    @invariant()
    def it_was_so_on_earlier_days_too(self) -> None:
        for day in (date(2022, 7, 25), self.today - timedelta(days=1)):
            posted = Leg.objects.filter(account__code=RECEIVABLE, entry__posted_on__lte=day)
            ledger = posted.aggregate(sum=Sum("amount"))["sum"] or ZERO
            assert ledger == sum((one.balance for one in balances(as_of=day).values()), ZERO)

    @invariant()
    def what_waits_is_on_its_own_account(self) -> None:
        waiting = undecided_receipts().aggregate(sum=Sum("left"))["sum"] or ZERO
        assert -sum(balances_of_account(UNMATCHED).values(), ZERO) == waiting

    @invariant()
    def nothing_is_below_zero_and_nothing_counts_twice(self) -> None:
        lines = with_open(Settlement._meta.get_field("line").related_model.objects.all())
        assert all(ZERO <= line.open <= line.amount for line in lines)
        assert all(ZERO <= credit.left <= credit.amount for credit in with_left(Credit.objects.all()))
        matched = set(Receipt.objects.filter(state=ReceiptState.MATCHED).values_list("pk", flat=True))
        assert matched.isdisjoint(undecided_receipts().values_list("pk", flat=True))

    @invariant()
    def nobody_has_free_credit_and_an_open_line(self) -> None:
        assert all(not (one.open and one.credit) for one in balances().values())


def _without_zeros(found: dict[PayerAccount, Yuan]) -> dict[PayerAccount, Yuan]:
    return {account: fen for account, fen in found.items() if fen}
