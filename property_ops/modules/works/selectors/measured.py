"""What is known of a work through its kind: what was measured, what it needs, what does not fit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from property_ops.framework.slots import plugged_into
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.works.domain.kinds import WorkEstimate, WorkFinding, WorkKind
from property_ops.modules.works.domain.measuring import disagrees
from property_ops.modules.works.models import MakersFigures, MeasuredPart, WorkOrder, WorkSheet
from property_ops.modules.works.selectors.kinds import kind_of

Part = TypeVar("Part", bound=MeasuredPart)
Figures = TypeVar("Figures", bound=MakersFigures)
Need = TypeVar("Need")

WRONG_UNIT = gettext_noop("The work is counted in “%(unit)s”; works of this kind are counted in “%(usual)s”.")
PLAN_DIFFERS = gettext_noop("Planned are %(planned)s %(unit)s, measured %(measured)s %(unit)s.")


@dataclass(frozen=True, slots=True)
class DeclaredWork:
    """A work of a kind that a module declares. `measured` is None before anything was."""

    kind: WorkKind
    measured: Any
    estimate: WorkEstimate | None
    findings: tuple[WorkFinding, ...]


def values_of(work: WorkOrder) -> dict[str, Decimal] | None:
    """What stands on the work's sheet, by the code of the field."""
    held = WorkOrder.sheet.is_cached(work)
    sheet = getattr(work, "sheet", None) if held else WorkSheet.objects.filter(work=work).first()
    return {code: Decimal(value) for code, value in sheet.values.items()} if sheet else None


def known(work: WorkOrder) -> DeclaredWork | None:
    """None where no module declares the kind."""
    kind = kind_of(work)
    if kind is None:
        return None
    measured = kind.measured(work) if kind.measured else values_of(work)
    estimate = kind.estimate(measured) if kind.estimate and measured else None
    own = kind.findings(measured) if measured else []
    return DeclaredWork(kind, measured, estimate, (*_about_the_order(work, kind, estimate), *own))


def estimate_of(work: WorkOrder) -> WorkEstimate | None:
    """What is reckoned from what was measured: by a module (slot `work_estimates`), else by the work's kind."""
    estimates = (ask(work) for ask in plugged_into("work_estimates"))
    found = next((estimate for estimate in estimates if estimate is not None), None)
    if found is None and (own := known(work)):
        return own.estimate
    return found


def with_measures(works: Iterable[WorkOrder]) -> None:
    """Read what was measured of all these works, however many, with a query for each kind of table."""
    kinds = [model for model in apps.get_models() if issubclass(model, MeasuredPart)]
    parts = [Prefetch(_name_at_work(model), _in_order(model._default_manager.all(), model)) for model in kinds]
    prefetch_related_objects(list(works), "sheet", *parts)


def parts_of(model: type[Part], work: WorkOrder) -> QuerySet[Part]:
    """The measured parts of a work in their order."""
    name = _name_at_work(model)
    if name in getattr(work, "_prefetched_objects_cache", {}):
        held: QuerySet[Part] = getattr(work, name).all()
        return held
    return _in_order(model._default_manager.filter(work=work), model)


def measured_parts(work: WorkOrder) -> list[MeasuredPart]:
    """Every measured part of the work, of whatever kind, in its order."""
    kinds = [model for model in apps.get_models() if issubclass(model, MeasuredPart)]
    return [part for model in kinds for part in parts_of(model, work)]


def _name_at_work(model: type[MeasuredPart]) -> str:
    return str(model._meta.get_field("work").remote_field.get_accessor_name())


def _in_order(rows: Any, model: type[Part]) -> QuerySet[Part]:
    found: QuerySet[Part] = rows.select_related(model.made_with).order_by("number")
    return found


def offered(model: type[Figures], work: WorkOrder) -> QuerySet[Figures]:
    """What may be chosen for the parts of a work: what is in use, and what they name already."""
    rows: Any = model._default_manager.filter(Q(in_use=True) | Q(parts__work=work))
    found: QuerySet[Figures] = rows.order_by("code").distinct()
    return found


def reckoned(parts: Iterable[MeasuredPart], reckon: Callable[[list[Any], dict[str, Any]], Need]) -> Need:
    """What `reckon` makes of the parts and of the figures that they name, by code."""
    found = list(parts)
    return reckon([part.rule for part in found], {part.figures.code: part.figures.rule for part in found})


def _about_the_order(work: WorkOrder, kind: WorkKind, estimate: WorkEstimate | None) -> list[WorkFinding]:
    found = []
    if not kind.takes(work.unit):
        found.append(WorkFinding(WRONG_UNIT, {"unit": work.unit, "usual": kind.unit}))
    elif (
        estimate
        and kind.is_usual(work.unit)
        and work.planned is not None
        and disagrees(work.planned, estimate.quantity)
    ):
        facts = {"planned": plain(work.planned), "measured": plain(estimate.quantity), "unit": work.unit}
        found.append(WorkFinding(PLAN_DIFFERS, facts))
    return found
