"""A former payer's devices are signed out; who still owes or is owed is not erased: of slot `personal_data`."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from invoices.modules.receivables.public import PayerAccount, balance_of
from invoices.modules.residents.models import HouseholdDevice
from property_ops.modules.erasure.public import ErasedRow, PersonalData


class Devices(PersonalData):
    title = "手机登录（全部退出）"

    def rows(self, tenure: Any) -> Iterator[ErasedRow]:
        for device in HouseholdDevice.objects.filter(tenure=tenure, revoked_at=None).order_by("pk"):
            yield ErasedRow(HouseholdDevice, device.pk, {}, {"revoked_at": timezone.now()})

    def forbids(self, tenure: Any, *, today: date) -> Sequence[str]:
        standing = balance_of(PayerAccount(tenure.unit.code, str(tenure.pk)))
        found = []
        if standing.open:
            found.append(gettext("%(sum)s yuan of theirs are still open") % {"sum": standing.open.grouped()})
        if standing.credit:
            found.append(gettext("%(sum)s yuan are still theirs") % {"sum": standing.credit.grouped()})
        return found


DEVICES = Devices()
