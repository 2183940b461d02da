from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class SealKeyDamaged(BusinessError):
    code = "seal_key_damaged"
    message = gettext_noop("%(path)s is no Ed25519 key in PEM. Restore it from the backup.")


class BillBelowZero(BusinessError):
    code = "bill_below_zero"
    message = gettext_noop("Bill %(bill)s is below zero: what households owe cannot be counted with it.")


class NothingDisclosed(BusinessError):
    code = "nothing_disclosed"
    message = gettext_noop("Nothing is published for %(period)s. Publish the disclosure first: property-ops disclose.")


class SealUnreadable(BusinessError):
    """A line that is no seal, or is not written as seals are."""

    code = "seal_unreadable"
    message = gettext_noop("This is no seal.")


class NoSuchSeal(BusinessError):
    code = "no_such_seal"
    message = gettext_noop("There is no seal “%(seal)s”. Give its number or its head of 64 characters.")


class NoSealsThere(BusinessError):
    code = "no_seals_there"
    message = gettext_noop("%(path)s cannot be read: %(reason)s.")


class SealsNotTaken(BusinessError):
    """Where seals are posted to did not take them; it is tried again."""

    code = "seals_not_taken"
    message = gettext_noop("The seals were not taken: %(reason)s.")
