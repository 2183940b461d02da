"""What the released works still need of the store: reserved for them until it is issued or they are done."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from property_ops.framework.models import User
from property_ops.kernel.writing import squeezed
from property_ops.modules.works.domain.states import WorkState
from property_ops.modules.works.models import Material, MaterialMove, WorkOrder
from property_ops.modules.works.selectors.measured import known, with_measures

NEEDING = (WorkState.APPROVED, WorkState.SCHEDULED, WorkState.IN_PROGRESS)
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reservation:
    """So much of a material is kept for a work: what its estimate needs, less what it has had."""

    work: WorkOrder
    material: Material
    quantity: Decimal


def reservations(material: Material | None = None) -> list[Reservation]:
    """Of all released works, or of one material: what an estimate calls by the store's code or name, in its unit."""
    by_name = _by_name(material)
    works = list(WorkOrder.objects.filter(state__in=NEEDING).select_related("estate").order_by("number"))
    if not by_name or not works:
        return []
    with_measures(works)
    return list(_still_needed(works, by_name, _had(works)))


def visible_reservations(user: User, material: Material) -> list[Reservation]:
    """Of the works that somebody may see; what is kept for others stands in the sum only."""
    found = reservations(material)
    visible = WorkOrder.objects.visible_to(user).filter(pk__in=[one.work.pk for one in found])
    seen = set(visible.values_list("pk", flat=True))
    return [one for one in found if one.work.pk in seen]


def reserved(*, but: WorkOrder | None = None) -> dict[int, Decimal]:
    """By material, what is kept for works, those of one left out."""
    found: defaultdict[int, Decimal] = defaultdict(Decimal)
    for one in reservations():
        if but is None or one.work.pk != but.pk:
            found[one.material.pk] += one.quantity
    return dict(found)


def shortages(work: WorkOrder) -> list[tuple[Material, Decimal, Decimal]]:
    """What the work's estimate needs and the store does not have free: the material, what is needed, what is free."""
    others, found = reserved(but=work), []
    for material, quantity in _needs(work, _by_name()).items():
        free = max(material.stock - others.get(material.pk, NONE), NONE)
        if quantity > free:
            found.append((material, quantity, free))
    return found


def _by_name(material: Material | None = None) -> dict[str, Material]:
    """By code, and by name, each with the unit."""
    kept = Material.objects.filter(in_use=True)
    found: dict[str, Material] = {}
    for one in kept.filter(pk=material.pk) if material else kept:
        found |= {_called(one.name, one.unit): one, _called(one.code, one.unit): one}
    return found


def _still_needed(
    works: list[WorkOrder], by_name: Mapping[str, Material], had: Mapping[tuple[int, int], Decimal]
) -> Iterator[Reservation]:
    for work in works:
        for material, quantity in _needs(work, by_name).items():
            left = quantity - had.get((work.pk, material.pk), NONE)
            if left > 0:
                yield Reservation(work, material, left)


def _needs(work: WorkOrder, by_name: Mapping[str, Material]) -> dict[Material, Decimal]:
    declared, found = known(work), defaultdict[Material, Decimal](Decimal)
    for need in declared.estimate.needs if declared and declared.estimate else ():
        material = by_name.get(_called(need.code, need.unit)) or by_name.get(_called(need.name, need.unit))
        if material is not None:
            found[material] += need.quantity
    return found


def _had(works: list[WorkOrder]) -> dict[tuple[int, int], Decimal]:
    moves: QuerySet[MaterialMove] = MaterialMove.objects.filter(work__in=works).order_by()
    rows = moves.values_list("work", "material").annotate(had=Sum(F("quantity")))
    return {(work, material): -had for work, material, had in rows}


def _called(name: str, unit: str) -> str:
    return f"{squeezed(name)} {squeezed(unit).lower()}"
