"""Webhooks and what became of their deliveries, for programs. Made and changed they are at a page."""

from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from property_ops.framework.models import User
from property_ops.framework.rest.kit import ApiRequest, ApiRouter
from property_ops.framework.rest.rows import ApiRow, RowId, narrowed
from property_ops.modules.webhooks import selectors
from property_ops.modules.webhooks.domain.states import DeliveryState

ROUTER = ApiRouter("webhooks", rights={selectors.VIEW: _("see webhooks and their deliveries")})


class WebhookRow(ApiRow):
    """`estate`: of that one alone; without, of all."""

    id: int
    name: str
    address: str
    kinds: list[str]
    estate: str | None
    active: bool
    waiting: int
    dead: int

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        named = {name: getattr(row, name) for name in ("name", "address", "kinds", "active", "waiting", "dead")}
        return cls(id=row.pk, estate=row.estate.code if row.estate else None, **named)


class DeliveryRow(ApiRow):
    """`message` is the `webhook-id` that it is sent with."""

    message: str
    webhook: int
    kind: str
    subject: str
    happened_at: datetime
    state: DeliveryState
    attempts: int
    next_at: datetime
    failure: str

    @classmethod
    def of(cls, row: Any, reader: User) -> Self:
        return cls(
            message=row.message_id,
            webhook=row.webhook_id,
            kind=row.kind,
            subject=row.subject,
            happened_at=row.at,
            state=DeliveryState(row.state),
            attempts=row.attempts,
            next_at=row.next_at,
            failure=row.failure,
        )


@ROUTER.listing("/webhooks", right=selectors.VIEW, of=WebhookRow, personal_data=False)
def list_webhooks(request: ApiRequest) -> QuerySet[Any]:
    """The webhooks; no secret is among what is told of them."""
    return selectors.visible_webhooks(request.user)


@ROUTER.listing("/webhook-deliveries", right=selectors.VIEW, of=DeliveryRow, personal_data=False)
def list_deliveries(
    request: ApiRequest, webhook: RowId | None = None, state: DeliveryState | None = None
) -> QuerySet[Any]:
    """What webhooks told, or are still to tell."""
    asked = {"webhook": webhook, "state": state and state.value}
    return narrowed(selectors.visible_deliveries(request.user), asked)
