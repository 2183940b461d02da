"""The token at rest: encrypted with a key made from the installation's secret key."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from invoices.modules.erpnext.domain.errors import NotConfigured
from property_ops.kernel.text import gettext_noop

_UNREADABLE = gettext_noop("the token (the installation's secret key has changed: enter it again)")


def sealed(token: str) -> str:
    return _box().encrypt(token.encode()).decode()


def opened(text: str) -> str:
    """Raises NotConfigured where the installation's secret key is another one now."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        raise NotConfigured(missing=_UNREADABLE) from None


def _box() -> Fernet:
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"erpnext token").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
