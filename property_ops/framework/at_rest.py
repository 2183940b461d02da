"""Secrets of others that we must say again, in the database: encrypted by the installation's secret key."""

import base64
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class KeyIsAnother(Exception):
    """The installation's secret key is not the one it was sealed with."""


def sealed(secret: str, *, purpose: str) -> str:
    return _box(purpose).encrypt(secret.encode()).decode()


def opened(text: str, *, purpose: str) -> str:
    """Raises KeyIsAnother."""
    from cryptography.fernet import InvalidToken

    try:
        return _box(purpose).decrypt(text.encode()).decode()
    except InvalidToken:
        raise KeyIsAnother from None


def _box(purpose: str) -> "Fernet":
    """Loaded when it is asked for: a month's end in a process of its own is not."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode()).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
