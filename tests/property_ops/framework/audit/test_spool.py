"""Looks on their way into the audit log: none lost, none twice, wherever the process is killed."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection

from property_ops.framework import audit
from property_ops.framework.audit import spool, writer
from property_ops.framework.audit.spool import NotRecorded
from property_ops.framework.audit.writer import take_in
from property_ops.framework.models import AuditEvent, TakenBatch
from property_ops.framework.testing import UserFactory

ACTION = "people.seen_here"
pytestmark = pytest.mark.django_db


class Killed(BaseException):
    pass


@pytest.fixture(autouse=True)
def _served(settings, tmp_path, monkeypatch):
    """As in a web server: no transaction, and somebody else takes in what is spooled."""
    settings.DATA = tmp_path
    monkeypatch.setattr(spool.policy, "has_writer", True)
    monkeypatch.setattr(audit, "connection", SimpleNamespace(in_atomic_block=False))


def looks() -> list[str]:
    return list(AuditEvent.objects.filter(action=ACTION).order_by("at").values_list("subject", flat=True))


def look(*subjects: str, by=None) -> None:
    for subject in subjects:
        audit.record(by=by, action=ACTION, subject=subject, rows=1)


def test_a_look_is_on_the_disk_before_it_is_in_the_database():
    look("a", "b")
    assert looks() == []
    assert [line["subject"] for line in spool.looks_in(spool.folder() / "now.jsonl")] == ["a", "b"]
    assert take_in()
    assert looks() == ["a", "b"]
    assert list(spool.folder().glob("*.jsonl")) == []


def test_it_says_who_looked_at_what_and_when_it_was():
    user = UserFactory()
    look("BC01-1-101", by=user)
    line = json.loads((spool.folder() / "now.jsonl").read_text())
    take_in()
    event = AuditEvent.objects.get(action=ACTION)
    assert (event.user, event.action, event.subject, event.detail) == (user, ACTION, "BC01-1-101", {"rows": 1})
    assert event.at.isoformat() == line["at"]


def test_what_is_recorded_in_a_transaction_stands_with_it(monkeypatch):
    monkeypatch.setattr(audit, "connection", connection)
    look("done")
    assert looks() == ["done"]
    assert list(spool.folder().glob("*.jsonl")) == []


@pytest.mark.parametrize("step", ["rename", "unlink"])
def test_killed_while_it_is_taken_in_it_is_there_once(step, monkeypatch):
    """Before the database has it, and after that but before the file is gone."""
    look("a", "b")
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, _killed)
        with pytest.raises(Killed):
            take_in()
    take_in()
    look("c")
    take_in()
    take_in()
    assert looks() == ["a", "b", "c"]


def test_killed_within_the_transaction_nothing_of_it_stands(monkeypatch):
    look("a", "b")
    with monkeypatch.context() as patched:
        patched.setattr(writer, "insert_columns", _killed)
        with pytest.raises(Killed):
            take_in()
    assert (looks(), TakenBatch.objects.count()) == ([], 0)
    take_in()
    assert looks() == ["a", "b"]


def test_names_of_batches_are_forgotten():
    for subject in ("a", "b", "c"):
        look(subject)
        take_in()
    assert TakenBatch.objects.count() <= 1


def test_a_line_that_a_crash_cut_off_spoils_no_other():
    look("a")
    with (spool.folder() / "now.jsonl").open("ab") as file:
        file.write(b'\n{"at": "2026-')
    look("b\u2028c")
    take_in()
    assert looks() == ["a", "b\u2028c"]


def test_a_full_disk_grants_no_look(monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotRecorded) as refused:
        look("a")
    assert "No space left" in str(refused.value)


def test_a_busy_database_leaves_it_on_the_disk(monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    look("a")
    with monkeypatch.context() as patched:
        patched.setattr(writer, "_store", busy)
        assert not take_in(seconds=0)
    assert spool.waiting_since() >= 0
    assert len(spool.batches()) == 1
    assert take_in()
    assert looks() == ["a"]


def test_who_is_gone_by_then_is_named_by_number():
    user = UserFactory()
    look("a", by=user)
    pk = user.pk
    user.delete()
    take_in()
    event = AuditEvent.objects.get(action=ACTION)
    assert (event.user, event.detail) == (None, {"rows": 1, "user": pk})


def test_without_a_writer_it_is_taken_in_at_once(monkeypatch):
    monkeypatch.setattr(spool.policy, "has_writer", False)
    look("a")
    assert looks() == ["a"]


def _killed(*args, **kwargs):
    raise Killed
