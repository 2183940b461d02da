from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class UnknownEstate(BusinessError):
    code = "unknown_estate"
    message = gettext_noop("There is no estate with the code “%(estate)s”.")


class NothingRegistered(BusinessError):
    code = "nothing_registered"
    message = gettext_noop("No estate is registered yet. Import the office's workbooks first.")
