"""What road repair refuses."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToMove(BusinessError):
    code = "nothing_to_move"
    message = gettext_noop("%(number)s closes no parking space: there is no notice to print. Close spaces first.")
