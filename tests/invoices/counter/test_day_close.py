"""日结: the till counted by two, its difference posted, a counted day closed to cash."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from invoices.modules.counter.domain.errors import DayCounted, DayToCome, DifferenceUnexplained, NothingInTheTill
from invoices.modules.counter.domain.tills import TillCount
from invoices.modules.counter.models import DayClose
from invoices.modules.counter.selectors.tills import till_movements
from invoices.modules.counter.services import approve_close, close_day, take
from invoices.modules.counter.verifiers import verify
from invoices.modules.ledger.models import Entry
from invoices.modules.ledger.public import close_month, posted_to
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.public import (
    MoneyMovement,
    PaymentChannel,
    enter,
    propose_refund,
    reverse,
)
from invoices.modules.payments.services import approve_refund
from invoices.modules.receivables.public import PayerAccount
from property_ops.framework.approval.services import reject
from property_ops.framework.testing import UserFactory
from property_ops.framework.triggers import decided_once
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month
from tests.invoices.june import LIVED_IN, bill_of
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
NOW, TODAY = datetime(2022, 8, 1, 2, 0, tzinfo=UTC), date(2022, 8, 1)
NEXT = TODAY + timedelta(days=1)


@pytest.fixture
def june(issued_june):
    return issued_june


def taken(by, amount: int, *, day: date = TODAY, channel=PaymentChannel.CASH, number: str = "") -> Receipt:
    account = PayerAccount(LIVED_IN, str(bill_of(LIVED_IN).payer_id))
    return take(
        account=account, amount=Yuan(amount), channel=channel, transaction_number=number, rest_stays=True, by=by,
        now=NOW + (day - TODAY), today=day,
    )  # fmt: skip


def closed(by, pieces: dict[int, int], *, day: date = TODAY, change: int = 0, note: str = "") -> DayClose:
    now = NOW + (day - TODAY)
    return close_day(day=day, count=TillCount(pieces, Yuan(change)), note=note, by=by, now=now, today=day)


def approved(close: DayClose, by) -> DayClose:
    return approve_close(close_id=close.pk, by=by, now=NOW, today=close.day)


def faults() -> list[str]:
    return [difference.says % dict(difference.facts) for check in verify() for difference in check.differences]


def test_the_till_should_hold_the_cash_of_its_cashier_alone(june, accountant, reviewer):
    colleague = UserFactory(username="colleague", role="accountant")
    taken(accountant, 100_00)
    taken(accountant, 11_49)
    taken(colleague, 50_00)
    taken(accountant, 60_00, channel=PaymentChannel.CARD, number="POS1")
    close = approved(
        closed(accountant, {100_00: 3, 10_00: 1, 1_00: 1, 10: 4, 50: 0}, change=200_00, note="少 0.09"), reviewer
    )
    assert (close.expected, close.counted, close.handed_over) == (Yuan(111_49), Yuan(311_40), Yuan(111_40))
    assert close.difference == Yuan(-9)
    assert [(one.channel, one.times, one.amount) for one in close.other_takings] == [("card", 1, Yuan(60_00))]
    assert close.number == "RJ2022-000001"
    assert posted_to("1901") == {"till/RJ2022-000001": Yuan(9)}
    assert faults() == []


def test_a_till_without_a_difference_posts_nothing(june, accountant, reviewer):
    taken(accountant, 100_00)
    approved(closed(accountant, {100_00: 1}), reviewer)
    assert posted_to("1901") == {}


def test_a_difference_is_explained_and_a_day_is_counted_once_by_two(june, accountant, reviewer):
    with pytest.raises(NothingInTheTill):
        closed(accountant, {})
    with pytest.raises(NotAllowed):
        closed(UserFactory(role="dispatcher"), {100_00: 1})
    taken(accountant, 100_00)
    with pytest.raises(DifferenceUnexplained):
        closed(accountant, {50_00: 1})
    with pytest.raises(DayToCome):
        close_day(day=NEXT, count=TillCount({100_00: 1}), note="", by=accountant, now=NOW, today=TODAY)
    close = closed(accountant, {100_00: 1})
    with pytest.raises(DayCounted):
        closed(accountant, {100_00: 1})
    accountant.is_superuser = True
    accountant.save()
    with pytest.raises(SamePerson):
        approved(close, accountant)


def test_a_day_of_cards_alone_is_closed_too(june, accountant, reviewer):
    taken(accountant, 60_00, channel=PaymentChannel.CARD, number="POS1")
    close = approved(closed(accountant, {}), reviewer)
    assert (close.expected, close.difference) == (ZERO, ZERO)
    assert [one.times for one in close.other_takings] == [1]


def test_in_a_closed_month_a_difference_is_posted_today_and_names_its_month(june, accountant, reviewer):
    taken(accountant, 100_00)
    close = closed(accountant, {100_00: 1, 10: 1}, note="多 0.10")
    for month in (Month(2022, 7), Month.of(TODAY)):
        close_month(month=month, by=accountant, at=NOW)
    later = date(2022, 9, 2)
    found = approve_close(close_id=close.pk, by=reviewer, now=NOW, today=later)
    assert found.posted_on == later
    entry = Entry.objects.get(source=f"till/{found.number}")
    assert (entry.posted_on, entry.month) == (later, TODAY)


def test_a_counted_day_takes_no_more_cash_of_its_cashier_by_any_door(june, accountant):
    taken(accountant, 100_00)
    closed(accountant, {100_00: 1})
    with pytest.raises(DayCounted):
        taken(accountant, 1_00)
    cash = MoneyMovement(channel=PaymentChannel.CASH, transaction="", day=TODAY - timedelta(days=3), amount=Yuan(1_00))
    with pytest.raises(DayCounted):
        enter(
            movement=cash, unit_code=LIVED_IN, party=str(bill_of(LIVED_IN).payer_id), by=accountant, now=NOW,
            today=TODAY,
        )  # fmt: skip
    receipt = Receipt.objects.get()
    receipt.pk, receipt.number = None, "SJ2022-000099"
    with pytest.raises(IntegrityError), transaction.atomic():
        receipt.save(force_insert=True)
    taken(accountant, 1_00, channel=PaymentChannel.CARD, number="POS9")
    taken(UserFactory(username="colleague", role="accountant"), 1_00)
    taken(accountant, 1_00, day=NEXT)


def test_a_rejected_count_opens_the_day_again(june, accountant, reviewer):
    taken(accountant, 100_00)
    close = closed(accountant, {50_00: 1}, note="少50")
    reject(DayClose, close.pk, reason="再点一次", by=reviewer, now=NOW)
    taken(accountant, 20_00)
    assert closed(accountant, {100_00: 1, 20_00: 1}).expected == Yuan(120_00)
    assert faults() == []


def test_each_paper_is_on_one_count_and_days_left_out_come_with_the_next(june, accountant, reviewer):
    first = taken(accountant, 100_00)
    approved(closed(accountant, {100_00: 1}), reviewer)
    reverse(receipt=first.pk, because="记错户", by=reviewer, now=NOW, today=TODAY)
    taken(accountant, 30_00, day=NEXT)
    later = NEXT + timedelta(days=1)
    taken(accountant, 90_00, day=later)
    close = approved(closed(accountant, {10_00: 2}, day=later), reviewer)
    assert [one.source for one in close.till_movements] == [
        "receipt/SJ2022-000002", "receipt/SJ2022-000003", "reversal/SJ2022-000001",
    ]  # fmt: skip
    assert (close.starts_on, close.expected, close.difference) == (NEXT, Yuan(20_00), Yuan(0))
    assert faults() == []


def test_what_is_given_back_is_on_the_count_of_its_day_and_of_no_other(june, accountant, reviewer, manager):
    """A reversal by the day it was decided on, a refund by the day it was posted on, both ends of the days counted."""
    taken(accountant, 700_00)
    payer = {
        "unit_code": LIVED_IN,
        "party": str(bill_of(LIVED_IN).payer_id),
        "payee_name": "李小华",
        "payee_account": "",
    }
    for day, amount in ((TODAY, 10_00), (NEXT, 20_00)):
        refund = propose_refund(
            **payer, amount=Yuan(amount), channel=PaymentChannel.CASH, reason="多收", by=accountant, now=NOW
        )
        approve_refund(refund=refund.pk, by=reviewer, now=NOW, today=day)
    till = {"last": None}
    assert sum(one.amount.fen for one in till_movements(accountant, since=TODAY, day=TODAY, **till)) == 690_00
    assert sum(one.amount.fen for one in till_movements(accountant, since=NEXT, day=NEXT, **till)) == -20_00
    small = taken(accountant, 5_00, day=NEXT)
    reverse(receipt=small.pk, because="记错户", by=reviewer, now=NOW + ONE_DAY, today=NEXT)
    assert sum(one.amount.fen for one in till_movements(accountant, since=NEXT, day=NEXT, **till)) == -20_00
    assert sum(one.amount.fen for one in till_movements(accountant, since=TODAY, day=NEXT, **till)) == 670_00
    assert sum(one.amount.fen for one in till_movements(accountant, since=TODAY, day=TODAY, **till)) == 690_00
    assert till_movements(accountant, since=NEXT + ONE_DAY, day=NEXT + ONE_DAY, **till) == []
    assert till_movements(manager, since=TODAY, day=NEXT, **till) == []


def test_cash_of_a_file_or_another_system_and_money_given_back_otherwise_is_in_no_till(june, accountant, reviewer):
    payer = {"unit_code": LIVED_IN, "party": str(bill_of(LIVED_IN).payer_id)}
    elsewhere = MoneyMovement(channel=PaymentChannel.CASH, transaction="PE-1", day=TODAY, amount=Yuan(30_00))
    enter(movement=elsewhere, by=accountant, now=NOW, today=TODAY, **payer)
    taken(accountant, 700_00)
    for channel, account, is_approved in (("bank", "6217", True), ("cash", "", False)):
        refund = propose_refund(
            **payer, payee_name="李小华", payee_account=account, amount=Yuan(5_00), channel=PaymentChannel(channel),
            reason="多收", by=accountant, now=NOW,
        )  # fmt: skip
        if is_approved:
            approve_refund(refund=refund.pk, by=reviewer, now=NOW, today=TODAY)
    moved = till_movements(accountant, since=TODAY, day=TODAY, last=None)
    assert [one.amount for one in moved] == [Yuan(700_00)]


def test_verify_finds_a_count_that_the_receipts_do_not_bear_out(june, accountant, reviewer):
    taken(accountant, 100_00)
    close = approved(closed(accountant, {100_00: 1, 1_00: 1}, note="多1元"), reviewer)
    close.movements = [["receipt/SJ2022-000001", 90_00]]
    close.expected, close.difference, close.pieces = Yuan(90_00), Yuan(11_00), {"100": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        close.save()
    with connection.cursor() as cursor:
        for statement in decided_once("po_counter_dayclose")[0].drop(connection.vendor):
            cursor.execute(statement)
    close.save()
    assert faults() == [
        "RJ2022-000001: 90.00 counted on, receipts say 100.00",
        "RJ2022-000001: its pieces are not what was counted",
        "till/RJ2022-000001: -11.00 was approved, the ledger says -1.00",
    ]


def test_the_till_is_counted_and_taken_over_on_the_pages(june):
    client, second = visitor("accountant"), visitor("reviewer")
    url = client.get("/counter/", {"q": "5-2-301"}).url
    client.post(url, {"amount": "100", "channel": "cash"})
    day = client.get("/counter/closes/new/").context["day"]
    refused = client.post("/counter/closes/new/", {"day": f"{day}", "pieces_5000": "1"})
    assert refused.status_code == 422
    done = client.post("/counter/closes/new/", {"day": f"{day}", "pieces_10000": "3", "change": "200"})
    assert done.status_code == 302, done.context["form"].errors
    assert f"/approvals/day_close/{DayClose.objects.get().pk}/withdraw/" in client.text(done.url)
    close = DayClose.objects.get()
    second.post(f"/approvals/day_close/{close.pk}/approve/")
    close.refresh_from_db()
    assert (close.state, close.handed_over) == ("approved", Yuan(100_00))
    assert second.get(f"/counter/closes/{close.pk}/slip.pdf")["Content-Type"] == "application/pdf"
    assert f"RJ{day.year}-000001" in client.text("/counter/closes/")
