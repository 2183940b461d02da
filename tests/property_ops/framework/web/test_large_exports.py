"""A long list as Excel is written by the worker: the same file, for who asked, as long as they may see the list."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from property_ops.framework.models import AuditEvent, ExportState, ListExport
from property_ops.framework.web import large_exports
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.pages import sheet_of, text_of, visitor

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="here the worker would close the test's session")

pytestmark = pytest.mark.django_db
EXPORT = "/units/?sort=-area&export=xlsx"


@pytest.fixture
def accountant(shipped, monkeypatch, settings, tmp_path):
    settings.DATA = tmp_path
    estate = EstateFactory(code="BC01", name="北城新村")
    for room in range(101, 105):
        owned_unit(estate=estate, building=1, entrance=1, room=str(room), owner=f"业主{room}")
    monkeypatch.setattr(large_exports, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(large_exports, "TOLD_EVERY", 2)
    return visitor("accountant")


def asked(person, callbacks) -> ListExport:
    with callbacks():
        answer = person.get(EXPORT)
    export = ListExport.objects.latest("pk")
    assert answer.url == f"/exports/{export.pk}/"
    return export


def write(export, attempt=1):
    large_exports.write_list.func(SimpleNamespace(attempt=attempt), export.pk)
    export.refresh_from_db()


@on_sqlite
def test_the_worker_writes_the_same_file(accountant, monkeypatch, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    assert "排队等候" in text_of(accountant.get(f"/exports/{export.pk}/"))
    assert accountant.get(f"/exports/{export.pk}/file/").status_code == 404
    write(export)
    assert (export.state, export.total) == (ExportState.DONE, 4)
    assert f"/exports/{export.pk}/file/" in text_of(accountant.get(f"/exports/{export.pk}/"))
    written = sheet_of(accountant.get(f"/exports/{export.pk}/file/"))
    monkeypatch.setattr(large_exports, "MOST_AT_ONCE", 4)
    assert written == sheet_of(accountant.get(EXPORT))
    assert len(written) == 5


@on_sqlite
def test_whoever_takes_people_with_them_leaves_a_trace(accountant, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    write(export)
    assert AuditEvent.objects.get(action="people.exported").user == accountant.user
    accountant.get(f"/exports/{export.pk}/file/")
    opened = AuditEvent.objects.get(action="files.opened")
    assert (opened.user, opened.subject) == (accountant.user, f"/exports/{export.pk}/file/")


@on_sqlite
def test_it_is_for_who_asked_as_long_as_they_may_see_the_list(accountant, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    write(export)
    addresses = (f"/exports/{export.pk}/", f"/exports/{export.pk}/file/")
    stranger = visitor("administrator")
    assert [stranger.get(address).status_code for address in addresses] == [404, 404]
    accountant.user.groups.clear()
    assert accountant.get(addresses[1]).status_code == 404


def test_who_lost_the_right_meanwhile_gets_no_file(accountant, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    accountant.user.groups.clear()
    with pytest.raises(PermissionDenied):
        write(export)
    export.refresh_from_db()
    assert export.state == ExportState.FAILED
    assert not large_exports.file_of(export).exists()


@on_sqlite
def test_it_is_kept_for_a_day(accountant, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    write(export)
    ListExport.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    assert accountant.get(f"/exports/{export.pk}/file/").status_code == 404
    later = asked(accountant, django_capture_on_commit_callbacks)
    assert list(ListExport.objects.all()) == [later]
    assert not large_exports.file_of(export).exists()


def test_asked_twice_it_is_written_once(accountant, django_capture_on_commit_callbacks):
    export = asked(accountant, django_capture_on_commit_callbacks)
    assert asked(accountant, django_capture_on_commit_callbacks) == export
    write(export, attempt=large_exports.MOST_ATTEMPTS + 1)
    assert export.state == ExportState.FAILED
    assert "文件未能生成" in text_of(accountant.get(f"/exports/{export.pk}/"))
