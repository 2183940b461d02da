"""What works cost, and what is in the store."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.dated_rows import version_on
from property_ops.framework.fields import ScaledField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import visible_estates
from property_ops.modules.works.domain.errors import NoRate
from property_ops.modules.works.domain.stock import Stock
from property_ops.modules.works.models import (
    AcceptanceTerms,
    CountedMaterial,
    EmergencyCallOut,
    Material,
    MaterialMove,
    StockCount,
    StockTaking,
    TradeRate,
    WorkCost,
    WorkOrder,
)
from property_ops.modules.works.models.work_order import QUANTITY_PLACES
from property_ops.modules.works.selectors.reserving import reserved

NONE = Decimal(0)
_QUANTITY = ScaledField(places=QUANTITY_PLACES)


def costs_of(work: WorkOrder) -> QuerySet[WorkCost]:
    return WorkCost.objects.filter(work=work).select_related("by", "move__material", "corrects").order_by("id")


def spent_on(work: WorkOrder) -> Yuan:
    """All that a work cost: what may be charged, and beside it rework and what came late."""
    return sum(spent_by_type(work).values(), ZERO)


def spent_by_type(work: WorkOrder) -> dict[str, Yuan]:
    """All that a work cost, by type of cost."""
    return spent_by_work([work])[work.pk]


def spent_by_work(works: Iterable[WorkOrder]) -> dict[int, dict[str, Yuan]]:
    """All that each work cost, by type of cost, with one question to the database."""
    found: dict[int, dict[str, Yuan]] = {
        work.pk: {kind.value: getattr(work, kind.value) for kind in WorkCost.Type} for work in works
    }
    for cost in WorkCost.objects.filter(work__in=found):
        if not cost.is_charged:
            found[cost.work_id][cost.type] += cost.amount
    return found


def left_of(cost: WorkCost) -> Yuan:
    """What the corrections of a cost have left of it."""
    taken: Yuan | None = cost.corrections.aggregate(taken=Sum("amount"))["taken"]
    return cost.amount + (taken or ZERO)


def left_to_return(cost: WorkCost) -> Stock:
    """What of an issue has not come back yet, and what that cost."""
    if cost.move is None or cost.corrects_id is not None:
        return Stock()
    returned = sum((one.move.quantity for one in cost.corrections.select_related("move") if one.move), NONE)
    return Stock(-cost.move.quantity - returned, left_of(cost))


def rate_on(trade: str, on: date) -> Yuan:
    """What an hour of the trade costs on a day. Raises NoRate."""
    rate = version_on(TradeRate.objects.filter(trade=trade), on)
    if rate is None:
        raise NoRate(trade=trade, on=on)
    return rate.rate


def trades(on: date) -> list[str]:
    """The trades that have a rate on a day."""
    known = TradeRate.objects.filter(start__lte=on).order_by("trade").values_list("trade", flat=True)
    return list(known.distinct())


def rates() -> QuerySet[TradeRate]:
    return TradeRate.objects.order_by("trade", "-start")


def materials() -> QuerySet[Material]:
    """With what is kept for released works, and what is free of it; below zero it is to be bought."""
    kept = [When(pk=pk, then=Value(quantity, _QUANTITY)) for pk, quantity in reserved().items()]
    reserved_now = Case(*kept, default=Value(NONE, _QUANTITY), output_field=_QUANTITY)
    free = ExpressionWrapper(F("stock") - F("reserved"), output_field=_QUANTITY)
    return Material.objects.annotate(reserved=reserved_now).annotate(free=free).order_by("code")


def materials_in_stock() -> QuerySet[Material]:
    return Material.objects.filter(in_use=True, stock__gt=0).order_by("code")


def moves_of(material: Material) -> QuerySet[MaterialMove]:
    return MaterialMove.objects.filter(material=material).select_related("work", "by").order_by("-id")


def find_materials(materials: QuerySet[Material], text: str) -> QuerySet[Material]:
    return materials.filter(Q(code__icontains=text.strip()) | Q(name__icontains=text.strip()))


def visible_costs(user: User) -> QuerySet[WorkCost]:
    mine = WorkCost.objects.visible_to(user)
    return mine.select_related("work__estate", "move__material")


def estates_with_terms(user: User) -> QuerySet[Any]:
    """Every estate the user sees, with what its agreement says of acceptance, and whether a change `waits`."""
    approved = AcceptanceTerms.objects.filter(estate=OuterRef("pk"), state=ApprovalState.APPROVED.value)
    last = approved.order_by(F("decided_at").desc(nulls_last=True), "-id")
    waiting = AcceptanceTerms.objects.filter(AcceptanceTerms.WAITS, estate=OuterRef("pk"))
    return (
        visible_estates(user)
        .annotate(
            committee=Coalesce(Subquery(last.values("has_committee")[:1]), Value(True)),
            deemed=Subquery(last.values("deemed_days")[:1]),
            warranty=Subquery(last.values("warranty_months")[:1]),
            waits=Exists(waiting),
        )
        .order_by("code")
    )


def visible_terms(user: User) -> QuerySet[AcceptanceTerms]:
    return AcceptanceTerms.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by")


def visible_call_outs(user: User) -> QuerySet[EmergencyCallOut]:
    return EmergencyCallOut.objects.visible_to(user).select_related("work__estate", "prepared_by", "decided_by")


def visible_counts(user: User) -> QuerySet[StockCount]:
    """Stocktakings that waited for another person, with their materials."""
    return StockCount.objects.visible_to(user).select_related("material", "prepared_by", "decided_by")


def stock_takings(user: User) -> QuerySet[StockTaking]:
    """Sheets of the store, with how many materials each `count`s, in how many it `differs`, and by what `worth`."""
    rows = StockTaking.objects.visible_to(user).select_related("prepared_by", "decided_by")
    return rows.annotate(
        count=Count("lines"),
        differs=Count("lines", filter=~Q(lines__counted=F("lines__recorded"))),
        worth=Sum("lines__worth", default=ZERO),
    )


def lines_of_taking(taking: StockTaking) -> QuerySet[CountedMaterial]:
    return taking.lines.select_related("material").order_by("material__code")


def is_counted(start: date, end: date) -> bool:
    """Whether the store was counted and checked by another person on a day of `[start, end)`, or nothing moved then."""
    if not MaterialMove.objects.filter(on__gte=start, on__lt=end).exists():
        return True
    return StockTaking.objects.filter(StockTaking.STANDS, day__gte=start, day__lt=end).exists()


def call_out_of(work: WorkOrder) -> EmergencyCallOut | None:
    return EmergencyCallOut.objects.filter(work=work).first() if work.is_emergency else None


def terms_that_wait(user: User, estate: Any) -> AcceptanceTerms | None:
    return visible_terms(user).filter(AcceptanceTerms.WAITS, estate=estate).first()
