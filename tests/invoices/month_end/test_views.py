"""The month's end on screen: who may press what, and what the page says."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState, draft_bills
from invoices.modules.charges.models import Charge
from invoices.modules.month_end.models import MonthEndPart, MonthEndRun, PartState, RunState
from invoices.modules.month_end.public import perform_part
from property_ops.modules.confirmations.models import Confirmation
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.invoices.june import JUNE, NOW, charged, drafted, registered
from tests.visitors import visitor

PAGE = "/month-end/2022-06/"


@pytest.fixture(autouse=True)
def at_once(settings):
    """Tasks run when they are enqueued."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}


@pytest.fixture
def by_and_by(settings, at_once):
    """They wait."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    def pressed(client, step, **data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(f"{PAGE}steps/{step}/", data)
        return client.get(PAGE) if answer.status_code == 302 else answer

    return pressed


def states():
    return dict.fromkeys(Bill.objects.values_list("state", flat=True))


def test_a_month_goes_from_charging_to_printing(shipped, press, settings, tmp_path):
    settings.DATA = tmp_path
    registered()
    accountant, reviewer = visitor("accountant"), visitor("reviewer")
    assert "Nothing charged yet" in accountant.text(PAGE)
    assert "Charged: 7 new lines, ¥1,045.76. Held: 0." in press(accountant, "charge").content.decode()
    assert "Drafted: 2 bills, ¥1,045.76." in press(accountant, "draft").content.decode()
    assert "Approved: 2 bills, ¥1,045.76." in press(reviewer, "approve").content.decode()
    assert "Issued: 2 bills, ¥1,045.76." in press(accountant, "issue").content.decode()
    page = press(accountant, "print").content.decode()
    assert "Ready to print: 2 statements, 2 pages." in page
    pdf = accountant.get(f"{PAGE}print/BC01.pdf")
    assert (pdf.status_code, pdf.headers["Content-Type"]) == (200, "application/pdf")
    assert pdf.headers["Content-Disposition"].startswith("inline")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF")
    assert list(states()) == [BillState.ISSUED]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("accountant", {"charge", "draft"}),
        ("reviewer", {"approve"}),
        ("manager", {"charge", "approve"}),
        ("auditor", set()),
    ],
)
def test_each_role_sees_its_own_buttons(accountant, role, seen):
    drafted(accountant)
    page = visitor(role).text(PAGE)
    assert {step for step in ("charge", "draft", "approve", "issue") if f"{PAGE}steps/{step}/" in page} == seen


@pytest.mark.parametrize(("role", "step"), [("auditor", "charge"), ("accountant", "approve"), ("reviewer", "issue")])
def test_a_step_of_another_role_is_refused(accountant, press, role, step):
    drafted(accountant)
    assert press(visitor(role), step).status_code == 403
    assert list(states()) == [BillState.DRAFT]
    assert not MonthEndRun.objects.exists()


def test_nobody_approves_what_they_prepared_themselves(shipped, press):
    both = visitor("administrator", display_name="王会计")
    drafted(both.user)
    page = press(both, "approve").content.decode()
    assert "王会计 prepared this and cannot approve it: another person must." in page
    assert list(states()) == [BillState.DRAFT]
    assert not MonthEndRun.objects.exists()


def test_a_button_pressed_twice_starts_one_run(accountant, by_and_by):
    registered()
    client = visitor("accountant")
    for _ in range(2):
        assert client.post(f"{PAGE}steps/charge/").status_code == 302
    assert MonthEndRun.objects.count() == 1
    assert "One moment" in client.text(PAGE)
    assert "Charging what was delivered" in client.text(PAGE)


def test_another_step_waits_for_the_one_that_runs(accountant, by_and_by):
    charged(accountant)
    client = visitor("accountant")
    client.post(f"{PAGE}steps/charge/")
    page = client.post(f"{PAGE}steps/draft/", follow=True).content.decode()
    assert "A step of 2022-06 is running already. Wait until it has finished." in page


def test_a_run_that_was_killed_can_be_started_again(accountant, press):
    registered()
    old = timezone.now() - timedelta(minutes=6)
    killed = MonthEndRun.objects.create(
        month="2022-06-01", step="charge", state=RunState.RUNNING, by=accountant, started_at=old, beat_at=old
    )
    part = MonthEndPart.objects.create(run=killed, estate=Estate.objects.get(), state=PartState.RUNNING)
    press(visitor("accountant"), "charge")
    assert [run.state for run in MonthEndRun.objects.order_by("pk")] == [RunState.FAILED, RunState.DONE]
    perform_part(part.pk, attempt=2)
    part.refresh_from_db()
    assert part.state == PartState.FAILED


def test_a_task_delivered_twice_does_its_work_once(accountant, press):
    registered()
    press(visitor("accountant"), "charge")
    (part,) = MonthEndPart.objects.all()
    for attempt in (1, 2):
        perform_part(part.pk, attempt=attempt)
    part.refresh_from_db()
    assert (part.state, part.attempts, part.run.state) == (PartState.DONE, 1, RunState.DONE)
    assert Charge.objects.count() == 7


def test_progress_is_shown_while_it_runs_and_then_the_page_loads_anew(accountant):
    registered()
    client = visitor("accountant")
    client.post(f"{PAGE}steps/charge/")
    MonthEndRun.objects.update(state=RunState.RUNNING, done=3, total=22, at="牡丹花园")
    page = client.text(f"{PAGE}progress/")
    assert "3 / 22" in page
    assert "牡丹花园" in page
    assert 'hx-trigger="every 1s"' in page
    MonthEndRun.objects.update(state=RunState.DONE)
    assert client.get(f"{PAGE}progress/").headers["HX-Refresh"] == "true"


def test_a_step_is_done_for_ticked_estates_only(accountant, press):
    registered()
    EstateFactory(code="BC09", name="别的小区")
    press(visitor("accountant"), "charge", estate=["BC09"])
    assert not Charge.objects.exists()
    assert "no estate with the code" in press(visitor("accountant"), "charge", estate=["XX"]).content.decode()


def test_what_is_held_is_told_with_its_reason_and_earlier_months_are_named(accountant, press):
    registered()
    Confirmation.objects.filter(item__name="保洁").delete()
    page = press(visitor("accountant"), "charge").content.decode()
    assert "Service fee 保洁" in page
    assert "not confirmed for this month" in page
    later = visitor("accountant").text("/month-end/2022-07/")
    assert 'href="/month-end/2022-06/"' in later
    assert "1 held" in later


def test_a_month_that_is_none_is_not_found(shipped):
    client = visitor("accountant")
    assert client.get("/month-end/2022-13/").status_code == 404
    assert client.get("/month-end/go/?month=x").status_code == 404
    assert client.get("/month-end/go/?month=2022-06").headers["Location"] == PAGE


def test_the_pages_ask_as_much_for_many_estates_as_for_one(accountant):
    drafted(accountant)
    client = visitor("accountant")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            for page in (PAGE, "/bills/", f"{PAGE}review/", "/charges/"):
                client.text(page)
        return len(asked)

    queries()
    before = queries()
    for number in range(2, 6):
        estate = EstateFactory(code=f"BC0{number}", name=f"小区{number}")
        unit = owned_unit(estate=estate, building=1, entrance=1, room="101", code=f"BC0{number}-1-1-101")
        row = Charge.objects.first()
        row.pk, row.estate, row.unit, row.source_key = None, estate, unit, f"service_fee/{unit.code}/2022-06/x"
        row.save(force_insert=True)
    draft_bills(month=JUNE, by=accountant, now=NOW)
    assert Bill.objects.count() == 6
    assert queries() == before
