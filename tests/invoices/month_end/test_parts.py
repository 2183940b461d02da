"""A step of the month's end, split by estate: each a task, all on one page, done again or left undone."""

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState, EstateBills
from invoices.modules.charges.models import Charge
from invoices.modules.month_end.domain.steps import (
    PartNotThus,
    StepInterrupted,
    StepRequest,
    StepResult,
    StepRunning,
    UnknownStep,
    added,
)
from invoices.modules.month_end.models import MonthEndPart, MonthEndRun, PartState, RunState
from invoices.modules.month_end.public import drop, perform_part, start_step, take_up
from invoices.modules.month_end.services import running
from invoices.modules.month_end.services import steps as performed
from property_ops.framework.background import MOST_ATTEMPTS
from property_ops.framework.models import AuditEvent
from property_ops.kernel.errors import NotAllowed, SamePerson
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from tests.invoices.june import JUNE, charged, registered
from tests.visitors import visitor

pytestmark = pytest.mark.django_db


class Queue(list[int]):
    """What was handed to workers, in the order in which it was."""

    def __call__(self, part: int) -> None:
        self.append(part)

    def work_off(self) -> None:
        while self:
            perform_part(self.pop(0))


@pytest.fixture
def queue() -> Queue:
    return Queue()


def started(queue: Queue, by: Any, step: str = "charge") -> MonthEndRun:
    return start_step(step=step, month=JUNE, by=by, now=timezone.now(), estate_codes=[], enqueue=queue)


def states(run: MonthEndRun) -> dict[str, str]:
    rows = MonthEndPart.objects.filter(run=run).values_list("estate__code", "state")
    return dict(rows)


def broken_in(code: str, monkeypatch: pytest.MonkeyPatch, *, error: BaseException) -> None:
    step = running.STEPS["charge"]

    def perform(order, progress):
        if list(order.estate_codes) == [code]:
            raise error
        return step.perform(order, progress)

    changed = type(step)(step.code, step.permission, step.doing, perform)
    monkeypatch.setitem(running.STEPS, "charge", changed)


@pytest.fixture
def two_estates() -> None:
    registered()
    EstateFactory(code="BC09", name="别的小区")


def test_each_estate_is_a_task_and_the_last_says_what_all_came_to(accountant, queue, two_estates):
    run = started(queue, accountant)
    assert len(queue) == 2
    perform_part(queue.pop())  # whichever worker comes, in whatever order
    run.refresh_from_db()
    assert (run.state, run.done, run.total) == (RunState.RUNNING, 1, 2)
    queue.work_off()
    run.refresh_from_db()
    assert (run.state, run.done, states(run)) == (RunState.DONE, 2, {"BC01": "done", "BC09": "done"})
    assert (run.outcome["data"]["lines"], run.outcome["data"]["amount"]) == (7, 1_045_76)
    assert Charge.objects.count() == 7


def test_where_one_estate_fails_the_others_are_done_and_it_is_taken_up(accountant, queue, two_estates, monkeypatch):
    run = started(queue, accountant)
    with monkeypatch.context() as broken:
        broken_in("BC01", broken, error=OSError("no disk"))
        with pytest.raises(OSError, match="no disk"):
            queue.work_off()
        queue.work_off()
    run.refresh_from_db()
    assert (run.state, states(run)) == (RunState.FAILED, {"BC01": "failed", "BC09": "done"})
    page = f"/month-end/2022-06/runs/{run.pk}/"
    seen = visitor("accountant").text(page)
    assert StepInterrupted.message in seen
    assert "Take up what failed or was dropped" in seen
    with pytest.raises(NotAllowed):
        take_up(run=run, by=visitor("auditor").user, now=timezone.now(), enqueue=queue)
    assert take_up(run=run, by=accountant, now=timezone.now(), enqueue=queue) == 1
    queue.work_off()
    run.refresh_from_db()
    assert (run.state, states(run)) == (RunState.DONE, {"BC01": "done", "BC09": "done"})
    assert Charge.objects.count() == 7
    assert AuditEvent.objects.get(action="month_end.taken_up").detail["estates"] == ["BC01"]
    with pytest.raises(PartNotThus), transaction.atomic():
        take_up(run=run, by=accountant, now=timezone.now(), enqueue=queue)


def test_what_waits_can_be_dropped_and_taken_up_unless_another_step_runs(accountant, queue, two_estates):
    run = started(queue, accountant)
    perform_part(queue.pop(0))
    assert drop(run=run, by=accountant) == 1
    run.refresh_from_db()
    assert (run.state, states(run)) == (RunState.DONE, {"BC01": "done", "BC09": "dropped"})
    queue.work_off()  # the task of what was dropped finds nothing to do
    assert states(run)["BC09"] == PartState.DROPPED
    with pytest.raises(PartNotThus), transaction.atomic():
        drop(run=run, by=accountant)
    later = started(Queue(), accountant, "draft")
    with pytest.raises(StepRunning), transaction.atomic():
        take_up(run=run, by=accountant, now=timezone.now(), enqueue=queue)
    drop(run=later, by=accountant)
    take_up(run=run, by=accountant, now=timezone.now(), enqueue=queue)
    queue.work_off()
    assert states(run)["BC09"] == PartState.DONE


def test_a_part_that_its_workers_die_of_is_given_up_and_the_rest_goes_on(accountant, queue, two_estates):
    run = started(queue, accountant)
    first = queue.pop(0)
    MonthEndPart.objects.filter(pk=first).update(state=PartState.RUNNING)
    perform_part(first)  # another still does it
    assert states(run)["BC01"] == PartState.RUNNING
    perform_part(first, attempt=MOST_ATTEMPTS + 1)
    queue.work_off()
    run.refresh_from_db()
    assert (run.state, states(run)) == (RunState.FAILED, {"BC01": "failed", "BC09": "done"})
    assert not Charge.objects.exists()


def test_an_estate_with_nothing_to_do_fails_nobody_and_none_at_all_is_told(accountant, queue):
    charged(accountant)
    EstateFactory(code="BC09", name="别的小区")
    run = started(queue, accountant, "draft")
    queue.work_off()
    run.refresh_from_db()
    assert (run.state, states(run)) == (RunState.DONE, {"BC01": "done", "BC09": "nothing"})
    empty = started(queue, accountant, "issue")
    queue.work_off()
    empty.refresh_from_db()
    assert empty.state == RunState.FAILED
    assert "no approved bill" in empty.outcome["message"]


def test_estates_are_approved_and_sent_back_beside_each_other_and_refused_as_a_whole(accountant, queue, two_estates):
    for step in ("charge", "draft"):
        started(queue, accountant, step)
        queue.work_off()
    reviewer, drafts = visitor("reviewer").user, Bill.objects.filter(month=JUNE.start)
    Bill.objects.filter(pk=drafts.first().pk).update(prepared_by=reviewer)
    with pytest.raises(SamePerson), transaction.atomic():
        started(queue, reviewer, "approve")
    assert not queue
    assert {*drafts.values_list("state", flat=True)} == {BillState.DRAFT}
    drafts.update(prepared_by=accountant)
    approved = started(queue, reviewer, "approve")
    assert len(queue) == 2
    queue.work_off()
    assert states(approved) == {"BC01": PartState.DONE, "BC09": PartState.NOTHING}
    assert {*drafts.values_list("state", flat=True)} == {BillState.APPROVED}
    sent_back = started(queue, reviewer, "send_back")
    queue.work_off()
    assert set(states(sent_back).values()) == {PartState.DONE}
    assert {*drafts.values_list("state", flat=True)} == {BillState.DRAFT}


def test_the_page_is_of_its_month_and_shows_nobody_a_strangers_estate(accountant, queue, two_estates):
    run = started(queue, accountant)
    boss = visitor("manager")
    assert "别的小区" in boss.text(f"/month-end/2022-06/runs/{run.pk}/")
    assert boss.get(f"/month-end/2022-07/runs/{run.pk}/").status_code == 404
    assert visitor("dispatcher").get(f"/month-end/2022-06/runs/{run.pk}/").status_code == 403
    boss.post(f"/month-end/2022-06/runs/{run.pk}/drop/")
    assert set(states(run).values()) == {PartState.DROPPED}
    assert f"/month-end/2022-06/runs/{run.pk}/" in boss.text("/month-end/2022-06/")


def test_figures_of_estates_are_added_and_words_listed():
    one, other = StepResult("a", {"bills": 2, "amount": 5}), StepResult("b", {"bills": 1, "amount": 1, "waiting": "X"})
    assert added([one, other, other]) == StepResult("b", {"bills": 4, "amount": 7, "waiting": "X、X"})


def test_a_step_that_there_is_not_begins_nothing(queue, accountant):
    with pytest.raises(UnknownStep):
        started(queue, accountant, step="pay")
    assert (queue, MonthEndRun.objects.exists()) == ([], False)


def test_what_no_font_can_print_is_told_where_bills_are_issued(monkeypatch):
    def issued(waiting: tuple[str, ...]) -> StepResult:
        bills = EstateBills(EstateFactory.build(), 3, Yuan(100_00), 0, waiting)
        monkeypatch.setattr(performed, "issue_bills", lambda **order: [bills])
        return running.STEPS["issue"].perform(StepRequest(JUNE, None, []), lambda *told: None)

    told = issued(("BC01-1-1-101", "BC01-1-1-102"))
    assert "These wait" in told.message
    assert told.data == {"bills": 3, "amount": 100_00, "waiting": "BC01-1-1-101、BC01-1-1-102"}
    assert issued(()).data == {"bills": 3, "amount": 100_00}
