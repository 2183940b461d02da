"""Who is told of what. The secret is shown once, when it is made."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from property_ops.framework import at_rest, audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate
from property_ops.modules.webhooks.domain.errors import NoKindChosen, SecretUnreadable
from property_ops.modules.webhooks.domain.signing import new_secret
from property_ops.modules.webhooks.models import Webhook
from property_ops.modules.webhooks.selectors import CHANGE

_PURPOSE = "webhook secret"


@transaction.atomic
def make_webhook(
    *, name: str, address: str, kinds: Collection[str], estate: Estate | None, active: bool, by: User, now: datetime
) -> tuple[Webhook, str]:
    """The webhook and its secret. Raises NotAllowed, NotSpokenTo, NoKindChosen."""
    require(by, CHANGE)
    _check(address, kinds)
    secret = new_secret()
    made = Webhook.objects.create(
        name=name,
        address=address,
        kinds=sorted(kinds),
        estate=estate,
        active=active,
        made_by=by,
        made_at=now,
        secret=at_rest.sealed(secret, purpose=_PURPOSE),
    )
    audit.record(by=by, action="webhooks.made", subject=name, address=address, kinds=made.kinds)
    return made, secret


@transaction.atomic
def change_webhook(
    *, webhook: Webhook, name: str, address: str, kinds: Collection[str], estate: Estate | None, active: bool, by: User
) -> str:
    """A new secret where the address is another one: who had the old one would be taken for the new one. Else nothing.

    Raises NotAllowed, NotSpokenTo, NoKindChosen.
    """
    require(by, CHANGE)
    _check(address, kinds)
    locked = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    moved = locked.address != address
    locked.name, locked.address, locked.kinds = name, address, sorted(kinds)
    locked.estate, locked.active = estate, active
    secret = _renewed(locked) if moved else ""
    locked.save()
    audit.record(by=by, action="webhooks.changed", subject=name, address=address, kinds=locked.kinds, active=active)
    return secret


@transaction.atomic
def give_new_secret(*, webhook: Webhook, by: User) -> str:
    """The old one counts no more from the next delivery on. Raises NotAllowed."""
    require(by, CHANGE)
    locked = Webhook.objects.select_for_update(of=("self",)).get(pk=webhook.pk)
    secret = _renewed(locked)
    locked.save(update_fields=["secret"])
    audit.record(by=by, action="webhooks.secret", subject=locked.name)
    return secret


def secret_of(webhook: Webhook) -> str:
    """Raises SecretUnreadable."""
    try:
        return at_rest.opened(webhook.secret, purpose=_PURPOSE)
    except at_rest.KeyIsAnother as error:
        raise SecretUnreadable(webhook=webhook.name) from error


def _renewed(webhook: Webhook) -> str:
    secret = new_secret()
    webhook.secret = at_rest.sealed(secret, purpose=_PURPOSE)
    return secret


def _check(address: str, kinds: Collection[str]) -> None:
    from property_ops.framework.outgoing import refuse_as_written  # slow to import: only who changes one pays for it

    refuse_as_written(address, encrypted=True)
    if not kinds:
        raise NoKindChosen
