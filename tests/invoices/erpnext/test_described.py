"""Customers by estate with unit and masked phone, and the statements on the invoices, by setting."""

import pytest
from django.utils import timezone

from invoices.modules.erpnext.domain.documents import CUSTOMER, INVOICE
from invoices.modules.erpnext.models import Connection, SyncRecord
from invoices.modules.statements.models import Statement
from invoices.modules.tax.public import enter_tax_number
from property_ops.modules.estates.public import Tenure
from tests.invoices.june import LIVED_IN
from tests.services.erpnext.server import CUT_AFTER

FILE = "File"


def switch_on(**settings):
    Connection.objects.update_or_create(pk=1, defaults=settings)


def of_unit(server, unit):
    return next(one for one in server.store.of(CUSTOMER).values() if one["customer_name"].startswith(unit))


def test_customers_stand_in_their_estates_group_with_unit_and_masked_phone(server, ready, prepare, pushed):
    Tenure.objects.filter(unit__code=LIVED_IN).update(phone="13812345678")
    pushed()
    assert "custom_unit" not in of_unit(server, LIVED_IN)
    switch_on(describes_customers=True)
    prepare()
    pushed()
    customer = of_unit(server, LIVED_IN)
    assert (customer["customer_group"], customer["custom_unit"]) == ("BC01 牡丹花园", LIVED_IN)
    assert customer["custom_masked_phone"] == "138****5678"
    assert len(server.store.of(CUSTOMER)) == 2
    server.store.rename("Customer Group", "BC01 牡丹花园", "牡丹花园住户")
    pushed()
    assert Connection.load().customer_groups == {"BC01": "牡丹花园住户"}
    prepare()
    assert "BC01 牡丹花园" not in server.store.of("Customer Group")


@pytest.mark.parametrize("describes", [False, True])
def test_a_payers_tax_number_stands_on_the_customer_whatever_is_sent_of_it(
    server, ready, prepare, pushed, accountant, describes
):
    switch_on(describes_customers=describes)
    prepare()
    pushed()
    assert not of_unit(server, LIVED_IN).get("tax_id")
    payer = Tenure.objects.get(unit__code=LIVED_IN, end=None)
    enter_tax_number(tenure=payer, number="91350100M000100Y43", by=accountant, now=timezone.now())
    pushed()
    assert of_unit(server, LIVED_IN)["tax_id"] == "91350100M000100Y43"
    pushed()
    assert of_unit(server, LIVED_IN)["tax_id"] == "91350100M000100Y43"


@pytest.mark.parametrize("mode", ["pdf", "link"])
def test_the_statement_is_on_its_invoice_once_whatever_is_cut(server, ready, pushed, accountant, mode):
    switch_on(statements=mode)
    if mode == "link":
        server.break_next(CUT_AFTER)
    pushed()
    pushed()
    pushed()
    files = list(server.store.of(FILE).values())
    issued = Statement.objects.count() if mode == "link" else 2
    assert len(files) == issued
    assert len({one["attached_to_name"] for one in files}) == issued
    assert {one["attached_to_doctype"] for one in files} <= {INVOICE}
    if mode == "pdf":
        assert all(one["content"] > 1_000 and one["is_private"] for one in files)
        assert not SyncRecord.objects.filter(doctype=INVOICE, attached_at=None).exists()
