"""Short proofs that only this installation can make: the token of a link and the check code on the paper."""

import base64
import hmac
from datetime import date

from django.utils.crypto import salted_hmac

from invoices.modules.statements.domain.frozen import FrozenBill

_LINK, _CHECK = "statements.link", "statements.check"
# Without the letters and digits that are mistaken for one another on paper.
_LEGIBLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def token(number: str, *, expires_on: date, version: int) -> str:
    """`ZD2022-000001.<22 characters>`: the same bill, expiry and version always make the same token."""
    digest = salted_hmac(_LINK, f"{number}\n{expires_on}\n{version}", algorithm="sha256").digest()
    return f"{number}.{base64.urlsafe_b64encode(digest[:16]).decode().rstrip('=')}"


def bears(given: str, number: str, *, expires_on: date, version: int) -> bool:
    """Whether `given` is that token; takes the same time whatever it is."""
    return hmac.compare_digest(given.encode(), token(number, expires_on=expires_on, version=version).encode())


def check_code(bill: FrozenBill) -> str:
    """`7K3F-9QTM`, from number, total and due: who doubts a paper has it compared with the one here."""
    digest = salted_hmac(_CHECK, f"{bill.number}\n{bill.total}\n{bill.due}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(8):
        number, digit = divmod(number, len(_LEGIBLE))
        letters.append(_LEGIBLE[digit])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
