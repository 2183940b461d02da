"""Sessions in the database, whose keys can be told from invented ones without asking it."""

import hmac

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.utils.crypto import get_random_string, salted_hmac

_RANDOM, _PROOF = 20, 12


class SessionStore(db.SessionStore):
    def _get_new_session_key(self) -> str:
        while True:
            text = get_random_string(_RANDOM, VALID_KEY_CHARS)
            key = text + _proof(text)
            if not self.exists(key):
                return key


def is_genuine(key: str) -> bool:
    """Whether this installation made the key: somebody logged in with it once. It may be over by now."""
    text, proof = key[:_RANDOM], key[_RANDOM:]
    return hmac.compare_digest(proof.encode(), _proof(text).encode())


def _proof(text: str) -> str:
    return salted_hmac("property_ops.framework.web.sessions", text, algorithm="sha256").hexdigest()[:_PROOF]
