"""`verify` names late charges beyond their cap, and those of a late charge (docs/product.md rule 13)."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from invoices.modules.collections import verifiers
from invoices.modules.collections.domain.late_charge import LATE_CHARGE
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


@pytest.mark.parametrize(
    ("item", "charged", "differences"),
    [("service_fee", (20_00, 10_00), 0), ("service_fee", (20_00, 10_01), 1), (LATE_CHARGE, (1, 1), 1)],
)
def test_a_late_charge_is_of_principal_and_within_thirty_per_cent_of_it(monkeypatch, item, charged, differences):
    line = SimpleNamespace(item_code=item, amount=Yuan(100_00), bill=SimpleNamespace(number="ZD2022-000001"))
    months = dict(zip((Month(2022, 7), Month(2022, 8)), map(Yuan, charged), strict=True))
    found = {
        "estates_with_late_charges": lambda: ["BC01"],
        "charged_late": lambda estate: {1: months},
        "lines_named": lambda pks: {1: line},
        "highest_cap": lambda estate: Fraction(3, 10),
    }
    for name, answer in found.items():
        monkeypatch.setattr(verifiers.selectors, name, answer)
    check = verifiers._late_charges()
    assert (len(check.differences), check.figures["late charges"]) == (differences, "2")
