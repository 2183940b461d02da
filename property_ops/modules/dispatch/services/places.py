"""Closing places for a while, and how far it is from one estate to another."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.dispatch.domain.errors import NotAnEnd
from property_ops.modules.dispatch.models import Distance, PlaceClosure, TravelTerms
from property_ops.modules.dispatch.selectors.crews import PLAN
from property_ops.modules.dispatch.services.moving import BOARD
from property_ops.modules.estates.public import Estate


@transaction.atomic
def close_place(*, estate: Estate, place: str, start: datetime, end: datetime, reason: str, by: User) -> PlaceClosure:
    """Nobody works there in these hours; no place is the whole estate. Raises NotAllowed, NotAnEnd."""
    require(by, PLAN, estate)
    if end <= start:
        raise NotAnEnd
    with locked_transaction(BOARD):
        made = PlaceClosure.objects.create(estate=estate, place=place, start=start, end=end, reason=reason)
    audit.record(by=by, action="dispatch.place_closed", subject=estate.code, place=place, reason=reason)
    return made


@transaction.atomic
def reopen_place(*, closure: PlaceClosure, by: User) -> None:
    """Raises NotAllowed."""
    require(by, PLAN, closure)
    with locked_transaction(BOARD):
        audit.record(by=by, action="dispatch.place_reopened", subject=closure.estate.code, place=closure.place)
        closure.delete()


@transaction.atomic
def keep_distances(*, within: int, between: int, minutes: Mapping[tuple[Estate, Estate], int], by: User) -> None:
    """The usual minutes within and between communities, and those entered for pairs, each once. Raises NotAllowed."""
    require(by, PLAN, *(estate for pair in minutes for estate in pair))
    wanted = {
        (min(one.pk, other.pk), max(one.pk, other.pk)): taken for (one, other), taken in minutes.items() if one != other
    }
    with locked_transaction(BOARD):
        terms = TravelTerms.load()
        terms.within_community, terms.between_communities = within, between
        terms.save()
        for row in Distance.objects.visible_to(by):
            if wanted.get((row.one_id, row.other_id)) != row.minutes:
                row.delete()
        known = set(Distance.objects.values_list("one_id", "other_id"))
        for pair, taken in sorted(wanted.items()):
            if pair not in known:
                Distance.objects.create(one_id=pair[0], other_id=pair[1], minutes=taken)
    audit.record(by=by, action="dispatch.distances_kept", subject="*", pairs=len(wanted))
