"""Residents as the fourth party: complaints of many hold a work for all, until answered and released by two persons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from invoices.modules.billing.public import approve_bills, issue_bills
from invoices.modules.collections.public import DueDayPassed
from invoices.modules.collections.services import open_dispute, withdraw_dispute
from invoices.modules.complaints.domain.errors import (
    ComplainedAlready,
    ComplaintsUnanswered,
    NoComplaintsAgreed,
    NoComplaintsChosen,
    NotConcerned,
    NotHeld,
    ReleaseWaits,
    TooLateToComplain,
)
from invoices.modules.complaints.domain.share import enough, is_past
from invoices.modules.complaints.models import HoldRelease, WorkComplaint, WorkHold
from invoices.modules.complaints.selectors.complaints import standing_of
from invoices.modules.complaints.services import (
    answer_complaints,
    approve_release,
    complain,
    propose_release,
    take_back,
)
from invoices.modules.complaints.verifiers import verify
from invoices.modules.receivables.public import LineHold, held_days, with_open
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed, ReasonMissing, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Period
from property_ops.modules.estates.models import Tenure
from property_ops.modules.notices.models import Notice
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.testing import agree
from tests.invoices.july import pay
from tests.invoices.june import JUNE, LIVED_IN, TODAY, VACANT, bill_of, drafted
from tests.invoices.june import NOW as BILLED_AT

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 7, 6, 9, 0, tzinfo=UTC)
DAY, LATER, DUE = date(2022, 7, 6), date(2022, 7, 9), date(2022, 8, 1)


def wait(days: int) -> datetime:
    return NOW + timedelta(days=days)


@pytest.fixture
def june(issued_june):
    """June is issued; one of its two homes is enough to hold the work, within 30 days of 15 June."""
    estate = issued_june
    agree(estate, complaint_days=30, complaint_percent=40)
    return estate


@pytest.fixture
def work(june):
    return WorkOrder.objects.get()


def say(work, unit=LIVED_IN, words="坡道没有修好", *, today=DAY, now=NOW):
    return complain(work=work, tenure=Tenure.objects.get(unit__code=unit), words=words, photos=(), now=now, today=today)


def share(unit=LIVED_IN):
    lines = bill_of(unit).lines.filter(item_code="works_share")
    return with_open(lines).get()


def differences():
    return [one for check in verify() for one in check.differences]


def settle(work, by, *, upheld=False, day=LATER):
    waiting = list(WorkComplaint.objects.filter(state="open").values_list("pk", flat=True))
    answer_complaints(work=work, complaints=waiting, upheld=upheld, words="已复验", by=by, now=wait(2), today=day)


@pytest.mark.parametrize(
    ("complaining", "homes", "percent", "past"),
    [(0, 10, 0, False), (1, 10, 0, True), (1, 10, 10, False), (2, 10, 10, True), (2, 3, 66, True), (2, 3, 67, False)],
)
def test_past_the_share_is_more_than_it(complaining, homes, percent, past):
    assert is_past(complaining, homes=homes, percent=percent) is past
    assert is_past(enough(homes=homes, percent=percent), homes=homes, percent=percent)
    assert not is_past(enough(homes=homes, percent=percent) - 1, homes=homes, percent=percent)


def test_past_the_share_the_work_is_held_for_all_and_the_rest_stays_due(work, accountant):
    say(work)
    standing = standing_of(work)
    assert (standing.complaining, standing.homes, standing.hold.complaining) == (1, 2, 1)
    assert (share().is_held, share(VACANT).is_held) == (True, True)
    bill = bill_of(VACANT)
    pay(bill, bill.total, by=accountant, on=date(2022, 7, 10))
    assert share(VACANT).open == share(VACANT).amount == Yuan(509_33)
    assert all(one.open == Yuan(0) for one in with_open(bill.lines.exclude(item_code="works_share")))
    assert differences() == []


def test_up_to_the_share_it_is_counted_and_held_for_nobody(issued_june):
    agree(issued_june, complaint_days=30, complaint_percent=50)
    work = WorkOrder.objects.get()
    say(work)
    assert (standing_of(work).complaining, standing_of(work).hold, share().is_held) == (1, None, False)
    say(work, VACANT)
    assert (standing_of(work).complaining, WorkHold.objects.count(), share().is_held) == (2, 1, True)


def test_a_work_that_is_held_before_it_is_billed_is_held_from_the_first_day(accountant, reviewer):
    estate = drafted(accountant)
    agree(estate, complaint_days=30, complaint_percent=0)
    say(WorkOrder.objects.get(), today=date(2022, 7, 1))
    assert LineHold.objects.count() == 0
    bill = bill_of(LIVED_IN)
    pay(bill, Yuan(600_00), by=accountant, on=date(2022, 7, 2))
    approve_bills(month=JUNE, by=reviewer, now=BILLED_AT)
    issue_bills(month=JUNE, by=accountant, today=TODAY)
    assert (share().is_held, share().open) == (True, Yuan(440_67))
    assert differences() == []


def test_it_is_due_again_once_each_is_answered_and_a_second_person_released_it(work, manager, reviewer):
    say(work)
    say(work, VACANT)
    asked = {"work": work, "reason": "坡道已重做", "new_due_on": DUE, "by": manager, "now": wait(3), "today": LATER}
    with pytest.raises(ComplaintsUnanswered):
        propose_release(**asked)
    with pytest.raises(NoComplaintsChosen):
        answer_complaints(work=work, complaints=[], upheld=True, words="已复验", by=manager, now=wait(2), today=LATER)
    settle(work, manager)
    assert share().is_held
    release = propose_release(**asked)
    with pytest.raises(ReleaseWaits):
        propose_release(**asked)
    with pytest.raises(SamePerson):
        approve_release(release_id=release.pk, by=manager, now=wait(3), today=LATER)
    assert (share().is_held, share(VACANT).is_held) == (True, True)
    approve_release(release_id=release.pk, by=reviewer, now=wait(3), today=LATER)
    found = share(VACANT)
    assert (found.is_held, found.due_day, found.open) == (False, DUE, Yuan(509_33))
    assert held_days([found.pk]) == {found.pk: [Period(DAY, LATER)]}
    assert standing_of(work).complaining == 0
    with pytest.raises(NotHeld):
        propose_release(**asked)
    assert differences() == []


def test_both_households_read_that_it_is_answered_and_due_again(work, manager, reviewer):
    say(work)
    settle(work, manager)
    asked = propose_release(work=work, reason="重做", new_due_on=DUE, by=manager, now=wait(3), today=LATER)
    approve_release(release_id=asked.pk, by=reviewer, now=wait(3), today=LATER)
    told = sorted(Notice.objects.values_list("template", "tenure__unit__code"))
    both = [("work_released", LIVED_IN), ("work_released", VACANT)]
    assert told == [("complaint_answered", LIVED_IN), *both]


def test_nobody_releases_while_somebody_waits_for_an_answer(work, manager, reviewer):
    say(work)
    settle(work, manager)
    release = propose_release(work=work, reason="重做", new_due_on=DUE, by=manager, now=wait(3), today=LATER)
    say(work, VACANT, today=LATER, now=wait(4))
    with pytest.raises(ComplaintsUnanswered):
        approve_release(release_id=release.pk, by=reviewer, now=wait(5), today=LATER)
    settle(work, manager)
    with pytest.raises(DueDayPassed):
        approve_release(release_id=release.pk, by=reviewer, now=wait(5), today=DUE)
    assert HoldRelease.objects.get().state == "waiting"
    assert share().is_held


def test_answering_one_by_one_does_not_make_them_count_less(issued_june, manager):
    agree(issued_june, complaint_days=30, complaint_percent=50)
    work = WorkOrder.objects.get()
    say(work)
    settle(work, manager)
    say(work, VACANT)
    assert standing_of(work).hold is not None


def test_a_release_does_not_release_what_its_payer_disputes(work, accountant, manager, reviewer):
    line = bill_of(LIVED_IN).lines.get(item_code="works_share")
    dispute = open_dispute(line=line, words="面积不对", channel="phone", by=accountant, now=NOW, today=DAY)
    say(work, VACANT)
    settle(work, manager)
    asked = propose_release(work=work, reason="重做", new_due_on=DUE, by=manager, now=wait(3), today=LATER)
    approve_release(release_id=asked.pk, by=reviewer, now=wait(3), today=LATER)
    assert (share().is_held, share(VACANT).is_held) == (True, False)
    withdraw_dispute(dispute_id=dispute.pk, words="好", by=accountant, now=NOW, today=LATER)
    assert not share().is_held


def test_a_household_says_it_once_in_words_and_may_take_it_back(work):
    with pytest.raises(ReasonMissing):
        say(work, words=" ")
    say(work)
    with pytest.raises(ComplainedAlready):
        say(work)
    take_back(work=work, tenure=Tenure.objects.get(unit__code=LIVED_IN), today=LATER)
    assert WorkComplaint.objects.get().state == "withdrawn"
    assert (standing_of(work).complaining, share().is_held) == (0, True)


def test_only_within_the_days_and_only_whom_it_was_done_for(work):
    with pytest.raises(TooLateToComplain):
        say(work, today=date(2022, 7, 16))
    say(work, today=date(2022, 7, 15))
    WorkOrder.objects.update(scope="6号楼")
    with pytest.raises(NotConcerned):
        say(work, VACANT)
    assert WorkComplaint.objects.count() == 1


def test_without_days_in_the_agreement_nobody_complains_of_a_work(issued_june):
    with pytest.raises(NoComplaintsAgreed):
        say(WorkOrder.objects.get())


def test_what_residents_do_not_pay_for_is_counted_and_not_held(work):
    WorkOrder.objects.update(funding="subsidy", residents_percent=0, subsidy_percent=100)
    say(WorkOrder.objects.get())
    assert (standing_of(work).complaining, WorkHold.objects.count()) == (1, 0)


def test_who_may_not_answers_and_releases_nothing(work, accountant, manager):
    say(work)
    with pytest.raises(NotAllowed):
        settle(work, accountant)
    settle(work, manager, upheld=True)
    with pytest.raises(NotAllowed):
        propose_release(work=work, reason="好", new_due_on=DUE, by=accountant, now=wait(3), today=LATER)
    stranger = UserFactory(role="grid_worker")
    with pytest.raises(NotAllowed):
        propose_release(work=work, reason="好", new_due_on=DUE, by=stranger, now=wait(3), today=LATER)


def test_the_database_ends_no_hold_without_a_release_and_rewrites_no_answer(work, manager):
    say(work)
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkHold.objects.update(ended_on=LATER)
    settle(work, manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkComplaint.objects.update(answer="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        WorkHold.objects.all().delete()


def test_verify_finds_a_line_that_is_not_held_though_its_work_is(work):
    say(work)
    LineHold.objects.filter(line__bill__unit_code=VACANT).update(end=LATER)
    (found,) = differences()
    assert (found.facts["held"], found.facts["wanted"]) == (1, 2)
