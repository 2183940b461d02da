"""The second factor: one-time codes of an app on the phone (TOTP), and recovery codes on paper.

Offered to everybody; with PROPERTY_OPS_SECOND_FACTOR=required nobody who may approve, issue or close gets any further
without it. Keys and codes lie in django-otp's tables.
"""

import binascii
import re
import secrets
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, dumps, loads
from django.db import transaction
from django_otp import devices_for_user, match_token
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require, rights
from property_ops.framework.staff import PERMISSION
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

OFFERED, REQUIRED = "offered", "required"
RECOVERY_CODES = 10
_KEY_BYTES = 20
_DECIDES = re.compile(r"\w+\.(approve(_\w+)?|issue|publish|reverse|refund|reopen|manage|decide|configure)")
_CLOSES = {"ledger.close", "books.number", "books.carry_forward", "works.confirm"}
_SALT = "second factor"


class WrongCode(BusinessError):
    code = "wrong_code"
    message = gettext_noop(
        "The code is not right, or was used already. Wait for the next one, and see that the phone's clock is right."
    )


class StaleForm(BusinessError):
    code = "stale_second_factor_form"
    message = gettext_noop("This form is not of now. Open the page again and scan the new code.")


class AlreadyThere(BusinessError):
    code = "second_factor_there"
    message = gettext_noop("There is a second factor already. Turn it off first.")


@cache
def deciding_rights() -> frozenset[str]:
    """The rights to approve, issue, publish, close, reverse or give rights: whoever has one decides over money."""
    return frozenset(right for right in rights() if _DECIDES.fullmatch(right) or right in _CLOSES & rights().keys())


def has_factor(user: User) -> bool:
    return any(isinstance(device, TOTPDevice) for device in devices_for_user(user))


def needs_factor(user: User) -> bool:
    """Whether this person gets no further without."""
    return settings.SECOND_FACTOR == REQUIRED and any(user.has_perm(right) for right in sorted(deciding_rights()))


def new_key(user: User) -> str:
    """A key that is not yet anybody's; it travels through the form, signed for this person."""
    return dumps([user.pk, secrets.token_hex(_KEY_BYTES)], salt=_SALT)


def address_of(user: User, signed: str) -> str:
    """`otpauth://…`, which the app's camera reads. Raises StaleForm."""
    address: str = TOTPDevice(user=user, key=_key(user, signed)).config_url
    return address


@transaction.atomic
def enrol(*, user: User, signed: str, code: str) -> list[str]:
    """The device counts; its recovery codes, to be shown once. Raises WrongCode, StaleForm, AlreadyThere."""
    if has_factor(user):
        raise AlreadyThere()
    device = TOTPDevice(user=user, key=_key(user, signed), name="TOTP")
    device.save()
    if not device.verify_token(code):
        raise WrongCode()
    StaticDevice.objects.filter(user=user).delete()
    recovery = StaticDevice.objects.create(user=user, name="recovery")
    codes = [secrets.token_hex(4) for _ in range(RECOVERY_CODES)]
    for one in codes:
        recovery.token_set.create(token=one)
    audit.record(by=user, action="second_factor.set_up", subject=user.username)
    return codes


def verified(*, user: User, code: str) -> TOTPDevice | StaticDevice:
    """The device of which this is a code, each of which counts once. Raises WrongCode; slower after each wrong one."""
    found = match_token(user, code.strip().replace(" ", "").lower())
    if found is None:
        raise WrongCode()
    if isinstance(found, StaticDevice):
        audit.record(by=user, action="second_factor.recovery_code", subject=user.username)
    return found


@transaction.atomic
def turn_off(*, device: TOTPDevice | StaticDevice) -> None:
    """By the person, who has just given a code of this device (`verified`)."""
    user = device.user
    _forget(user)
    audit.record(by=user, action="second_factor.turned_off", subject=user.username)


@transaction.atomic
def reset(*, user: User, by: User) -> None:
    """By an administrator, for one who lost phone and paper. Raises NotAllowed."""
    require(by, PERMISSION)
    _forget(user)
    audit.record(by=by, action="second_factor.reset", subject=user.username)


def _forget(user: User) -> None:
    for device in devices_for_user(user, confirmed=None):
        device.delete()


def _key(user: User, signed: str) -> str:
    try:
        owner, key = loads(signed, salt=_SALT, max_age=3600)
        binascii.unhexlify(key)
    except (BadSignature, ValueError, TypeError) as error:
        raise StaleForm() from error
    if owner != user.pk:
        raise StaleForm()
    return str(key)
