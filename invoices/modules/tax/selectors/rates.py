"""The rates in force, and those that wait for another person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from invoices.modules.tariffs.public import FeeItem
from invoices.modules.tax.domain.asset_sales import AssetSaleVat, ways_of_selling
from invoices.modules.tax.domain.errors import NoRate, NotATaxpayer
from invoices.modules.tax.domain.vat import Split, split
from invoices.modules.tax.models import Taxpayer, TaxpayerKind, VatRate
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.dated_rows import in_force
from property_ops.kernel.money import Yuan

INCOME = "5"
"""Accounts of income begin so (小企业会计准则)."""

KINDS = TaxpayerKind.choices
IN_FORCE, OVER, COMING = "in_force", "over", "coming"


@dataclass(frozen=True, slots=True)
class VatRates:
    """The approved rates of one day, by the code of the fee item."""

    day: date
    by_item: dict[str, VatRate]

    def of(self, item_code: str, item_name: str) -> VatRate:
        """Raises NoRate."""
        if item_code not in self.by_item:
            raise NoRate(item=item_name, day=self.day)
        return self.by_item[item_code]

    def split(self, item_code: str, item_name: str, gross: Yuan) -> Split:
        return split(gross, self.of(item_code, item_name).rate)


def rates_on(day: date) -> VatRates:
    """For the kind of taxpayer that the company is on that day. Raises NotATaxpayer."""
    rates = in_force(VatRate.objects.filter(state=ApprovalState.APPROVED.value).select_related("item"), on=day).filter(
        taxpayer=taxpayer_on(day).kind
    )
    return VatRates(day, {rate.item.code: rate for rate in rates})


def taxpayer_on(day: date) -> Taxpayer:
    """Raises NotATaxpayer."""
    found = in_force(Taxpayer.objects.filter(state=ApprovalState.APPROVED.value), on=day).first()
    if found is None:
        raise NotATaxpayer(day=day)
    return found


def ways_of_selling_on(day: date) -> list[AssetSaleVat]:
    """What a sale of a used fixed asset can bear, the usual first; for the kind of taxpayer of that day.

    Raises NotATaxpayer.
    """
    return ways_of_selling(taxpayer_on(day).kind, day)


def all_rates(*, on: date) -> QuerySet[Any]:
    """Every version, with its `standing` on that day, or its state where it is not approved."""
    return VatRate.objects.select_related("item", "prepared_by").annotate(
        standing=Case(
            When(~Q(state=ApprovalState.APPROVED.value), then=F("state")),
            When(start__gt=on, then=Value(COMING)),
            When(end__isnull=False, end__lte=on, then=Value(OVER)),
            default=Value(IN_FORCE),
            output_field=CharField(),
        )
    )


def find_rates(rates: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rates.filter(
        Q(item__name__icontains=text)
        | Q(basis__icontains=text)
        | Q(tax_code__startswith=text)
        | Q(category__icontains=text)
    )


def waiting() -> QuerySet[VatRate]:
    return VatRate.objects.filter(VatRate.WAITS).select_related("item", "prepared_by").order_by("item", "start")


def taxpayers() -> QuerySet[Taxpayer]:
    """Those that count, and those that wait."""
    return Taxpayer.objects.exclude(state__in=NEVER_MIND).order_by("start")


def fee_items() -> QuerySet[FeeItem]:
    """Those that earn something: what was owed before the books were taken over earns nothing here."""
    return FeeItem.objects.filter(income_account__startswith=INCOME)


def earning() -> list[str]:
    """The codes of these: what else stands on a bill is no sale, and has no VAT."""
    return list(fee_items().values_list("code", flat=True))
