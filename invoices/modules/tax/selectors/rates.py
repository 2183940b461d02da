"""The rates in force, and those that wait for another person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Q, QuerySet, Value, When

from invoices.modules.tariffs.public import FeeItem
from invoices.modules.tax.domain.errors import NoRate, NotATaxpayer
from invoices.modules.tax.domain.vat import Split, split
from invoices.modules.tax.models import Taxpayer, TaxpayerKind, VatRate
from property_ops.kernel.money import Yuan

KINDS = TaxpayerKind.choices
IN_FORCE, OVER, COMING, WAITING = "in_force", "over", "coming", "waiting"


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
    rates = in_force(VatRate.objects.select_related("item"), day).filter(taxpayer=taxpayer_on(day).kind)
    return VatRates(day, {rate.item.code: rate for rate in rates})


def taxpayer_on(day: date) -> Taxpayer:
    """Raises NotATaxpayer."""
    found = in_force(Taxpayer.objects.all(), day).first()
    if found is None:
        raise NotATaxpayer(day=day)
    return found


def in_force(versions: QuerySet[Any], day: date) -> QuerySet[Any]:
    """The approved versions of that day."""
    return versions.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day, awaits_approval=False)


def all_rates(*, on: date) -> QuerySet[Any]:
    """Every version, with its `state` on that day."""
    return VatRate.objects.select_related("item", "prepared_by").annotate(
        state=Case(
            When(awaits_approval=True, then=Value(WAITING)),
            When(start__gt=on, then=Value(COMING)),
            When(end__isnull=False, end__lte=on, then=Value(OVER)),
            default=Value(IN_FORCE),
            output_field=CharField(),
        )
    )


def find_rates(rates: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rates.filter(
        Q(item__name__icontains=text) | Q(basis__icontains=text) | Q(tax_code__startswith=text)
        | Q(category__icontains=text)
    )  # fmt: skip


def waiting() -> QuerySet[VatRate]:
    return VatRate.objects.filter(awaits_approval=True).select_related("item", "prepared_by").order_by("item", "start")


def taxpayers() -> QuerySet[Taxpayer]:
    return Taxpayer.objects.order_by("start")


def fee_items() -> QuerySet[FeeItem]:
    """Those that earn something."""
    return FeeItem.objects.exclude(income_account="")
