"""When one can sign in by a code where people come together, and what is refused then."""

from datetime import datetime, timedelta

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop

OPENS_BEFORE, OPEN_FOR = timedelta(hours=1), timedelta(hours=6)
"""From an hour before it begins until six hours after."""


class SignInClosed(BusinessError):
    code = "sign_in_closed"
    message = gettext_noop("One signs in from an hour before it begins until six hours after, and before it is closed.")


class SignInWithoutName(BusinessError):
    code = "sign_in_without_name"
    message = gettext_noop("Enter your name.")


class TooManySignIns(BusinessError):
    code = "too_many_sign_ins"
    message = gettext_noop("Too many names from one phone. Sign on the paper list.")


def is_open(begins_at: datetime, now: datetime) -> bool:
    return begins_at - OPENS_BEFORE <= now < begins_at + OPEN_FOR
