"""What the account statement calls the entries of this module: by the first part of their source."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "write_off": gettext_noop("write-off %(number)s"),
    "recovery": gettext_noop("write-off recovered %(number)s"),
}
