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


class LotIsChosen(BusinessError):
    code = "lot_is_chosen"
    message = gettext_noop("A layout of “%(lot)s” became spaces of the register; the lot is no longer changed.")


class LotNameTaken(BusinessError):
    code = "lot_name_taken"
    message = gettext_noop("%(estate)s has a parking lot “%(lot)s” already. Choose another name.")


class NotAPrefix(BusinessError):
    code = "not_a_prefix"
    message = gettext_noop(
        "“%(prefix)s” cannot begin the numbers of spaces: 1 to 12 characters without spaces or /?#%%&."
    )


class SpaceNumberTaken(BusinessError):
    code = "space_number_taken"
    message = gettext_noop("%(estate)s has a space %(space)s already. Choose another prefix or first number.")
