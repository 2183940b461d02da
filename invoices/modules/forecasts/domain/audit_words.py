"""What the audit log says of forecasts."""

from property_ops.kernel.text import gettext_noop

WORDS = {
    "forecasts.prepared": gettext_noop("Next year's rate reckoned"),
    "forecasts.put_to_vote": gettext_noop("Next year's rate put to the vote"),
}
