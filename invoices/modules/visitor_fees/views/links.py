"""The visitor's link: it says which stay, signed, and is good for some days."""

from datetime import timedelta

from django.core import signing
from django.utils import timezone

from property_ops.kernel.errors import LinkExpired, LinkNotFound

SALT, GOOD_FOR = "visitor_fees.stay", timedelta(days=3)


def token_of(stay: int) -> str:
    return signing.dumps(stay, salt=SALT)


def stay_behind(token: str) -> int:
    """Raises LinkNotFound, LinkExpired."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=GOOD_FOR))
    except signing.SignatureExpired as error:
        raise LinkExpired(day=timezone.localdate() - timedelta(days=1)) from error
    except signing.BadSignature as error:
        raise LinkNotFound() from error
