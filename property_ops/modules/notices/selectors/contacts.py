"""By which ways a household can be reached, and wants to be."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from property_ops.framework.dated_rows import in_force
from property_ops.framework.models import User
from property_ops.modules.estates.public import Role, Tenure, Unit
from property_ops.modules.notices.models import Channel, HouseholdContact

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


@dataclass(frozen=True, slots=True)
class TellingWay:
    """A channel by which somebody can be reached, with the address there."""

    channel: str
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A channel of a household as it is shown: `known` where there is an address."""

    channel: str
    name: str
    known: bool
    refused: bool


def mobile(phone: str) -> str:
    """The eleven digits of a mobile number; empty for what is none, to which no text message can go."""
    found = _MOBILE.fullmatch(re.sub(r"[\s\-()]", "", phone))
    return found[1] if found else ""


def ways_to(tenures: Collection[Tenure]) -> Mapping[int, list[TellingWay]]:
    """For each of them the ways that exist and are wanted, in the order of `Channel`."""
    said = {(one.tenure_id, one.channel): one for one in contacts_of(tenures)}
    return {
        tenure.pk: [
            TellingWay(channel, address)
            for channel in Channel.values
            if (address := _address(tenure, channel, said.get((tenure.pk, channel))))
        ]
        for tenure in tenures
    }


def wants_nothing(tenure: Tenure) -> bool:
    """Whether there would be a way, and it is not wanted."""
    return HouseholdContact.objects.filter(tenure=tenure, refused=True).exists()


def channels_of(tenure: Tenure) -> list[ChannelState]:
    said = {one.channel: one for one in contacts_of([tenure])}
    found = []
    for channel in Channel:
        contact = said.get(channel.value)
        known = mobile(tenure.phone) if channel == Channel.SMS else contact and contact.address
        found.append(ChannelState(channel.value, str(channel.label), bool(known), bool(contact and contact.refused)))
    return found


def contacts_of(tenures: Collection[Tenure]) -> QuerySet[HouseholdContact]:
    return HouseholdContact.objects.filter(tenure__in=[tenure.pk for tenure in tenures])


def visible_tenures(user: User) -> QuerySet[Tenure]:
    return Tenure.objects.visible_to(user).select_related("unit")


def holders_of(unit: Unit, *, today: date) -> QuerySet[Tenure]:
    """Owner and tenant of a home today."""
    return in_force(unit.tenures.all(), on=today).order_by("role", "pk")


def living_in(units: Collection[int], *, on: date) -> Mapping[int, list[Tenure]]:
    """By unit, who is registered as living there on the day: its tenants, else its owners."""
    found: dict[int, list[Tenure]] = {}
    for tenure in in_force(Tenure.objects.filter(unit__in=units), on=on).order_by("pk"):
        found.setdefault(tenure.unit_id, []).append(tenure)
    return {unit: [one for one in some if one.role == Role.TENANT] or some for unit, some in found.items()}


def lives_there(tenure: Tenure, today: date) -> bool:
    """Whoever is gone is told of nothing new; a debt still is."""
    return tenure.end is None or tenure.end > today


def address_of_staff(user: User) -> str:
    return user.email if user.is_active else ""


def _address(tenure: Tenure, channel: str, contact: HouseholdContact | None) -> str:
    if contact is not None and contact.refused:
        return ""
    if channel == Channel.SMS:
        return mobile(tenure.phone)
    return contact.address if contact else ""
