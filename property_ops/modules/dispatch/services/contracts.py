"""Contractors as crews: prices asked for by one person, approved by another; works cost by them."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import with_reason
from property_ops.modules.dispatch.domain.errors import ContractWaits
from property_ops.modules.dispatch.domain.states import VisitState
from property_ops.modules.dispatch.models import Crew, CrewContract, CrewPrice, Visit
from property_ops.modules.dispatch.selectors.contracts import contract_of
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.works.public import WorkCost, WorkOrder, kind_of, lines_of, record_cost

LONGEST_REMARK = 300


@transaction.atomic
def propose_contract(
    *, crew: Crew, contractor: str, agreement: str, start: date, prices: Mapping[str, Yuan], by: User, now: datetime
) -> CrewContract:
    """The crew's prices by the code of the kind of work; none makes it the company's own crew again.

    Raises NotAllowed, ContractWaits, ReasonMissing (a name or number left empty).
    """
    require(by, PLAN)
    Crew.objects.select_for_update().get(pk=crew.pk)
    if CrewContract.objects.filter(CrewContract.WAITS, crew=crew).exists():
        raise ContractWaits(crew=crew.name)
    made = CrewContract.objects.create(
        crew=crew,
        contractor=with_reason(contractor, most=60),
        agreement=with_reason(agreement, most=40),
        start=start,
        prepared_by=by,
        prepared_at=now,
    )
    for kind, price in prices.items():
        CrewPrice.objects.create(contract=made, kind=kind, price=price)
    audit.record(by=by, action="dispatch.contract_asked", subject=crew.code, **made.audit_facts())
    return made


def approve_contract(*, contract_id: int, by: User, now: datetime) -> CrewContract:
    """Raises NotAllowed, SamePerson, AlreadyDecided."""
    with approving(CrewContract, contract_id, by=by, now=now) as found:
        pass
    return found


def cost_by_agreement(*, work: WorkOrder, crew: Crew | None, by: User, on: date) -> WorkCost | None:
    """What a contractor's crew is paid for a work that it has reported as done, all by itself, in the first round.

    Lines in the unit of the kind at the agreed price, rounded once; None where no price is agreed. A rework costs
    nothing more. Raises what `record_cost` raises.
    """
    contract, kind = contract_of(crew, on), kind_of(work)
    done = Visit.objects.filter(work=work, state=VisitState.DONE)
    if contract is None or kind is None or work.round > 1 or done.exclude(crew=crew).exists():
        return None
    price = contract.prices.filter(kind=kind.code).first()
    if price is None:
        return None
    priced = [(line, line.done) for line in lines_of(work) if line.done and kind.is_usual(line.unit)]
    amount = Yuan.rounded(sum((Fraction(done) for _line, done in priced), Fraction(0)) * price.price.as_fraction())
    if amount <= ZERO:
        return None
    told = "、".join(f"{line.name} {plain(done)} {line.unit} × {price.price}" for line, done in priced)
    return record_cost(
        work=work,
        type=WorkCost.Type.PROVIDER,
        amount=amount,
        by=by,
        on=on,
        document=contract.agreement,
        remark=told[:LONGEST_REMARK],
    )
