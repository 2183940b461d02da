"""Reading charges to prove them: what each was calculated from, which days it covers, which evidence it has."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, Sum
from django.db.models.functions import Cast

from invoices.modules.charges.domain.source import scope_of
from invoices.modules.charges.models import Charge, ChargeBasis
from invoices.modules.charges.models.charge import PRICE_PLACES, QUANTITY_PLACES
from property_ops.kernel.money import FEN_PER_YUAN, ZERO, Yuan
from property_ops.kernel.period import Month, Period

_CHUNK = 5_000
_SCALE = 10 ** (QUANTITY_PLACES + PRICE_PLACES)


class Factors(NamedTuple):
    """A charge as its rule sees it: quantity × 10^4, unit price × 10^6, money in fen."""

    source_key: str
    basis_id: int
    unit_code: str
    quantity: int
    unit_price: int
    numerator: int
    denominator: int
    fen: int


def factors(source: str) -> Iterator[Factors]:
    """Every charge of one source, basis by basis."""
    rows = (
        Charge.objects.filter(source=source)
        .order_by("basis_id", "pk")
        .values_list(
            "source_key", "basis_id", "unit__code", Cast("quantity", BigIntegerField()),
            Cast("unit_price", BigIntegerField()), "ratio_numerator", "ratio_denominator",
            Cast("amount", BigIntegerField()),
        )
    )  # fmt: skip
    return map(Factors._make, rows.iterator(chunk_size=_CHUNK))


def wrong_products(source: str) -> Iterator[tuple[str, Yuan, Yuan]]:
    """(source key, charged, right) where a charge is not quantity × unit price × ratio, rounded half up to the fen."""
    for one in factors(source):
        divisor = one.denominator * _SCALE
        product = one.quantity * one.unit_price * one.numerator * FEN_PER_YUAN
        right = (2 * product + divisor) // (2 * divisor)
        if right != one.fen:
            yield one.source_key, Yuan(one.fen), Yuan(right)


def charged_twice(source: str) -> Iterator[tuple[str, str]]:
    """Pairs of source keys that cover the same day of the same scope; for a shared scope, of the same unit."""
    rows = Charge.objects.filter(source=source).values_list("source_key", "unit_id", "start", "end")
    days = sorted((scope_of(key), unit, start, end, key) for key, unit, start, end in rows.iterator(chunk_size=_CHUNK))
    for _, group in groupby(days, key=lambda row: row[:2]):
        latest, holder = date.min, ""
        for _, _, start, end, key in group:
            if start < latest:
                yield holder, key
            if end > latest:
                latest, holder = end, key


class BasisUse(NamedTuple):
    """Charges of one estate and month that share their evidence and days."""

    key: str
    facts: Mapping[str, Any]
    estate_id: int
    estate_code: str
    month: Month
    period: Period
    lines: int
    amount: Yuan


def basis_uses(source: str) -> list[BasisUse]:
    """What every evidence of one source was used for."""
    bases = {pk: (key, facts) for pk, key, facts in ChargeBasis.objects.values_list("pk", "key", "facts").iterator()}
    groups = (
        Charge.objects.filter(source=source)
        .order_by("month", "estate_id", "basis_id", "start")
        .values_list("basis_id", "estate_id", "estate__code", "month", "start", "end")
        .annotate(lines=Count("pk"), sum=Sum("amount"))
    )
    return [
        BasisUse(*bases[basis], estate, code, Month.of(month), Period(start, end), *rest)
        for basis, estate, code, month, start, end, *rest in groups
        if basis in bases  # one that was taken out of the file is named by the check of foreign keys
    ]


def ratios(source: str) -> Iterator[tuple[str, Fraction]]:
    """Every ratio that charges of one source have, with the key of the evidence it is charged on."""
    pairs = Charge.objects.filter(source=source).order_by("basis__key")
    for key, numerator, denominator in pairs.values_list(
        "basis__key", "ratio_numerator", "ratio_denominator"
    ).distinct():
        yield key, Fraction(numerator, denominator)


def totals() -> tuple[int, Yuan]:
    """How many charges there are, and their amount."""
    found = Charge.objects.aggregate(lines=Count("pk"), amount=Sum("amount"))
    return found["lines"], found["amount"] or ZERO


def outside_their_month() -> Iterator[str]:
    """Source keys of charges with a day outside the month they are charged in."""
    spans = Charge.objects.order_by("month").values_list("month", "start", "end").distinct()
    for month, start, end in spans:
        if start < month or end > Month.of(month).end:
            strays = Charge.objects.filter(month=month, start=start, end=end)
            yield from strays.order_by("source_key").values_list("source_key", flat=True)
