"""What both platforms are: keys made here, the trades they know, and faults that are switched on by name."""

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


class Key:
    """An RSA key: `other` signs what somebody else would."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def sign(self, text: str) -> str:
        return base64.b64encode(self.private.sign(text.encode(), PKCS1v15(), SHA256())).decode()

    def has_signed(self, text: str, signature: str) -> bool:
        try:
            self.private.public_key().verify(base64.b64decode(signature), text.encode(), PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True

    @property
    def private_pem(self) -> str:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def public_pem(self) -> str:
        key = self.private.public_key()
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass
class Trade:
    """An order as a platform has it."""

    number: str
    fen: int
    words: str
    state: str = "NOTPAY"
    transaction: str = ""
    at: datetime | None = None
    refunds: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass
class Platform:
    merchant: Key = field(default_factory=Key)
    platform: Key = field(default_factory=Key)
    stranger: Key = field(default_factory=Key)
    trades: dict[str, Trade] = field(default_factory=dict)
    faults: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def begin_anew(self) -> None:
        self.trades, self.faults, self.asked = {}, set(), []

    @property
    def signer(self) -> Key:
        return self.stranger if "forged" in self.faults else self.platform

    def paid(self, number: str, at: datetime) -> Trade:
        """The payer has paid; nobody was told."""
        trade = self.trades[number]
        trade.state, trade.at = "SUCCESS", at
        trade.transaction = trade.transaction or f"42000{at:%Y%m%d}{secrets.randbelow(10**14):014d}"
        return trade
