"""Log-ins of parties of acceptance: which party a user speaks for."""

from django.db import transaction

from property_ops.framework import audit, staff
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.works.domain.acceptance import Party
from property_ops.modules.works.domain.errors import SpokeAlready
from property_ops.modules.works.models import PartyMember, WorkConfirmation


@transaction.atomic
def bind_to_party(*, user: User, party: Party | None, by: User) -> None:
    """From now on the user speaks for this party alone; None: as staff, for the company.

    Raises NotAllowed, and SpokeAlready where the user has spoken for another party.
    """
    require(by, staff.PERMISSION)
    member = PartyMember.objects.select_for_update().filter(user=user).first()
    if (Party(member.party) if member else None) is party:
        return
    spoken = party or Party.COMPANY
    if WorkConfirmation.objects.filter(by=user).exclude(party=spoken.value).exists():
        raise SpokeAlready(user=str(user))
    if member is not None:
        member.delete()
    if party is not None:
        PartyMember.objects.create(user=user, party=party.value)
    audit.record(by=by, action="works.party_member", subject=user.username, party=party.value if party else "")
