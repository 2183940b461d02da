"""The VAT of a month goes to 2221, by estate: income is net, and each bill is still its entry (docs/adr/0078)."""

from datetime import date

import pytest

from invoices.modules.books.public import statements_of
from invoices.modules.breakeven.public import result_of
from invoices.modules.ledger.public import close_month, trial_balance
from invoices.modules.tax.domain.errors import MonthRuns, NoVatToPost
from invoices.modules.tax.models import InvoiceRequest, Taxpayer
from invoices.modules.tax.selectors import unposted_vat, vat_of
from invoices.modules.tax.services import export_requests, post_vat
from invoices.modules.tax.verifiers import verify
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from tests.invoices.june import JUNE, NOW
from tests.invoices.tax.test_requests import credited
from tests.visitors import visitor

JULY, AFTER = Month(2022, 7), date(2022, 8, 2)
TAX = 3_30 + (81 + 93 + 66 + 75) + (36_39 + 42_05)
pytestmark = pytest.mark.django_db


@pytest.fixture
def june(issued_june, accountant):
    return accountant


def standing(account):
    return {code: debit - credit for code, _name, debit, credit in trial_balance()}.get(account, Yuan(0))


def faults():
    return [one.says % one.facts for check in verify() for one in check.differences]


def test_it_is_owed_and_income_is_net_and_ties_to_what_the_platform_is_asked_for(june):
    before = result_of("BC01", JUNE.period).income
    export_requests(month=JUNE, by=june, now=NOW)
    assert post_vat(month=JULY, by=june, today=AFTER) == Yuan(TAX)
    assert (standing("2221.01"), standing("5001.90")) == (Yuan(-TAX), Yuan(TAX))
    assert sum(request.tax.fen for request in InvoiceRequest.objects.all()) == TAX
    gross = sum(row.split.gross.fen for row in vat_of(JULY.period))
    found = statements_of(JULY)
    (income,) = [row.first for row in found.income if row.line.number == 1]
    assert income == Yuan(gross - TAX)
    assert found.agree
    assert (standing("5001.01"), standing("5001.03")) == (Yuan(-55_76), Yuan(-950_00))  # as the bills have it
    # What residents pay for VAT pays for no service: the result of the month billed has it as a line of its own.
    assert result_of("BC01", JUNE.period).income == before - Yuan(TAX)
    assert result_of("BC01", JULY.period).parts == []


def test_it_is_posted_once_and_then_only_what_came_since(june, reviewer, manager):
    post_vat(month=JULY, by=june, today=AFTER)
    with pytest.raises(NoVatToPost):
        post_vat(month=JULY, by=june, today=AFTER)
    credited(june, reviewer)  # the parking line, still in July
    assert post_vat(month=JULY, by=june, today=AFTER) == Yuan(-3_30)
    assert standing("2221.01") == Yuan(-(TAX - 3_30))
    close_month(month=JULY, by=manager, at=NOW)
    assert (unposted_vat(JULY), faults()) == ({}, [])


def test_who_may_and_when(june, reviewer):
    with pytest.raises(NotAllowed):
        post_vat(month=JULY, by=reviewer, today=AFTER)
    with pytest.raises(MonthRuns):
        post_vat(month=JULY, by=june, today=date(2022, 7, 31))
    with pytest.raises(NoVatToPost):
        post_vat(month=JUNE, by=june, today=AFTER)
    assert standing("2221.01") == Yuan(0)


def test_a_closed_month_gets_it_today_under_its_own_name(june, manager):
    close_month(month=JULY, by=manager, at=NOW)
    post_vat(month=JULY, by=june, today=AFTER)
    assert unposted_vat(JULY) == {}
    assert standing("2221.01") == Yuan(-TAX)


def test_a_small_scale_taxpayer_owes_by_its_own_rate_on_an_account_of_its_own(june):
    Taxpayer.objects.update(kind="small")  # from April 2022 on exempt, but for the lease of a parking space
    post_vat(month=JULY, by=june, today=AFTER)
    assert (standing("2221.10"), standing("2221.01")) == (Yuan(-1_90), Yuan(0))


def test_the_page_says_what_is_left_and_posts_it(june):
    client = visitor("accountant")
    page = client.get("/tax/?first=2022-07-01&last=2022-07-31").content.decode()
    assert "/tax/2022-07/post/" in page
    assert client.post("/tax/2022-07/post/").status_code == 302
    assert standing("2221.01") == Yuan(-TAX)
    page = client.get("/tax/?first=2022-07-01&last=2022-07-31").content.decode()
    assert "/tax/2022-07/post/" not in page
    assert str(Yuan(TAX)) in page
