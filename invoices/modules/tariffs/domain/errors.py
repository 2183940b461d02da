from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class RateRefused(BusinessError):
    code = "rate_refused"
    message = gettext_noop("%(says)s %(do)s")


class RateUnchanged(BusinessError):
    code = "rate_unchanged"
    message = gettext_noop("Nobody would pay otherwise by this rate.")


class RateThere(BusinessError):
    code = "tariff_rate_there"
    message = gettext_noop("There is a rate of “%(item)s” for “%(applies_to)s” already: change that one.")
