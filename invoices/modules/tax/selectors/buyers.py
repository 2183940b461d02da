"""The tax numbers of payers, as they are known today."""

from collections.abc import Iterable, Mapping

from invoices.modules.tax.models import BuyerTaxNumber
from property_ops.framework.models import User
from property_ops.modules.estates.public import Tenure, Unit


def tax_numbers_of(tenures: Iterable[int]) -> Mapping[int, str]:
    """Tenure → number, of those that have one."""
    rows = BuyerTaxNumber.objects.filter(tenure__in=list(tenures)).order_by("pk")
    return {tenure: number for tenure, number in dict(rows.values_list("tenure", "number")).items() if number}


def payers_with_numbers(unit: Unit) -> list[tuple[Tenure, str]]:
    """Those who own or rent it today."""
    tenures = list(unit.tenures.filter(end=None).order_by("pk"))
    numbers = tax_numbers_of([one.pk for one in tenures])
    return [(one, numbers.get(one.pk, "")) for one in tenures]


def visible_payer(user: User, pk: int) -> Tenure | None:
    return Tenure.objects.visible_to(user).select_related("unit").filter(pk=pk, end=None).first()
