from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class ErasureForbidden(BusinessError):
    """`why` says it in the reader's language: who lives here still, owes, or waits for an answer."""

    code = "erasure_forbidden"
    message = gettext_noop("This cannot be erased yet: %(why)s")


class ErasedAlready(BusinessError):
    code = "erased_already"
    message = gettext_noop("The erasure of this resident's data was asked for already.")
