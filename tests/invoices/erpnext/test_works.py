"""Works as projects, visits as tasks, hours as timesheets, requests as issues; what is changed there comes back."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from invoices.modules.erpnext.domain.documents import ISSUE, PROJECT, TASK, TIMESHEET
from invoices.modules.erpnext.domain.errors import RolesMissing
from invoices.modules.erpnext.domain.tie_out import OTHER_DAYS, OTHER_STATUS
from invoices.modules.erpnext.models import Connection, RemoteChange
from invoices.modules.erpnext.services.accepting import accept_change, refuse_change
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.choosing import WantedDocuments
from invoices.modules.erpnext.services.pull import pull
from invoices.modules.erpnext.services.push import push
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.testing import CrewFactory, VisitFactory
from property_ops.modules.works.models import TradeRate, WorkCost
from property_ops.modules.works.public import correct_cost, record_labour
from property_ops.modules.works.testing import WorkOrderFactory
from tests.invoices.june import NOW, TODAY
from tests.services.erpnext import rights
from tests.services.erpnext.server import CUT_AFTER

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2022, 7, 11, 9, tzinfo=SHANGHAI)


@pytest.fixture
def visited(server, prepare, issued_june, manager):
    """A work of BC01 with a visit on Monday, seven and a half hours on that day, and the settings that send them."""
    Connection.objects.update_or_create(pk=1, defaults={"sends_works": True, "sends_requests": True})
    prepare()
    TradeRate.objects.create(trade="瓦工", start=date(2022, 1, 1), rate=Yuan(40_00))
    work = WorkOrderFactory(
        number="GD20220009", estate__code="BC02", result="pending", state="in_progress", done=None, done_on=None,
        accepted=None, accepted_on=None, from_register=True, labour=Yuan(0), material=Yuan(0), machine=Yuan(0),
    )  # fmt: skip
    visit = VisitFactory(work=work, number=1, crew=CrewFactory(), starts_at=MONDAY)
    record_labour(work=work, trade="瓦工", hours=Decimal("7.5"), by=manager, on=MONDAY.date())
    prepare()
    return visit


@pytest.fixture
def compared(access, gateway, accountant):
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


@pytest.fixture
def pulled(access, gateway, accountant):
    return lambda: pull(access=access, gateway=gateway, by=accountant, now=NOW, today=TODAY)


def of_visit(server, doctype):
    return next(one for one in server.store.of(doctype).values() if "GD20220009" in str(one))


def standing(server):
    return [one for one in server.store.of(TIMESHEET).values() if one["docstatus"] == 1]


def test_works_visits_and_hours_are_there_once_whatever_is_cut(server, visited, pushed, compared):
    server.break_next(CUT_AFTER, CUT_AFTER, CUT_AFTER)
    pushed()
    again = pushed()
    assert [again[doctype].sent for doctype in (PROJECT, TASK, TIMESHEET)] == [0, 0, 0]
    project, task = of_visit(server, PROJECT), of_visit(server, TASK)
    assert project["cost_center"].startswith("BC02")
    assert (project["status"], project["company"]) == ("Open", "Property")
    assert (task["project"], task["exp_start_date"], task["exp_end_date"]) == (project["name"], *["2022-07-11"] * 2)
    (sheet,) = standing(server)
    assert (sheet["total_hours"], sheet["parent_project"], sheet.get("employee")) == (7.5, project["name"], None)
    assert sheet["time_logs"][0]["task"] == task["name"]
    assert {one["status"] for one in server.store.of(PROJECT).values()} == {"Open", "Completed"}
    assert compared().ties


def test_what_changes_here_changes_there(server, visited, manager, pushed, compared):
    pushed()
    visited.state, visited.starts_at = "done", datetime(2022, 7, 12, 9, tzinfo=SHANGHAI)
    visited.ends_at = datetime(2022, 7, 12, 13, tzinfo=SHANGHAI)
    visited.started_at, visited.finished_at = visited.starts_at, visited.ends_at
    visited.save()
    cost = WorkCost.objects.get()
    correct_cost(cost=cost, less=Yuan(100_00), by=manager, on=TODAY, remark="多记")
    pushed()
    assert (of_visit(server, TASK)["exp_start_date"], of_visit(server, TASK)["status"]) == ("2022-07-12", "Completed")
    (sheet,) = standing(server)
    assert (sheet["total_hours"], len(server.store.of(TIMESHEET))) == (5.0, 2)
    assert compared().ties
    correct_cost(cost=cost, less=Yuan(200_00), by=manager, on=TODAY, remark="全错")
    pushed()
    assert not standing(server)
    assert compared().ties
    assert pushed()[TIMESHEET].sent == 0


def test_a_task_moved_there_is_proposed_and_not_written_over(server, visited, manager, pushed, pulled, compared):
    pushed()
    task = of_visit(server, TASK)
    server.store.update(
        TASK, task["name"], {"exp_start_date": "2022-07-13 00:00:00", "exp_end_date": "2022-07-13 00:00:00"}
    )
    assert [one.says for one in compared().mismatches] == [OTHER_DAYS]
    pushed()
    assert of_visit(server, TASK)["exp_start_date"].startswith("2022-07-13")
    assert not pulled().changes  # the push proposed it
    change = RemoteChange.objects.get()
    assert (change.before, change.after) == ("2022-07-11～2022-07-11", "2022-07-13～2022-07-13")
    accept_change(change=change.pk, by=manager, now=timezone.now(), today=TODAY)
    visited.refresh_from_db()
    assert visited.starts_at.astimezone(SHANGHAI) == datetime(2022, 7, 13, 9, tzinfo=SHANGHAI)
    pushed()
    assert compared().ties
    assert not RemoteChange.objects.filter(state="waiting").exists()


def test_a_refused_move_is_moved_back_by_the_next_push(server, visited, manager, pushed, compared):
    pushed()
    server.store.update(TASK, of_visit(server, TASK)["name"], {"exp_start_date": "2022-07-08"})
    pushed()
    refuse_change(change=RemoteChange.objects.get().pk, reason="那天下雨", by=manager, now=NOW)
    pushed()
    assert of_visit(server, TASK)["exp_start_date"] == "2022-07-11"
    assert compared().ties


def test_hours_corrected_there_are_recorded_anew_once_accepted(server, visited, manager, pushed, pulled, compared):
    pushed()
    (sheet,) = standing(server)
    row = sheet["time_logs"][0] | {"hours": 6.0}
    amended = server.store.amend(TIMESHEET, sheet["name"], time_logs=[row])
    assert len(pulled().changes) == 1
    accept_change(change=RemoteChange.objects.get().pk, by=manager, now=NOW, today=TODAY)
    assert [(one.hours, one.amount) for one in WorkCost.objects.order_by("pk")] == [
        (Decimal("7.50"), Yuan(300_00)),
        (None, Yuan(-300_00)),
        (Decimal("6.00"), Yuan(240_00)),
    ]
    pushed()
    assert [one["name"] for one in standing(server)] == [amended]
    assert compared().ties


def test_a_visit_that_is_over_stays_so_when_its_hours_are_taken_back(server, visited, manager, pushed, compared):
    pushed()
    type(visited).objects.filter(pk=visited.pk).update(state="done", started_at=MONDAY, finished_at=MONDAY)
    pushed()
    cost = WorkCost.objects.get(type="labour", corrects=None)
    correct_cost(cost=cost, less=cost.amount, by=manager, on=TODAY, remark="记错")
    pushed()
    assert not standing(server)
    assert of_visit(server, TASK)["status"] == "Completed"
    assert compared().ties


def test_what_may_not_be_changed_there_says_why_and_stops_no_other(server, visited, pushed):
    pushed()
    server.store.of(PROJECT)[of_visit(server, PROJECT)["name"]]["cost_center"] = "gone"
    visited.work.place = "3号楼北墙"
    visited.work.save()
    result = pushed()
    assert (result[PROJECT].failed, result[TASK].failed) == (1, 0)


def test_a_project_that_was_ended_there_is_told_and_one_that_is_overdue_is_not(server, visited, pushed, compared):
    pushed()
    server.store.change(TASK, of_visit(server, TASK)["name"], status="Overdue")
    assert compared().ties
    server.store.change(PROJECT, of_visit(server, PROJECT)["name"], status="Cancelled")
    assert [(one.label, one.says) for one in compared().mismatches] == [("GD20220009", OTHER_STATUS)]


def test_a_trial_of_one_document_takes_along_what_it_names(server, visited, access, gateway, accountant):
    wanted = WantedDocuments(estate="BC02", limit=1)
    push(access=access, gateway=gateway, by=accountant, wanted=wanted, sleep=lambda seconds: None)
    counts = {doctype: len(server.store.of(doctype)) for doctype in (PROJECT, TASK, TIMESHEET, ISSUE)}
    assert counts == {PROJECT: 1, TASK: 1, TIMESHEET: 1, ISSUE: 0}


def test_the_role_for_projects_is_asked_for_only_where_works_are_sent(server, visited, pushed):
    server.let_in("key:secret", *rights.PREPARING, *rights.NIGHTLY, "Support Team")
    with pytest.raises(RolesMissing, match="Projects User"):
        pushed()
    Connection.objects.update(sends_works=False)
    assert PROJECT not in pushed()
