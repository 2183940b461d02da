"""The demonstration shows documents on their way to an ERPNext that is not there."""

import pytest

from invoices.modules.erpnext.domain.documents import INVOICE
from invoices.modules.erpnext.models import Connection, KnownDocument, PushRun, SyncRecord
from invoices.modules.erpnext.services import demonstrating
from invoices.modules.erpnext.services.push import push
from tests.visitors import visitor


@pytest.fixture
def shown(issued_june, monkeypatch, accountant):
    monkeypatch.setattr(demonstrating, "SENT", ())
    monkeypatch.setattr(demonstrating, "WAITING", demonstrating.date(2022, 6, 1))
    monkeypatch.setattr(demonstrating, "user_named", lambda name: accountant)
    for _again in range(2):
        demonstrating.show_the_other_office(print)


def test_what_was_refused_says_why_and_what_is_foreign_waits_for_a_second_person(shown):
    states = list(SyncRecord.objects.filter(doctype=INVOICE).order_by("pk").values_list("state", "error_kind"))
    assert states == [("failed", "ClosedAccountingPeriod"), ("waiting", "")]
    assert (KnownDocument.objects.get().state, PushRun.objects.count()) == ("waiting", 1)
    assert Connection.objects.get().nightly_by is None
    office = visitor("manager")
    assert "The period is closed in ERPNext" in office.text("/erpnext/")
    assert "ACC-JV-2022-00031" in office.text("/erpnext/check/")
    assert "装修押金" in office.text("/erpnext/known/")


def test_a_real_company_is_entered_as_if_nothing_had_been(shown, server, access, gateway, accountant, prepare):
    prepare()
    push(access=access, gateway=gateway, by=accountant, sleep=lambda seconds: None)
    assert len(server.store.of(INVOICE)) == 2
    assert "demo22" not in str(server.store.of(INVOICE))
