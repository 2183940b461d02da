"""What is usual of the works so far, for questions about what is not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import Sum

from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import squeezed
from property_ops.modules.works.models import Material, MaterialMove, WorkCost, WorkOrder
from property_ops.modules.works.selectors.costs import spent_on

ENOUGH, LATEST = 5, 50
FACTOR = 3
"""A price of less than a third of the usual one, or of more than three times it, is asked about."""


@dataclass(frozen=True, slots=True)
class UsualPrice:
    """The median of what was released or delivered before; None where too little is known."""

    price: Yuan | None

    def is_outside(self, price: Yuan) -> bool:
        return self.price is not None and not self.price.fen <= price.fen * FACTOR <= self.price.fen * FACTOR * FACTOR


def usual_price(kind: str, unit: str) -> UsualPrice:
    """Of a unit of this kind of work, by the latest estimates."""
    prices = WorkOrder.objects.filter(kind=kind, unit=unit, price__isnull=False, decided_by__isnull=False)
    return _median(price for price in prices.order_by("-pk").values_list("price", flat=True)[:LATEST])


def usual_unit_cost(material: Material) -> UsualPrice:
    """Of a unit of the material, by the latest deliveries."""
    moves = MaterialMove.objects.filter(material=material, kind=MaterialMove.Kind.RECEIPT).order_by("-pk")[:LATEST]
    return _median((unit_price(one.quantity, one.value) for one in moves), enough=1)


def unit_price(quantity: Decimal, paid: Yuan) -> Yuan:
    return Yuan(int(paid.fen / quantity))


def hours_on(work: WorkOrder, day: date) -> Decimal:
    """Recorded on the work for that day."""
    rows = WorkCost.objects.filter(work=work, type=WorkCost.Type.LABOUR, on=day, corrects=None)
    return sum((one or Decimal() for one in rows.values_list("hours", flat=True)), Decimal())


def same_document(document: str) -> WorkCost | None:
    """The latest cost with this document, however its number was typed."""
    number = squeezed(document)
    if not number:
        return None
    return WorkCost.objects.filter(document__iexact=number, corrects=None).select_related("work").order_by("pk").last()


def same_delivery(material: Material, quantity: Decimal, paid: Yuan, on: date) -> bool:
    """Whether just this came in that day already."""
    kept = MaterialMove.objects.filter(material=material, kind=MaterialMove.Kind.RECEIPT, on=on)
    return any((one.quantity, one.value) == (quantity, paid) for one in kept)


def left_of_ceiling(work: WorkOrder) -> Yuan | None:
    """What may still be spent before the approved ceiling breaks; below zero where it broke."""
    return None if work.ceiling is None else work.ceiling - spent_on(work)


def billed_for(works: Iterable[WorkOrder]) -> Yuan:
    costs = WorkCost.objects.filter(work__in=list(works), type=WorkCost.Type.PROVIDER)
    return costs.aggregate(total=Sum("amount"))["total"] or ZERO


def _median(prices: Iterable[Yuan | None], *, enough: int = ENOUGH) -> UsualPrice:
    known: Sequence[int] = [price.fen for price in prices if price]
    return UsualPrice(Yuan(int(median(known))) if len(known) >= enough else None)
