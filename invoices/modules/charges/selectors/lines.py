"""Charges and what is held, as lines for people and programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast

from invoices.modules.charges.domain.errors import NothingRegistered, UnknownEstate
from invoices.modules.charges.domain.frozen import PRICE_PLACES, QUANTITY_PLACES
from invoices.modules.charges.models import Charge, Hold
from invoices.modules.charges.selectors.sources import held_text
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan, round_half_up
from property_ops.kernel.period import Month
from property_ops.kernel.quantity import plain
from property_ops.modules.estates.public import Estate

RATIO_PLACES = 10
_CHUNK = 5_000


def estates_named(codes: Sequence[str], *, user: User | None = None) -> list[Estate]:
    """The estates with these codes, all for none given; of those that `user` may see, if one is given.

    Raises UnknownEstate, NothingRegistered.
    """
    visible = Estate.objects.visible_to(user) if user else Estate.objects.all()
    estates = list(visible.order_by("code"))
    if not estates:
        raise NothingRegistered()
    known = {estate.code: estate for estate in estates}
    for code in codes:
        if code not in known:
            raise UnknownEstate(estate=code)
    return [known[code] for code in sorted(set(codes))] if codes else estates


def charged_estates(estates: Iterable[Estate]) -> set[int]:
    """The ids of those for whose units something was charged already."""
    return set(Charge.objects.filter(estate__in=list(estates)).values_list("estate_id", flat=True).distinct())


def charge_rows(
    month: Month, estate_codes: Sequence[str] = (), *, visible: QuerySet[Estate] | None = None
) -> Iterator[dict[str, Any]]:
    """The month's charge lines in building order, one at a time; of `visible` estates only, if given.

    `period_end` is the day after the last day. Numbers are Decimal, the amount is Yuan; the ratio has at most ten
    decimals, rounded half up, for reading: amounts come from the exact fraction.

    Raises UnknownEstate, NothingRegistered.
    """
    estates = [estate.pk for estate in estates_named(estate_codes)]
    charges = Charge.objects.filter(month=month.start, estate__in=estates)
    if visible is not None:
        charges = charges.filter(estate__in=visible)
    rows = charges.order_by(
        "estate__code", "unit__building", "unit__entrance", "unit__room", "unit_id", "item_id", "start", "source_key"
    ).values_list(
        "estate__code",
        "unit__code",
        "item__code",
        "item__name",
        "tariff_start",
        "start",
        "end",
        Cast("quantity", BigIntegerField()),
        "quantity_unit",
        Cast("unit_price", BigIntegerField()),
        "ratio_numerator",
        "ratio_denominator",
        Cast("amount", BigIntegerField()),
        "source_key",
    )
    return (_row(*row) for row in rows.iterator(chunk_size=_CHUNK))


def _row(
    estate: str,
    unit: str,
    item: str,
    name: str,
    tariff_start: date | None,
    start: date,
    end: date,
    quantity: int,
    quantity_unit: str,
    price: int,
    numerator: int,
    denominator: int,
    fen: int,
    source_key: str,
) -> dict[str, Any]:
    return {
        "estate_code": estate,
        "unit_code": unit,
        "item": item,
        "item_name": name,
        "tariff_start": tariff_start,
        "period_start": start,
        "period_end": end,
        "quantity": _number(quantity, QUANTITY_PLACES),
        "quantity_unit": quantity_unit,
        "unit_price": _number(price, PRICE_PLACES),
        "ratio": readable_ratio(numerator, denominator),
        "amount": Yuan(fen),
        "source_key": source_key,
    }


def readable_ratio(numerator: int, denominator: int) -> Decimal:
    """A ratio as a decimal number with at most ten decimals."""
    return _number(round_half_up(Fraction(numerator * 10**RATIO_PLACES, denominator)), RATIO_PLACES)


def _number(scaled: int, places: int) -> Decimal:
    """`scaled ÷ 10^places`, without needless zeros."""
    return Decimal(plain(Decimal(scaled).scaleb(-places)))


def open_holds(user: User) -> QuerySet[Hold]:
    """What is held and waits still, of every month."""
    return Hold.objects.visible_to(user).filter(released_by=None)


def held_rows(
    month: Month, estate_codes: Sequence[str] = (), *, visible: QuerySet[Estate] | None = None
) -> Iterator[dict[str, Any]]:
    """What is held of the month and waits still, in the reader's language. Raises UnknownEstate, NothingRegistered."""
    estates = [estate.pk for estate in estates_named(estate_codes)]
    found = Hold.objects.filter(month=month.start, estate__in=estates, released_by=None)
    if visible is not None:
        found = found.filter(estate__in=visible)
    rows = found.order_by("estate__code", "source", "subject").values_list(
        "estate__code", "estate__name", "source", "subject", "reason"
    )
    for code, name, source, subject, reason in rows:
        what, why = held_text(source, subject, reason)
        yield {"estate_code": code, "estate": name, "month": str(month), "source": source, "what": what, "why": why}
