"""What is known of a work through its kind: what was measured, what it needs, what does not fit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.site_works.domain.measuring import disagrees
from property_ops.modules.site_works.models import WorkSheet
from property_ops.modules.works.public import Estimate, Finding, WorkKind, WorkOrder, kind_of

WRONG_UNIT = gettext_noop("The work is counted in “%(unit)s”; works of this kind are counted in “%(usual)s”.")
PLAN_DIFFERS = gettext_noop("Planned are %(planned)s %(unit)s, measured %(measured)s %(unit)s.")


@dataclass(frozen=True, slots=True)
class Known:
    """A work of a kind that a module declares. `measured` is None before anything was."""

    kind: WorkKind
    measured: Any
    estimate: Estimate | None
    findings: tuple[Finding, ...]


def visible_works(user: User) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.visible_to(user).select_related("estate")


def values_of(work: WorkOrder) -> dict[str, Decimal] | None:
    """What stands on the work's sheet, by the code of the field."""
    sheet = WorkSheet.objects.filter(work=work).first()
    return {code: Decimal(value) for code, value in sheet.values.items()} if sheet else None


def known(work: WorkOrder) -> Known | None:
    """None where no module declares the kind."""
    kind = kind_of(work)
    if kind is None:
        return None
    measured = kind.measured(work) if kind.measured else values_of(work)
    estimate = kind.estimate(measured) if kind.estimate and measured else None
    own = kind.findings(measured) if measured else []
    return Known(kind, measured, estimate, (*_about_the_order(work, kind, estimate), *own))


def estimate_of(work: WorkOrder) -> Estimate | None:
    """What the kind reckons from what was measured. Of slot `work_estimates`."""
    found = known(work)
    return found.estimate if found else None


def _about_the_order(work: WorkOrder, kind: WorkKind, estimate: Estimate | None) -> list[Finding]:
    found = []
    if not kind.takes(work.unit):
        found.append(Finding(WRONG_UNIT, {"unit": work.unit, "usual": kind.unit}))
    elif (
        estimate
        and kind.is_usual(work.unit)
        and work.planned is not None
        and disagrees(work.planned, estimate.quantity)
    ):
        facts = {"planned": plain(work.planned), "measured": plain(estimate.quantity), "unit": work.unit}
        found.append(Finding(PLAN_DIFFERS, facts))
    return found
