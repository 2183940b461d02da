"""A dispute holds its line and nothing else; its answer is a credit note or a new due day (docs/product.md rule 12)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.collections.domain.errors import DisputedAlready, DueDayPassed
from invoices.modules.collections.models import Dispute, DisputeEvent
from invoices.modules.collections.services import note_on_dispute, open_dispute, reject, uphold, withdraw_dispute
from invoices.modules.collections.services.demonstrating import object_to_two_lines
from invoices.modules.credit_notes.models import CreditNote
from invoices.modules.credit_notes.public import NotIssued
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.receivables.public import held_days, with_open
from property_ops.framework.approval.domain import AlreadyDecided
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Period
from tests.invoices.july import JULY, NOW, pay
from tests.invoices.june import LIVED_IN, bill_of

pytestmark = pytest.mark.django_db
LATER = date(2022, 8, 3)


@pytest.fixture
def bill(issued_june):
    return bill_of(LIVED_IN)


@pytest.fixture
def parking(bill):
    return bill.lines.get(amount=Yuan(40_00))


@pytest.fixture
def dispute(parking, accountant):
    return open_dispute(line=parking, words="六月没有停车", channel="phone", by=accountant, now=NOW, today=JULY)


def open_of(line):
    return with_open(type(line).objects.filter(pk=line.pk)).get()


def test_a_disputed_line_is_held_and_the_rest_is_paid(bill, dispute, parking, accountant):
    pay(bill, bill.total, by=accountant, on=JULY)
    assert open_of(parking).open == Yuan(40_00)
    assert all(one.open == Yuan(0) for one in with_open(bill.lines.exclude(pk=parking.pk)))
    assert open_of(parking).is_held
    assert held_days([parking.pk]) == {parking.pk: [Period(JULY, FAR_FUTURE)]}


def test_upheld_it_prepares_a_credit_note_that_another_approves(dispute, parking, accountant, reviewer):
    note = uphold(
        dispute_id=dispute.pk, amount=Yuan(40_00), answer="车位当月未出租", by=accountant, now=NOW, today=LATER
    )
    dispute.refresh_from_db()
    assert (dispute.state, dispute.answered_on, dispute.credit_note) == ("upheld", LATER, note)
    assert (note.state, note.total, note.reason) == ("waiting", Yuan(40_00), "异议成立：车位当月未出租")
    approve_credit_note(note_id=note.pk, by=reviewer, now=NOW, today=LATER)
    assert open_of(parking).open == Yuan(0)
    assert not open_of(parking).is_held


def test_rejected_it_is_due_again_on_a_later_day(dispute, parking, accountant):
    day = date(2022, 8, 20)
    reject(dispute_id=dispute.pk, new_due_on=day, answer="有租用合同", by=accountant, now=NOW, today=LATER)
    found = open_of(parking)
    assert (found.due_day, found.is_held, found.open) == (day, False, Yuan(40_00))
    assert not CreditNote.objects.exists()


def test_a_new_due_day_leaves_time_to_pay(dispute, accountant):
    with pytest.raises(DueDayPassed):
        reject(dispute_id=dispute.pk, new_due_on=LATER, answer="有合同", by=accountant, now=NOW, today=LATER)
    assert Dispute.objects.get().state == "open"


def test_the_time_line_says_what_happened_and_is_never_rewritten(dispute, accountant):
    note_on_dispute(dispute_id=dispute.pk, words="已查停车记录", by=accountant, now=NOW)
    withdraw_dispute(dispute_id=dispute.pk, words="业主确认", by=accountant, now=NOW, today=LATER)
    assert list(dispute.events.values_list("what", "words")) == [
        ("opened", "六月没有停车"),
        ("noted", "已查停车记录"),
        ("withdrawn", "业主确认"),
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        DisputeEvent.objects.update(words="别的")


def test_a_line_is_disputed_once_at_a_time(dispute, parking, accountant):
    again = {"line": parking, "words": "又", "channel": "phone", "by": accountant, "now": NOW, "today": LATER}
    with pytest.raises(DisputedAlready):
        open_dispute(**again)
    withdraw_dispute(dispute_id=dispute.pk, words="好", by=accountant, now=NOW, today=LATER)
    assert open_dispute(**again).state == "open"


def test_what_is_not_billed_yet_or_said_without_words_is_no_dispute(bill, dispute, parking, accountant):
    other = bill.lines.exclude(pk=parking.pk).select_related("bill").first()
    new = {"line": other, "channel": "phone", "by": accountant, "now": NOW, "today": JULY}
    with pytest.raises(ReasonMissing):
        open_dispute(words=" ", **new)
    with pytest.raises(ReasonMissing):
        note_on_dispute(dispute_id=dispute.pk, words=" ", by=accountant, now=NOW)
    other.bill.state = "approved"
    with pytest.raises(NotIssued):
        open_dispute(words="有误", **new)
    assert (Dispute.objects.count(), dispute.events.count()) == (1, 1)


def test_an_answer_is_given_once_in_words_by_who_may(dispute, accountant, reviewer):
    answer = {"dispute_id": dispute.pk, "now": NOW, "today": LATER}
    with pytest.raises(NotAllowed):
        uphold(amount=Yuan(1), answer="对", by=reviewer, **answer)
    with pytest.raises(ReasonMissing):
        uphold(amount=Yuan(1), answer=" ", by=accountant, **answer)
    uphold(amount=Yuan(1), answer="对", by=accountant, **answer)
    with pytest.raises(AlreadyDecided):
        withdraw_dispute(words="不", by=accountant, **answer)


def test_the_demonstration_shows_one_open_and_one_upheld_once(bill):
    UserFactory(username="accountant", role="accountant")
    object_to_two_lines(None)
    object_to_two_lines(None)
    assert sorted(Dispute.objects.values_list("state", flat=True)) == ["open", "upheld"]
    assert CreditNote.objects.get().state == "waiting"


def test_a_resident_opens_one_without_an_account_of_staff(parking):
    dispute = open_dispute(line=parking, words="有误", channel="online", by=None, now=NOW, today=JULY)
    assert dispute.opened_by is None
