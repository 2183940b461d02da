from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToApprove(BusinessError):
    code = "no_tariff_to_approve"
    message = gettext_noop("No tariff waits for approval.")
