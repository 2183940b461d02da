"""What the outbox has of a person's addresses: of slot `personal_data`."""

from collections.abc import Iterator
from typing import Any

from property_ops.modules.erasure.public import ErasedRow, PersonalData
from property_ops.modules.notices.models import HouseholdContact, Message


class Addresses(PersonalData):
    title = "通知地址（微信、邮箱）与发件记录中的号码"

    def rows(self, tenure: Any) -> Iterator[ErasedRow]:
        for contact in HouseholdContact.objects.filter(tenure=tenure).order_by("pk"):
            yield ErasedRow(HouseholdContact, contact.pk, {"address": ""}, {"refused": True})
        for message in Message.objects.filter(tenure=tenure).exclude(to="").order_by("pk"):
            yield ErasedRow(Message, message.pk, {"to": ""}, {})


ADDRESSES = Addresses()
