"""The product's side of a comparison: driven by its console command, read from the report that it writes."""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path

from tests.scenarios.independent import PARKING_FEE, SERVICE_FEE, Line
from tests.scenarios.papers import Month
from tests.services.installation import Installation

COLUMNS = [
    "estate_code", "unit_code", "item", "tariff_start", "period_start", "period_end", "quantity", "quantity_unit",
    "unit_price", "ratio", "amount", "source_key",
]  # fmt: skip


def charge(installation: Installation, pack: Path, months: Iterable[Month]) -> dict[Month, str]:
    """Imports the pack and charges the months; what each run printed."""
    installation.succeed("import", str(pack))
    return {month: installation.succeed("charge", str(month)) for month in months}


def charges(installation: Installation, month: Month) -> list[Line]:
    """The month's charge lines as the report has them."""
    written = installation.succeed("report", "charges", "--month", str(month), "--format", "csv")
    return read_report(written)


def read_report(written: str) -> list[Line]:
    reader = csv.DictReader(StringIO(written.removeprefix("\ufeff")))
    rows = list(reader)
    assert reader.fieldnames == COLUMNS
    keys = Counter(row["source_key"] for row in rows)
    assert not [key for key, times in keys.items() if times > 1 or not key]
    return sorted(_line(row) for row in rows)


def _line(row: dict[str, str]) -> Line:
    assert row["unit_code"].startswith(row["estate_code"] + "-")
    service = row["item"] == SERVICE_FEE
    return Line(
        unit_code=row["unit_code"],
        item=row["item"],
        source="" if service else row["source_key"],
        tariff_start=date.fromisoformat(row["tariff_start"]) if service else None,
        start=date.fromisoformat(row["period_start"]),
        end=date.fromisoformat(row["period_end"]),
        quantity=Fraction(row["quantity"]),
        unit_price=Fraction(row["unit_price"]),
        ratio=Fraction(row["ratio"]),
        amount_fen=_fen(row["amount"]),
    )


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


def _essence(line: Line) -> tuple[object, ...]:
    """What both sides must agree on. A share of a work is a part of one sum: it has no rate of its own."""
    if line.item == SERVICE_FEE:
        factors = (line.tariff_start, line.start, line.end, line.quantity, line.unit_price, line.ratio)
    elif line.item == PARKING_FEE:
        factors = (line.start, line.end, line.unit_price, line.ratio)
    else:
        factors = ()
    return (line.unit_code, line.item, line.source, *map(str, factors), line.amount_fen)
