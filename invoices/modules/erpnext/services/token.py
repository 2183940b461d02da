"""The token at rest."""

from invoices.modules.erpnext.domain.errors import NotConfigured
from property_ops.framework import at_rest
from property_ops.kernel.text import gettext_noop

_PURPOSE = "erpnext token"
_UNREADABLE = gettext_noop("the token (the installation's secret key has changed: enter it again)")


def sealed(token: str) -> str:
    return at_rest.sealed(token, purpose=_PURPOSE)


def opened(text: str) -> str:
    """Raises NotConfigured where the installation's secret key is another one now."""
    try:
        return at_rest.opened(text, purpose=_PURPOSE)
    except at_rest.KeyIsAnother:
        raise NotConfigured(missing=_UNREADABLE) from None
