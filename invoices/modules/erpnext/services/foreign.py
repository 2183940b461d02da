"""Documents in ERPNext that are none of ours: one person says why they stand there, another approves it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway
from invoices.modules.erpnext.domain import comparing
from invoices.modules.erpnext.domain.errors import NotForeign
from invoices.modules.erpnext.domain.tie_out import ForeignDocument
from invoices.modules.erpnext.models import KnownDocument
from invoices.modules.erpnext.services.company_defaults import books
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.remote_books import Translation, own_books, remote_vouchers
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason


def mark_known(
    *, access: ErpNextAccess, gateway: Gateway, names: Sequence[str], reason: str, by: User, now: datetime
) -> list[KnownDocument]:
    """As they stand now, once another person approves it; changed later, they are told again.

    Raises NotAllowed, ReasonMissing, NotForeign.
    """
    require(by, "erpnext.push")
    said = with_reason(reason)
    translation = Translation(books(access, gateway))
    theirs = remote_vouchers(gateway, access.company, translation)
    foreign = {one.name: one for one in comparing.foreign(theirs, own_books(translation).vouchers, {})}
    missing = [name for name in names if name not in foreign]
    if missing:
        raise NotForeign(name=missing[0])
    with transaction.atomic():
        known = [_know(foreign[name], said, by, now) for name in names]
        audit.record(by=by, action="erpnext.known", subject=names[0][:120], names=list(names), because=said)
    return known


def _know(one: ForeignDocument, reason: str, by: User, now: datetime) -> KnownDocument:
    """What waits already, or is known as it stands, is not asked for again."""
    asked = {"space": selectors.current_space(), "doctype": one.doctype, "name": one.name, "digest": one.digest}
    there = KnownDocument.objects.filter(**asked).exclude(state__in=NEVER_MIND).first()
    values = {"day": one.day, "amount": one.amount, "reason": reason, "prepared_by": by, "prepared_at": now}
    return there or KnownDocument.objects.create(**asked, **values)


def approve_known(*, known: int, by: User, now: datetime) -> KnownDocument:
    """The comparison leaves it out from now on. Raises NotAllowed, AlreadyDecided, SamePerson."""
    with approving(KnownDocument, known, by=by, now=now) as found:
        return found
