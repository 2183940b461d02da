"""Reading what bills are made from."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from invoices.modules.billing.domain.payers import Holder
from invoices.modules.billing.models import BillingAccount, BillLine
from invoices.modules.billing.models.account import Payer
from invoices.modules.charges.public import Charge, ChargeBasis, Debtor, charge_sources
from property_ops.framework.fields import Stored, StoredInteger
from property_ops.kernel.period import FAR_FUTURE, Month, Period
from property_ops.modules.estates.public import Estate, Role, Tenure


class ChargeRow(NamedTuple):
    """A charge as bulk billing reads it; quantity × 10^4, unit price × 10^6, money in fen."""

    pk: int
    unit_id: int
    source: str
    basis_id: int
    item_code: str
    item_name: str
    start: date
    end: date
    quantity: int
    quantity_unit: str
    unit_price: int
    ratio_numerator: int
    ratio_denominator: int
    fen: int
    source_key: str
    subject: str


class AccountTerms(NamedTuple):
    pk: int
    unit_code: str
    tenant_pays: bool
    split_by_days: bool


def unbilled_charges(estate: Estate, month: Month) -> Iterator[ChargeRow]:
    """The month's charges that stand on no bill, unit by unit in building order."""
    billed = BillLine.objects.filter(bill__estate=estate, bill__month=month.start).values("charge_id")
    return charge_rows(Charge.objects.filter(estate=estate, month=month.start).exclude(pk__in=billed))


def charge_rows(charges: QuerySet[Charge]) -> Iterator[ChargeRow]:
    """The charges as billing reads them, unit by unit in building order."""
    rows = charges.order_by(
        "unit__building", "unit__entrance", "unit__room", "unit_id", "item_id", "start", "pk"
    ).values_list(
        "pk",
        "unit_id",
        "source",
        "basis_id",
        "item__code",
        "item__name",
        Stored("start"),
        Stored("end"),
        StoredInteger("quantity"),
        "quantity_unit",
        StoredInteger("unit_price"),
        "ratio_numerator",
        "ratio_denominator",
        StoredInteger("amount"),
        "source_key",
        "subject",
    )
    return map(ChargeRow._make, rows.iterator(chunk_size=10_000))


def accounts(estate: Estate) -> dict[int, AccountTerms]:
    """The estate's billing accounts by unit."""
    rows = BillingAccount.objects.filter(unit__estate=estate).values_list(
        "unit_id", "pk", "unit__code", "payer", "split_by_days"
    )
    return {unit: AccountTerms(pk, code, payer == Payer.TENANT, split) for unit, pk, code, payer, split in rows}


def holders(estate: Estate, period: Period) -> dict[int, list[Holder]]:
    """Who holds each unit on some day of the period, oldest first."""
    tenures = Tenure.objects.filter(
        Q(start__isnull=True) | Q(start__lt=period.end),
        Q(end__isnull=True) | Q(end__gt=period.start),
        unit__estate=estate,
    ).order_by(F("start").asc(nulls_first=True), "pk")
    found: dict[int, list[Holder]] = {}
    columns = ("unit_id", "pk", "name", "role", Stored("start"), Stored("end"))
    days_of = cache(lambda start, end: Period(start or date.min, end or FAR_FUTURE))
    for unit, pk, name, role, start, end in tenures.values_list(*columns):
        days = days_of(start, end)
        found.setdefault(unit, []).append(Holder(pk, name, role == Role.OWNER, days))
    return found


def named_debtors(estate: Estate, month: Month) -> dict[int, Holder]:
    """Who owes what was charged on a debt, such as a late charge, by basis: the one whom its facts name (rule 9)."""
    naming = [source.code for source in charge_sources().values() if source.debtor == Debtor.NAMED]
    bases = ChargeBasis.objects.filter(charges__estate=estate, charges__month=month.start, source__in=naming)
    always = Period(date.min, FAR_FUTURE)
    return {
        basis.pk: Holder(basis.facts["payer_id"], basis.facts["payer_name"], True, always) for basis in bases.distinct()
    }
