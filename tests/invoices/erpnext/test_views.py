"""The pages of the way to ERPNext, by each role."""

import pytest

from invoices.modules.erpnext.models import Connection, PushRun, SyncRecord
from invoices.modules.erpnext.services.connection import access
from invoices.modules.erpnext.services.runs import perform_push
from tests.services.erpnext.server import TOKEN
from tests.visitors import visitor

SETTINGS = {"company": "Property", "tax_rate": "0", "requests_per_minute": "60000"}


@pytest.fixture
def office(shipped):
    return visitor("manager")


@pytest.fixture
def connected(server, office):
    response = office.post("/erpnext/settings/", {**SETTINGS, "url": server.url, "token": TOKEN})
    assert response.status_code == 302
    return office


def test_without_erpnext_the_page_says_that_all_works(office):
    assert "Everything works without it" in office.text("/erpnext/")


def test_the_token_is_kept_encrypted_and_never_shown(connected):
    stored = Connection.objects.get()
    assert "secret" not in stored.token
    assert access().token == TOKEN
    assert TOKEN not in connected.text("/erpnext/settings/")


def test_an_empty_token_leaves_the_one_that_is_there(server, connected):
    connected.post("/erpnext/settings/", {**SETTINGS, "url": server.url, "token": ""})
    assert access().token == TOKEN


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": "ftp://erp"}, "valid URL"),
        ({"url": "http://me:pw@erp.example"}, "must begin with https://"),
        ({"token": "no-colon"}, "API key:API secret"),
        ({"tax_rate": "100"}, "tax"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_a_sentence(server, office, change, told):
    response = office.post("/erpnext/settings/", {**SETTINGS, "url": server.url, "token": TOKEN, **change})
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not Connection.objects.exists()


def test_the_connection_test_lists_what_to_mend(connected):
    page = connected.post("/erpnext/test/").content.decode()
    assert "ERPNext answers, and lets in integration@example.com" in page
    assert "Run: property-ops erpnext setup" in page


def test_a_push_from_the_page_ends_with_documents_in_erpnext(server, connected, ready):
    assert connected.post("/erpnext/push/").status_code == 302
    perform_push(PushRun.objects.get().pk)
    page = connected.text("/erpnext/")
    assert "ACC-SINV-2026-00001" in page
    assert "finished" in page


def test_an_outage_is_told_on_the_page(server, connected, ready, monkeypatch):
    monkeypatch.setattr("invoices.modules.erpnext.connector.gateway.FIRST_WAIT", 0.0)
    Connection.objects.update(url="http://127.0.0.1:9")
    connected.post("/erpnext/push/")
    run = PushRun.objects.get()
    if run.finished_at is None:
        perform_push(run.pk)
    assert "ERPNext does not answer" in connected.text("/erpnext/")


def test_a_refused_document_says_why_and_can_be_sent_again(server, connected, pushed):
    server.store.of("Fiscal Year")["2022"]["disabled"] = 1
    pushed()
    record = SyncRecord.objects.filter(state="failed").first()
    page = connected.text(f"/erpnext/documents/{record.pk}/")
    assert "ERPNext has no fiscal year for this date" in page
    connected.post(f"/erpnext/documents/{record.pk}/retry/")
    assert SyncRecord.objects.get(pk=record.pk).state != "failed"


@pytest.mark.parametrize(
    ("role", "sees", "pushes", "configures"),
    [
        ("manager", True, True, True),
        ("accountant", True, True, False),
        ("auditor", True, False, False),
        ("reviewer", False, False, False),
        ("dispatcher", False, False, False),
        ("grid_worker", False, False, False),
    ],
)
def test_who_may_do_what(shipped, role, sees, pushes, configures):
    person = visitor(role)
    assert (person.get("/erpnext/").status_code == 200) is sees
    assert (person.post("/erpnext/push/").status_code == 302) is pushes
    assert (person.get("/erpnext/settings/").status_code == 200) is configures
