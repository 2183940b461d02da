"""Kinds that are data only: their names, and what their fields make."""

from decimal import Decimal

import pytest

from property_ops.modules.site_works.kinds import KINDS, declared
from property_ops.modules.works.public import work_kinds

OFFICE_NAMES = {
    "路面修补": "road_repair",
    "道路修补": "road_repair",
    "外墙粉刷": "facade_painting",
    "墙面粉刷": "facade_painting",
    "内墙粉刷": "inner_painting",
    "雨污分流": "rain_sewage",
    "飞线整治": "overhead_lines",
    "架空线整治": "overhead_lines",
    "垃圾清运": "rubbish",
    "墙面广告清理": "adverts",
    "小广告清理": "adverts",
    "拆除牌匾": "signs",
    "围挡": "hoarding_built",
    "围挡维修": "hoarding_repaired",
    "停车位规划": "parking_marking",
}


@pytest.mark.parametrize(("name", "code"), OFFICE_NAMES.items())
def test_the_names_of_the_offices_registers_mean_a_kind(name, code):
    assert work_kinds().called(name).code == code


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_of_data_estimates_the_product_of_its_fields(kind):
    values = {field.code: field.most for field in kind.fields}
    found = kind.estimate(values)
    if found is not None:
        assert kind.is_usual(found.unit)
        assert found.quantity in {values[kind.fields[0].code], values[kind.fields[0].code] * kind.fields[-1].most}
    assert kind.estimate({}) is None


def test_rubbish_is_trips_times_load():
    kind = work_kinds().coded("rubbish")
    assert kind.estimate({"trips": Decimal(5), "load": Decimal("7.5")}).quantity == Decimal("37.5")


@pytest.mark.parametrize(
    ("text", "error"),
    [('code = "x"\nname = "甲"\nunits = ["个"]\ncolour = "red"', TypeError), ('code = "x"\nname = "甲"', TypeError),
     ('code = "x"\nname = "甲"\nunits = ["个"]\nquantity = ["length"]', KeyError)],
)  # fmt: skip
def test_a_kind_with_a_fault_in_its_data_is_refused(text, error):
    with pytest.raises(error):
        declared(f"[[kinds]]\n{text}")
