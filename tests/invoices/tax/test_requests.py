"""The VAT of issued bills, and invoice requests in the platform's template: kept, and never twice unless asked."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from invoices.modules.credit_notes.public import Credit, CreditNote, prepare_credit_note
from invoices.modules.credit_notes.services import approve_credit_note
from invoices.modules.tax.domain import template
from invoices.modules.tax.domain.buyers import Whom
from invoices.modules.tax.domain.errors import NothingToExport
from invoices.modules.tax.models import InvoiceLine, InvoiceRequest
from invoices.modules.tax.reports.workbook import Wanted, workbook
from invoices.modules.tax.selectors import vat_of
from invoices.modules.tax.selectors.requests import bills_waiting
from invoices.modules.tax.services import enter_tax_number, export_requests, wish_invoice
from invoices.modules.tax.verifiers import verify
from property_ops.framework.models import AuditEvent
from property_ops.kernel.errors import NotAllowed
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from tests.invoices.july import pay
from tests.invoices.june import JUNE, LIVED_IN, TODAY, VACANT, bill_of
from tests.invoices.tax.exporting import NOW, NUMBER, sheets
from tests.pages import sheet_of
from tests.visitors import visitor

JULY = Month(2022, 7)


@pytest.fixture
def june(issued_june, accountant):
    """Two bills of June: 14.38 + 16.44 + 40.00 + 440.67, and 11.64 + 13.30 + 509.33."""
    return accountant


def credited(by, approved_by, fen=40_00):
    """The parking line of the first bill is credited."""
    bill = bill_of(LIVED_IN)
    line = bill.lines.get(item_code="parking_fee")
    note = prepare_credit_note(bill=bill, credits=[Credit(line.pk, Yuan(fen))], reason="车位占用", by=by, now=NOW)
    approve_credit_note(note_id=note.pk, by=approved_by, now=NOW, today=TODAY)
    return CreditNote.objects.get(pk=note.pk)


def said(rows):
    return [
        (row.item_code, str(row.rate.normalize()), row.lines, row.credits, row.split.gross.fen, row.split.tax.fen)
        for row in rows
    ]


def test_the_vat_of_a_month_by_fee_item_and_rate_is_the_sum_of_its_lines(june):
    assert said(vat_of(JULY.period)) == [
        ("parking_fee", "0.09", 1, 0, 40_00, 3_30),
        ("service_fee", "0.06", 4, 0, 55_76, 81 + 93 + 66 + 75),
        ("works_share", "0.09", 2, 0, 950_00, 36_39 + 42_05),
    ]
    assert vat_of(JUNE.period) == []  # issued in July
    assert vat_of(JULY.period, estates=["BC09"]) == []


def test_a_credit_note_takes_its_tax_back(june, reviewer):
    credited(june, reviewer)
    (parking, *_others) = said(vat_of(JULY.period))
    assert parking == ("parking_fee", "0.09", 1, 1, 0, 0)


def test_partial_credit_notes_take_together_the_tax_of_the_line_to_the_fen(june, reviewer):
    """40.00 at 9 %: 3.30 of tax. Three times 0.05 would each have none, and the rest 3.29."""
    export_requests(month=JUNE, by=june, now=NOW)
    for fen in (5, 5, 5, 39_85):
        credited(june, reviewer, fen)
    (parking, *_others) = said(vat_of(JULY.period))
    assert parking == ("parking_fee", "0.09", 1, 4, 0, 0)
    export_requests(month=JUNE, by=june, now=NOW)
    red = InvoiceLine.objects.filter(request__credit_note__isnull=False)
    assert sum(line.tax.fen for line in red) == -3_30
    assert sum(line.gross.fen for line in red) == -40_00
    assert not any(one.differences for one in verify())


def test_the_template_has_its_two_sheets_with_text_from_the_fourth_row_on(june):
    (batch,) = export_requests(month=JUNE, by=june, now=NOW)
    found = sheets(batch)
    assert list(found) == ["1-发票基本信息", "2-发票明细信息"]
    first = found["1-发票基本信息"][0]
    assert {name: value for name, value in first.items() if value} == {
        "发票流水号": "ZD2022-BC01-000001", "发票类型": "普通发票", "是否含税": "是", "受票方自然人标识": "是",
        "购买方名称": "李小华", "备注": f"牡丹花园 {LIVED_IN} 2022-06 账单 ZD2022-BC01-000001",
    }  # fmt: skip
    lines = [row for row in found["2-发票明细信息"] if row["发票流水号"] == "ZD2022-BC01-000001"]
    assert [(row["项目名称"], row["商品和服务税收编码"], row["金额"], row["税率"]) for row in lines] == [
        ("*企业管理服务*物业服务费", "3040801010000000000", "14.38", "0.06"),
        ("*企业管理服务*物业服务费", "3040801010000000000", "16.44", "0.06"),
        ("*经营租赁*停车服务费", "3040502020200000000", "40.00", "0.09"),
        ("*建筑服务*工程分摊", "3050300000000000000", "440.67", "0.09"),
    ]
    assert len(template.BASIC.columns) == 39
    assert workbook(batch, Wanted.INVOICES) == workbook(batch, Wanted.INVOICES)


def test_a_bill_is_exported_once_unless_asked(june):
    export_requests(month=JUNE, by=june, now=NOW)
    with pytest.raises(NothingToExport):
        export_requests(month=JUNE, by=june, now=NOW)
    (again,) = export_requests(month=JUNE, by=june, now=NOW, again=True)
    assert again.again
    assert InvoiceRequest.objects.count() == 4
    request = InvoiceRequest.objects.filter(again=False).first()
    request.pk = None
    request.batch = again
    request.serial = "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save()
    assert AuditEvent.objects.filter(action="tax.requests_exported", user=june).count() == 2


def test_what_was_exported_stays_as_it_was(june):
    export_requests(month=JUNE, by=june, now=NOW)
    for change in (
        lambda: InvoiceRequest.objects.update(tax=Yuan(1)),
        lambda: InvoiceLine.objects.update(rate=Decimal(0)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert not any(check.differences for check in verify())


def test_net_and_tax_of_a_request_are_the_bill(june):
    export_requests(month=JUNE, by=june, now=NOW)
    request = InvoiceRequest.objects.get(serial=bill_of(LIVED_IN).number)
    assert (request.gross, request.net + request.tax) == (Yuan(511_49), Yuan(511_49))
    assert request.tax == Yuan(81 + 93 + 3_30 + 36_39)


def test_a_red_request_names_the_original_bill(june, reviewer):
    note = credited(june, reviewer)
    batches = export_requests(month=JUNE, by=june, now=NOW)
    assert [batch.requests.count() for batch in batches] == [2, 1]
    (row,) = sheets(batches[1], Wanted.RED)["红字申请"]
    assert (row["红字单编号"], row["原账单编号（原发票流水号）"]) == (note.number, "ZD2022-BC01-000001")
    assert (row["冲红金额（含税）"], row["冲红金额（不含税）"], row["冲红税额"]) == ("-40.00", "-36.70", "-3.30")
    assert row["冲红原因"] == "车位占用"
    with pytest.raises(NothingToExport):
        export_requests(month=JUNE, by=june, now=NOW)


def test_only_who_may_exports(june, reviewer):
    with pytest.raises(NotAllowed):
        export_requests(month=JUNE, by=reviewer, now=NOW)
    assert InvoiceRequest.objects.count() == 0


def test_on_screen_the_vat_is_shown_and_exported(june):
    person = visitor("accountant")
    page = person.text("/tax/?first=2022-07-01&last=2022-07-31")
    assert "1,045.76" in page
    rows = sheet_of(person.get("/tax/?first=2022-07-01&last=2022-07-31&export=xlsx"))
    assert rows[1][3:] == (0.09, 1, 0, 40, 36.7, 3.3)
    assert "2 bills" in person.text("/tax/requests/")
    person.post("/tax/requests/export/", {"month": "2022-06"})
    batch = InvoiceRequest.objects.first().batch
    assert person.get(f"/tax/requests/{batch.pk}/invoices.xlsx").content[:2] == b"PK"
    assert person.get(f"/tax/requests/{batch.pk}/other.xlsx").status_code == 404
    assert visitor("auditor").get(f"/tax/requests/{batch.pk}/invoices.xlsx").status_code == 403
    assert "Every issued bill has been exported" in person.text("/tax/requests/")


def test_the_command_shows_the_vat_and_writes_the_files(june, tmp_path, capsys):
    call_command("tax", "month", "2022-07")
    assert "停车服务费" in capsys.readouterr().out
    call_command("tax", "export", "2022-06", out=tmp_path / "out")
    (path,) = (tmp_path / "out").iterdir()
    assert path.name.startswith("批量开票-2022-06-")


def test_a_vacant_home_is_asked_for_as_any_other(june):
    export_requests(month=JUNE, by=june, now=NOW)
    assert InvoiceRequest.objects.get(serial=bill_of(VACANT).number).buyer == "张三"
    assert InvoiceRequest.objects.get(serial=bill_of(VACANT).number).day == date(2022, 7, 5)


# --- who asked, who paid, and in whose name ---------------------------------------------------------------------------


def test_invoices_are_asked_for_of_those_who_want_one_or_paid_and_nobody_else_is_named(june):
    """The other bill stays where it is: nothing of it goes to the tax platform."""
    wish_invoice(bill=bill_of(LIVED_IN), by=june, now=NOW)
    wish_invoice(bill=bill_of(LIVED_IN), by=june, now=NOW)
    (batch,) = export_requests(month=JUNE, by=june, now=NOW, whom=Whom.ASKED)
    assert [one.bill.unit_code for one in batch.requests.all()] == [LIVED_IN]
    with pytest.raises(NothingToExport):
        export_requests(month=JUNE, by=june, now=NOW, whom=Whom.PAID)
    vacant = bill_of(VACANT)
    pay(vacant, vacant.total, by=june, on=TODAY)
    (batch,) = export_requests(month=JUNE, by=june, now=NOW, whom=Whom.PAID)
    assert [one.bill.unit_code for one in batch.requests.all()] == [VACANT]


def test_a_payer_with_a_tax_number_gets_an_invoice_of_every_bill_until_it_is_taken_away(june):
    payer = bill_of(LIVED_IN).payer
    enter_tax_number(tenure=payer, number=NUMBER, by=june, now=NOW)
    assert [one.unit_code for one in bills_waiting(whom=Whom.ASKED)] == [LIVED_IN]
    enter_tax_number(tenure=payer, number="", by=june, now=NOW)
    assert not bills_waiting(whom=Whom.ASKED).exists()
    assert visitor("auditor").post(f"/bills/{bill_of(LIVED_IN).pk}/invoice/", {}).status_code == 403


def test_the_page_of_a_bill_says_whether_an_invoice_is_asked_for(june):
    bill, client = bill_of(LIVED_IN), visitor("accountant")
    assert "not asked for" in client.text(f"/bills/{bill.pk}/")
    client.post(f"/bills/{bill.pk}/invoice/", {})
    assert "asked for, not exported yet" in client.text(f"/bills/{bill.pk}/")
    client.post("/tax/requests/export/", {"month": "2022-06", "whom": "asked"})
    assert InvoiceRequest.objects.count() == 1
    assert "exported at" in client.text(f"/bills/{bill.pk}/")
