"""The read-only page that a certificate's code leads to: whether the paper says what is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from property_ops.framework import audit, signing
from property_ops.kernel.errors import LinkNotFound
from property_ops.modules.portal.selectors.papers import Completion, completion_of
from property_ops.modules.works.public import WorkOrder

_KIND = "portal.certificate"
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Proof:
    """What is recorded now, and whether the paper that led here was printed of the same."""

    done: Completion
    is_the_same: bool


def proof_address(done: Completion) -> str:
    """It opens what it names for reading, for ever: a certificate is no secret of anybody who holds it."""
    key = f"{done.work.pk}-{done.digest[:_DIGITS]}"
    return f"{settings.PUBLIC_URL}/c/{signing.token(_KIND, key)}"


def open_proof(*, token: str, trace: Mapping[str, Any]) -> Proof:
    """The certificate behind a code; the look is recorded with `trace`. Raises LinkNotFound."""
    key = signing.key_of(token)
    pk, _, digest = key.partition("-")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < _DIGITS and signing.is_valid_token(token, _KIND, key)):
        raise LinkNotFound()
    work = WorkOrder.objects.select_related("estate").filter(pk=pk).first()
    if work is None:
        raise LinkNotFound()
    audit.record(by=None, action="portal.certificate_opened", subject=work.number, **trace)
    done = completion_of(work)
    return Proof(done, done.digest.startswith(digest))
