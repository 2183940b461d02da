"""Reading instalment plans: whether each is kept follows from its parts and from what was settled since."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from invoices.modules.collections.domain.instalments import InstalmentDraft, first_missed
from invoices.modules.collections.models import InstalmentPlan
from invoices.modules.receivables.public import Settlement
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Period
from property_ops.modules.estates.public import find_with_unit


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """An approved plan on a day: what was paid of it, and the part that was missed, if any."""

    plan: InstalmentPlan
    parts: tuple[InstalmentDraft, ...]
    lines: tuple[int, ...]
    settled: tuple[tuple[date, Yuan], ...]
    missed: InstalmentDraft | None

    @property
    def paid(self) -> Yuan:
        return sum((amount for _, amount in self.settled), ZERO)

    @property
    def left(self) -> Yuan:
        return self.plan.total - self.paid

    @property
    def is_kept(self) -> bool:
        """Nothing missed, and something left to pay."""
        return self.missed is None and self.left > ZERO

    def exempt_days(self, *, on: date) -> Period:
        """The days on which it is kept so far: no late charge, no reminder."""
        end = self.missed.due_on + ONE_DAY if self.missed else on + ONE_DAY
        return Period(self.plan.made_on, max(end, self.plan.made_on))


def standings(plans: Iterable[InstalmentPlan], *, on: date) -> list[PlanStanding]:
    """In a few queries, however many plans."""
    chosen = list(plans)
    lines: dict[int, list[int]] = defaultdict(list)
    parts: dict[int, list[InstalmentDraft]] = defaultdict(list)
    for plan in InstalmentPlan.objects.filter(pk__in=[one.pk for one in chosen]).prefetch_related("lines", "parts"):
        lines[plan.pk] = [line.bill_line_id for line in plan.lines.all()]
        parts[plan.pk] = [InstalmentDraft(part.due_on, part.amount) for part in plan.parts.all()]
    settled = _settled({line for own in lines.values() for line in own})
    found = []
    for plan in chosen:
        since = sorted(
            (day, amount)
            for line in lines[plan.pk]
            for number, day, amount in settled.get(line, ())
            if number > plan.settled_before and day <= on
        )
        missed = first_missed(parts[plan.pk], since, on=on)
        found.append(PlanStanding(plan, tuple(parts[plan.pk]), tuple(lines[plan.pk]), tuple(since), missed))
    return found


def _settled(lines: Collection[int]) -> dict[int, list[tuple[int, date, Yuan]]]:
    """By line: number, day that counts and amount of each settlement, and of each that was taken back."""
    found: dict[int, list[tuple[int, date, Yuan]]] = defaultdict(list)
    rows = Settlement.objects.filter(line__in=lines).order_by("pk")
    for pk, line, day, value_day, amount in rows.values_list("pk", "line_id", "day", "credit__value_day", "amount"):
        assert line is not None
        found[line].append((pk, min(day, value_day) if amount > ZERO else day, amount))
    return found


def last_settlement() -> int:
    """The number of the latest settlement; what a new plan gets paid by comes after it."""
    return Settlement.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def planned_lines(*, on: date) -> set[int]:
    """The bill lines of plans that are kept on that day, or wait for approval."""
    waiting = InstalmentPlan.objects.filter(state=ApprovalState.WAITING).values_list("lines__bill_line_id", flat=True)
    return {line for line in waiting if line is not None} | {
        line for standing in kept_plans(on=on) for line in standing.lines
    }


def kept_plans(*, on: date) -> list[PlanStanding]:
    """The approved plans that are kept on that day."""
    plans = InstalmentPlan.objects.filter(state=ApprovalState.APPROVED, made_on__lte=on)
    return [standing for standing in standings(plans, on=on) if standing.is_kept]


def visible_plans(user: User) -> QuerySet[InstalmentPlan]:
    plans = InstalmentPlan.objects.visible_to(user)
    return plans.select_related("estate", "prepared_by", "decided_by").order_by("-pk")


def lines_planned(plan: InstalmentPlan) -> QuerySet[Any]:
    return plan.lines.select_related("bill_line__bill").order_by("pk")


def find_plans(plans: QuerySet[InstalmentPlan], text: str) -> QuerySet[InstalmentPlan]:
    return find_with_unit(plans, text, "payer_name", "reason")
