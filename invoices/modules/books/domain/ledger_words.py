"""What an account statement says of the entries of this module."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "asset_disposal": gettext_noop("disposal of fixed asset %(number)s"),
    "carry_forward": gettext_noop("income and cost carried forward %(number)s"),
    "depreciation": gettext_noop("depreciation %(number)s"),
    "year_end": gettext_noop("result of the year carried forward %(number)s"),
}
