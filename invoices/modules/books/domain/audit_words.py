"""What the audit log says of the actions of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "books.asset_prepared": gettext_noop("entered a card of a fixed asset"),
    "books.asset_corrected": gettext_noop("prepared the correction of a card of a fixed asset"),
    "books.carried_forward": gettext_noop("carried income and cost forward"),
    "books.depreciated": gettext_noop("depreciated fixed assets"),
    "books.disposal_prepared": gettext_noop("prepared the disposal of a fixed asset"),
    "books.numbered": gettext_noop("numbered vouchers"),
    "books.prepared": gettext_noop("prepared a manual voucher"),
    "books.reconciled": gettext_noop("prepared a bank reconciliation"),
    "books.year_ended": gettext_noop("carried the year's result forward"),
}
