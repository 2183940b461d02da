"""Where a provider stands, the standard of scores, and complaints: each proposed by one, decided by another."""

from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason
from property_ops.modules.providers.domain.errors import (
    LicenceMissing,
    NoAgreementInForce,
    NoProviderYet,
    StandingWaits,
)
from property_ops.modules.providers.domain.states import (
    STANDING_MOVES,
    ProviderStanding,
    ServiceOrderMove,
    StandingMove,
)
from property_ops.modules.providers.models import (
    Provider,
    ScoreStandard,
    ServiceComplaint,
    ServiceOrder,
    StandingChange,
)
from property_ops.modules.providers.selectors.prices import agreements_on
from property_ops.modules.providers.selectors.register import has_licence
from property_ops.modules.providers.services.register import CHANGE

ORDER = "providers.order"
TO_THE_LIST = (StandingMove.ADMIT, StandingMove.READMIT)


@transaction.atomic
def propose_standing(*, provider: Provider, move: StandingMove, reason: str, by: User, now: datetime) -> StandingChange:
    """Raises NotAllowed, ReasonMissing, IllegalMove, StandingWaits."""
    require(by, CHANGE)
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    reason = with_reason(reason)
    STANDING_MOVES.after(ProviderStanding(provider.standing), move, thing=provider.name)
    if provider.standings.filter(StandingChange.WAITS).exists():
        raise StandingWaits(provider=provider.name)
    made = StandingChange.objects.create(provider=provider, move=move, reason=reason, prepared_by=by, prepared_at=now)
    audit.record(by=by, action="providers.standing_proposed", subject=provider.code, move=str(move), reason=reason)
    return made


def approve_standing(*, change_id: int, by: User, now: datetime, today: date) -> StandingChange:
    """The provider stands so from now on; to be on the list it needs an agreement and a licence in force.

    Raises NotAllowed, AlreadyDecided, SamePerson, IllegalMove, NoAgreementInForce, LicenceMissing.
    """
    with approving(StandingChange, change_id, by=by, now=now) as change:
        provider, move = Provider.objects.select_for_update().get(pk=change.provider_id), StandingMove(change.move)
        if move in TO_THE_LIST:
            if not agreements_on(today).filter(provider=provider).exists():
                raise NoAgreementInForce(provider=provider.name, estate="—", day=today)
            if not has_licence(provider, today):
                raise LicenceMissing(provider=provider.name, day=today)
        provider.standing = STANDING_MOVES.after(ProviderStanding(provider.standing), move, thing=provider.name).value
        provider.save()
    return change


def approve_standard(*, standard_id: int, by: User, now: datetime) -> ScoreStandard:
    """Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(ScoreStandard, standard_id, by=by, now=now) as standard:
        return standard


@transaction.atomic
def record_complaint(*, order: ServiceOrder, words: str, on: date, by: User, now: datetime) -> ServiceComplaint:
    """Raises NotAllowed, ReasonMissing, NoProviderYet."""
    require(by, ORDER, order)
    words = with_reason(words, most=300)
    if not order.events.filter(move=ServiceOrderMove.TAKE).exists():
        raise NoProviderYet()
    made = ServiceComplaint.objects.create(order=order, words=words, on=on, prepared_by=by, prepared_at=now)
    audit.record(by=by, action="providers.complaint_recorded", subject=order.number)
    return made


def uphold_complaint(*, complaint_id: int, by: User, now: datetime) -> ServiceComplaint:
    """Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(ServiceComplaint, complaint_id, by=by, now=now) as complaint:
        return complaint
