"""Tokens: made by a person for commands and programs that nobody watches, shown once, taken back at any time.

An administrator makes those of service accounts, which are no persons: they come by the API alone.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import PersonalToken, User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import BusinessError, NotAllowed
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import within

MANAGE = "staff.manage"
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
    message = gettext_noop("Say for which commands, or for which rights by the API, the token counts.")


class NotAProgramsToken(BusinessError):
    code = "not_a_programs_token"
    message = gettext_noop("A service account comes by the API alone: its token counts for rights, not for commands.")


@transaction.atomic
def make_token(
    *,
    user: User,
    name: str,
    commands: Collection[str],
    days: int,
    now: datetime,
    by: User | None = None,
    rights: Collection[str] = (),
) -> tuple[int, str]:
    """Its number, and the secret, which is not kept. `by` is an administrator, for a service account.

    Raises NotATokensLife, NoCommands, NotAProgramsToken, NotAllowed.
    """
    by = _who_may(user, by or user)
    if not 1 <= days <= MOST_DAYS:
        raise NotATokensLife(most=MOST_DAYS)
    if not (commands or rights) or user.username == SYSTEM:
        raise NoCommands
    if commands and user.is_program:
        raise NotAProgramsToken
    secret = PREFIX + secrets.token_urlsafe(32)
    token = PersonalToken.objects.create(
        user=user,
        name=within(name, most=60) or "—",
        digest=_digest(secret),
        commands=sorted(commands),
        made_at=now,
        rights=sorted(rights),
        expires_at=now + timedelta(days=days),
    )
    said = {"commands": token.commands, "rights": token.rights, "days": days}
    audit.record(by=by, action="token.made", subject=user.username, token=token.pk, **said)
    return token.pk, secret


@transaction.atomic
def revoke_token(*, token_id: int, by: User, now: datetime) -> None:
    """One of one's own; an administrator, those of service accounts too. Raises NoSuchToken."""
    mine = Q(user=by) | Q(user__is_program=True) if by.has_perm(MANAGE) else Q(user=by)
    token = PersonalToken.objects.select_related("user").filter(mine, pk=token_id, revoked_at=None).first()
    if token is None:
        raise NoSuchToken(token=token_id)
    PersonalToken.objects.filter(pk=token_id).update(revoked_at=now)
    audit.record(by=by, action="token.revoked", subject=token.user.username, token=token_id)


def _who_may(user: User, by: User) -> User:
    if user.is_program:
        require(by, MANAGE)
    elif by.pk != user.pk:
        raise NotAllowed(user=str(by), permission=MANAGE)
    return by


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
