"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "deposit": gettext_noop("deposit %(number)s taken"),
    "provider_deposit": gettext_noop("provider's deposit %(number)s taken"),
    "provider_deposit_undone": gettext_noop("provider's deposit %(number)s undone"),
    "deposit_undone": gettext_noop("deposit %(number)s undone"),
    "deposit_use": gettext_noop("deposit used, %(number)s"),
}
