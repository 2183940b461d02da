"""Reading charges to prove them: what each was calculated from, which days it covers, which evidence it has."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, Exists, F, Min, OuterRef, Q, Sum
from django.db.models.functions import Cast

from invoices.modules.charges import bulk
from invoices.modules.charges.domain.source import scope_of
from invoices.modules.charges.models import Charge, ChargeBasis
from invoices.modules.tariffs.public import Tariff
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period

_CHUNK = 5_000


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
            "source_key",
            "basis_id",
            "unit__code",
            Cast("quantity", BigIntegerField()),
            Cast("unit_price", BigIntegerField()),
            "ratio_numerator",
            "ratio_denominator",
            Cast("amount", BigIntegerField()),
        )
    )
    return map(Factors._make, rows.iterator(chunk_size=_CHUNK))


def wrong_products() -> Iterator[tuple[str, Yuan, Yuan]]:
    """(source key, charged, right) where a charge is not quantity × unit price × ratio, rounded half up to the fen.

    A share of a whole may be up to a fen beside it: there the whole counts (`wrong_wholes`).
    """
    shared = set(ChargeBasis.objects.exclude(whole=None).values_list("pk", flat=True))
    rows = Charge.objects.order_by("pk").values_list(
        "source_key",
        "basis_id",
        Cast("amount", BigIntegerField()),
        Cast("quantity", BigIntegerField()),
        Cast("unit_price", BigIntegerField()),
        "ratio_numerator",
        "ratio_denominator",
    )
    for key, basis, fen, *factors in rows.iterator(chunk_size=_CHUNK):
        right = bulk.amount(*factors)
        if right != fen and not (basis in shared and bulk.is_share(fen, *factors)):
            yield key, Yuan(fen), Yuan(right)


def wrong_wholes() -> Iterator[tuple[str, Yuan, Yuan]]:
    """(basis, what its shares add up to, its whole) where these differ."""
    shared = ChargeBasis.objects.exclude(whole=None).annotate(sum=Sum("charges__amount"))
    for key, total, whole in shared.exclude(sum=F("whole")).order_by("key").values_list("key", "sum", "whole"):
        yield key, total or ZERO, whole or ZERO


def of_another_estate() -> Iterator[str]:
    """Source keys of charges whose unit is not one of their estate."""
    strangers = Charge.objects.exclude(unit__estate=F("estate")).order_by("source_key")
    return strangers.values_list("source_key", flat=True).iterator()


def beside_their_evidence() -> Iterator[str]:
    """Source keys of charges whose source, run, tariff or evidence is not the one that their key and their days tell.

    These stand under no digest: the bill has its own copy of what was charged.
    """
    versions = Tariff.objects.filter(estate=OuterRef("estate"), item=OuterRef("item"), start=OuterRef("tariff_start"))
    of_others = ~Q(source=F("basis__source")) | ~Q(month=F("run__month")) | Q(tariff_start__gt=F("start"))
    of_no_tariff = Q(tariff_start__isnull=False) & ~Exists(versions)
    yield from Charge.objects.filter(of_others | of_no_tariff).values_list("source_key", flat=True).iterator()
    uses = Charge.objects.order_by().values_list("basis__key").annotate(key=Min("source_key"))
    yield from (key for evidence, key in uses.iterator() if evidence.split("/")[0] != key.split("/")[0])


def charged_twice() -> Iterator[tuple[str, str]]:
    """Pairs of source keys that cover the same day of the same scope and unit."""
    rows = Charge.objects.values_list("source_key", "source", "unit_id", "start", "end")
    days = sorted(
        (source, scope_of(key), unit, start, end, key)
        for key, source, unit, start, end in rows.iterator(chunk_size=_CHUNK)
    )
    for _, group in groupby(days, key=lambda row: row[:3]):
        latest, holder = date.min, ""
        for *_, start, end, key in group:
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


def totals() -> dict[str, tuple[int, Yuan]]:
    """How many charges there are, and their amount, by source."""
    found = Charge.objects.order_by("source").values_list("source").annotate(lines=Count("pk"), sum=Sum("amount"))
    return {source: (lines, amount or ZERO) for source, lines, amount in found}


def outside_their_month() -> Iterator[str]:
    """Source keys of charges with a day outside the month they are charged in."""
    spans = Charge.objects.order_by("month").values_list("month", "start", "end").distinct()
    for month, start, end in spans:
        if start < month or end > Month.of(month).end:
            strays = Charge.objects.filter(month=month, start=start, end=end)
            yield from strays.order_by("source_key").values_list("source_key", flat=True)
