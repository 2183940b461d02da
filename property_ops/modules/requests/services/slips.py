"""Slips of notices that are handed over."""

from collections.abc import Sequence

from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.modules.estates.public import Company
from property_ops.modules.notices.public import NoticesOfHome
from property_ops.modules.requests.reports.slips import NoticeSlip, draw_slips


def slips_of(homes: Sequence[NoticesOfHome], *, by: User) -> bytes:
    """The PDF, a home after the other. Raises GlyphMissing."""
    company, day = Company.load(), str(timezone.localdate())
    slips = [NoticeSlip(_home(one), one.tenure.name, tuple(one.texts)) for one in homes]
    audit.record(by=by, action="requests.slips_printed", subject=day, homes=len(slips))
    return draw_slips(slips, issuer=company.name, phone=company.phone, day=day)


def _home(one: NoticesOfHome) -> str:
    unit = one.tenure.unit
    return f"{unit.estate.name} {unit.building}号楼{unit.entrance}单元{unit.room}"
