"""Why an object storage does not keep papers."""

from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class StoreFault(BusinessError):
    """Of all below."""


class StoreKeyRefused(StoreFault):
    code = "store_key_refused"
    message = gettext_noop(
        "The object storage %(place)s does not accept the key or its secret. Correct PROPERTY_OPS_PAPERS, start anew."
    )


class StoreWithoutBucket(StoreFault):
    code = "store_without_bucket"
    message = gettext_noop("The object storage %(place)s has no such bucket. Make it, or correct PROPERTY_OPS_PAPERS.")


class StoreForbids(StoreFault):
    code = "store_forbids"
    message = gettext_noop(
        "The object storage %(place)s forbids it (%(reason)s). Allow the key to list, read, write and delete there."
    )


class StoreSilent(StoreFault):
    code = "store_silent"
    message = gettext_noop(
        "The object storage %(place)s does not answer as it should (%(reason)s). What is not kept there yet can be "
        "made again once it does."
    )
