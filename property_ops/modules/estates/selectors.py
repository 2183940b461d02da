"""Reading the register for someone: their estates, their units, people's numbers masked where they must be."""

import re

from django.db.models import Exists, OuterRef, Q, QuerySet

from property_ops.framework.models import User
from property_ops.framework.permissions import allows, roles_of
from property_ops.modules.estates.models import Estate, Tenure, Unit

GRID_WORKER = "grid_worker"
_ADDRESS = re.compile(r"(?:(?P<estate>[A-Za-z]+\d+)-)?(?P<building>\d+)(?:-|号楼|栋|#)(?P<entrance>\d+)(?:-|单元)(?P<room>\w+)")


def visible_estates(user: User) -> QuerySet[Estate]:
    """The estates this person may see: all, or for one who is only a grid worker the assigned ones."""
    if user.is_superuser or roles_of(user) - {GRID_WORKER}:
        return Estate.objects.all()
    return Estate.objects.filter(memberships__user=user)


def visible_units(user: User) -> QuerySet[Unit]:
    return Unit.objects.filter(estate__in=visible_estates(user)).select_related("estate")


def find_units(units: QuerySet[Unit], text: str) -> QuerySet[Unit]:
    """Units by address (5-2-301, 5号楼2单元301, BC01-5-2-301), room, holder's name, plate, or last digits of a phone."""
    text = "".join(text.split())
    if not text:
        return units
    address = _ADDRESS.fullmatch(text)
    if address:
        found = units.filter(
            building=int(address["building"]),
            entrance=int(address["entrance"]),
            room__in=[address["room"], address["room"].removesuffix("室"), "0" + address["room"]],
        )
        return found.filter(estate__code__iexact=address["estate"]) if address["estate"] else found
    holders = Tenure.objects.filter(unit=OuterRef("pk"), end=None)
    match = Q(Exists(holders.filter(name__icontains=text))) | Q(code__icontains=text) | Q(room=text)
    if text.isdecimal() and len(text) >= 4:
        match |= Q(Exists(holders.filter(phone__endswith=text)))
    if len(text) >= 4:
        match |= Q(leases__plate__icontains=text.upper().replace("·", ""))
    return units.filter(match).distinct()


def shown_phone(phone: str, user: User) -> str:
    """The number, with its middle digits hidden from those who do not need them (PRODUCT.md rule 20)."""
    if not phone or allows(user, "people.view_phone"):
        return phone
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 7 else "****"
