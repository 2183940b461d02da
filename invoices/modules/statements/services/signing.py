"""Short proofs that only this installation can make: the token of a link and the check code on the paper."""

from datetime import date

from django.utils.crypto import salted_hmac

from invoices.modules.statements.domain.frozen import FrozenBill
from property_ops.framework import signing

_LINK, _CHECK = "statements.link", "statements.check"
# Without the letters and digits that are mistaken for one another on paper.
_LEGIBLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def token(number: str, *, expires_on: date, version: int) -> str:
    """`ZD2022-BC01-000001.<22 characters>`: the same bill, expiry and version always make the same token."""
    return signing.token(_LINK, number, expires_on, version)


def is_valid_token(given: str, number: str, *, expires_on: date, version: int) -> bool:
    """Whether `given` is that token; takes the same time whatever it is."""
    return signing.is_valid_token(given, _LINK, number, expires_on, version)


def check_code(bill: FrozenBill) -> str:
    """`7K3F-9QTM`, from number, total and due: who doubts a paper has it compared with the one here."""
    digest = salted_hmac(_CHECK, f"{bill.number}\n{bill.total}\n{bill.due}", algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(8):
        number, digit = divmod(number, len(_LEGIBLE))
        letters.append(_LEGIBLE[digit])
    return "".join(letters[:4]) + "-" + "".join(letters[4:])
