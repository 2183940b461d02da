"""Factories of works."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from property_ops.framework.models import User
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.states import WorkState
from property_ops.modules.works.models import AcceptanceTerms, WorkOrder
from property_ops.modules.works.models.funding import PERCENT, Funding, funded_by
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.services.accepting import confirm_work
from property_ops.modules.works.services.terms import approve_terms, propose_terms

_STATES = {
    WorkResult.ACCEPTED: WorkState.ACCEPTED,
    WorkResult.PENDING: WorkState.DONE,
    WorkResult.REWORK: WorkState.SENT_BACK,
}


def _state(work: Any) -> WorkState:
    return _STATES[WorkResult(work.result)]


class WorkOrderFactory(DjangoModelFactory):
    """A row of the register: 120 m² of road, accepted in full on 2022-06-15, ¥1,000.00, shared by the whole estate.

    State, round and per cents follow from `result` and `funding` where they are not given.
    """

    class Meta:
        model = WorkOrder

    number = factory.Sequence(lambda number: f"GD-2022-{number + 1:03d}")
    kind = "路面修补"
    estate = factory.SubFactory(EstateFactory)
    from_register = True
    unit = "㎡"
    planned = Decimal(120)
    done = Decimal(120)
    accepted = Decimal(120)
    done_on = date(2022, 6, 10)
    accepted_on = date(2022, 6, 15)
    accepted_by = "三方联动"
    labour = Yuan(600_00)
    material = Yuan(300_00)
    machine = Yuan(100_00)
    ceiling: Yuan | None = None
    funding = Funding.RESIDENTS
    scope = "全小区"
    result = WorkResult.ACCEPTED
    state = factory.LazyAttribute(_state)
    round = factory.LazyAttribute(lambda work: 2 if work.result == WorkResult.REWORK else 1)
    residents_percent = factory.LazyAttribute(lambda work: funded_by(work.funding)[PERCENT[Funding.RESIDENTS]])
    subsidy_percent = factory.LazyAttribute(lambda work: funded_by(work.funding)[PERCENT[Funding.SUBSIDY]])
    maintenance_fund_percent = factory.LazyAttribute(
        lambda work: funded_by(work.funding)[PERCENT[Funding.MAINTENANCE_FUND]]
    )
    common_income_percent = factory.LazyAttribute(lambda work: funded_by(work.funding)[PERCENT[Funding.COMMON_INCOME]])
    third_party_percent = factory.LazyAttribute(lambda work: funded_by(work.funding)[PERCENT[Funding.THIRD_PARTY]])


def agree(estate: Estate, **terms: Any) -> AcceptanceTerms:
    """Terms of acceptance, asked for by a manager and approved by a reviewer."""
    given = {"has_committee": True, "deemed_days": None, "warranty_months": None} | terms
    manager, reviewer = (cast(User, UserFactory(role=role)) for role in ("manager", "reviewer"))
    asked = propose_terms(estate=estate, by=manager, now=timezone.now(), **given)
    return approve_terms(terms=asked, by=reviewer, now=timezone.now())


PEOPLE = {Party.COMMITTEE: "王主任", Party.BRANCH: "孙书记"}


def hear(
    work: WorkOrder, party: Party, measured: Mapping[int, Decimal], *, on: date, staff: User, person: str | None = None
) -> bool:
    """The party's own word: the company's by `staff`, the others' as by their link."""
    if party is Party.COMPANY:
        return confirm_work(work=work, party=party, measured=measured, on=on, by=staff)
    person = PEOPLE[party] if person is None else person
    return confirm_work(work=work, party=party, measured=measured, on=on, by=None, person=person)
