"""Numbers of documents have no gaps (docs/product.md rule 8)."""

import pytest
from django.db import transaction

from property_ops.framework.models import NumberSeries
from property_ops.framework.numbering import Series, numbered_models, reserve, verify

MODELS = [pytest.param(model, id=model.__name__) for model in numbered_models()]


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


def test_a_number_says_the_series_the_year_and_the_place():
    bill, order, code = Series("ZD"), Series("FWD", places=4, dash=""), Series("FW", places=3, dash="", yearly=False)
    with_year = {"ZD2022": 3, "FWD2022": 2, "FW": 2, "ZDX2022": 9, "ZD22": 9}
    assert list(bill.given_out(with_year)) == ["ZD2022-000001", "ZD2022-000002"]
    assert list(order.given_out(with_year)) == ["FWD20220001"]
    assert list(code.given_out(with_year)) == ["FW001"]
    assert bill.is_own("ZD2022-1234567")
    assert not bill.is_own("ZD2022-00001")
    assert not code.is_own("FWD20220001")


def test_of_a_series_by_part_each_part_is_numbered_by_itself_and_the_whole_may_be_as_well():
    bill = Series("ZD", by_part=True)
    kept = {"ZD2022": 2, "ZD2022-BC01": 3, "ZD2022-12": 2, "ZD2022-TOOLONG": 9, "ZD2022-BC-1": 9}
    assert list(bill.given_out(kept)) == [
        "ZD2022-000001",
        "ZD2022-BC01-000001",
        "ZD2022-BC01-000002",
        "ZD2022-12-000001",
    ]
    assert bill.is_own("ZD2022-BC01-000001")
    assert bill.is_own("ZD2022-000001")
    assert not bill.is_own("ZD2022-TOOLONG-000001")
    assert not Series("ZD").is_own("ZD2022-BC01-000001")
    parts = {"BC01": "BC01", "bc01": "BC01", "牡丹": "7", "TOOLONG": "7", "BC-1": "7"}
    assert {code: Series.part_of(code, 7) for code in parts} == parts


def test_no_two_series_are_kept_under_one_name_or_look_alike():
    series = [model.series for model in numbered_models()]
    assert len({one.row or one.prefix for one in series}) == len(series) == len({one.prefix for one in series})


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_a_number_that_was_given_out_and_stands_nowhere_is_found(model):
    assert differences() == []
    number = model.series.next(2022)
    assert model.series.is_own(number)
    assert len(number) <= model._meta.get_field(model.series.field).max_length
    assert differences() == [f"number {number} is missing"]


@pytest.mark.django_db
def test_a_number_that_was_never_given_out_is_found():
    model = next(model for model in numbered_models() if model.__name__ == "ServiceItem")
    more = {"trade": "locks", "unit": "次"}
    model.objects.bulk_create([model(code="x7", name="甲", **more), model(code="ours", name="乙", **more)])
    assert differences() == ["number x7 was never given out"]


def differences() -> list[str]:
    (check,) = verify()
    return [one.says % one.facts for one in check.differences]
