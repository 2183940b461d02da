"""Closing a month: only when everything is done, and for good; reopened by two people."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.billing.public import Bill, approve_bills, issue_bills
from invoices.modules.books.public import ManualLine, ManualVoucher, prepare_manual_voucher
from invoices.modules.breakeven.public import post_work_costs
from invoices.modules.charges.public import charge_month
from invoices.modules.closing.domain.errors import MonthNotOver, NothingHeld, NotReady
from invoices.modules.closing.models import Acknowledgement
from invoices.modules.closing.public import (
    CheckState,
    Depth,
    acknowledge,
    checklist,
    close,
)
from invoices.modules.closing.selectors import next_to_close
from invoices.modules.ledger.domain.errors import AskedAlready, NobodyAsked
from invoices.modules.ledger.public import (
    EntryDraft,
    MonthIsClosed,
    NotClosed,
    Reopening,
    ask_reopening,
    close_month,
    is_closed,
    post,
    reopen_month,
)
from property_ops.framework.approval.services import reject
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.works.public import WorkResult
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices import june

JUNE, NOW, TODAY = june.JUNE, datetime(2022, 7, 5, 9, 0, tzinfo=UTC), date(2022, 7, 5)
pytestmark = pytest.mark.django_db


def left(month=JUNE, today=TODAY):
    return [point.code for point in checklist(month, today=today, depth=Depth.WHOLE) if point.is_open]


@pytest.fixture
def closed_june(issued_june, accountant):
    post_work_costs(month=JUNE, by=accountant, today=TODAY)
    return close(month=JUNE, by=accountant, now=NOW, today=TODAY)


def late(day):
    return EntryDraft("late/1", day, JUNE.start, "迟到", (("1002", "BC01", "", "", 1), ("5051", "BC01", "", "", -1)))


def test_what_is_left_at_each_step_of_a_month(accountant, reviewer):
    estate = june.registered()
    assert left() == ["charged", "works"]
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert left() == ["billed", "works"]
    june.draft_bills(month=JUNE, by=accountant, now=june.NOW)
    assert left() == ["issued", "works"]
    approve_bills(month=JUNE, by=reviewer, now=june.NOW)
    assert left() == ["issued", "works"]
    issue_bills(month=JUNE, by=accountant, today=TODAY)
    post_work_costs(month=JUNE, by=accountant, today=TODAY)
    assert left() == []
    WorkOrderFactory(estate=estate, result=WorkResult.PENDING, accepted=None, accepted_on=None)
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert left() == ["held"]


def test_a_month_with_something_left_is_not_closed(accountant):
    june.registered()
    with pytest.raises(NotReady) as refused:
        close(month=JUNE, by=accountant, now=NOW, today=TODAY)
    assert refused.value.data["count"] == 2
    assert not is_closed(JUNE)


def test_a_month_that_is_not_over_is_not_closed(accountant):
    with pytest.raises(MonthNotOver):
        close(month=JUNE, by=accountant, now=NOW, today=date(2022, 6, 30))
    assert left(today=date(2022, 6, 30)) == ["over"]


def test_what_takes_its_time_is_looked_at_only_on_demand():
    """The page comes at once, and asks for the points that have to be reckoned when it is there."""
    assert _later(Depth.SUMS) == ["charged", "works", "ledger"]
    assert _later(Depth.RECKONED) == ["ledger"]


def _later(depth):
    return [point.code for point in checklist(JUNE, today=TODAY, depth=depth) if point.state == CheckState.LATER]


def test_after_closing_nothing_is_posted_into_the_month(closed_june):
    with pytest.raises(MonthIsClosed):
        post([late(date(2022, 6, 30))])


def test_a_correction_is_posted_later_and_names_the_closed_month(closed_june):
    post([late(date(2022, 7, 6))])


def test_what_is_held_is_acknowledged_with_a_reason_what_is_held_later_again(issued_june, accountant):
    estate = issued_june
    post_work_costs(month=JUNE, by=accountant, today=TODAY)
    with pytest.raises(NothingHeld):
        acknowledge(month=JUNE, reason="等验收", by=accountant, now=NOW)
    WorkOrderFactory(number="GD7", estate=estate, result=WorkResult.PENDING, accepted=None, accepted_on=None)
    charge_month(month=JUNE, by=accountant, today=TODAY)
    with pytest.raises(ReasonMissing):
        acknowledge(month=JUNE, reason=" ", by=accountant, now=NOW)
    assert acknowledge(month=JUNE, reason="七月验收", by=accountant, now=NOW) == 1
    assert left() == []
    WorkOrderFactory(number="GD8", estate=estate, result=WorkResult.PENDING, accepted=None, accepted_on=None)
    charge_month(month=JUNE, by=accountant, today=TODAY)
    assert left() == ["held"]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Acknowledgement.objects.update(reason="别的")


def test_a_reviewer_neither_closes_nor_acknowledges(reviewer):
    with pytest.raises(NotAllowed):
        close(month=JUNE, by=reviewer, now=NOW, today=TODAY)
    with pytest.raises(NotAllowed):
        acknowledge(month=JUNE, reason="等验收", by=reviewer, now=NOW)


def test_reopened_by_another_person_than_asked(closed_june, accountant, reviewer):
    ask_reopening(month=JUNE, reason="漏记一张凭证", by=accountant, now=NOW)
    with pytest.raises(AskedAlready):
        ask_reopening(month=JUNE, reason="再问一次", by=accountant, now=NOW)
    assert is_closed(JUNE)
    reopen_month(month=JUNE, by=reviewer, now=NOW)
    assert not is_closed(JUNE)
    post([late(date(2022, 6, 30))])
    close(month=JUNE, by=accountant, now=NOW, today=TODAY)
    assert is_closed(JUNE)


def test_nobody_reopens_what_they_asked_for(closed_june):
    manager = UserFactory(role="manager")
    asked = ask_reopening(month=JUNE, reason="漏记一张凭证", by=manager, now=NOW)
    with pytest.raises(SamePerson):
        reopen_month(month=JUNE, by=manager, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reopening.objects.filter(pk=asked.pk).update(state="approved", decided_by=manager, decided_at=NOW)
    assert is_closed(JUNE)


def test_refused_it_stays_closed_and_may_be_asked_for_again(closed_june, accountant, reviewer):
    asked = ask_reopening(month=JUNE, reason="漏记一张凭证", by=accountant, now=NOW)
    reject(Reopening, asked.pk, reason="没有漏记", by=reviewer, now=NOW)
    assert is_closed(JUNE)
    with pytest.raises(NobodyAsked):
        reopen_month(month=JUNE, by=reviewer, now=NOW)
    ask_reopening(month=JUNE, reason="确实漏记", by=accountant, now=NOW)
    with pytest.raises(DatabaseError, match="stays so"), transaction.atomic():
        Reopening.objects.filter(state="rejected").update(reason="别的")


def test_what_is_not_closed_needs_no_reopening(accountant):
    with pytest.raises(NotClosed):
        ask_reopening(month=JUNE, reason="?", by=accountant, now=NOW)


def test_a_month_is_not_closed_while_a_correction_of_it_waits(issued_june, accountant, reviewer):
    post_work_costs(month=JUNE, by=accountant, today=TODAY)
    lines = [ManualLine("6602", Yuan(100_00)), ManualLine("1002", Yuan(-100_00))]
    for_july = ManualVoucher(day=date(2022, 7, 1), memo="七月的事")
    prepare_manual_voucher(voucher=for_july, lines=lines, by=accountant, now=NOW)
    assert left() == []
    of_june = ManualVoucher(day=date(2022, 6, 30), memo="漏记办公费")
    prepare_manual_voucher(voucher=of_june, lines=lines, by=accountant, now=NOW)
    with pytest.raises(NotReady):
        close(month=JUNE, by=accountant, now=NOW, today=TODAY)
    (point,) = [point for point in checklist(JUNE, today=TODAY, depth=Depth.RECKONED) if point.is_open]
    assert (point.code, point.facts["kinds"]) == ("corrections", "Manual vouchers 1")
    reject(ManualVoucher, of_june.pk, reason="记在七月", by=reviewer, now=NOW)
    close(month=JUNE, by=accountant, now=NOW, today=TODAY)
    assert is_closed(JUNE)


def test_an_empty_month_is_closed_at_once(accountant):
    assert left(Month(2022, 2)) == []
    close(month=Month(2022, 2), by=accountant, now=NOW, today=TODAY)
    assert not Bill.objects.exists()


def test_the_next_to_close_is_the_month_after_the_last_that_is_closed(accountant):
    assert next_to_close() is None
    close_month(month=Month(2022, 5), by=accountant, at=datetime(2022, 6, 8, tzinfo=UTC))
    assert next_to_close() == Month(2022, 6)
