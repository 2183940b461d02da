"""The four-way tie-out, and what “test connection” finds, against a server over real HTTP."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.models import Connection
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.readiness import readiness
from property_ops.kernel.money import Yuan
from property_ops.modules.confirmations.public import Confirmation
from tests.invoices.june import JUNE, TODAY

TOTAL = Yuan(1045_76)


@pytest.fixture
def tied(access, gateway, accountant, pushed):
    pushed()
    return lambda: tie_out(access=access, gateway=gateway, by=accountant, today=TODAY)


@pytest.fixture
def looked_at(access, gateway, accountant, ready):
    return lambda: readiness(access=access, gateway=gateway, by=accountant, today=TODAY)


def test_accepted_charged_billed_and_booked_are_one_sum(tied):
    found = tied()
    (row,) = found.rows
    assert (row.estate, row.month) == ("BC01", JUNE.start)
    assert [amount for _name, amount in row.steps] == [TOTAL] * 5
    assert found.ties


def test_an_invoice_cancelled_over_there_is_named(server, tied):
    invoice = next(iter(server.store.of("Sales Invoice").values()))
    server.store.cancel("Sales Invoice", invoice["name"])
    found = tied()
    assert [one.says for one in found.mismatches] == ["was cancelled in ERPNext"]
    ((before, after, amount),) = found.rows[0].differences()
    assert (before, after) == ("billed", "invoices in ERPNext")
    assert amount == -Yuan(round(invoice["grand_total"] * 100))


def test_a_fen_in_the_ledger_over_there_is_found(server, tied):
    entry = next(one for one in server.store.of("GL Entry").values() if one["debit"])
    entry["debit"] = round(entry["debit"] + 0.01, 2)
    ((before, after, amount),) = tied().rows[0].differences()
    assert (before, after, amount) == ("invoices in ERPNext", "ERPNext's ledger", Yuan(1))


def test_a_confirmation_lowered_after_charging_no_longer_ties(tied):
    Confirmation.objects.filter(item__name="保洁").update(completion=Decimal("0.5"))
    ((before, after, _amount),) = tied().rows[0].differences()
    assert (before, after) == ("accepted", "charged")


def test_a_site_that_is_ready_is_well(looked_at):
    assert [one.what for one in looked_at() if not one.is_well] == []


@pytest.mark.parametrize(
    ("doctype", "name", "what"),
    [
        ("Custom Field", "Payment Entry-custom_source_id", "%(doctype)s has the unique field for our ids"),
        ("Fiscal Year", "2022", "Fiscal year %(year)s"),
        ("Account", "Debtors - PO", "Account “%(name)s”"),
        ("Item", "PO-service_fee", "%(doctype)s “%(name)s”"),
        ("Cost Center", "BC01 牡丹花园 - PO", "%(doctype)s “%(name)s”"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(server, looked_at, doctype, name, what):
    del server.store.of(doctype)[name]
    (finding,) = [one for one in looked_at() if not one.is_well]
    assert finding.what == what
    assert finding.mend


def test_a_server_that_is_not_there_is_told_in_one_finding(access, accountant):
    gateway = Gateway(url="http://127.0.0.1:9", token=access.token, sleep=lambda seconds: None)
    (finding,) = readiness(access=access, gateway=gateway, by=accountant, today=TODAY)
    assert (finding.is_well, finding.facts) == (False, {"detail": "no connection"})


def test_a_company_that_would_refuse_or_book_elsewhere_is_told(server, looked_at):
    Connection.objects.update(sends_purchases=True)
    server.store.change(
        "Company", "Property", stock_received_but_not_billed=None, book_advance_payments_in_separate_party_account=1
    )
    told = [one.what for one in looked_at() if not one.is_well]
    assert "Purchase invoices can be booked" in told
    assert "Payments without an invoice stand on the customer's own account" in told


def test_fiscal_years_are_looked_at_for_today_as_well(access, gateway, accountant, ready):
    found = readiness(access=access, gateway=gateway, by=accountant, today=date(2031, 5, 1))
    assert [one.facts for one in found if not one.is_well] == [{"year": 2031}]
