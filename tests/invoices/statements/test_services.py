"""Statements: what they say, word for word; the same bytes every time; links that expire and can be withdrawn."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillingAccount, BillingTerms, approve_bills, draft_bills, issue_bills
from invoices.modules.statements.domain.errors import CompanyUnknown
from invoices.modules.statements.models import Edition, Statement
from invoices.modules.statements.public import (
    NothingIssued,
    StatementDiffers,
    document_of,
    documents_of,
    statement_pdf,
    write_statements,
)
from invoices.modules.statements.reports.printer import SetStatement
from invoices.modules.statements.services import link_pdf, open_link, renew_link, revoke_link
from property_ops.framework.models import AuditEvent
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import LinkExpired, LinkNotFound, LinkRevoked, NotAllowed
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Company, Tenure
from tests.invoices.june import JUNE, LIVED_IN, NOW, TODAY, VACANT, bill_of, charged, drafted

NOT_EVEN_IN_UNICODE = "\U0003fffd"


@pytest.fixture
def estate(issued_june):
    return issued_june


@pytest.fixture
def token(estate):
    return document_of(bill_of(LIVED_IN)).url.rpartition("/")[2]


def shown(line):
    return line.item, line.service_period, line.quantity, line.unit_price, line.ratio, line.amount, line.note


def test_a_statement_says_what_the_bill_says(estate):
    doc = document_of(bill_of(LIVED_IN))
    assert (doc.month, doc.account, doc.estate, doc.unit) == ("2022年6月", LIVED_IN, "牡丹花园", "5号楼2单元301")
    assert (doc.payer, doc.number) == ("李小华", "ZD2022-BC01-000001")
    assert (doc.issued_on, doc.due_on) == (TODAY, TODAY + timedelta(days=30))
    assert (doc.brought_forward, doc.this_period, doc.paid, doc.due) == (ZERO, Yuan(511_49), ZERO, Yuan(511_49))
    assert doc.letterhead.company == "城市物业服务有限公司"
    assert doc.letterhead.contact == "人民路88号　电话 0530-5566778"
    assert doc.letterhead.ways_to_pay[-1] == "转账：建设银行，账号 3705"


def test_every_line_tells_how_its_amount_comes_about(estate):
    delivered = "服务完成比例 0.95（保洁 90%）；服务确认：导入"
    half = "本标准计费 15 天，本月 30 天"
    first, second, parking, work = document_of(bill_of(LIVED_IN)).lines
    assert shown(first) == (
        "物业服务费", "2022.06.01–06.15", "86.52 ㎡", "0.35", "15/30 × 0.95", Yuan(14_38), f"{half}；{delivered}",
    )  # fmt: skip
    assert shown(second) == (
        "物业服务费", "2022.06.16–06.30", "86.52 ㎡", "0.40", "15/30 × 0.95", Yuan(16_44), f"{half}；{delivered}",
    )  # fmt: skip
    assert shown(parking) == (
        "停车服务费", "2022.06.11–06.30", "1 个", "60.00", "20/30", Yuan(40_00),
        "车位 A017；租用计费 20 天，本月 30 天",
    )  # fmt: skip
    assert shown(work)[:2] == ("工程分摊", "2022.06.15")
    assert work.amount == Yuan(440_67)


def test_a_vacant_unit_sees_its_reduction(estate):
    first = document_of(bill_of(VACANT)).lines[0]
    assert (first.ratio, first.amount) == ("15/30 × 0.95 × 0.7", Yuan(11_64))
    assert first.note.endswith("空置按 0.7 计收")


def test_a_work_is_told_with_who_accepted_how_much_and_when(estate):
    assert document_of(bill_of(LIVED_IN)).lines[-1].evidence == (
        "工单 GD20220003　路面修补 · 3号楼前　验收 361 ㎡（完成 380 ㎡）",
        "验收 郑玉婷 导入 2022-06-15，总费用 1,000.00 元，按验收计 950.00 元，按建筑面积 86.52 / 186.52 ㎡ 分摊，"
        "本户 440.67 元",
    )


def test_a_draft_has_no_statement(accountant):
    drafted(accountant)
    with pytest.raises(NothingIssued):
        document_of(bill_of(LIVED_IN))
    assert not Statement.objects.exists()


def test_without_a_company_there_is_no_statement(estate):
    Company.objects.all().delete()
    with pytest.raises(CompanyUnknown):
        document_of(bill_of(LIVED_IN))


def test_an_account_can_ask_for_its_payer_to_be_masked(estate):
    BillingAccount.objects.filter(unit__code=VACANT).update(mask_payer=True)
    assert document_of(bill_of(VACANT)).payer == "张*"
    assert document_of(bill_of(LIVED_IN)).payer == "李小华"


def test_the_terms_can_mask_all_payers(estate):
    BillingTerms.objects.update(mask_payers=True)
    assert document_of(bill_of(LIVED_IN)).payer == "李*华"


def test_what_changes_later_does_not_change_a_statement(estate, accountant):
    before = statement_pdf(bill_id=bill_of(LIVED_IN).pk, by=accountant)
    Company.objects.update(name="改名物业有限公司", phone="1")
    BillingTerms.objects.update(mask_payers=True, ways_to_pay="只收现金", due_days=5)
    assert statement_pdf(bill_id=bill_of(LIVED_IN).pk, by=accountant) == before


def test_made_again_it_is_the_same_to_the_byte_and_its_proof_is_kept(estate, accountant, tmp_path):
    pdf = statement_pdf(bill_id=bill_of(LIVED_IN).pk, by=accountant)
    write_statements(month=JUNE, out=tmp_path, merged=False, by=accountant)
    assert (tmp_path / f"{LIVED_IN}.pdf").read_bytes() == pdf
    edition = Edition.objects.get(statement__bill__unit_code=LIVED_IN)
    assert (edition.sha256, edition.pages) == (hashlib.sha256(pdf).hexdigest(), 1)


def test_a_difference_is_an_error_and_nothing_is_replaced(estate, accountant, tmp_path, monkeypatch):
    write_statements(month=JUNE, out=tmp_path, merged=False, by=accountant)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(SetStatement, "pdf", lambda statement: b"%PDF other")
    with pytest.raises(StatementDiffers, match="ZD2022-BC01-000001"):
        write_statements(month=JUNE, out=tmp_path, merged=False, by=accountant)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert Edition.objects.count() == 2


def test_the_proof_cannot_be_changed(estate, accountant):
    statement_pdf(bill_id=bill_of(LIVED_IN).pk, by=accountant)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.all().delete()


def test_files_are_named_by_unit_and_estate(estate, accountant, tmp_path):
    result = write_statements(month=JUNE, out=tmp_path / "new" / "folder", merged=True, by=accountant)
    names = ["BC01-5-2-301.pdf", "BC01-5-2-302.pdf", "BC01.pdf"]
    assert sorted(path.name for path in Path(result.place).iterdir()) == names
    assert (result.files, result.pages, result.merged) == (2, 2, ["BC01.pdf"])
    event = AuditEvent.objects.get(action="statements.write")
    assert (event.user, event.subject, event.detail["statements"]) == (accountant, "2022-06", 2)


def test_progress_is_told_until_all_are_written(estate, accountant, tmp_path):
    told = []
    write_statements(month=JUNE, out=tmp_path, merged=False, by=accountant, progress=lambda *now: told.append(now))
    assert (told[0], told[-1]) == ((0, 2, "牡丹花园"), (2, 2, "牡丹花园"))


def test_a_bill_with_a_sign_that_no_font_has_waits_and_the_others_are_issued_and_printed(
    accountant, reviewer, tmp_path
):
    charged(accountant)
    Tenure.objects.filter(name="张三").update(name="张😀")
    draft_bills(month=JUNE, by=accountant, now=NOW)
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    (result,) = issue_bills(month=JUNE, by=accountant, today=TODAY)
    assert (result.bills, result.unprintable) == (1, (f"{VACANT} (😀)",))
    write_statements(month=JUNE, out=tmp_path, merged=True, by=accountant)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["BC01-5-2-301.pdf", "BC01.pdf"]
    (again,) = issue_bills(month=JUNE, by=accountant, today=TODAY)
    assert (again.bills, again.kept, again.unprintable) == (0, 1, result.unprintable)


def test_a_sign_that_was_frozen_is_printed_as_a_substitute_with_a_note(accountant, reviewer, tmp_path, monkeypatch):
    charged(accountant)
    Tenure.objects.filter(name="张三").update(name=f"张{NOT_EVEN_IN_UNICODE}")
    draft_bills(month=JUNE, by=accountant, now=NOW)
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    monkeypatch.setattr(
        "invoices.modules.billing.services.issue.bills_with_unprintable_signs", lambda _bills, _heads: {}
    )
    issue_bills(month=JUNE, by=accountant, today=TODAY)
    write_statements(month=JUNE, out=tmp_path, merged=True, by=accountant)
    (doc,) = [one for one in documents_of(list(Bill.objects.values_list("pk", flat=True))) if "〓" in one.payer]
    assert doc.payer == "张〓"
    assert doc.lines[-1].evidence[-1] == "注：〓 代表字体中没有的字符。"
    assert len(list(tmp_path.iterdir())) == 3


def test_nothing_issued_is_said(accountant, tmp_path):
    drafted(accountant)
    with pytest.raises(NothingIssued):
        write_statements(month=JUNE, out=tmp_path, merged=False, by=accountant)


def test_only_some_may_print(estate, tmp_path):
    with pytest.raises(NotAllowed):
        write_statements(month=JUNE, out=tmp_path, merged=False, by=UserFactory(role="auditor"))


def test_many_statements_take_no_more_queries_than_one(estate):
    ids = [bill_of(LIVED_IN).pk, bill_of(VACANT).pk]
    documents_of(ids)
    with CaptureQueriesContext(connection) as one:
        documents_of(ids[:1])
    with CaptureQueriesContext(connection) as both:
        documents_of(ids)
    assert len(one) == len(both) == 4


def test_a_link_opens_its_statement_and_the_look_is_recorded(token):
    opened = open_link(token=token, today=timezone.localdate(), trace={"network": "10.0.*"})
    assert opened.composed.bill.unit_code == LIVED_IN
    event = AuditEvent.objects.get(action="statements.link_opened")
    assert (event.user, event.subject, event.detail) == (None, "ZD2022-BC01-000001", {"network": "10.0.*"})


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
        lambda t: t.replace("1.", "2."),
        lambda t: t.split(".")[0],
        lambda t: "",
        lambda t: "ZD2022-999999.x",
        lambda t: "äöü.ß",
    ],
)
def test_a_link_that_was_tampered_with_opens_nothing(token, change):
    with pytest.raises(LinkNotFound):
        open_link(token=change(token), today=timezone.localdate(), trace={})


def test_a_link_expires(token):
    last_day = Statement.objects.get(bill__unit_code=LIVED_IN).link_expires_on
    open_link(token=token, today=last_day, trace={})
    with pytest.raises(LinkExpired):
        open_link(token=token, today=last_day + timedelta(days=1), trace={})
    with pytest.raises(LinkExpired):
        link_pdf(token=token, today=last_day + timedelta(days=1), trace={})


def test_a_link_lives_a_year_from_the_issue_or_where_that_is_over_from_its_first_use(token, settings):
    expires_on = Statement.objects.get(bill__unit_code=LIVED_IN).link_expires_on
    assert expires_on == max(TODAY, timezone.localdate()) + timedelta(days=settings.LINK_DAYS)


def test_a_withdrawn_link_opens_nothing_and_a_new_one_does(token, accountant):
    bill = bill_of(LIVED_IN)
    first = statement_pdf(bill_id=bill.pk, by=accountant)
    revoke_link(bill_id=bill.pk, by=accountant)
    revoke_link(bill_id=bill.pk, by=accountant)
    with pytest.raises(LinkRevoked):
        open_link(token=token, today=timezone.localdate(), trace={})
    assert statement_pdf(bill_id=bill.pk, by=accountant) == first
    renew_link(bill_id=bill.pk, by=accountant, today=timezone.localdate())
    with pytest.raises(LinkRevoked):
        open_link(token=token, today=timezone.localdate(), trace={})
    new = document_of(bill).url.rpartition("/")[2]
    assert open_link(token=new, today=timezone.localdate(), trace={}).bill_id == bill.pk
    assert statement_pdf(bill_id=bill.pk, by=accountant) != first
    assert Edition.objects.filter(statement__bill=bill).count() == 2
    assert AuditEvent.objects.filter(action="statements.link_revoked").count() == 1


def test_a_link_in_force_is_not_renewed(token, accountant):
    renew_link(bill_id=bill_of(LIVED_IN).pk, by=accountant, today=timezone.localdate())
    assert document_of(bill_of(LIVED_IN)).url.endswith(token)


def test_who_may_not_issue_may_not_withdraw_a_link(token, reviewer):
    with pytest.raises(NotAllowed):
        revoke_link(bill_id=bill_of(LIVED_IN).pk, by=reviewer)
