"""A company that already lives in ERPNext begins here: its balances, debts, suppliers, items and customers."""

from datetime import date

import pytest

from invoices.modules.erpnext.domain.beginnings import BroughtBalance, OpenInvoice, account_for, debts_of
from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, SUPPLIER
from invoices.modules.erpnext.models import ItemMapping, SyncRecord
from invoices.modules.erpnext.reports.beginning import suppliers_of, workbook_of
from invoices.modules.erpnext.services.start import adopt_customers, begin_from
from invoices.modules.opening.models import Opening
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.importing import import_files
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.providers.models import Provider
from tests.invoices import june
from tests.invoices.june import LIVED_IN, NOW, VACANT
from tests.services.erpnext.server import TOKEN
from tests.services.erpnext.site import A_SERVICE
from tests.visitors import visitor

DAY = date(2022, 6, 30)


def test_what_a_customer_owes_comes_to_what_the_ledger_says():
    invoice = OpenInvoice("A", "c", DAY, DAY, Yuan(100))
    assert debts_of("c", Yuan(100), [invoice], DAY) == ([invoice], ZERO)
    assert debts_of("c", Yuan(70), [invoice], DAY) == ([invoice], Yuan(30))
    assert debts_of("c", Yuan(-5), [], DAY) == ([], Yuan(5))
    rows, ahead = debts_of("c", Yuan(130), [invoice], DAY)
    assert ([one.left for one in rows], ahead) == ([Yuan(100), Yuan(30)], ZERO)


def test_a_number_of_theirs_is_a_code_of_ours_with_and_without_dots():
    assert account_for("101201", {"1012.01": "", "1002": ""}) == "1012.01"
    assert account_for("999", {"1002": ""}) == ""


@pytest.fixture
def living(server, accountant, reviewer, prepare):
    """June is registered here; there, two customers owe, one paid ahead, and a gardener is owed."""
    june.registered()
    store = server.store
    prepare()
    store.insert({"doctype": "Supplier Group", "supplier_group_name": "园林", "parent_supplier_group": "All"})
    store.insert({"doctype": SUPPLIER, "supplier_name": "绿地公司", "supplier_group": "园林"})
    for name in (f"{LIVED_IN} 李小华", "张三", "谁也不是"):
        store.insert({"doctype": CUSTOMER, "customer_name": name, "customer_group": "物业住户"})
    for name, amount in ((f"{LIVED_IN} 李小华", 120.5), ("谁也不是", 80)):
        place = {"customer": name, "company": "Property", "set_posting_time": 1, "posting_date": "2022-05-31"}
        place["disable_rounded_total"] = 1
        items = [{"item_code": "PO-service_fee", "qty": 1, "rate": amount}]
        store.insert({"doctype": INVOICE, "items": items, "docstatus": 1, **place})
    rows = [
        {"account": "银行存款 - PO", "debit_in_account_currency": 30},
        {"account": "Debtors - PO", "party_type": CUSTOMER, "party": "张三", "credit_in_account_currency": 30},
        {"account": "Round Off - PO", "debit_in_account_currency": 44, "cost_center": "Main - PO"},
        {"account": "Creditors - PO", "party_type": SUPPLIER, "party": "绿地公司", "credit_in_account_currency": 44},
    ]
    day = {"posting_date": "2022-06-10", "company": "Property", "docstatus": 1}
    store.insert({"doctype": JOURNAL, "accounts": rows, **day})
    return store


@pytest.fixture
def found(living, access, gateway, manager):
    return begin_from(access=access, gateway=gateway, by=manager, day=DAY)


def test_all_of_it_is_found_and_balances(found):
    assert sum((one.amount for one in found.balances), ZERO) == ZERO
    by_code = {(one.code, one.about): one.amount for one in found.balances}
    assert by_code == {
        ("1002", ""): Yuan(30_00),
        ("1122", ""): Yuan(170_50),
        ("2202", "绿地公司"): Yuan(-44_00),
        ("3104", ""): Yuan(-156_50),
    }
    owed = [(one.estate, one.unit, one.payer, one.amount) for one in found.arrears]
    assert owed == [("牡丹花园", LIVED_IN, "李小华", Yuan(120_50)), ("", "谁也不是", "谁也不是", Yuan(80_00))]
    assert [(one.unit, one.amount) for one in found.prepaid] == [(VACANT, Yuan(30_00))]
    assert found.suppliers == ["绿地公司"]
    assert not found.strange


def test_the_workbooks_are_imported_and_wait_for_a_second_person(found, accountant, manager, tmp_path):
    found.arrears = [one for one in found.arrears if one.estate]
    found.balances = [
        *(one for one in found.balances if one.code not in ("1122", "3104")),
        BroughtBalance("1122", "", "", Yuan(90_50)), BroughtBalance("3104", "", "", Yuan(-76_50)),
    ]  # fmt: skip
    for name, made, by in (("期初.xlsx", workbook_of, accountant), ("服务商.xlsx", suppliers_of, manager)):
        (tmp_path / name).write_bytes(made(found))
        report = import_files(paths=[tmp_path / name], by=by, as_of=DAY)
        assert not [str(one.says) for file in report.files for one in file.all_problems()]
    waiting = {(one.kind, one.state) for one in Opening.objects.all()}
    assert waiting == {("accounts", "waiting"), ("arrears", "waiting"), ("prepayments", "waiting")}
    assert [(one.name, one.standing) for one in Provider.objects.all()] == [("绿地公司", "candidate")]


def test_customers_of_theirs_become_ours_and_get_no_second_one(living, found, access, gateway, manager):
    assert adopt_customers(found=found, gateway=gateway, by=manager, now=NOW) == 2
    again = begin_from(access=access, gateway=gateway, by=manager, day=DAY)
    assert adopt_customers(found=again, gateway=gateway, by=manager, now=NOW) == 0
    assert SyncRecord.objects.filter(doctype=CUSTOMER, state="sent").count() == 2
    assert sum(bool(one.get("custom_source_id")) for one in living.of(CUSTOMER).values()) == 2


def test_an_item_of_that_name_is_taken_and_none_is_made_beside_it(server, prepare, issued_june):
    fee = FeeItem.objects.exclude(income_account="").first()
    server.store.insert({"doctype": "Item", **A_SERVICE, "item_code": "WUYE", "item_name": fee.name})
    prepare()
    assert ItemMapping.objects.get(fee_item=fee).item == "WUYE"
    assert f"PO-{fee.code}" not in server.store.of("Item")


@pytest.fixture
def page(server, living):
    """The page as a role sees it; the connection is entered."""
    places = {"company": "Property", "customer_group": "物业住户", "territory": "China"}
    form = {**places, "tax_rate": "0", "requests_per_minute": "60000", "url": server.url, "token": TOKEN}
    office = visitor("manager")
    assert office.post("/erpnext/settings/", form).status_code == 302
    return lambda role: office if role == "manager" else visitor(role)


def asked(office, what="look"):
    return office.post("/erpnext/start/", {"on": str(DAY), "what": what})


def test_the_page_shows_what_would_come_and_stores_nothing(page):
    shown = asked(page("accountant")).content.decode()
    assert "绿地公司" in shown
    assert "Customers who are nobody here for certain</h2>" in shown.replace(" (1)", "")
    assert "2 of 3 customers there are payers here; 2 of them do not carry our id yet." in shown
    assert "Write our ids on them" not in shown  # that is the manager's
    assert ("Preview the import of balances" in shown, "Preview the import of suppliers" in shown) == (True, False)
    assert not Opening.objects.exists()
    assert page("reviewer").get("/erpnext/start/").status_code == 403
    assert page("accountant").post("/erpnext/start/", {"on": "gestern"}).status_code == 422


def test_from_the_page_it_goes_to_the_preview_of_the_import(page):
    accountant = page("accountant")
    handed = asked(accountant, "import:balances")
    preview = accountant.text(handed.headers["Location"])
    assert "期初科目余额" in preview
    assert not Opening.objects.exists()
    saved = asked(accountant, "file:suppliers")
    assert "2022-06-30.xlsx" in saved.headers["Content-Disposition"]


def test_on_the_page_an_item_of_another_name_is_said_to_be_a_fee_item(page, living, prepare):
    fee = FeeItem.objects.exclude(income_account="").first()
    living.insert({"doctype": "Item", **A_SERVICE, "item_code": "WYF", "item_name": "物业管理费"})
    assert f"item{fee.pk}" in asked(page("accountant")).content.decode()
    said = {f"item{fee.pk}": "WYF", "item999": "WYF"}
    assert page("accountant").post("/erpnext/start/items/", said).status_code == 403
    assert page("manager").post("/erpnext/start/items/", said).status_code == 302
    assert page("manager").post("/erpnext/start/items/", {f"item{fee.pk}": "gone"}).status_code == 302
    prepare()
    assert ItemMapping.objects.get(fee_item=fee).item == "WYF"
    assert living.of("Item")["WYF"]["custom_source_id"] == f"po:item:{fee.code}"


def test_on_the_page_the_customers_become_ours(page, living):
    assert page("accountant").post("/erpnext/start/adopt/", {"on": str(DAY)}).status_code == 403
    office = page("manager")
    assert office.post("/erpnext/start/adopt/", {"on": str(DAY)}).status_code == 302
    assert sum(bool(one.get("custom_source_id")) for one in living.of(CUSTOMER).values()) == 2
    assert "Write our ids on them" not in asked(office).content.decode()
