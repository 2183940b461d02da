"""How a webhook proves that it is ours: as Standard Webhooks has it, HMAC-SHA256 over id, moment and body.

`webhook-signature: v1,<base64>` of `<webhook-id>.<webhook-timestamp>.<body>`; the key is what stands, in base64, behind
`whsec_` in the secret. Who receives refuses what is older than a few minutes: it may be somebody's copy.
"""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
KEY_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def signature(secret: str, *, message_id: str, moment: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{moment}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secret: str, *, message_id: str, moment: int, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json; charset=utf-8",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secret, message_id=message_id, moment=moment, body=body),
    }
