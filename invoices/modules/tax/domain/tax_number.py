"""Tax numbers of bodies that invoices are asked for: 统一社会信用代码 (GB 32100), or an older 纳税人识别号."""

import re

from property_ops.kernel.writing import squeezed

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNIFIED = re.compile(rf"[{_SIGNS}]{{2}}\d{{6}}[{_SIGNS}]{{10}}\Z")
_OLDER = re.compile(r"\d{6}[0-9A-Z]{9}(?:[0-9A-Z]{2}|[0-9A-Z]{5})?\Z")
UNIFIED_LENGTH, MOST_SIGNS = 18, 20


def as_written(text: str) -> str:
    """Without spaces, in capitals."""
    return "".join(sign for sign in squeezed(text).upper() if sign.isalnum())


def is_tax_number(number: str) -> bool:
    """Of 18 signs, by its check sign; of 15, 17 or 20, by its form alone."""
    if len(number) != UNIFIED_LENGTH:
        return bool(_OLDER.match(number))
    return bool(_UNIFIED.match(number)) and number[-1] == check_sign(number[:-1])


def check_sign(first: str) -> str:
    """The 18th sign to the first 17."""
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return _SIGNS[-total % 31]
