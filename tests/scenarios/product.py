"""The product's side of a comparison: driven by its console command, read from the report that it writes."""

import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import date
from fractions import Fraction
from io import StringIO

from tests.scenarios.independent import PARKING_FEE, SERVICE_FEE, WORKS_SHARE, Held, Line
from tests.scenarios.papers import Month
from tests.services.installation import Installation

COLUMNS = [
    "estate_code", "unit_code", "item", "item_name", "tariff_start", "period_start", "period_end",
    "quantity", "quantity_unit", "unit_price", "ratio", "amount", "source_key",
]  # fmt: skip
RATIO_PLACES = 10


def charge(installation: Installation, months: Sequence[Month], *before: tuple[str, ...]) -> dict[Month, str]:
    """Charges the months, after the commands that come before; what each run printed."""
    printed = installation.succeed_all(*before, *(("charge", str(month)) for month in months))
    return dict(zip(months, printed[len(before) :], strict=True))


def charges(installation: Installation, month: Month) -> list[Line]:
    """The month's charge lines as the report has them."""
    return charges_and_holds(installation, [month])[0][month]


def charges_and_holds(
    installation: Installation, months: Sequence[Month]
) -> tuple[dict[Month, list[Line]], dict[Month, list[Held]]]:
    """Of each month the charge lines, and the estates whose service fee waits, as the reports have them."""
    orders = [
        ("report", report, "--month", str(month), "--format", "csv")
        for report in ("charges", "held")
        for month in months
    ]
    written = installation.succeed_all(*orders)
    lines, holds = written[: len(months)], written[len(months) :]
    return (
        {month: read_report(one) for month, one in zip(months, lines, strict=True)},
        {month: _held(one, month) for month, one in zip(months, holds, strict=True)},
    )


def _held(written: str, month: Month) -> list[Held]:
    """The estates whose service fee of the month waits, and for which items of the agreement."""
    missing: dict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(StringIO(written.removeprefix("\ufeff"))):
        if row["source"] == "service":
            assert row["month"] == str(month)
            missing[row["estate_code"]].add(row["what"].split()[-1])  # Service fee 保洁
    return [Held(estate, month, tuple(sorted(items))) for estate, items in sorted(missing.items())]


def read_report(written: str) -> list[Line]:
    reader = csv.DictReader(StringIO(written.removeprefix("\ufeff")))
    rows = list(reader)
    assert reader.fieldnames == COLUMNS
    keys = Counter(row["source_key"] for row in rows)
    assert not [key for key, times in keys.items() if times > 1 or not key]
    return sorted(_line(row) for row in rows)


def _line(row: dict[str, str]) -> Line:
    assert row["unit_code"].startswith(row["estate_code"] + "-")
    started = row["tariff_start"]
    return Line(
        unit_code=row["unit_code"],
        item=row["item"],
        source=_source(row["source_key"]),
        tariff_start=date.fromisoformat(started) if started else None,
        start=date.fromisoformat(row["period_start"]),
        end=date.fromisoformat(row["period_end"]),
        quantity=Fraction(row["quantity"]),
        unit_price=Fraction(row["unit_price"]),
        ratio=Fraction(row["ratio"]),
        amount_fen=_fen(row["amount"]),
    )


def _source(key: str) -> str:
    """The space of `parking_fee/BC01/A027/2022-06/2022-06-01`, the work of `works_share/GD20220017/BC03-8-1-0101`."""
    item, *parts = key.split("/")
    return {SERVICE_FEE: "", PARKING_FEE: parts[1], WORKS_SHARE: parts[0]}[item]


def _fen(written: str) -> int:
    yuan, fen = written.split(".")
    assert len(fen) == 2, written
    return int(yuan + fen)


def differences(expected: list[Line], found: list[Line]) -> list[str]:
    """What one side has and the other has not, in sentences; empty when every line agrees to the fen."""
    left, right = Counter(map(_essence, expected)), Counter(map(_essence, found))
    return [
        *(f"only calculated: {essence} × {times}" for essence, times in sorted((left - right).items(), key=str)),
        *(f"only charged:    {essence} × {times}" for essence, times in sorted((right - left).items(), key=str)),
    ]


def _essence(line: Line) -> tuple[str, ...]:
    """All that both sides must agree on; the report writes a ratio with ten places."""
    return tuple(map(str, astuple(replace(line, ratio=round(line.ratio, RATIO_PLACES)))))
