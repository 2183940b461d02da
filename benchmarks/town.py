"""Builds a town to bill: `python -m benchmarks.town UNITS ESTATES`.

Every unit has an owner and leases a parking space; the service fee changes in the middle of the month. So every bill
has three lines: the fee before the change, the fee after it, the space.
"""

import sys
from datetime import date
from decimal import Decimal
from itertools import count

import django
from django.core.management import call_command

MONTH = "2022-06"
CHANGE = date(2022, 6, 16)
MANAGED_SINCE = date(2021, 1, 1)
ROOMS, ENTRANCES = 12, 4  # of an entrance, of a building


def build(units: int, estates: int) -> None:
    from django.db import transaction

    from property_ops.framework import shipped_data

    call_command("migrate", verbosity=0)
    shipped_data.load_all()
    _staff()
    items = _items()
    for index in range(estates):
        with transaction.atomic():
            _estate(index + 1, units // estates, items)


def _staff() -> None:
    from property_ops.framework.testing import UserFactory

    UserFactory(username="prepares", role="accountant")
    UserFactory(username="approves", role="reviewer")


def _items() -> dict[str, int]:
    from invoices.modules.tariffs.public import FeeItem
    from invoices.modules.tariffs.testing import fee_items

    fee_items()
    return dict(FeeItem.objects.values_list("code", "pk"))


def _estate(number: int, units: int, items: dict[str, int]) -> None:
    from invoices.modules.tariffs.models import Tariff
    from property_ops.framework.bulk import insert_columns, reserve_ids
    from property_ops.kernel.period import Month
    from property_ops.modules.confirmations.testing import confirm
    from property_ops.modules.estates.models import Tenure, Unit
    from property_ops.modules.estates.testing import EstateFactory
    from property_ops.modules.parking.models import Lease, Space

    estate = EstateFactory(code=f"BM{number:03d}", taken_over_on=MANAGED_SINCE)
    confirm(estate, Month.parse(MONTH), 保洁=("0.35", "0.96"), 秩序=("0.35", "1"), 绿化=("0.30", "0.985"))
    for start, end, rate in ((MANAGED_SINCE, CHANGE, "0.62"), (CHANGE, None, "0.68")):
        Tariff.objects.create(
            estate=estate,
            item_id=items["service_fee"],
            applies_to="住宅",
            rate=Decimal(rate),
            unit="元/㎡·月",
            start=start,
            end=end,
        )
    homes = [
        (index // (ROOMS * ENTRANCES) + 1, index // ROOMS % ENTRANCES + 1, index % ROOMS) for index in range(units)
    ]
    rooms = [f"{room // 2 + 1}{room % 2 + 1:02d}" for _, _, room in homes]
    ids = list(reserve_ids(Unit, units))
    insert_columns(
        Unit,
        {
            "id": ids,
            "estate": estate.pk,
            "building": [building for building, _, _ in homes],
            "entrance": [entrance for _, entrance, _ in homes],
            "room": rooms,
            "code": [
                f"{estate.code}-{building}-{entrance}-{room}"
                for (building, entrance, _), room in zip(homes, rooms, strict=True)
            ],
            "area": [420_000 + index * 7_919 % 900_000 for index in range(units)],
            "use": "residential",
            "remark": "",
        },
        rows=units,
    )
    names = [f"业主{index}" for index in range(units)]
    insert_columns(Tenure, {"unit": ids, "role": "owner", "name": names, "phone": ""}, rows=units)
    spaces = list(reserve_ids(Space, units))
    numbers = [f"P{number:05d}" for number, _ in zip(count(1), ids, strict=False)]
    drawn = {"id": spaces, "estate": estate.pk, "number": numbers, "kind": "fixed", "work_order_number": ""}
    insert_columns(Space, drawn, rows=units)
    rents = [(120 + index % 9 * 10) * 100 for index in range(units)]
    insert_columns(
        Lease,
        {"space": spaces, "unit": ids, "plate": "", "vehicle": "", "monthly_rent": rents, "start": MANAGED_SINCE},
        rows=units,
    )


if __name__ == "__main__":
    django.setup()
    build(int(sys.argv[1]), int(sys.argv[2]))
