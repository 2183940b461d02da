"""Numbers of documents have no gaps (docs/product.md rule 8)."""

import pytest
from django.db import transaction

from property_ops.framework.models import NumberSeries
from property_ops.framework.numbering import reserve


@pytest.mark.django_db
def test_a_series_starts_at_one_and_goes_on():
    assert [reserve("ZD2022", 3), reserve("ZD2022", 1), reserve("ZD2022", 1)] == [1, 4, 5]


@pytest.mark.django_db
def test_series_do_not_touch_each_other():
    reserve("ZD2022", 7)
    assert reserve("ZD2023", 1) == 1


@pytest.mark.django_db
def test_numbers_of_a_step_that_failed_were_never_taken():
    reserve("ZD2022", 1)

    def fails():
        with transaction.atomic():
            reserve("ZD2022", 5)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert reserve("ZD2022", 1) == 2


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_no_number_is_given():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        reserve("ZD2022", 1)
    assert NumberSeries.objects.count() == 0
