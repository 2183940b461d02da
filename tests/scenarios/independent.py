"""What a month must charge, calculated a second time: from the rules of docs/product.md alone, in exact fractions.

Shares no line and no idea with the product's charge sources, and is slow and literal where they are quick: the days of
a month are looked at one by one. A difference between the two is a mistake in one of them.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from re import fullmatch

from tests.scenarios.papers import ONE_DAY, Lease, Month, Pack, Tariff, Unit, Work, read_pack

SERVICE_FEE, PARKING_FEE, WORKS_SHARE = "service_fee", "parking_fee", "works_share"


@dataclass(frozen=True, order=True)
class Line:
    """One charge. `start` and `end` are half-open; `source` is the space or the work order, empty for a service fee."""

    unit_code: str
    item: str
    source: str
    tariff_start: date | None
    start: date
    end: date
    quantity: Fraction
    unit_price: Fraction
    ratio: Fraction
    amount_fen: int

    @property
    def estate(self) -> str:
        return self.unit_code.split("-", 1)[0]


@dataclass(frozen=True, order=True)
class Held:
    """A month of an estate whose service fee waits for these items of the agreement."""

    estate: str
    month: Month
    missing: tuple[str, ...]


def calculate(pack: Pack, month: Month) -> tuple[list[Line], list[Held]]:
    """Every line of the month, and what is held."""
    held = held_months(pack, month)
    waiting = {hold.estate for hold in held}
    lines = [
        *service_fees(pack, month, waiting),
        *parking_fees(pack, month),
        *works_shares(pack, month),
    ]
    return sorted(lines), held


# --- rule 3: recurring service fee -----------------------------------------------------------------------------------


def held_months(pack: Pack, month: Month) -> list[Held]:
    """Rule 3. The agreement names every item that the estate was ever confirmed for."""
    agreement, confirmed = defaultdict(set), defaultdict(set)
    for confirmation in pack.confirmations:
        agreement[confirmation.estate].add(confirmation.item)
        if confirmation.month == month and confirmation.by_both:
            confirmed[confirmation.estate].add(confirmation.item)
    return [
        Held(estate, month, tuple(sorted(items - confirmed[estate])))
        for estate, items in sorted(agreement.items())
        if items - confirmed[estate] and managed_days(pack, estate, month)
    ]


def delivered_ratio(pack: Pack, estate: str, month: Month) -> Fraction:
    here = [row for row in pack.confirmations if row.estate == estate and row.month == month]
    return sum((row.weight * row.done for row in here), Fraction(0))


def service_fees(pack: Pack, month: Month, waiting: set[str]) -> Iterator[Line]:
    spans = {}
    for unit in pack.units.values():
        if unit.estate in waiting:
            continue
        kind = (unit.estate, unit.use, unit.vacant)
        if kind not in spans:
            spans[kind] = list(tariff_spans(pack, unit, month))
        delivered = delivered_ratio(pack, unit.estate, month)
        for tariff, reduction, days in spans[kind]:
            ratio = Fraction(len(days), month.length) * delivered * reduction
            fen = half_up(unit.area * tariff.rate * ratio * 100)
            yield Line(
                unit.code,
                SERVICE_FEE,
                "",
                tariff.start,
                days[0],
                days[-1] + ONE_DAY,
                unit.area,
                tariff.rate,
                ratio,
                fen,
            )


def tariff_spans(pack: Pack, unit: Unit, month: Month) -> Iterator[tuple[Tariff, Fraction, list[date]]]:
    """The managed days of the month, together as long as the version of the rate and the reduction stay the same."""

    def in_force(day: date) -> tuple[Tariff, Fraction]:
        rates = versions(pack, unit, "物业服务费", day)
        assert len(rates) == 1, f"{unit.code} on {day}: {len(rates)} rates in force"
        reductions = versions(pack, unit, "空置房减免", day) if unit.vacant else []
        assert len(reductions) <= 1, f"{unit.code} on {day}: {len(reductions)} reductions in force"
        return rates[0], reductions[0].rate if reductions else Fraction(1)

    for (rate, reduction), days in groupby(managed_days(pack, unit.estate, month), in_force):
        yield rate, reduction, list(days)


def versions(pack: Pack, unit: Unit, item: str, day: date) -> list[Tariff]:
    return [
        tariff
        for tariff in pack.tariffs
        if (tariff.estate, tariff.item, tariff.applies_to) == (unit.estate, item, unit.use) and tariff.in_force(day)
    ]


def managed_days(pack: Pack, estate: str, month: Month) -> list[date]:
    taken_over = pack.estates[estate].managed_from
    return [day for day in month.days if taken_over and day >= taken_over]


# --- rule 4: parking -------------------------------------------------------------------------------------------------


def parking_fees(pack: Pack, month: Month) -> Iterator[Line]:
    for lease in pack.leases:
        days = [day for day in managed_days(pack, lease.estate, month) if leased(lease, day)]
        if days:
            ratio = Fraction(len(days), month.length)
            fen = half_up(lease.rent * ratio * 100)
            end = days[-1] + ONE_DAY
            yield Line(lease.unit, PARKING_FEE, lease.space, None, days[0], end, Fraction(1), lease.rent, ratio, fen)


def leased(lease: Lease, day: date) -> bool:
    return lease.start <= day and (lease.end is None or day < lease.end)


# --- rule 5: works paid by residents ---------------------------------------------------------------------------------


def works_shares(pack: Pack, month: Month) -> Iterator[Line]:
    for work in pack.works:
        if work.payer == "居民分摊" and work.result == "合格" and work.accepted_on in month.days:
            yield from shares(work, [unit for unit in pack.units.values() if in_scope(work, unit)])


def billable_fen(work: Work) -> int:
    fen = half_up(work.cost * min(work.accepted, work.done) / work.done * 100)
    return fen if work.ceiling is None else min(fen, int(work.ceiling * 100))


def shares(work: Work, units: list[Unit]) -> Iterator[Line]:
    """By area, largest remainder, ties by unit code as text: the shares add up to the cost exactly."""
    total, area = billable_fen(work), sum(unit.area for unit in units)
    exact = {unit.code: total * unit.area / area for unit in units}
    fen = {code: share.numerator // share.denominator for code, share in exact.items()}
    left_over = total - sum(fen.values())
    for code in sorted(exact, key=lambda code: (fen[code] - exact[code], code))[:left_over]:
        fen[code] += 1
    for unit in units:
        yield Line(
            unit.code, WORKS_SHARE, work.number, None, work.accepted_on, work.accepted_on + ONE_DAY,
            Fraction(1), Fraction(total, 100), unit.area / area, fen[unit.code],
        )  # fmt: skip


def in_scope(work: Work, unit: Unit) -> bool:
    """`全小区`, `3号楼`, `1-3号楼`, `3号楼2单元`"""
    if unit.estate != work.estate:
        return False
    if work.scope == "全小区":
        return True
    first, last, entrance = fullmatch(r"(\d+)(?:-(\d+))?号楼(?:(\d+)单元)?", work.scope).groups()
    right_building = int(first) <= unit.building <= int(last or first)
    return right_building and (entrance is None or unit.entrance == int(entrance))


# --- rule 1: money ---------------------------------------------------------------------------------------------------


def half_up(fen: Fraction) -> int:
    """Whole fen of an amount that is not negative, half up."""
    return (fen + Fraction(1, 2)).__floor__()


def totals(lines: Iterable[Line]) -> dict[tuple[str, str], int]:
    """Fen by estate and item."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for line in lines:
        sums[line.estate, line.item] += line.amount_fen
    return dict(sums)


def main(folder: str, *months: str) -> None:
    """Prints the totals: python -m tests.scenarios.independent FOLDER 2022-01 2022-02"""
    pack = read_pack(Path(folder))
    for written in months:
        lines, held = calculate(pack, Month(*map(int, written.split("-"))))
        for (estate, item), fen in sorted(totals(lines).items()):
            count = sum((line.estate, line.item) == (estate, item) for line in lines)
            print(f"{written}  {estate}  {item:12} {count:6} lines {fen / 100:14,.2f}")
        for hold in held:
            print(f"{written}  {hold.estate}  held, waits for {'、'.join(hold.missing)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
