"""The operator's pages: what is wrong, the background tasks, and what an operator decides of them."""

import shutil
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone, translation
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from property_ops.framework import clock, health
from property_ops.framework.background import TaskKind
from property_ops.framework.background.kinds import kind_of
from property_ops.framework.backups import daily
from property_ops.framework.backups.tasks import daily_backup
from property_ops.framework.doctor import examinations
from property_ops.framework.doctor.findings import Level, examine
from property_ops.framework.models import AuditEvent, BackgroundWorker
from property_ops.framework.serving.state import ServingState, told_by_supervisor
from property_ops.framework.slots import plugged_into
from property_ops.framework.web.large_exports import write_list
from tests.visitors import visitor

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="there workers are processes, and none runs")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def task_row(path: str, status: str, **facts) -> DBTaskResult:
    usual = {"args_kwargs": {"args": [], "kwargs": {}}, "run_after": get_date_max(), "backend_name": "default"}
    text = {"exception_class_path": "", "traceback": ""}
    return DBTaskResult.objects.create(task_path=path, status=status, **(usual | text | facts))


def state_of(row: DBTaskResult) -> tuple[str, list[str]]:
    row.refresh_from_db()
    return row.status, row.worker_ids


def test_all_tasks_stand_on_one_page_with_who_does_them():
    now = timezone.now()
    task_row(daily_backup.module_path, TaskResultStatus.SUCCESSFUL, worker_ids=["a", "b"], finished_at=now)
    task_row("gone.in.this.version", TaskResultStatus.READY)
    BackgroundWorker.objects.create(
        id="a", host="host-7", process=77, queues=["long"], started_at=now, beat_at=now - timezone.timedelta(minutes=1)
    )
    text = visitor("administrator").text("/operations/tasks/")
    for words in ("Daily backup", "gone.in.this.version", "host-7", "gives no sign", "the clock"):
        assert words in text


def test_a_failed_task_is_taken_up_again_once_and_it_is_recorded():
    row = task_row(daily_backup.module_path, TaskResultStatus.FAILED, worker_ids=["a"], traceback="OSError: no disk")
    admin, place = visitor("administrator"), f"/operations/tasks/{row.pk}/"
    assert "OSError: no disk" in admin.text(place)
    admin.post(f"{place}take-up/")
    assert state_of(row) == (TaskResultStatus.READY, [])
    assert AuditEvent.objects.filter(action="tasks.taken_up").count() == 1
    assert "not in that state any more" in admin.post(f"{place}take-up/", follow=True).content.decode()
    admin.post(f"{place}drop/")
    assert state_of(row)[0] == TaskResultStatus.FAILED
    assert AuditEvent.objects.filter(action="tasks.dropped").count() == 1


def test_what_a_page_starts_anew_is_not_taken_up_behind_its_back():
    """Its page shows it as failed, and would show nothing of a second time."""
    row = task_row(write_list.module_path, TaskResultStatus.FAILED, worker_ids=["a"])
    row.task_path = "invoices.modules.month_end.tasks.run_part"
    row.save()
    admin, place = visitor("administrator"), f"/operations/tasks/{row.pk}/"
    assert "/month-end/" in admin.get(place).content.decode()
    admin.post(f"{place}take-up/")
    assert state_of(row) == (TaskResultStatus.FAILED, ["a"])


def test_what_is_being_done_is_neither_dropped_nor_taken_up():
    row = task_row(daily_backup.module_path, TaskResultStatus.RUNNING, worker_ids=["a"])
    for step in ("drop", "take-up"):
        visitor("administrator").post(f"/operations/tasks/{row.pk}/{step}/")
    assert state_of(row) == (TaskResultStatus.RUNNING, ["a"])


@pytest.mark.parametrize("path", ["", "tasks/"])
def test_only_operators_see_it(path):
    assert visitor("manager").get(f"/operations/{path}").status_code == 403


def test_every_task_that_modules_plug_in_has_a_name_and_pages_that_are_there():
    kinds = [*plugged_into("task_kinds"), *(TaskKind(one.task, one.name) for one in plugged_into("timed_tasks"))]
    assert len(kinds) > 6
    for kind in kinds:
        assert kind_of(kind.task.module_path).title == kind.title


@on_sqlite
def test_doctor_says_what_is_wrong_how_to_mend_it_and_ends_with_1(settings, capsys):
    settings.PUBLIC_URL, settings.DEBUG = "http://127.0.0.1:8000", True
    with pytest.raises(CommandError, match="2 things are wrong"):
        call_command("doctor")
    said = capsys.readouterr().out
    assert "no phone and no other computer can reach" in said
    assert "PROPERTY_OPS_URL" in said
    assert "Take PROPERTY_OPS_DEBUG away" in said


@on_sqlite
def test_doctor_is_content_with_an_installation_that_is_well_and_still_advises(settings, capsys):
    settings.PUBLIC_URL, settings.TRUSTED_PROXY, settings.BACKUPS = "https://wy.example.cn", "127.0.0.1", ""
    call_command("doctor")
    said = capsys.readouterr().out
    assert "Nothing is wrong." in said
    assert "No daily backups are made." in said


def test_the_operators_page_says_the_same_as_the_command(settings):
    settings.PUBLIC_URL = "http://localhost:8000"
    text = visitor("administrator").text("/operations/")
    for finding in examine():
        assert finding.title in text
        assert finding.mend in text
    assert any(finding.level == Level.WRONG for finding in examine())


def test_tasks_that_wait_too_long_and_clocks_that_differ_are_found(monkeypatch):
    row = task_row(daily_backup.module_path, TaskResultStatus.READY)
    DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=timezone.now() - timezone.timedelta(hours=2))
    found = {finding.name: finding for finding in examine()}
    assert found["tasks"].level == Level.WRONG
    assert found["clock"].level == Level.FINE
    monkeypatch.setattr("property_ops.framework.doctor.examinations._seconds_from_the_databases", lambda: 95)
    found = {finding.name: finding for finding in examine()}
    assert "95 seconds apart" in found["clock"].wrong


def _disk_nearly_full(settings, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**12, 10**12 - 1, 1))


def _data_folder_read_only(settings, monkeypatch):
    monkeypatch.setattr(health.os, "access", lambda *_: False)


def _backup_of_two_days_ago(settings, monkeypatch):
    folder = settings.DATA / "backups-of-old"
    folder.mkdir(exist_ok=True)
    settings.BACKUPS = str(folder)
    monkeypatch.setattr(daily.Backups, "last", property(lambda _self: timezone.now() - timedelta(days=2)))


def _worker_not_heard_of(settings, monkeypatch):
    monkeypatch.setattr(told_by_supervisor, "has_worker", True)
    monkeypatch.setattr(health, "told", lambda: None)


def _worker_that_dies(settings, monkeypatch):
    monkeypatch.setattr(told_by_supervisor, "has_worker", True)
    monkeypatch.setattr(health, "told", lambda: ServingState(worker=""))


def _fonts_gone(settings, monkeypatch):
    monkeypatch.setattr(examinations, "FONT_FOLDER", settings.DATA / "no-fonts")


def _clock_set_back(settings, monkeypatch):
    monkeypatch.setattr(clock, "_latest_day", lambda: timezone.localdate() + timedelta(days=3))


def _clocks_apart(settings, monkeypatch):
    monkeypatch.setattr(examinations, "_seconds_from_the_databases", lambda: 95)


def _loopback_in_codes(settings, monkeypatch):
    settings.PUBLIC_URL = "http://127.0.0.1:8000"


FAULTS = {
    _disk_nearly_full: ("disk", "nearly full"),
    _data_folder_read_only: ("data_folder", "cannot be written"),
    _backup_of_two_days_ago: ("backup", "older than a day and a half"),
    _worker_not_heard_of: ("worker", "Nothing is heard"),
    _worker_that_dies: ("worker", "does not run"),
    _fonts_gone: ("fonts", "NotoSansSC"),
    _clock_set_back: ("clock", "Set the clock right"),
    _clocks_apart: ("clock", "95 seconds apart"),
    _loopback_in_codes: ("address", "no phone"),
}


@pytest.mark.parametrize("cause", FAULTS, ids=lambda cause: cause.__name__)
def test_each_of_what_goes_wrong_with_an_installation_is_found_and_said(cause, settings, monkeypatch):
    settings.PUBLIC_URL = "https://wy.example.cn"
    name, words = FAULTS[cause]
    assert name not in _wrong()
    cause(settings, monkeypatch)
    assert words in _wrong()[name]


def _wrong() -> dict[str, str]:
    return {finding.name: finding.wrong for finding in examine() if finding.level == Level.WRONG}
