"""Who may enter a household's page: whoever scanned its statement and knows two of three things of it (ADR 0055)."""

from dataclasses import dataclass
from enum import StrEnum

from invoices.modules.residents.domain.errors import PhoneMustBeProven
from property_ops.kernel.writing import squeezed

PHONE_DIGITS, NEEDED = 4, 2
_LONGEST_SURNAME = 2


class ProofOfHousehold(StrEnum):
    CODE = "code"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What is known of a payer: the check code of the statement, the phone and the name as registered."""

    code: str
    phone: str
    name: str


def given_proofs(said: HouseholdFacts) -> list[ProofOfHousehold]:
    """Those that were filled in."""
    return [proof for proof in ProofOfHousehold if squeezed(getattr(said, proof.value))]


def right_proofs(said: HouseholdFacts, known: HouseholdFacts) -> list[ProofOfHousehold]:
    """Those that agree with what is known; what is not known agrees with nothing."""
    agree = {
        ProofOfHousehold.CODE: bool(known.code) and _letters(said.code) == _letters(known.code),
        ProofOfHousehold.PHONE: _is_end_of(said.phone, known.phone),
        ProofOfHousehold.NAME: _is_surname_of(squeezed(said.name), squeezed(known.name)),
    }
    return [proof for proof, right in agree.items() if right]


def refuse_without_phone(proofs: str) -> None:
    """What speaks for a home, and so is counted, takes it. `proofs` as a device has them. Raises PhoneMustBeProven."""
    if not knew_phone(proofs):
        raise PhoneMustBeProven()


def knew_phone(proofs: str) -> bool:
    """Whether whoever was let in with these `proofs` knew the end of the registered phone."""
    return ProofOfHousehold.PHONE in proofs.split(",")


def _letters(code: str) -> str:
    return "".join(sign for sign in squeezed(code).upper() if sign.isalnum())


def _is_end_of(said: str, phone: str) -> bool:
    """The last four digits, or the whole number."""
    digits, known = ("".join(filter(str.isdigit, squeezed(text))) for text in (said, phone))
    return len(known) >= PHONE_DIGITS and digits in (known[-PHONE_DIGITS:], known)


def _is_surname_of(said: str, name: str) -> bool:
    """`李`, `欧阳`, or the whole name."""
    return bool(said) and (said == name or (len(said) <= _LONGEST_SURNAME < len(name) + 1 and name.startswith(said)))
