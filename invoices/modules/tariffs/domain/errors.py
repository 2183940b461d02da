from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class RateRefused(BusinessError):
    code = "rate_refused"
    message = gettext_noop("%(says)s %(do)s")


class RateUnchanged(BusinessError):
    code = "rate_unchanged"
    message = gettext_noop("Nobody would pay otherwise by this rate.")
