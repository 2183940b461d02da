"""What the account statement says of the entries of this module: by the source's first word."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "receipt": gettext_noop("receipt %(number)s"),
    "match": gettext_noop("receipt %(number)s, matched"),
    "unmatch": gettext_noop("receipt %(number)s, match undone"),
    "refund": gettext_noop("refund %(number)s"),
    "reversal": gettext_noop("reversal of receipt %(number)s"),
    "disbursement": gettext_noop("payment out %(number)s"),
    "fee": gettext_noop("fee of %(number)s"),
    "coded": gettext_noop("money coded, %(number)s"),
    "uncoded": gettext_noop("money coded, undone %(number)s"),
    "out_reversed": gettext_noop("payment out reversed %(number)s"),
    "given_back": gettext_noop("receipt given back %(number)s"),
}
