"""What a household wants: by which channel, and by which not."""

from datetime import datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate, Tenure
from property_ops.modules.notices.models import Channel, HouseholdContact, NoticeSwitch
from property_ops.modules.notices.selectors.templates import templates
from property_ops.modules.notices.services.again import SEND

SET = "notices.set"


@transaction.atomic
def wish(
    *, tenure: Tenure, channel: Channel, refused: bool, by: User | None, now: datetime, address: str | None = None
) -> HouseholdContact:
    """Whether messages by a channel are wanted, and where they go; `by` is None for the household's own page.

    Raises NotAllowed.
    """
    if by is not None:
        require(by, SEND, tenure)
    Tenure.objects.select_for_update().get(pk=tenure.pk)
    contact = HouseholdContact.objects.filter(tenure=tenure, channel=channel.value).first()
    contact = contact or HouseholdContact(tenure=tenure, channel=channel.value)
    contact.refused, contact.changed_at, contact.changed_by = refused, now, by
    if address is not None:
        contact.address = address.strip()
    contact.save()
    audit.record(
        by=by,
        action="notices.wish",
        subject=tenure.unit.code,
        channel=channel.value,
        refused=refused,
        address_given=bool(contact.address),
    )
    return contact


@transaction.atomic
def switch(*, estate: Estate, template: str, on: bool, by: User, now: datetime) -> None:
    """Whether the estate's households are told of something from now on. Raises NotAllowed."""
    require(by, SET, estate)
    kind = templates()[template]
    NoticeSwitch.objects.update_or_create(
        estate=estate, template=kind.name, defaults={"on": on, "changed_at": now, "changed_by": by}
    )
    audit.record(by=by, action="notices.switched", subject=estate.code, template=template, on=on)
