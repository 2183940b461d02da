"""The office of the simulated week: estates with homes, staff, crews with their phones, a store, and its works."""

import random
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from benchmarks.office_notebook import Home, NotedWork, Shelf
from property_ops.framework import shipped_data
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.public import Crew, NewWork, order_work
from property_ops.modules.dispatch.services.crews import CrewMemberRow, keep_crew, keep_members
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.works.models import Material
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    WorkOrder,
    approve_work,
    receive_material,
)
from property_ops.modules.works.services.store import change_rate
from property_ops.modules.works.services.terms import approve_terms, propose_terms

BEFORE = date(2022, 6, 1)
KINDS: dict[str, tuple[str, str, int, int, int]] = {
    # code: name, unit, yuan a unit, least and most
    "road_repair": ("路面修补", "㎡", 46, 8, 90),
    "facade_painting": ("外墙粉刷", "㎡", 18, 40, 300),
    "inner_painting": ("内墙粉刷", "㎡", 15, 40, 300),
    "adverts": ("小广告清理", "处", 6, 20, 200),
    "signs": ("拆除牌匾", "处", 80, 2, 12),
    "rubbish": ("垃圾清运", "m³", 55, 4, 40),
    "facility_repair": ("设施维修", "处", 120, 1, 6),
}
TRADES = {"瓦工": 3750, "油漆工": 3500, "普工": 2250}
MATERIALS = {"AC-13": ("细粒式沥青混凝土", "t"), "NQ-01": ("内墙乳胶漆", "L"), "SN-42": ("水泥", "袋")}


@dataclass
class Office:
    chance: random.Random
    staff: dict[str, Any]
    leaders: dict[int, Any]
    estates: list[Estate]
    homes: list[Home]
    shelves: dict[str, Shelf]
    notes: dict[str, NotedWork]


def opened(*, works: int, crews: int, estates: int, seed: int, now: Any) -> Office:
    """Everything that stands when the week begins: released works in the tray, nobody sent yet."""
    chance = random.Random(seed)
    shipped_data.load_all()
    roles = {"dispatcher": "dispatcher", "manager": "manager", "second": "manager", "third": "manager"} | {
        "accountant": "accountant",
        "reviewer": "reviewer",
    }
    staff = {name: UserFactory(username=f"week-{name}", role=role) for name, role in roles.items()}
    office = Office(chance, staff, {}, [], [], {}, {})
    for number in range(1, estates + 1):
        office.estates.append(_estate(office, number, now))
    for number in range(1, crews + 1):
        _crew(office, number)
    _store(office)
    for number in range(works):
        _work(office, number)
    return office


def _estate(office: Office, number: int, now: Any) -> Estate:
    estate: Estate = EstateFactory(code=f"WK{number:02d}", name=f"模拟小区{number}")
    terms = propose_terms(
        estate=estate,
        has_committee=number % 4 != 0,
        deemed_days=None,
        warranty_months=None,
        emergency_limit=Yuan(3000_00),
        emergency_month_limit=Yuan(20_000_00),
        by=office.staff["manager"],
        now=now,
    )
    approve_terms(terms=terms, by=office.staff["reviewer"], now=now)
    for building in (1, 2):
        for room in range(1, 7):
            area = Decimal(office.chance.randrange(4500, 12000)) / 100
            code = f"{estate.code}-{building}-1-{room}01"
            owned_unit(
                owner=f"住户{number}{building}{room}",
                estate=estate,
                building=building,
                entrance=1,
                room=f"{room}01",
                code=code,
                area=area,
            )
            office.homes.append(Home(code, estate.code, building, Fraction(area)))
    return estate


def _crew(office: Office, number: int) -> None:
    kinds = sorted(KINDS)
    skills = {kinds[number % len(kinds)], *office.chance.sample(kinds, 2)}
    hours = dict.fromkeys(range(6 if number % 4 == 0 else 5), (time(8), time(17, 30)))
    crew = Crew(code=f"M{number:02d}", name=f"模拟{number}班")
    keep_crew(crew=crew, kinds=skills, shifts=hours, by=office.staff["dispatcher"])
    leader = UserFactory(username=f"week-crew{number}", role="crew")
    rows = [CrewMemberRow(f"班长{number}", user=leader, is_leader=True), CrewMemberRow("组员")]
    keep_members(crew=crew, people=rows, by=office.staff["dispatcher"])
    office.leaders[crew.pk] = leader


def _store(office: Office) -> None:
    for trade, fen in TRADES.items():
        change_rate(trade=trade, start=date(2022, 1, 1), rate=Yuan(fen), by=office.staff["manager"])
    for code, (name, unit) in MATERIALS.items():
        material = Material.objects.create(code=code, name=name, unit=unit)
        shelf = office.shelves[code] = Shelf()
        for _delivery in range(2):
            quantity, fen = Decimal(office.chance.randrange(80, 400)), office.chance.randrange(900_000, 4_000_000)
            receive_material(
                material=material, quantity=quantity, paid=Yuan(fen), by=office.staff["dispatcher"], on=BEFORE
            )
            shelf.put(Fraction(quantity), fen)


def _work(office: Office, number: int) -> None:
    """Ordered, and released by another person, mostly with its estimate as the ceiling."""
    chance, estate = office.chance, office.chance.choice(office.estates)
    code = sorted(KINDS)[number % len(KINDS)]
    name, unit, price, least, most = KINDS[code]
    lines = [PlannedLine(name, unit, Decimal(chance.randrange(least, most)), Yuan(price * 100))]
    if chance.random() < 0.2:
        lines.append(PlannedLine("清理余料", "处", Decimal(chance.randrange(1, 5)), Yuan(35_00)))
    percent = Decimal(chance.choice((100, 100, 60, 35, 0)))
    building = chance.choice((None, 1, 2))
    due = date(2022, 6, 6 + chance.randrange(0, 12)) if chance.random() < 0.7 else None
    new = NewWork(
        estate,
        name,
        f"{chance.randrange(1, 9)}号楼",
        lines,
        FundingSplit(residents=percent, subsidy=100 - percent),
        scope=f"{building}号楼" if building else "全小区",
        minutes=chance.choice((60, 90, 120, 180, 240)),
        due_on=due,
        urgent=chance.random() < 0.05,
    )
    work: WorkOrder = order_work(new=new, by=office.staff["dispatcher"], on=BEFORE)
    estimate = sum(int(line.planned) * line.price.fen for line in lines)
    ceiling = chance.choice((estimate, estimate, estimate * 4 // 5, estimate * 2))
    approve_work(work=work, ceiling=Yuan(ceiling), by=office.staff["manager"], on=BEFORE)
    prices = {place: line.price.fen for place, line in enumerate(lines, start=1)}
    office.notes[work.number] = NotedWork(estate.code, prices, Fraction(percent), building, ceiling)
