"""The demonstration's home visits: a plan half of which is done, with opinions of which some became requests."""

import tomllib
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.accounts import user_named
from property_ops.modules.estates.public import Estate
from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.home_visits.models import VisitPlan
from property_ops.modules.home_visits.services.visiting import SaidAtHome, plan_visits, record_visit

FILE = Path(__file__).resolve().parents[1] / "demo" / "home_visits.toml"
OUTCOMES = (
    VisitOutcome.MET,
    VisitOutcome.MET,
    VisitOutcome.NOT_MET,
    VisitOutcome.MET,
    VisitOutcome.MET,
    VisitOutcome.DECLINED,
    VisitOutcome.MET,
)


@transaction.atomic
def visit_homes(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no visit was planned yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or VisitPlan.objects.exists():
        return
    by, first = user_named(told["by"]), timezone.localdate() - timedelta(days=told["days_ago"])
    plan = plan_visits(
        estate=estate,
        title=told["title"],
        first_day=first,
        last_day=first + timedelta(days=told["days"]),
        by=by,
        now=_at(first, 9),
        buildings=told["buildings"],
    )
    said = iter(told["said"])
    for place, home in enumerate(plan.homes.select_related("unit").order_by("unit__room", "unit__entrance")):
        if place * 10 >= plan.homes.count() * told["tenths_done"]:
            break
        outcome = OUTCOMES[place % len(OUTCOMES)]
        one = next(said, None) if outcome is VisitOutcome.MET and place % 4 == 0 else None
        words = [SaidAtHome(one["words"], one["topic"])] if one else []
        moment = _at(first + timedelta(days=place // 12), 17)
        record_visit(home=home, outcome=outcome, by=by, now=moment, said=words)


def _at(day: Any, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
