"""Who comes by the API: a person or a service account, with a token that counts, and not too often."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja.security import HttpBearer

from property_ops.framework import audit
from property_ops.framework.database_errors import is_busy
from property_ops.framework.locking import patience
from property_ops.framework.models import PersonalToken, User
from property_ops.framework.permissions import require
from property_ops.framework.rest.errors import TokenWithoutRight, TooManyRequests
from property_ops.framework.rest.rows import refuse_unprintable
from property_ops.framework.shared_counts import counted
from property_ops.framework.tokens import token_of
from property_ops.kernel.text import gettext_noop

VIA = gettext_noop("API")
WINDOW = 60
_USED_TO_THE = timedelta(minutes=10)
_PATIENCE_SECONDS = 0.05


class ApiRequest(HttpRequest):
    """A request after the door: its user came with the token."""

    user: User
    auth: PersonalToken


class ByToken(HttpBearer):
    """A token in the Authorization header, and nothing else: what a browser is logged in as opens nothing here.

    It is asked for its right before anything that was sent is looked at.
    """

    def __init__(self, right: str) -> None:
        self.right = right
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> PersonalToken | None:
        """Raises TooManyRequests, TokenWithoutRight, NotAllowed."""
        found, now = token_of(token), timezone.now()
        if found is None or not found.rights or not found.counts(now):
            return None
        _refuse_too_many(found)
        _note_use(found)
        found.user.limited_to = frozenset(found.rights)
        request.user = found.user
        if found.user.language:
            translation.activate(found.user.language)
        _require(found.user, self.right)
        return found


@contextmanager
def entered(request: ApiRequest, given: Mapping[str, Any], *, on_paper: bool) -> Iterator[None]:
    """Inside, what was given can be stored, and what is recorded says that it came by the API. Raises NotPrintable."""
    refuse_unprintable(dict(given), on_paper=on_paper)
    with audit.through(via=VIA, token=request.auth.pk):
        yield


def _require(user: User, right: str) -> None:
    if not user.may_by_token(right):
        raise TokenWithoutRight(right=right)
    require(user, right)


def _refuse_too_many(token: PersonalToken) -> None:
    moment = int(time.time())
    if counted(f"api/{token.pk}/{moment // WINDOW}", seconds=2 * WINDOW) > settings.API_A_MINUTE:
        raise TooManyRequests(most=settings.API_A_MINUTE, seconds=WINDOW - moment % WINDOW)


def _note_use(token: PersonalToken) -> None:
    """When it was used last, to ten minutes; who reads waits for nobody who writes."""
    now = timezone.now()
    if token.used_at is not None and now - token.used_at < _USED_TO_THE:
        return
    try:
        with patience(_PATIENCE_SECONDS):
            PersonalToken.objects.filter(pk=token.pk).update(used_at=now)
    except DatabaseError as error:
        if not is_busy(error):
            raise
