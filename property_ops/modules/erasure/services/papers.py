"""The paper of an erasure, for the person who asked and for the file."""

from django.conf import settings
from django.utils import timezone

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.erasure.domain.kept import KEPT
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.reports.record import ErasureDoc, draw_erasure
from property_ops.modules.erasure.selectors.erasures import VIEW
from property_ops.modules.estates.public import Company


def paper_of(erasure: Erasure, *, by: User) -> bytes:
    """The PDF; it names nobody. Raises NotAllowed, GlyphMissing."""
    require(by, VIEW, erasure)
    unit, company = erasure.tenure.unit, Company.load()
    decided = timezone.localtime(erasure.decided_at).strftime("%Y-%m-%d %H:%M") if erasure.decided_at else ""
    doc = ErasureDoc(
        number=str(erasure),
        issuer=company.name,
        home=f"{unit.estate.name} {unit.code}",
        asked=f"{erasure.asked_on}　{erasure.asked_how}",
        prepared_by=str(erasure.prepared_by),
        approved_by=str(erasure.decided_by or ""),
        carried_out=decided,
        erased=tuple(erasure.done.items()),
        lines=erasure.lines,
        kept=KEPT,
        backups=tuple(erasure.backups),
        backups_kept=settings.BACKUPS_KEPT,
    )
    audit.record(by=by, action="erasure.looked", subject=erasure.audit_subject)
    return draw_erasure(doc)
