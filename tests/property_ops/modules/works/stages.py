"""How the tests of this folder bring a work along its way."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.works.domain.funding import FundingSplit
from property_ops.modules.works.domain.quantities import PlannedLine
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.public import (
    Party,
    approve_work,
    create_work,
    estimate_work,
    finish_work,
    start_work,
)
from property_ops.modules.works.testing import hear

DAY = date(2026, 3, 2)
DONE_ON = date(2026, 3, 10)
ACCEPTED_ON = date(2026, 3, 15)
ROAD = PlannedLine("路面修补", "㎡", Decimal(120), Yuan(10_00))
SUBSIDY, CEILING = FundingSplit.whole("subsidy"), Yuan(5000_00)
KERB = PlannedLine("更换路缘石", "m", Decimal(40), Yuan(30_00))


def staff() -> SimpleNamespace:
    """One of each who has a part in a work."""
    return SimpleNamespace(**{role: UserFactory(role=role) for role in ("dispatcher", "manager", "auditor")})


def draft(estate, by, **more) -> WorkOrder:
    return create_work(estate=estate, kind="路面修补", place="东门", by=by.dispatcher, on=DAY, **more)


def estimated(estate, by, lines=(ROAD,), split=SUBSIDY, **more) -> WorkOrder:
    work = draft(estate, by)
    return estimate_work(work=work, lines=lines, split=split, by=by.dispatcher, on=DAY, **more)


def approved(estate, by, ceiling=CEILING, **more) -> WorkOrder:
    return approve_work(work=estimated(estate, by, **more), ceiling=ceiling, by=by.manager, on=DAY)


def started(estate, by, **more) -> WorkOrder:
    return start_work(work=approved(estate, by, **more), by=by.dispatcher, on=DAY)


def finished(estate, by, done=None, **more) -> WorkOrder:
    work = started(estate, by, **more)
    done = done or {1: Decimal(120), **({2: Decimal(40)} if len(more.get("lines", ())) > 1 else {})}
    return finish_work(work=work, done=done, by=by.dispatcher, on=DONE_ON)


def confirm(work, by, party, measured, *, on=ACCEPTED_ON, person=None) -> bool:
    return hear(work, party, measured, on=on, staff=by.dispatcher, person=person)


def accept(work, by, measured) -> WorkOrder:
    """All three parties measure the same."""
    for party in Party:
        confirm(work, by, party, measured)
    work.refresh_from_db()
    return work
