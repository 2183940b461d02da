"""What a program sends twice counts once: by its Idempotency-Key, as a form by its own (web.form_keys, ADR 0043)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from property_ops.framework.models import FormKey, User
from property_ops.framework.rest.answers import refuse_changed
from property_ops.framework.rest.errors import KeyUsedOtherwise
from property_ops.framework.rest.rows import ApiRow
from property_ops.kernel.canonical import digest_of

Rows = Callable[[User], QuerySet[Any]]
Inside = Callable[[], AbstractContextManager[Any]]


def once(request: HttpRequest, key: str, user: User, make: Callable[[], int]) -> tuple[int, bool]:
    """The key of the row that `make` made, now or when the key came first; and whether that was now.

    In one transaction with the key: two that come at the same time find each other here, and where the first is
    refused, the key is good again. Raises KeyUsedOtherwise.
    """
    content = digest_of([request.method or "", request.path, request.body.decode("utf-8", "replace")])
    with transaction.atomic():
        sent, is_new = FormKey.objects.get_or_create(
            key=digest_of(["api", str(user.pk), key]), defaults={"content": content}
        )
        if not is_new:
            if sent.content != content:
                raise KeyUsedOtherwise
            return int(sent.answer), False
        made = make()
        FormKey.objects.filter(pk=sent.pk).update(answer=str(made))
        return made, True


def under_lock(
    request: HttpRequest, row: Any, of: type[ApiRow], rows: Rows, inside: Inside, act: Callable[[Any], Any]
) -> Callable[[], int]:
    """`act` on the row as it is under its lock, if it still is what If-Match says was read. Raises ChangedMeanwhile.

    `inside` is the lock that the service takes first: it is taken first here too, so that nobody waits in a circle.
    """

    def acting() -> int:
        user: Any = request.user
        with inside():
            type(row)._default_manager.select_for_update().get(pk=row.pk)
            fresh = rows(user).get(pk=row.pk)
            refuse_changed(request, of.of(fresh, user))
            act(fresh)
        return int(row.pk)

    return acting


def replayed(is_new: bool) -> dict[str, str]:
    return {} if is_new else {"Idempotent-Replayed": "true"}
