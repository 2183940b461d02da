import pytest
from django.db import OperationalError, connection
from django.test import Client

from property_ops.framework.models import User

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="there workers are processes, and none runs")


@on_sqlite
@pytest.mark.django_db
def test_a_monitor_needs_no_login():
    response = Client().get("/healthz")
    assert response.status_code == 200
    fine = dict.fromkeys(("status", "database", "data_folder", "disk", "looks", "seals"), "ok")
    off = dict.fromkeys(("backup", "notices", "redis", "webhooks", "workers"), "off")
    tasks = {"tasks": "ok", "tasks_waiting": 0, "tasks_failed": 0, "messages_failed": 0, "notices_waiting": 0}
    assert response.json() == {**fine, **off, **tasks, "seal_age_hours": None}
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_an_unreachable_database_is_told_apart_from_an_empty_one(monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("no")

    monkeypatch.setattr(connection, "ensure_connection", fail)
    response = Client().get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")


@on_sqlite
@pytest.mark.django_db
def test_missing_tables_are_reported(monkeypatch):
    class Missing:
        def exists(self):
            raise OperationalError("no such table")

    monkeypatch.setattr(User, "objects", Missing())
    response = Client().get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, "not set up")


@pytest.mark.django_db
def test_a_data_folder_that_cannot_be_written_is_reported(settings, tmp_path):
    settings.DATA = tmp_path / "gone"
    response = Client().get("/healthz")
    assert (response.status_code, response.json()["data_folder"]) == (503, "not writable")
