"""Writing down the tax number that a payer's invoices are asked for with."""

from datetime import datetime

from django.db import transaction

from invoices.modules.tax.domain.errors import NotATaxNumber
from invoices.modules.tax.domain.tax_number import as_written, is_tax_number
from invoices.modules.tax.models import BuyerTaxNumber
from invoices.modules.tax.selectors.buyers import tax_numbers_of
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Tenure


@transaction.atomic
def enter_tax_number(*, tenure: Tenure, number: str, by: User, now: datetime) -> None:
    """From the next export on; empty takes it away. The same once more changes nothing.

    Raises NotAllowed, NotATaxNumber.
    """
    require(by, "tax.change", tenure)
    number = as_written(number)
    if number and not is_tax_number(number):
        raise NotATaxNumber(number=number)
    Tenure.objects.select_for_update(of=("self",)).get(pk=tenure.pk)
    before = tax_numbers_of([tenure.pk]).get(tenure.pk, "")
    if number == before:
        return
    BuyerTaxNumber.objects.create(tenure=tenure, number=number, by=by, at=now)
    audit.record(by=by, action="tax.number_entered", subject=tenure.unit.code, before=before, after=number)
