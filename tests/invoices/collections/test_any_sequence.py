"""Bill, pay, credit, dispute, write off, refund, charge late, close, in any order: the legs sum to zero, the open lines
less the credit are the ledger's receivables, nothing falls below zero, nothing happens twice."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.billing.public import approve_bills, draft_bills, issue_bills
from invoices.modules.charges.public import charge_month
from invoices.modules.collections import services, verifiers
from invoices.modules.collections.domain.states import DisputeState
from invoices.modules.collections.models import Dispute, WriteOff, WriteOffLine
from invoices.modules.collections.selectors import estate_ages, tie_out
from invoices.modules.credit_notes import services as credit_notes
from invoices.modules.credit_notes import verifiers as verifiers_of_notes
from invoices.modules.credit_notes.models import CreditLine, CreditNote
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.public import RECEIVABLE, EntryDraft, balances_of_account, close_month, post
from invoices.modules.receivables.public import Credit, balances, unapplied_credits, with_open, withdraw
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from tests.invoices.july import pay

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2022, 8, 20)


class Undone(Exception):
    """Ends an example and takes its transaction back."""


class Office:
    """June is billed and due; every action takes two numbers that choose what and how much, and may be refused."""

    def __init__(self, clerk: User, reviewer: User) -> None:
        self.clerk, self.reviewer, self.day = clerk, reviewer, FIRST_DAY

    @property
    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)

    def line(self, chosen: int) -> BillLine:
        lines = BillLine.objects.filter(bill__state="issued").select_related("bill__estate").order_by("pk")
        return lines[chosen % lines.count()]

    def days_pass(self, chosen: int, share: int) -> None:
        self.day += timedelta(days=1 + share % 20)

    def pay(self, chosen: int, share: int) -> None:
        pay(self.line(chosen).bill, Yuan(1 + share * 700), by=self.clerk, on=self.day)

    def credit(self, chosen: int, share: int, instead: Calculation | None = None) -> None:
        line = self.line(chosen)
        amount = line.amount if instead else Yuan(max(1, line.amount.fen * share // 100))
        note = credit_notes.prepare_credit_note(
            bill=line.bill,
            credits=[credit_notes.Credit(line.pk, amount, instead)],
            reason="更正",
            by=self.clerk,
            now=self.now,
        )
        if chosen % 5:
            credit_notes.approve_credit_note(note_id=note.pk, by=self.reviewer, now=self.now, today=self.day)

    def bill_anew(self, chosen: int, share: int) -> None:
        self.credit(chosen, share, Calculation(Decimal(1), "项", Decimal(share + 1), Fraction(1)))

    def approve_what_waits(self, chosen: int, share: int) -> None:
        for note in CreditNote.objects.filter(state=ApprovalState.WAITING):
            credit_notes.approve_credit_note(note_id=note.pk, by=self.reviewer, now=self.now, today=self.day)

    def dispute(self, chosen: int, share: int) -> None:
        when = {"now": self.now, "today": self.day}
        services.open_dispute(line=self.line(chosen), words="有误", channel="phone", by=self.clerk, **when)

    def answer(self, chosen: int, share: int) -> None:
        dispute = Dispute.objects.filter(state=DisputeState.OPEN).first()
        if dispute is None:
            return
        said = {"dispute_id": dispute.pk, "by": self.clerk, "now": self.now, "today": self.day}
        if chosen % 2:
            services.uphold(amount=Yuan(1 + share), answer="属实", **said)
        else:
            services.reject(new_due_on=self.day + timedelta(days=20), answer="不属实", **said)

    def write_off(self, chosen: int, share: int) -> None:
        line = with_open(BillLine.objects.filter(pk=self.line(chosen).pk)).get()
        loss = services.Loss(line.pk, Yuan(line.open.fen * share // 100))
        made = services.prepare_write_off(losses=[loss], reason="无法收回", by=self.clerk, now=self.now)
        services.approve_write_off(write_off_id=made.pk, by=self.reviewer, now=self.now, today=self.day)

    def recover(self, chosen: int, share: int) -> None:
        line = WriteOffLine.objects.order_by("pk").first()
        if line:
            services.recover(line_id=line.pk, amount=Yuan(1 + share * 10), reason="代缴", by=self.clerk, today=self.day)

    def refund(self, chosen: int, share: int) -> None:
        """Unused payment goes back: Dr 1122 Cr bank."""
        free = unapplied_credits().filter(kind="payment").select_related("estate").first()
        if free is None:
            return
        amount, source = Yuan(max(1, free.left.fen * share // 100)), f"refund/{Entry.objects.count()}"
        legs = (
            (RECEIVABLE, free.estate.code, free.unit_code, free.party, amount.fen),
            ("1002", free.estate.code, "", "", -amount.fen),
        )
        post([EntryDraft(source, self.day, self.day.replace(day=1), "退款", legs)])
        withdraw(credit_id=free.pk, amount=amount, on=self.day, by=self.clerk, cause=source)

    def charge_late(self, chosen: int, share: int) -> None:
        month = Month.of(self.day).previous
        charge_month(month=month, by=self.clerk, today=self.day)
        draft_bills(month=month, by=self.clerk, now=self.now)
        approve_bills(month=month, by=self.reviewer, now=self.now)
        issue_bills(month=month, by=self.clerk, today=self.day)

    def close(self, chosen: int, share: int) -> None:
        close_month(month=Month.of(self.day).previous, by=self.clerk, at=self.now)


ACTIONS: list[Callable[[Office, int, int], None]] = [
    Office.days_pass, Office.pay, Office.credit, Office.bill_anew, Office.approve_what_waits, Office.dispute,
    Office.answer, Office.write_off, Office.recover, Office.refund, Office.charge_late, Office.close,
]  # fmt: skip
steps = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 9), st.integers(1, 100)), min_size=4, max_size=12)


def check(office: Office) -> None:
    assert (Leg.objects.aggregate(sum=Sum("amount"))["sum"] or ZERO) == ZERO
    known = balances()
    assert {tuple(key): one.balance for key, one in known.items() if one.balance} == {
        key: amount for key, amount in balances_of_account(RECEIVABLE).items() if amount
    }
    assert all(one.open >= ZERO and one.credit >= ZERO for one in known.values())
    lines = with_open(BillLine.objects.all())
    assert all(ZERO <= line.open <= line.amount for line in lines)
    given_back = Counter[int]()
    for credit in CreditLine.objects.exclude(note__state__in=NEVER_MIND):
        given_back[credit.bill_line_id] += credit.amount.fen
    assert all(given_back[line.pk] <= line.amount.fen for line in lines)
    assert tie_out(as_of=office.day, ages=estate_ages(as_of=office.day).values()).holds


def check_nothing_twice() -> None:
    sources = Counter(source.partition("/")[0] for source in Entry.objects.values_list("source", flat=True))
    assert sources["bill"] == Bill.objects.filter(state="issued").exclude(total=ZERO).count()
    assert sources["credit_note"] == CreditNote.objects.filter(state=ApprovalState.APPROVED).count()
    assert sources["write_off"] == WriteOff.objects.filter(state=ApprovalState.APPROVED).count()
    assert sources["receipt"] == Credit.objects.filter(kind="payment").count()
    checks = (*verifiers.verify(), *verifiers_of_notes.verify())
    assert [one.says % one.facts for one in (fault for done in checks for fault in done.differences)] == []


def test_any_sequence_keeps_the_books(issued_june, accountant, reviewer):
    estate = issued_june
    terms = services.prepare_terms(
        estate=estate, rate=Decimal("0.0005"), grace_days=3, cap_percent=20, start=date(2022, 1, 1), reason="合同",
        by=accountant, now=datetime(2022, 7, 1, tzinfo=UTC),
    )  # fmt: skip
    services.approve_terms(terms_id=terms.pk, by=reviewer, now=datetime(2022, 7, 1, tzinfo=UTC))
    happened = Counter[str]()

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def keeps_the_books(sequence):
        office = Office(accountant, reviewer)
        with suppress(Undone), transaction.atomic():
            for action, chosen, share in sequence:
                with suppress(BusinessError), transaction.atomic():
                    action(office, chosen, share)
                    happened[action.__name__] += 1
                check(office)
            check_nothing_twice()
            raise Undone

    keeps_the_books()
    assert len(happened) > len(ACTIONS) // 2, happened
