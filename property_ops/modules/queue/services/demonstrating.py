"""The demonstration's queue: works that wait in one estate, the requests for them, a vote, and money for some."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.queue.models import WorksBudget
from property_ops.modules.queue.selectors.works import subjects_of_estate
from property_ops.modules.queue.services.queueing import PlannedBudget, prepare_budget, tie_vote
from property_ops.modules.requests.public import Asked, RequestChannel, link_work, make_work_of, register_request
from property_ops.modules.works.public import FundingSplit, PlannedLine, WorkOrder, estimate_work

FILE = Path(__file__).resolve().parents[1] / "demo" / "queue.toml"


@transaction.atomic
def rank_the_demo(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no estate has a budget of works yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or WorksBudget.objects.exists():
        return
    by, now = User.objects.get(username=told["by"]), timezone.now()
    for row in told["works"]:
        work = _work(estate, row, by)
        subject = subjects_of_estate(estate).filter(poll__result__isnull=False).first()
        if row["kind"] == told["voted"] and subject:
            tie_vote(work=work, subject=subject, by=User.objects.get(username=told["prepared_by"]), now=now)
    said = told["budget"]
    start = timezone.localdate() - timedelta(days=said["days"])
    budget = prepare_budget(
        estate=estate,
        budget=PlannedBudget(start, Yuan.parse(str(said["amount"])), said["source"]),
        by=User.objects.get(username=told["prepared_by"]),
        now=now,
    )
    with approving(WorksBudget, budget.pk, by=User.objects.get(username=told["approved_by"]), now=now):
        pass


def _work(estate: Estate, row: Mapping[str, Any], by: User) -> WorkOrder:
    today, now = timezone.localdate(), timezone.now()
    asked = [
        register_request(
            estate=estate,
            by=by,
            asked=Asked(RequestChannel.PHONE, row["topic"], words, today - timedelta(days=days), due_on=today),
        )
        for words, days in row["requests"]
    ]
    work = make_work_of(request=asked[0], kind=row["kind"], by=by, now=now, on=today)
    WorkOrder.objects.filter(pk=work.pk).update(place=row["place"])
    for request in asked[1:]:
        link_work(request=request, work=work, by=by)
    if "line" in row:
        name, unit, planned, price = row["line"]
        line = PlannedLine(name, unit, Decimal(planned), Yuan.parse(str(price)))
        estimate_work(
            work=WorkOrder.objects.get(pk=work.pk),
            lines=[line],
            split=FundingSplit.whole("common_income"),
            by=by,
            on=today,
        )
    return work
