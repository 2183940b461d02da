"""The screens of write-offs and instalment plans."""

from datetime import timedelta

import pytest
from django.utils import timezone

from invoices.modules.collections.models import InstalmentPlan, Recovery, WriteOff
from invoices.modules.collections.selectors import standings
from property_ops.kernel.money import Yuan
from tests.invoices.july import pay
from tests.invoices.june import LIVED_IN, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def bill(issued_june):
    return bill_of(LIVED_IN)


def test_a_write_off_goes_from_the_unit_over_another_person_and_back_into_the_books(bill):
    clerk, reviewer = visitor("accountant"), visitor("reviewer")
    assert f"/write-offs/new/{LIVED_IN}/" in clerk.text(f"/units/{LIVED_IN}/")
    line = bill.lines.get(amount=Yuan(440_67))
    refused = clerk.post(f"/write-offs/new/{LIVED_IN}/", {"line": [line.pk], "reason": ""})
    assert refused.status_code == 422
    clerk.post(f"/write-offs/new/{LIVED_IN}/", {"line": [line.pk], "reason": "业主下落不明，多次联系未果"})
    write_off = WriteOff.objects.get()
    assert write_off.waits
    assert "another person must approve it" in clerk.text(f"/write-offs/{write_off.pk}/")
    reviewer.post(f"/approvals/write_off/{write_off.pk}/approve/")
    write_off.refresh_from_db()
    assert write_off.number in clerk.text("/write-offs/", q=LIVED_IN)
    clerk.post(
        f"/write-offs/{write_off.pk}/lines/{write_off.lines.get().pk}/recover/",
        {"amount": "100.00", "reason": "已联系上，答应付款"},
    )
    assert Recovery.objects.get().amount == Yuan(100_00)
    page = clerk.text(f"/write-offs/{write_off.pk}/")
    assert "340.67" in page
    assert "答应付款" in page


def test_a_plan_is_made_of_what_is_open_and_is_kept_while_it_is_paid(bill, accountant):
    clerk, reviewer = visitor("accountant"), visitor("reviewer")
    lines = [line.pk for line in bill.lines.all()]
    first = timezone.localdate() + timedelta(days=10)
    clerk.post(f"/plans/new/{LIVED_IN}/", {"line": lines, "count": "3", "first": f"{first}", "reason": "一时困难"})
    plan = InstalmentPlan.objects.get()
    assert [part.amount.fen for part in plan.parts.all()] == [170_50, 170_50, 170_49]
    reviewer.post(f"/approvals/plan/{plan.pk}/approve/")
    assert "kept" in clerk.text(f"/plans/{plan.pk}/")
    assert "0.00 of 511.49 paid" in clerk.text(f"/units/{LIVED_IN}/")
    again = clerk.post(f"/plans/new/{LIVED_IN}/", {"line": lines, "count": "2", "first": f"{first}", "reason": "再分"})
    assert "stands in an instalment plan already" in again.content.decode()
    pay(bill, Yuan(170_50), by=accountant, on=timezone.localdate())
    plan.refresh_from_db()
    assert standings([plan], on=first + timedelta(days=1))[0].is_kept
    late = standings([plan], on=first + timedelta(days=60))[0]
    assert (late.is_kept, late.missed.amount, late.left) == (False, Yuan(170_50), Yuan(340_99))


def test_nothing_ticked_is_refused(bill):
    clerk = visitor("accountant")
    answer = clerk.post(f"/write-offs/new/{LIVED_IN}/", {"reason": "无"})
    assert answer.status_code == 422
    assert not WriteOff.objects.exists()
    assert visitor("reviewer").get(f"/plans/new/{LIVED_IN}/").status_code == 403
