"""A worker that dies leaves its task to the next one, and what another took up meanwhile is the other's."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from simple_history.models import HistoricalRecords

from property_ops.framework.background import LONG, MOST_ATTEMPTS, engines
from property_ops.framework.background.losses import WORKERS_DIE_OF_IT, new_worker_id, take_up_again
from property_ops.framework.background.workers import TaskWorker
from property_ops.framework.environment import WrongSetting
from property_ops.framework.models import TaskOrder
from property_ops.framework.testing import UserFactory

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="here the worker would close the test's session")

pytestmark = pytest.mark.django_db
SERVER = {"ENGINE": "django.db.backends.postgresql"}
FILE = {"ENGINE": "django.db.backends.sqlite3"}
done: list[str] = []


@task()
def write_down(what: str) -> str:
    done.append(what)
    return what


@task(queue_name=LONG)
def stumble() -> None:
    raise ValueError("stumbled")


@task()
def be_overtaken(number: str) -> None:
    """Meanwhile this worker is thought dead, and another takes the task up."""
    DBTaskResult.objects.filter(pk=number).update(worker_ids=["slow", "other"])


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def running(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING, args_kwargs={"args": [], "kwargs": {}}, task_path="x.y",
        run_after=get_date_max(), backend_name="default", worker_ids=list(workers), exception_class_path="",
        traceback="",
    )  # fmt: skip


def work_off(worker: str = "one", *queues: str) -> None:
    TaskWorker(worker, queues or ["*"], one=True).run()


def test_the_task_of_a_dead_worker_waits_again():
    dead, living = new_worker_id(), new_worker_id()
    lost, kept = running(dead), running(dead, living)
    assert take_up_again(living=living) == 1
    states = {result.pk: result.status for result in DBTaskResult.objects.all()}
    assert states == {lost.pk: TaskResultStatus.READY, kept.pk: TaskResultStatus.RUNNING}
    assert DBTaskResult.objects.ready().get().pk == lost.pk
    assert take_up_again(living=living) == 0


def test_what_the_workers_die_of_is_not_tried_for_ever():
    """A task that counts its attempts gets one more, to end with a sentence; then it is dead."""
    last, dead = running(*["x"] * MOST_ATTEMPTS), running(*["x"] * (MOST_ATTEMPTS + 1))
    assert take_up_again() == 2
    last.refresh_from_db()
    dead.refresh_from_db()
    assert last.status == TaskResultStatus.READY
    assert (dead.status, dead.exception_class_path) == (TaskResultStatus.FAILED, WORKERS_DIE_OF_IT)
    assert dead.finished_at is not None


def test_what_is_done_stays_done():
    row = running(new_worker_id())
    row.status = TaskResultStatus.SUCCESSFUL
    row.save()
    assert take_up_again(living="") == 0


@on_sqlite
def test_a_task_is_done_once_and_by_whom_it_was_asked_for_is_kept(monkeypatch):
    person = UserFactory()
    monkeypatch.setattr(HistoricalRecords.context, "request", SimpleNamespace(user=person), raising=False)
    asked = write_down.enqueue("a")
    monkeypatch.delattr(HistoricalRecords.context, "request")
    unasked = write_down.enqueue("b")
    for _ in range(3):
        work_off()
    assert done == ["a", "b"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {TaskResultStatus.SUCCESSFUL}
    assert TaskOrder.objects.get(task=asked.id).by == person
    assert TaskOrder.objects.get(task=unasked.id).by is None


@on_sqlite
def test_a_worker_takes_its_queues_alone_and_says_what_it_stumbled_over():
    stumble.enqueue()
    work_off("one", "default")
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    work_off("one", LONG)
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == (TaskResultStatus.FAILED, "builtins.ValueError")
    assert row.worker_ids == ["one"]


@on_sqlite
def test_what_was_taken_up_by_another_meanwhile_is_not_ended_by_the_first():
    asked = write_down.enqueue("x")
    DBTaskResult.objects.update(task_path=be_overtaken.module_path, args_kwargs={"args": [asked.id], "kwargs": {}})
    work_off("slow")
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == (TaskResultStatus.RUNNING, ["slow", "other"])


@pytest.mark.parametrize(
    ("value", "database", "missing", "says"),
    [
        ("django_tasks_rq.RQBackend", SERVER, False, "is no engine"),
        ("redis", FILE, False, "need PostgreSQL"),
        ("redis", SERVER, True, "property-ops[redis]"),
    ],
)
def test_an_engine_that_cannot_run_here_is_refused_with_a_sentence(
    monkeypatch: Any, value: str, database: dict[str, str], missing: bool, says: str
) -> None:
    monkeypatch.setenv("PROPERTY_OPS_TASKS", value)
    monkeypatch.setenv("PROPERTY_OPS_LANGUAGE", "en")
    if missing:
        monkeypatch.setattr(engines, "find_spec", lambda name: None)
    with pytest.raises(WrongSetting) as refused:
        engines.engine_chosen(database)
    assert says in refused.value.sentence


def test_an_address_that_is_no_redis_is_refused_without_its_password(monkeypatch):
    monkeypatch.setenv("PROPERTY_OPS_REDIS_URL", "http://x:geheim@host:1")
    with pytest.raises(WrongSetting) as refused:
        engines.redis_address()
    assert "geheim" not in refused.value.sentence
