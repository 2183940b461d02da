from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NoKindChosen(BusinessError):
    code = "webhook_without_kind"
    message = gettext_noop("Say of what the webhook is to tell.")


class StillWaits(BusinessError):
    code = "webhook_delivery_waits"
    message = gettext_noop("This delivery still waits: it is sent by itself.")


class SecretUnreadable(BusinessError):
    code = "webhook_secret_unreadable"
    message = gettext_noop("The installation's secret key has changed: give “%(webhook)s” a new secret.")


class NotTaken(BusinessError):
    """The other side did not take it; it is tried again."""

    code = "webhook_not_taken"
    message = gettext_noop("The webhook was not taken: %(reason)s.")
