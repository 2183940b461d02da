"""Numbers of the work orders that begin in the product. The office's own register counts GD20220001 and on."""

import re

PREFIX = "PG"
_OWN = re.compile(rf"{PREFIX}\d{{8,}}\Z")


def series(year: int) -> str:
    return f"works/{year}"


def work_number(year: int, count: int) -> str:
    """`PG20260001`: a year and a count without gaps (docs/product.md rule 8)."""
    return f"{PREFIX}{year}{count:04d}"


def is_own_number(number: str) -> bool:
    return bool(_OWN.match(number))
