"""A site that was set up in Chinese: other names of groups and accounts, no bank, and refusals in Chinese."""

import pytest

from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE, JOURNAL, PAYMENT
from invoices.modules.erpnext.domain.errors import GaveUp
from invoices.modules.erpnext.models import AccountMapping, Connection, SyncRecord
from invoices.modules.erpnext.services.check import tie_out
from invoices.modules.erpnext.services.refusals import GIVE_UP_AFTER, Refusals
from invoices.modules.payments.public import MoneyMovement, PaymentChannel, enter
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN, NOW, TODAY, bill_of
from tests.services.erpnext.server import CUT_AFTER, DEADLOCK
from tests.services.erpnext.site import chinese_site


@pytest.fixture
def chinese(server):
    server.store = chinese_site()
    server.said = lambda text: "不符合本站规则"


def test_the_books_are_the_same_and_no_sentence_decides_anything(
    chinese, server, access, gateway, accountant, issued_june, prepare, pushed
):
    prepare()
    assert AccountMapping.objects.get(account__code="1002").name == "1002 - 银行存款 - PO"
    movement = MoneyMovement(PaymentChannel.BANK, "T1", TODAY, Yuan(500_00))
    payer = str(bill_of(LIVED_IN).payer_id)
    enter(movement=movement, unit_code=LIVED_IN, party=payer, by=accountant, now=NOW, today=TODAY)
    server.break_next(CUT_AFTER, DEADLOCK, CUT_AFTER, DEADLOCK)
    pushed()
    assert {doctype: len(server.store.of(doctype)) for doctype in (CUSTOMER, INVOICE, PAYMENT)} == {
        CUSTOMER: 2,
        INVOICE: 2,
        PAYMENT: 1,
    }
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties
    server.store.of("Fiscal Year")["2022"]["disabled"] = 1
    SyncRecord.objects.filter(doctype=PAYMENT).update(state="failed", error_kind="ValidationError", remote_name="")
    assert (pushed()[PAYMENT].sent, len(server.store.of(PAYMENT))) == (1, 1)


def test_other_sentences_are_other_reasons_though_no_blank_parts_their_words():
    refusals, record = Refusals(), SyncRecord(doctype=JOURNAL, content={"posting_date": "2022-07-05"})
    for number in range(GIVE_UP_AFTER):
        refusals.refused(record, "ValidationError", f"科目5401.{number:02}是汇总科目")
        refusals.refused(record, "ValidationError", f"成本中心BC{number:02}已停用")
    refusals.arrived()
    for number in range(1, GIVE_UP_AFTER):
        refusals.refused(record, "ValidationError", f"成本中心BC{number:02}已停用")
    with pytest.raises(GaveUp):
        refusals.refused(record, "ValidationError", "成本中心BC99已停用")


def test_tax_that_is_in_the_prices_leaves_the_totals_and_ties(
    server, access, gateway, accountant, manager, ready, pushed
):
    """Each row's tax is rounded, and single fen stand on the account of what is rounded off."""
    kind = {"account_name": "VAT", "parent_account": "Liability - PO", "company": "Property", "account_type": "Tax"}
    server.store.insert({"doctype": "Account", **kind})
    Connection.objects.update(tax_account="VAT - PO", tax_rate="13")
    pushed()
    assert sorted(one["grand_total"] for one in server.store.of(INVOICE).values()) == [511.49, 534.27]
    entries = [one for one in server.store.of("GL Entry").values() if one["voucher_type"] == INVOICE]
    assert {one["account"] for one in entries} >= {"VAT - PO", "Round Off - PO"}
    assert tie_out(access=access, gateway=gateway, by=accountant, today=TODAY).ties
