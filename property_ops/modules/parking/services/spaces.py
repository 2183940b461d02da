"""The register of spaces, changed in the product."""

from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate
from property_ops.modules.parking.domain.errors import SpaceNumberTaken
from property_ops.modules.parking.models import Space
from property_ops.modules.parking.services.leases import CHANGE


@transaction.atomic
def keep_space(
    *,
    space: Space | None,
    estate: Estate,
    number: str,
    kind: str,
    width: Decimal | None,
    length: Decimal | None,
    by: User,
) -> Space:
    """A new space, or another number, kind or size of one. Raises NotAllowed, SpaceNumberTaken."""
    require(by, CHANGE, space or estate)
    with locked_transaction("parking spaces"):
        others = Space.objects.filter(estate=estate, number=number)
        if (others.exclude(pk=space.pk) if space else others).exists():
            raise SpaceNumberTaken(space=number, estate=estate.name)
        kept = space or Space(estate=estate)
        kept.number, kept.kind, kept.width, kept.length = number, kind, width, length
        kept.save()
    audit.record(by=by, action="parking.space_kept", subject=f"{estate.code} {number}", kind=kind)
    return kept
