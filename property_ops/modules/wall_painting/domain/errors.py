"""What wall painting refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class WorkIsAccepted(BusinessError):
    code = "walls_measured_after_acceptance"
    message = gettext_noop("%(number)s is accepted: what was measured for it stays as it is.")
