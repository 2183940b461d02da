"""What the audit log says of the deposits."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "deposits.taken": gettext_noop("Deposit taken"),
    "deposits.undone": gettext_noop("Deposit undone"),
    "deposits.use_prepared": gettext_noop("Use of a deposit prepared"),
    "deposits.printed": gettext_noop("Receipt of a deposit printed"),
}
