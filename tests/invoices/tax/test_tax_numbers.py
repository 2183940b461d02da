"""The tax number of a payer stands on the invoice requests that are exported afterwards."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from invoices.modules.tax.domain.errors import NotATaxNumber
from invoices.modules.tax.domain.tax_number import as_written, is_tax_number
from invoices.modules.tax.models import BuyerTaxNumber, InvoiceRequest
from invoices.modules.tax.services import enter_tax_number, export_requests
from property_ops.framework.models import AuditEvent
from property_ops.kernel.errors import NotAllowed
from property_ops.modules.estates.models import Tenure
from tests.invoices.june import JUNE, LIVED_IN, VACANT, bill_of
from tests.invoices.tax.exporting import NOW, NUMBER, sheets
from tests.visitors import visitor


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        (NUMBER, True),
        ("9135 0100 m000 100y 43", True),
        ("91350100M000100Y44", False),
        ("91350100M000100I43", False),
        ("370102123456789", True),
        ("37010219800101123X01", True),
        ("37010212345678", False),
        ("", False),
    ],
)
def test_a_tax_number_is_known_by_its_check_sign_or_its_form(written, is_one):
    assert is_tax_number(as_written(written)) is is_one


@pytest.fixture
def shop(issued_june):
    """The payer of the first bill of June."""
    return Tenure.objects.get(pk=bill_of(LIVED_IN).payer_id)


@pytest.mark.django_db
def test_what_is_exported_has_the_number_of_that_day_and_no_other_payers(shop, accountant):
    enter_tax_number(tenure=shop, number=f" {NUMBER.lower()} ", by=accountant, now=NOW)
    enter_tax_number(tenure=shop, number=NUMBER, by=accountant, now=NOW)
    assert AuditEvent.objects.filter(action="tax.number_entered").count() == 1
    (batch,) = export_requests(month=JUNE, by=accountant, now=NOW)
    basic = next(iter(sheets(batch).values()))
    told = {row["发票流水号"]: (row["购买方纳税人识别号"], row["受票方自然人标识"]) for row in basic}
    assert told == {
        str(bill_of(LIVED_IN).number): (NUMBER, "否"),
        str(bill_of(VACANT).number): (None, "是"),
    }
    enter_tax_number(tenure=shop, number="", by=accountant, now=NOW)
    assert InvoiceRequest.objects.get(bill=bill_of(LIVED_IN)).buyer_number == NUMBER, "what was exported stays"
    (again,) = export_requests(month=JUNE, by=accountant, now=NOW, again=True)
    assert set(again.requests.values_list("buyer_number", flat=True)) == {""}
    with pytest.raises(DatabaseError), transaction.atomic():
        BuyerTaxNumber.objects.update(number="370102123456789")


@pytest.mark.django_db
def test_it_is_entered_on_the_units_page_by_who_may_and_a_wrong_one_is_refused(shop, accountant, reviewer):
    money, page = visitor("accountant"), f"/tax/numbers/{shop.pk}/"
    assert page in money.text(f"/units/{LIVED_IN}/")
    assert money.post(page, {"number": NUMBER[:-1] + "4"}).status_code == 422
    assert money.post(page, {"number": NUMBER}).status_code == 302
    assert NUMBER in visitor("reviewer").text(f"/units/{LIVED_IN}/")
    assert visitor("reviewer").post(page, {"number": ""}).status_code == 403
    with pytest.raises(NotAllowed):
        enter_tax_number(tenure=shop, number="", by=reviewer, now=timezone.now())
    with pytest.raises(NotATaxNumber):
        enter_tax_number(tenure=shop, number="12", by=accountant, now=timezone.now())
