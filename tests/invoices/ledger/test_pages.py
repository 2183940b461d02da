"""The ledger on screen, in Excel and on paper; and the chart of accounts."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from invoices.modules.ledger.models import LedgerAccount
from invoices.modules.ledger.public import post
from property_ops.framework.models import AuditEvent
from property_ops.modules.estates.testing import EstateFactory
from tests.invoices.ledger.test_services import bill, receipt
from tests.pages import queries_of, sheet_of
from tests.visitors import ROLES, visitor

DAYS = "first=2022-01-01&last=2022-12-31"
SEE_LEDGER = ("accountant", "reviewer", "manager", "auditor")


@pytest.fixture
def posted(shipped):
    """Two bills of one home, of which one is paid in part."""
    EstateFactory(code="BC01", name="牡丹花园")
    post([bill(1, 100_00), receipt(1, 30_00), bill(2, 50_00)])


@pytest.mark.parametrize("role", ROLES)
def test_who_works_with_the_accounts_sees_them(posted, role):
    for path in ("trial-balance/", "accounts/1122/", "journal/", "journal/1/", "chart/"):
        answer = visitor(role).get(f"/ledger/{path}")
        assert answer.status_code == (200 if role in SEE_LEDGER else 403)


def test_the_trial_balance_adds_up_and_leads_to_the_accounts(posted):
    page = visitor().text(f"/ledger/trial-balance/?{DAYS}")
    assert page.count(">150.00<") == 7  # charged, earned and at the end, in accounts, headings and totals
    assert "/ledger/accounts/5001.01/?first=2022-01-01" in page
    assert "Nothing was posted" in visitor().text("/ledger/trial-balance/?first=2021-01-01&last=2021-12-31")


def test_days_that_are_none_or_the_wrong_way_round_are_refused(posted):
    person = visitor()
    for days in ("first=x&last=2022-01-01", "first=2022-02-01&last=2022-01-01"):
        assert person.get(f"/ledger/trial-balance/?{days}").status_code == 422


def test_the_trial_balance_as_excel_and_on_paper(posted):
    person = visitor()
    rows = sheet_of(person.get(f"/ledger/trial-balance/?{DAYS}&export=xlsx"))
    assert rows[0][:3] == ("Account code", "Account", "Opening debit")
    assert rows[2] == ("1122", "应收账款", None, None, 150, 30, 120, None)
    paper = PdfReader(BytesIO(person.get(f"/ledger/trial-balance/?{DAYS}&export=pdf").content))
    assert "5001.01" in paper.pages[0].extract_text()


def test_the_ledger_of_an_account_by_month_by_entry_in_excel_and_on_paper(posted):
    person = visitor()
    assert "2022-07" in person.text(f"/ledger/accounts/1122/?{DAYS}")
    page = person.text(f"/ledger/accounts/1122/?{DAYS}&view=entries")
    assert "bill 1" in page
    assert "/ledger/journal/2/" in page
    rows = sheet_of(person.get(f"/ledger/accounts/1122/?{DAYS}&export=xlsx"))
    assert [row[7:] for row in rows[1:]] == [(None, None, 0), (100, None, 100), (None, 30, 70), (50, None, 120)]
    paper = PdfReader(BytesIO(person.get(f"/ledger/accounts/1122/?{DAYS}&export=pdf").content))
    assert "bill 2" in paper.pages[0].extract_text()
    assert person.get("/ledger/accounts/9999/").status_code == 404


def test_more_entries_take_no_more_queries(posted):
    person = visitor()
    few = queries_of(person, f"/ledger/accounts/1122/?{DAYS}&view=entries")
    post([bill(number, 1) for number in range(3, 30)])
    assert queries_of(person, f"/ledger/accounts/1122/?{DAYS}&view=entries") == few


def test_the_journal_is_searched_by_document_account_and_number(posted):
    person = visitor()
    for text, found in (("bill/2", [3]), ("BC01-1-1-101", [1, 2, 3]), ("2", [2, 3]), ("nothing", [])):
        rows = sheet_of(person.get(f"/ledger/journal/?q={text}&export=xlsx"))
        assert list(dict.fromkeys(row[1] for row in rows[1:])) == found
    account = LedgerAccount.objects.get(code="1002")
    rows = sheet_of(person.get(f"/ledger/journal/?account={account.pk}&export=xlsx"))
    assert {row[1] for row in rows[1:]} == {2}
    assert [row[4] for row in rows[1:]] == ["1002", "1122"], "every leg has its account"
    assert [row[8:] for row in rows[1:]] == [(30, None), (None, 30)]
    assert person.get("/ledger/journal/99/").status_code == 404


def test_an_entry_shows_its_legs_and_its_place_in_the_chain(posted):
    page = visitor().text("/ledger/journal/1/")
    for words in ("应收账款", "牡丹花园", "BC01-1-1-101", "100.00", "0" * 64):
        assert words in page


def test_an_export_is_downloaded_and_recorded(posted):
    person = visitor("auditor")
    assert "verify_ledger.py" in person.text("/ledger/export/")
    file = b"".join(person.post("/ledger/export/").streaming_content)
    assert file.count(b"\n") == 5
    assert AuditEvent.objects.filter(action="ledger.exported", user=person.user).count() == 1
    assert visitor("reviewer").post("/ledger/export/").status_code == 403


def test_accounts_are_added_below_those_that_are_there(shipped):
    person = visitor("accountant")
    form = {"code": "5051.01", "name": "其他业务收入-广告", "kind": "income"}
    assert person.post("/ledger/chart/new/", form).status_code == 302
    assert "5051.01" in person.text("/ledger/chart/?q=5051")
    for code in ("5051.01", "505", "50511", "9999.01", "5051-02"):
        assert person.post("/ledger/chart/new/", form | {"code": code}).status_code == 422
    assert visitor("auditor").post("/ledger/chart/new/", form | {"code": "5051.03"}).status_code == 403
    assert AuditEvent.objects.filter(action="ledger.account_added").count() == 1


def test_a_used_account_can_only_be_renamed(posted):
    person = visitor("manager")
    form = {"code": "1122", "name": "应收物业费", "kind": "asset"}
    assert person.post("/ledger/chart/1122/", form).status_code == 302
    assert person.post("/ledger/chart/1122/", form | {"code": "1129"}).status_code == 422
    assert person.post("/ledger/chart/1122/", form | {"kind": "income"}).status_code == 422
    assert person.post("/ledger/chart/new/", form | {"code": "1122.01"}).status_code == 422
    person.post("/ledger/chart/1122/remove/")
    assert LedgerAccount.objects.get(code="1122").name == "应收物业费"


def test_an_account_nobody_used_may_be_changed_and_removed(shipped):
    person = visitor("manager")
    form = {"code": "1124", "name": "预付", "kind": "asset"}
    assert person.post("/ledger/chart/1123/", form).status_code == 302
    person.post("/ledger/chart/1124/remove/")
    assert not LedgerAccount.objects.filter(code__in=("1123", "1124")).exists()
    person.post("/ledger/chart/5001/remove/")
    assert LedgerAccount.objects.filter(code="5001").exists()
