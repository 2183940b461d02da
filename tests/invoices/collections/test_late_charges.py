"""Late charges: off without terms, charged for a month that has ended, on the debtor's bill, as a line of their own."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.billing.models import Bill
from invoices.modules.billing.public import approve_bills, draft_bills, issue_bills
from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import charge_month
from invoices.modules.collections.domain.errors import TermsOverlap
from invoices.modules.collections.models import LateChargeTerms
from invoices.modules.collections.services import approve_terms, open_dispute, prepare_terms, reject
from invoices.modules.credit_notes.services import Credit, approve_credit_note, prepare_credit_note
from invoices.modules.receivables.public import PayerAccount, allocate, open_lines
from invoices.modules.statements.public import document_of
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.models import Tenure
from property_ops.modules.estates.testing import TenureFactory
from tests.invoices.july import NOW, pay
from tests.invoices.june import LIVED_IN, bill_of
from tests.verifying import differences
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
AUGUST, SEPTEMBER = Month(2022, 8), Month(2022, 9)
LATER = datetime(2022, 9, 5, 9, tzinfo=UTC)


@pytest.fixture
def bill(issued_june):
    """¥511.49, due on 4 August: 27 days of August are late."""
    return bill_of(LIVED_IN)


@pytest.fixture
def agree(bill, accountant, reviewer):
    def agreed(start=date(2022, 1, 1), **terms):
        values = {"rate": Decimal("0.0005"), "grace_days": 0, "cap_percent": 20, "reason": "物业服务合同第十二条"}
        made = prepare_terms(estate=bill.estate, start=start, by=accountant, now=NOW, **(values | terms))
        return approve_terms(terms_id=made.pk, by=reviewer, now=NOW)

    return agreed


@pytest.fixture
def charge(accountant):
    def charged(month=AUGUST, today=date(2022, 9, 5)):
        charge_month(month=month, by=accountant, today=today)
        rows = Charge.objects.filter(source="late_charge", month=month.start, unit__code=LIVED_IN).order_by("pk")
        return [str(amount) for amount in rows.values_list("amount", flat=True)]

    return charged


def test_without_terms_there_is_no_late_charge(bill, charge):
    assert charge() == []


def test_each_line_that_was_not_paid_bears_its_own_rounded_once(bill, agree, charge):
    """27 days at 万分之五: 14.38 → 0.19413, 16.44 → 0.22194, 40.00 → 0.54, 440.67 → 5.949045."""
    agree()
    assert charge() == ["0.19", "0.22", "0.54", "5.95"]
    assert charge() == ["0.19", "0.22", "0.54", "5.95"]
    assert Charge.objects.filter(source="late_charge", month=AUGUST.start, unit__code=LIVED_IN).count() == 4


def test_a_month_that_has_not_ended_waits(bill, agree, charge):
    agree()
    assert charge(today=date(2022, 8, 31)) == []


def test_terms_that_wait_for_approval_charge_nothing(bill, accountant, charge):
    prepare_terms(
        estate=bill.estate, rate=Decimal("0.0005"), grace_days=0, cap_percent=20, start=date(2022, 1, 1),
        reason="合同", by=accountant, now=NOW,
    )  # fmt: skip
    assert charge() == []


def test_paid_disputed_and_credited_principal_bears_nothing(bill, agree, charge, accountant, reviewer):
    agree()
    lines = {str(line.amount): line for line in bill.lines.all()}
    pay(bill, Yuan(14_38), by=accountant, on=date(2022, 8, 1))
    dispute = open_dispute(
        line=lines["40.00"], words="未停车", channel="phone", by=accountant, now=NOW, today=date(2022, 8, 3)
    )
    note = prepare_credit_note(
        bill=bill, credits=[Credit(lines["440.67"].pk, Yuan(340_67))], reason="验收有误", by=accountant, now=NOW
    )
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=date(2022, 8, 20))
    reject(
        dispute_id=dispute.pk, new_due_on=date(2022, 9, 20), answer="有合同", by=accountant, now=NOW, today=LATER.date()
    )
    # 16.44 for 27 days; of 440.67 only 100.00 was ever owed: 1.35
    assert charge() == ["0.22", "1.35"]
    # September: 16.44 × 57 days = 0.46854 → 0.47, less 0.22; 40.00 from 21 September: 10 days; 100.00: 2.85 less 1.35
    assert charge(SEPTEMBER, date(2022, 10, 5)) == ["0.25", "0.20", "1.50"]


def test_the_cap_ends_it(bill, agree, charge):
    agree(cap_percent=1)
    assert charge() == ["0.14", "0.16", "0.40", "4.41"]
    assert charge(SEPTEMBER, date(2022, 10, 5)) == []


def bill_august(accountant, reviewer):
    draft_bills(month=AUGUST, by=accountant, now=LATER)
    approve_bills(month=AUGUST, by=reviewer, now=LATER)
    issue_bills(month=AUGUST, by=accountant, today=LATER.date())
    return Bill.objects.filter(month=AUGUST.start, unit_code=LIVED_IN, lines__item_code="late_charge").distinct().get()


def test_it_stands_on_the_bill_of_the_month_as_lines_of_its_own(bill, agree, charge, accountant, reviewer):
    agree()
    charge()
    late = bill_august(accountant, reviewer)
    assert late.total == Yuan(60_00 + 6_90)
    assert list(late.lines.values_list("item_name", flat=True)) == ["停车服务费", *["违约金"] * 4]
    told = document_of(late).lines[-1]
    assert told.note == (
        f"账单 {bill.number} 第 4 行逾期：08.05–08.31 共 27 天，本金 440.67 元，每天 0.05%。物业服务合同第十二条"
    )
    assert "2022-08-05 – 2022-08-31" in visitor("accountant").text(f"/bills/{late.pk}/")
    assert differences() == []


def test_a_late_charge_bears_no_late_charge_and_is_paid_last(bill, agree, charge, accountant, reviewer):
    agree()
    charge()
    late = bill_august(accountant, reviewer)
    assert charge(Month(2022, 10), date(2022, 11, 5)) == ["0.22", "0.25", "0.62", "6.83", "0.78"]
    pay(bill, bill.total, by=accountant, on=date(2022, 11, 6))
    allocate(accounts=[PayerAccount(LIVED_IN, str(bill.payer_id))], by=accountant, on=date(2022, 11, 6))
    assert list(open_lines(bill=bill)) == []
    assert sum(one.open.fen for one in open_lines(bill=late)) == 60_00 + 6_90
    pay(bill, Yuan(60_00), by=accountant, on=date(2022, 11, 7))
    assert {one.item_name for one in open_lines(bill=late)} == {"违约金"}


def test_the_debt_stays_with_who_owed_it(bill, agree, charge, accountant, reviewer):
    """Sold in August: the late charge of June's bill is the former owner's (docs/product.md rule 9)."""
    Tenure.objects.filter(pk=bill.payer_id).update(end=date(2022, 8, 10))
    TenureFactory(unit=bill.account.unit, name="新业主", start=date(2022, 8, 10))
    agree()
    charge()
    late = bill_august(accountant, reviewer)
    assert (late.payer_id, late.payer_name, late.total) == (bill.payer_id, "李小华", Yuan(6_90))


def test_terms_are_prepared_by_one_and_approved_by_another_and_follow_each_other(bill, agree, accountant, reviewer):
    first = agree()
    second = agree(start=date(2022, 8, 20), rate=Decimal("0.0003"))
    first.refresh_from_db()
    assert (first.end, second.end) == (date(2022, 8, 20), None)
    for start in (date(2022, 3, 1), date(2022, 8, 20)):
        with pytest.raises(TermsOverlap):
            agree(start=start)
    third = agree(start=date(2022, 9, 1), end=date(2022, 12, 1))
    agree(start=date(2022, 12, 1))
    for one, end in ((first, date(2022, 8, 20)), (second, date(2022, 9, 1)), (third, date(2022, 12, 1))):
        one.refresh_from_db()
        assert one.end == end
    with pytest.raises(NotAllowed):
        approve_terms(terms_id=second.pk, by=accountant, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        LateChargeTerms.objects.filter(pk=first.pk).update(rate=Decimal("0.01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        LateChargeTerms.objects.create(
            estate=bill.estate, rate=Decimal("0.0005"), grace_days=0, cap_percent=101, start=date(2030, 1, 1),
            reason="合同", prepared_by=accountant, prepared_at=NOW,
        )  # fmt: skip


def test_terms_are_proposed_and_approved_on_their_page(bill):
    clerk, reviewer = visitor("accountant"), visitor("reviewer")
    values = {"estate": "BC01", "rate": "0.5", "grace_days": "5", "cap_percent": "20", "start": "2022-01-01"}
    clerk.post("/late-charges/new/", values | {"reason": "合同第十二条"})
    terms = LateChargeTerms.objects.get()
    assert (terms.rate, terms.state) == (Decimal("0.0005"), "waiting")
    assert "another person must approve it" in clerk.text("/late-charges/")
    assert "0.05%" in reviewer.text("/late-charges/")
    reviewer.post(f"/approvals/late_charge_terms/{terms.pk}/approve/")
    terms.refresh_from_db()
    assert terms.state == "approved"
