"""Personal tokens: made by a person for commands that nobody watches, shown once, and taken back at any time."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import PersonalToken, User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

PREFIX = "po_"
MOST_DAYS, USUAL_DAYS = 366, 90


class NoSuchToken(BusinessError):
    code = "no_such_token"
    message = gettext_noop("You have no personal token %(token)s that counts.")


class NotATokensLife(BusinessError):
    code = "not_a_tokens_life"
    message = gettext_noop("A personal token counts for 1 to %(most)s days.")


class NoCommands(BusinessError):
    code = "token_without_commands"
    message = gettext_noop("Say for which commands the token counts.")


@transaction.atomic
def make_token(*, user: User, name: str, commands: Collection[str], days: int, now: datetime) -> tuple[int, str]:
    """Its number, and the secret, which is not kept. Raises NotATokensLife, NoCommands."""
    if not 1 <= days <= MOST_DAYS:
        raise NotATokensLife(most=MOST_DAYS)
    if not commands or user.username == SYSTEM:
        raise NoCommands
    secret = PREFIX + secrets.token_urlsafe(32)
    token = PersonalToken.objects.create(
        user=user, name=name.strip()[:60] or "—", digest=_digest(secret), commands=sorted(commands), made_at=now,
        expires_at=now + timedelta(days=days),
    )  # fmt: skip
    audit.record(
        by=user, action="token.made", subject=user.username, token=token.pk, commands=token.commands, days=days
    )
    return token.pk, secret


@transaction.atomic
def revoke_token(*, token_id: int, by: User, now: datetime) -> None:
    """One of one's own. Raises NoSuchToken."""
    if not tokens_of(by).filter(pk=token_id, revoked_at=None).update(revoked_at=now):
        raise NoSuchToken(token=token_id)
    audit.record(by=by, action="token.revoked", subject=by.username, token=token_id)


def revoke_all(*, user: User, by: User, now: datetime) -> None:
    """With a new password the old tokens end."""
    count = tokens_of(user).filter(revoked_at=None).update(revoked_at=now)
    if count:
        audit.record(by=by, action="token.revoked", subject=user.username, count=count)


def tokens_of(user: User) -> QuerySet[PersonalToken]:
    return PersonalToken.objects.filter(user=user)


def token_of(secret: str) -> PersonalToken | None:
    """Whatever became of it."""
    return PersonalToken.objects.select_related("user").filter(digest=_digest(secret.strip())).first()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
