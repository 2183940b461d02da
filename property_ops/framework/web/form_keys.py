"""What is sent twice counts once: every form that is shown has a key of its own, which the first sending uses up.

The key is stored in the transaction of what the form does. A second sending that arrives meanwhile waits for it there,
and is answered as the first one was; where the first was refused, nothing is stored and the key is good again.
"""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from property_ops.framework.models import FormKey
from property_ops.framework.web.looks import is_file
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

FIELD = "form_key"
KEPT_FOR = timedelta(days=90)
_NOT_CONTENT = (FIELD, "csrfmiddlewaretoken")


class SentBefore(BusinessError):
    """The first sending was answered with a page that is not shown again."""

    code = "form_sent_before"
    message = gettext_noop("This form was already sent and counted once. Open the page again to see what it made.")


class SentOtherwise(BusinessError):
    """Somebody went back to a form that was sent, and changed it."""

    code = "form_sent_otherwise"
    message = gettext_noop(
        "This form was already sent with other values, and those count. Open the page again to enter new ones."
    )


def key_field() -> SafeString:
    """The hidden field with a new key, for one showing of one form."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, secrets.token_hex(16))


def once(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` makes, in one transaction with the form's key; or what it made before. Without a key: as it comes.

    Two that come at the same time find each other here. Raises SentBefore, SentOtherwise.
    """
    if not request.POST.get(FIELD):
        return answer()
    with transaction.atomic():
        sent, is_new = FormKey.objects.get_or_create(key=_key(request), defaults={"content": _content(request)})
        if not is_new:
            return _as_before(request, sent)
        response = answer()
        if response.status_code >= HTTPStatus.BAD_REQUEST or is_file(response):
            sent.delete()
        elif isinstance(response, HttpResponseRedirect):
            FormKey.objects.filter(pk=sent.pk).update(answer=response.url)
        return response


def answered_before(request: HttpRequest) -> HttpResponseBase | None:
    """The answer to a form that was sent before; looked for first, since what it is about may be gone by now.

    Raises SentBefore, SentOtherwise.
    """
    if not request.POST.get(FIELD):
        return None
    sent = FormKey.objects.filter(key=_key(request)).first()
    return _as_before(request, sent) if sent else None


def forget_old() -> None:
    """Keys of forms that nobody has open any more."""
    FormKey.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()


def _as_before(request: HttpRequest, sent: FormKey) -> HttpResponseBase:
    if sent.content != _content(request):
        raise SentOtherwise()
    if not sent.answer:
        raise SentBefore()
    messages.info(request, gettext("This form was sent more than once. It counts once."))
    return HttpResponseRedirect(sent.answer)


def _key(request: HttpRequest) -> str:
    return digest_of([str(getattr(request.user, "pk", "") or ""), request.path, request.POST[FIELD]])


def _content(request: HttpRequest) -> str:
    """Of the fields and the files; a file's own bytes, since two photos may have one name."""
    fields = [[name, values] for name, values in sorted(request.POST.lists()) if name not in _NOT_CONTENT]
    files = [[name, [_bytes(file) for file in values]] for name, values in sorted(request.FILES.lists())]
    return digest_of([fields, files])


def _bytes(file: object) -> str:
    digest = sha256()
    for chunk in file.chunks():  # type: ignore[attr-defined]
        digest.update(chunk)
    file.seek(0)  # type: ignore[attr-defined]
    return digest.hexdigest()
