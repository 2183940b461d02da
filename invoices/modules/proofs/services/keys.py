"""The installation's key for seals: made once, kept in a file that only its owner reads, better outside the data."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from invoices.modules.proofs.domain.errors import SealKeyDamaged
from property_ops.framework.environment import keep_secret


def signing_key() -> Ed25519PrivateKey:
    """The key in the file of PROPERTY_OPS_SEAL_KEY, made if there is none. Raises SealKeyDamaged."""
    if not settings.SEAL_KEY.exists():
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        keep_secret(settings.SEAL_KEY, pem.decode("ascii"))
    try:
        key = load_pem_private_key(settings.SEAL_KEY.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise SealKeyDamaged(path=settings.SEAL_KEY) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealKeyDamaged(path=settings.SEAL_KEY)
    return key


def public_key() -> str:
    """64 characters (hex) by which others check the signatures. Raises SealKeyDamaged."""
    return public_part(signing_key())


def public_part(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()
