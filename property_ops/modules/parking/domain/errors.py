"""What parking refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoSpaces(BusinessError):
    code = "no_spaces"
    message = gettext_noop("No parking space is chosen.")


class NoDays(BusinessError):
    code = "closure_without_days"
    message = gettext_noop("The closure has no day: its last day lies before its first.")


class ClosedAlready(BusinessError):
    code = "closed_already"
    message = gettext_noop(
        "%(number)s closes space %(space)s on these days already. Change the days, or reopen it first."
    )
