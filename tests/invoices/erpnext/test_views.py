"""The pages of the way to ERPNext, by each role."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.domain.documents import MappedItem
from invoices.modules.erpnext.models import Connection, PushRun, SyncRecord
from invoices.modules.erpnext.services import nights
from invoices.modules.erpnext.services.connection import access
from invoices.modules.erpnext.services.nights import work_at_night
from invoices.modules.erpnext.services.runs import perform_push
from invoices.modules.ledger.public import EntryDraft, LedgerAccount, post
from invoices.modules.tariffs.public import FeeItem
from property_ops.modules.estates.public import Estate
from tests.services.erpnext.server import TOKEN
from tests.visitors import visitor

SETTINGS = {
    "company": "Property",
    "customer_group": "物业住户",
    "territory": "China",
    "tax_rate": "0",
    "requests_per_minute": "60000",
}


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
    assert "Nothing answers at the address of ERPNext" in connected.text("/erpnext/")


def test_a_refused_document_says_why_and_can_be_sent_again(server, connected, pushed):
    server.store.of("Fiscal Year")["2022"]["disabled"] = 1
    pushed()
    record = SyncRecord.objects.filter(state="failed").first()
    page = connected.text(f"/erpnext/documents/{record.pk}/")
    assert "ERPNext has no fiscal year for this date" in page
    connected.post(f"/erpnext/documents/{record.pk}/retry/")
    assert SyncRecord.objects.get(pk=record.pk).state != "failed"


def test_a_running_push_shows_how_far_it_is_and_a_killed_one_that_it_stopped(connected, manager):
    run = PushRun.objects.create(by=manager, started_at=timezone.now(), done=50, total=200, at="Sales Invoice")
    assert "50 / 200" in connected.text("/erpnext/progress/")
    PushRun.objects.filter(pk=run.pk).update(started_at=timezone.now() - timedelta(hours=1))
    assert connected.get("/erpnext/progress/").headers["HX-Refresh"] == "true"
    assert "it goes on where it stopped" in connected.text("/erpnext/")


def test_items_cost_centres_and_accounts_are_named_by_hand(connected, ready):
    post(
        [
            EntryDraft(
                "cost/1",
                date(2022, 7, 8),
                date(2022, 6, 1),
                "费用",
                (("5602", "", "", "", 9), ("1002", "", "", "", -9)),
            )
        ]
    )
    item = FeeItem.objects.get(code="service_fee")
    estate, account = Estate.objects.get(), LedgerAccount.objects.get(code="5602")
    assert 'value="PO-service_fee"' in connected.text("/erpnext/mappings/")
    named = {f"item-{item.pk}": "物业费", f"tax-{item.pk}": "VAT 6% - PO", f"account-{account.pk}": "管理费用 - PO"}
    assert connected.post("/erpnext/mappings/", named).status_code == 302
    assert selectors.item_mappings() == {"service_fee": MappedItem("物业费", "", "VAT 6% - PO")}
    assert selectors.account_mappings() == {"5602": "管理费用 - PO"}
    assert selectors.cost_centres() == {}
    too_long = connected.post("/erpnext/mappings/", {f"centre-{estate.pk}": "x" * 141})
    assert too_long.status_code == 422
    assert selectors.cost_centres() == {}


@pytest.mark.parametrize(
    ("role", "sees", "pushes", "configures"),
    [
        ("manager", True, True, True),
        ("accountant", True, True, False),
        ("auditor", True, False, False),
        ("reviewer", True, False, False),
        ("dispatcher", False, False, False),
        ("grid_worker", False, False, False),
    ],
)
def test_who_may_do_what(shipped, role, sees, pushes, configures):
    person = visitor(role)
    assert (person.get("/erpnext/").status_code == 200) is sees
    assert (person.post("/erpnext/push/").status_code == 302) is pushes
    assert (person.get("/erpnext/settings/").status_code == 200) is configures
    assert (person.get("/erpnext/mappings/").status_code == 200) is configures


def test_every_night_it_is_pushed_and_fetched_for_the_one_who_asked(server, connected, ready):
    night = datetime(2026, 3, 2, 17, 5, tzinfo=UTC)  # five past one in China
    assert work_at_night(night) is None
    form = {**SETTINGS, "url": server.url, "token": TOKEN, "nightly": "on"}
    assert connected.post("/erpnext/settings/", form).status_code == 302
    assert "checked" in connected.text("/erpnext/settings/")
    run = work_at_night(night)
    assert (run.error, run.by.get_username()) == ("", Connection.objects.get().nightly_by.get_username())
    assert SyncRecord.objects.filter(doctype="Sales Invoice", state="sent").count() == 2
    assert work_at_night(night + timedelta(hours=3)) is None
    assert work_at_night(night + timedelta(hours=24)) is not None


def test_what_stopped_the_push_at_night_does_not_keep_payments_away(server, connected, monkeypatch):
    connected.post("/erpnext/settings/", {**SETTINGS, "url": server.url, "token": TOKEN, "nightly": "on"})
    monkeypatch.setattr(nights, "perform_push", lambda run: PushRun.objects.filter(pk=run).update(error="stopped"))
    pulled = []
    monkeypatch.setattr(nights, "pull", lambda **given: pulled.append(given["by"]))
    run = work_at_night(datetime(2026, 3, 2, 17, 5, tzinfo=UTC))
    assert (run.error, pulled) == ("stopped", [run.by])


def test_another_company_in_the_settings_is_asked_about_on_the_page(server, connected, pushed):
    pushed()
    connected.post("/erpnext/settings/", {**SETTINGS, "url": server.url, "company": "Trial"})
    assert "Nothing is sent until you say" in connected.text("/erpnext/")
    connected.post("/erpnext/company/", {"is": "renamed"})
    assert "Nothing is sent until you say" not in connected.text("/erpnext/")


def test_a_document_links_to_erpnext_and_what_was_cancelled_there_can_be_sent_again(server, connected, pushed):
    pushed()
    record = SyncRecord.objects.filter(doctype="Sales Invoice").first()
    address = f"/erpnext/documents/{record.pk}/"
    assert f"{server.url}/app/sales-invoice/{record.remote_name}" in connected.text(address)
    server.store.cancel("Sales Invoice", record.remote_name)
    connected.post(f"{address}retry/")
    pushed()
    assert SyncRecord.objects.get(pk=record.pk).remote_id.endswith(":v2")
