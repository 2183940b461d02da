"""A statement's online link: opened by who has it, withdrawn and renewed by staff (docs/product.md rule 20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import Bill
from invoices.modules.statements import selectors
from invoices.modules.statements.domain.frozen import FrozenBill
from invoices.modules.statements.models import Statement
from invoices.modules.statements.services.composing import Composed, composed
from invoices.modules.statements.services.signing import is_valid_token
from invoices.modules.statements.services.signing import token as token_of
from invoices.modules.statements.services.single import made_pdf
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.signing import key_of
from property_ops.kernel.errors import LinkExpired, LinkNotFound, LinkRevoked


@dataclass(frozen=True, slots=True)
class OpenedStatement:
    composed: Composed
    expires_on: date

    @property
    def bill_id(self) -> int:
        return self.composed.bill.pk


def open_link(*, token: str, today: date, trace: Mapping[str, Any]) -> OpenedStatement:
    """The statement behind a link; the look is recorded with `trace`. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    statement = _linked(token, today)
    opened = composed(selectors.frozen_bills([statement.bill_id]))[0]
    audit.record(by=None, action="statements.link_opened", subject=opened.bill.number, **trace)
    return OpenedStatement(opened, statement.link_expires_on)


def link_pdf(*, token: str, today: date, trace: Mapping[str, Any]) -> tuple[str, bytes]:
    """Number and PDF behind a link; recorded like a look. Raises as open_link does."""
    number, pdf = made_pdf(_linked(token, today).bill_id)
    audit.record(by=None, action="statements.link_pdf", subject=number, **trace)
    return number, pdf


def bill_behind(*, token: str, today: date) -> FrozenBill:
    """The issued bill that a link is for. Raises LinkNotFound, LinkRevoked, LinkExpired."""
    return selectors.frozen_bills([_linked(token, today).bill_id])[0]


def living_link(*, bill_id: int, today: date) -> str:
    """The token of the bill's link; empty where it was withdrawn, has expired or was never made."""
    found = Statement.objects.select_related("bill").filter(bill_id=bill_id, link_revoked_at=None).first()
    if found is None or today > found.link_expires_on:
        return ""
    return token_of(found.bill.number or "", expires_on=found.link_expires_on, version=found.link_version)


def revoke_link(*, bill_id: int, by: User) -> None:
    """Withdraw the link that was given: whoever has it sees nothing any more. Safe to repeat. Raises NotAllowed."""
    require(by, "billing.issue", *Bill.objects.filter(pk=bill_id))
    with transaction.atomic():
        statement = _locked(bill_id)
        if statement.link_revoked_at is None:
            statement.link_revoked_at, statement.link_revoked_by = timezone.now(), by
            statement.save(update_fields=["link_revoked_at", "link_revoked_by"])
            audit.record(
                by=by,
                action="statements.link_revoked",
                subject=str(statement.bill.number),
                version=statement.link_version,
            )


def renew_link(*, bill_id: int, by: User, today: date) -> None:
    """Give a new link in place of a withdrawn or expired one, which never opens again. Raises NotAllowed."""
    require(by, "billing.issue", *Bill.objects.filter(pk=bill_id))
    with transaction.atomic():
        statement = _locked(bill_id)
        expired = today > statement.link_expires_on
        if statement.link_revoked_at is not None or expired:
            statement.link_version += 1
            statement.link_revoked_at = statement.link_revoked_by = None
            if expired:
                statement.link_expires_on = today + timedelta(days=settings.LINK_DAYS)
            statement.save()
            audit.record(
                by=by,
                action="statements.link_renewed",
                subject=str(statement.bill.number),
                version=statement.link_version,
            )


def _locked(bill_id: int) -> Statement:
    composed(selectors.frozen_bills([bill_id]))
    statement = Statement.objects.select_for_update(of=("self",)).select_related("bill").filter(bill_id=bill_id).first()
    if statement is None:
        raise LinkNotFound()
    return statement


def _linked(token: str, today: date) -> Statement:
    number = key_of(token)
    statement = Statement.objects.select_related("bill").filter(bill__number=number).first()
    if statement is None:
        raise LinkNotFound()
    expires_on, version = statement.link_expires_on, statement.link_version
    if not is_valid_token(token, number, expires_on=expires_on, version=version):
        older = range(1, version)
        if any(is_valid_token(token, number, expires_on=expires_on, version=one) for one in older):
            raise LinkRevoked()
        raise LinkNotFound()
    if statement.link_revoked_at is not None:
        raise LinkRevoked()
    if today > expires_on:
        raise LinkExpired(day=expires_on)
    return statement
