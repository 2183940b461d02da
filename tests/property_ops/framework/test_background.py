"""A worker that dies leaves its task to the next one."""

import pytest
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from property_ops.framework.background import new_worker_id, take_up_again

pytestmark = pytest.mark.django_db


def running(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y",
        run_after=get_date_max(), backend_name="default", worker_ids=list(workers), exception_class_path="",
        traceback="",
    )  # fmt: skip


def test_the_task_of_a_dead_worker_waits_again():
    dead, living = new_worker_id(), new_worker_id()
    lost, kept = running(dead), running(dead, living)
    assert take_up_again(living=living) == 1
    states = {result.pk: result.status for result in DBTaskResult.objects.all()}
    assert states == {lost.pk: TaskResultStatus.READY, kept.pk: TaskResultStatus.RUNNING}
    assert DBTaskResult.objects.ready().get().pk == lost.pk
    assert take_up_again(living=living) == 0


def test_a_worker_elsewhere_on_a_servers_database_is_not_judged(monkeypatch):
    running("another-host/0a1b2c3d/112233")
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert take_up_again(living=new_worker_id()) == 0


def test_what_is_done_stays_done():
    done = running(new_worker_id())
    done.status = TaskResultStatus.SUCCESSFUL
    done.save()
    assert take_up_again(living="") == 0
