"""Invented estates that hold, between them, every case of the rules of charging; `invent` makes a pack's worth.

Take-over, tariff changes, reductions and leases that begin and end within a month; agreements of three to five items
with months unconfirmed, signed by one party, or with a row missing; works of every payer, scope and result; flats of
the same area, in buildings whose numbers sort differently as text (2 after 10), so that the last fen of a share is
decided by code.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from random import Random

from tests.scenarios.papers import ONE_DAY, Confirmation, Estate, Lease, Month, Pack, Tariff, Unit, Work

MONTHS = [Month(2022, number) for number in range(1, 7)]
NEW_YEAR, MIDSUMMER = date(2022, 1, 1), date(2022, 6, 30)
NAMES = [
    "向阳里", "棉纺厂家属院", "东关小区", "锦绣花园", "人民路小区", "曹植苑", "桂陵新村", "天香里", "红旗小区",
]  # fmt: skip
AGREEMENTS = [
    {"保洁": "0.4", "秩序维护": "0.3", "绿化养护": "0.1", "公共设施维护": "0.2"},
    {"保洁": "0.35", "垃圾清运": "0.25", "秩序维护": "0.25", "消防巡查": "0.075", "绿化养护": "0.075"},
    {"保洁": "0.5", "秩序维护": "0.3", "公共设施维护": "0.2"},
]
PAYERS = ["街道补贴", "维修资金", "公共收益"]


def decimal(written: str) -> Fraction:
    return Fraction(written)


def invent(random: Random) -> Pack:
    pack = Pack()
    first = random.choice([1, 7, 31])
    names = random.sample(NAMES, random.randint(4, 7))
    managed = random.randint(2, 3)
    for number, name in enumerate(names, first):
        # The first is taken over within a month, the second at new year, a third somewhere.
        days = [random.randint(10, 140), 0, random.randint(0, 160)]
        taken_over = NEW_YEAR + timedelta(days=days[number - first]) if number - first < managed else None
        estate = Estate(f"{random.choice(['HX', 'BC'])}{number:02}", name, taken_over)
        pack.estates[estate.code] = estate
    numbers = (f"GD2022{serial:04}" for serial in count(1))
    for estate in pack.estates.values():
        if estate.managed_from is None:
            pack.works.append(_work(random, next(numbers), estate.code, "街道补贴", "", "合格"))
            continue
        units = list(_units(random, estate.code))
        pack.units |= {unit.code: unit for unit in units}
        pack.tariffs += _tariffs(random, estate)
        pack.leases += _leases(random, estate.code, units)
        pack.confirmations += _confirmations(random, estate)
        pack.works += _works(random, numbers, estate.code, units)
    return pack


# --- units -----------------------------------------------------------------------------------------------------------


def _units(random: Random, estate: str) -> Iterator[Unit]:
    """Some estates write 0301, and have a tenth floor; buildings may start with a high number."""
    leading_zero = random.random() < 0.5
    floors = 10 if leading_zero else random.randint(3, 6)
    first = random.choice([1, 1, 8])
    entrances = 1 if leading_zero else random.randint(2, 3)
    layouts = [Fraction(random.randint(4000, 13800), 100) for _ in range(4)]
    for building in range(first, first + random.randint(3, 4)):
        shops = random.random() < 0.5
        for entrance in range(1, entrances + 1):
            for floor in range(1, floors + 1):
                for door in (1, 2):
                    room = f"{floor:02}{door:02}" if leading_zero else f"{floor}{door:02}"
                    use = "商业" if shops and floor == 1 else "住宅"
                    area = random.choice([random.choice(layouts), Fraction(random.randint(4000, 13800), 100)])
                    yield Unit(estate, building, entrance, room, area, use, vacant=random.random() < 0.15)


# --- tariffs ---------------------------------------------------------------------------------------------------------


def _tariffs(random: Random, estate: Estate) -> Iterator[Tariff]:
    """Fees in one to three versions without a gap; a reduction that may begin late, end early, change, be none."""
    start = random.choice([NEW_YEAR, estate.managed_from])
    for use, factor in (("住宅", 1), ("商业", 2)):
        versions = _versions(random, start, changes=random.choice([0, 1, 1, 2]))
        for since, until in versions:
            rate = Fraction(random.randint(280, 520) * factor, 1000)
            yield Tariff(estate.code, "物业服务费", use, rate, since, until)
    for use in random.choice([["住宅"], ["住宅", "商业"], []]):
        since = random.choice([start, _some_day(random)])
        lasting = _versions(random, since, changes=random.choice([0, 0, 1]))
        until = random.choice([None, max(since + ONE_DAY, date(2022, 6, 20))])
        within_a_month: list[tuple[date, date | None]] = [(date(2022, 5, 10), date(2022, 5, 20))]
        for begin, end in random.choice([lasting, [(since, until)], within_a_month]):
            rate = decimal(random.choice(["0.7", "0.5", "0.85"]))
            yield Tariff(estate.code, "空置房减免", use, rate, begin, end)
    yield Tariff(estate.code, "停车服务费", "固定", Fraction(60), start, None)


def _versions(random: Random, start: date, *, changes: int) -> list[tuple[date, date | None]]:
    """Half-open spans that follow each other from `start` on, the last without an end."""
    days = {_some_day(random) for _ in range(changes)}
    starts = [start, *sorted(day for day in days if day > start)]
    return list(zip(starts, [*starts[1:], None], strict=True))


def _some_day(random: Random) -> date:
    return NEW_YEAR + timedelta(days=random.randint(5, 170))


# --- leases ----------------------------------------------------------------------------------------------------------


def _leases(random: Random, estate: str, units: list[Unit]) -> Iterator[Lease]:
    """Whole, begun, ended, begun and ended within one month, of a single day, over before the take-over, let anew."""
    first_day = NEW_YEAR + timedelta(days=14)
    spans: list[tuple[date, date | None]] = [
        (date(2021, 5, 1), None),
        (date(2021, 5, 1), date(2022, 1, 2)),
        (first_day, first_day + ONE_DAY),
        (date(2022, 2, 3), date(2022, 2, 20)),
        (date(2022, 6, 30), None),
        (date(2022, 7, 1), None),
    ]
    for _ in range(12):
        start = _some_day(random)
        spans.append((start, random.choice([None, start + timedelta(days=random.randint(1, 200))])))
    for number, (start, end) in enumerate(spans, 1):
        rent = decimal(random.choice(["60", "80", "55.5", "100"]))
        yield Lease(estate, f"{estate[-1]}{number:03}", random.choice(units).code, rent, start, end)
    let_anew, day = f"{estate[-1]}100", date(2022, 3, 11)
    yield Lease(estate, let_anew, units[0].code, Fraction(60), date(2022, 2, 1), day)
    yield Lease(estate, let_anew, units[-1].code, Fraction(80), day, None)


# --- confirmations ---------------------------------------------------------------------------------------------------


def _confirmations(random: Random, estate: Estate) -> Iterator[Confirmation]:
    """A month with a signature missing, one with a row missing, one with none; the last month is complete."""
    agreement = random.choice(AGREEMENTS)
    months = [month for month in MONTHS if month.days[-1] >= estate.managed_from]
    faults = dict(zip(random.sample(months[:-1], min(3, len(months) - 1)), "sra", strict=False))
    for month in months:
        odd_one = random.choice(list(agreement))
        fault = faults.get(month)
        if fault == "a":
            continue
        for item, weight in agreement.items():
            if fault == "r" and item == odd_one:
                continue
            done = decimal(random.choice(["1", "1", "1", "0.5", "0.85", "0.98"]))
            by_both = not (fault == "s" and item == odd_one)
            yield Confirmation(estate.code, month, item, decimal(weight), done, by_both)


# --- works -----------------------------------------------------------------------------------------------------------


def _works(random: Random, numbers: Iterator[str], estate: str, units: list[Unit]) -> Iterator[Work]:
    """Every scope with every result, and works paid by others between them; one costs less than a fen for each unit.

    In some estates works have an approved ceiling, above or below what they cost.
    """
    ceilings: list[Fraction | None] = random.choice([[None], [None, Fraction(3_000), Fraction(12_345_67, 100)]])
    low, high = min(unit.building for unit in units), max(unit.building for unit in units)
    entrance = max(unit.entrance for unit in units)
    for scope in ("全小区", f"{high}号楼", f"{low}-{high - 1}号楼", f"{low}号楼{entrance}单元"):
        for result in ("合格", "合格", "待验收", "返工"):
            work = _work(random, next(numbers), estate, "居民分摊", scope, result)
            yield replace(work, ceiling=random.choice(ceilings))
        yield _work(random, next(numbers), estate, random.choice(PAYERS), "", "合格")
    yield replace(_work(random, next(numbers), estate, "居民分摊", "全小区", "合格"), cost=Fraction(7, 100))


def _work(random: Random, number: str, estate: str, payer: str, scope: str, result: str) -> Work:
    """Accepted in part, in full, or more than was done; `待验收` has no quantity and no day, `返工` has 0."""
    done = Fraction(random.randint(100, 9000), 10)
    accepted: Fraction | None = done * random.choice([Fraction(1), Fraction(1), Fraction(98, 100), Fraction(105, 100)])
    accepted = Fraction(round(accepted * 10), 10)
    if result != "合格":
        accepted = None if result == "待验收" else Fraction(0)
    day = None if result == "待验收" else NEW_YEAR + timedelta(days=random.randint(0, (MIDSUMMER - NEW_YEAR).days))
    cost = Fraction(random.randint(1_000, 9_000_000), 100)
    return Work(number, estate, done, accepted, day, cost, None, payer, scope, result)
