from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NotReady(BusinessError):
    code = "not_ready"
    message = gettext_noop("%(month)s cannot be closed yet: %(count)s points of the checklist are open.")


class MonthNotOver(BusinessError):
    code = "month_not_over"
    message = gettext_noop("%(month)s is not over yet.")


class NothingHeld(BusinessError):
    code = "nothing_held"
    message = gettext_noop("Nothing of %(month)s is held without being acknowledged.")
