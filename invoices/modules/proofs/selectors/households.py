"""The sum trees of disclosures, rebuilt from the ledger, and what each household is given of them."""

from collections.abc import Iterator
from typing import Any

from invoices.modules.ledger.public import credited_by_memo, entry_of, owed_by_source
from invoices.modules.proofs.domain.households import CountedPeriod, HouseholdTree
from invoices.modules.proofs.models import CountedHouseholds
from property_ops.kernel.period import Month, Period

BILL, CREDIT_NOTE, CORRECTS = "bill/", "credit_note/", "更正 "
"""How sources of entries begin, and what stands before the bill's number in the memo of a credit note's entry."""


def bills_owed(estate: str, period: Period, up_to: int | None, *, net: bool = True) -> Iterator[tuple[str, int]]:
    """Number and fen of the bills that the ledger has of the period, less what credit notes took back of each."""
    of: dict[str, Any] = {"estate": estate, "period": period, "up_to": up_to}
    owed = {source.removeprefix(BILL): fen for source, fen in owed_by_source(BILL, **of)}
    for bill, fen in credited_by_memo(CREDIT_NOTE, CORRECTS, **of) if net else ():
        owed[bill] = owed.get(bill, 0) + fen
    yield from sorted(owed.items())


def tree_of(counted: CountedHouseholds) -> HouseholdTree:
    """As the ledger gives it now. Raises BillBelowZero."""
    of = CountedPeriod(counted.disclosure, counted.estate.code, counted.label)
    bills = bills_owed(of.estate, counted.period, counted.up_to, net=counted.net)
    return HouseholdTree(of, bills, bytes(counted.secret))


def household_proof(*, number: str, estate: str, month: Month) -> dict[str, Any] | None:
    """The proof that the latest disclosure of its month counts the bill; None while none does."""
    found = counting(number=number, estate=estate, month=month)
    return tree_of(found).proof_of(number) if found else None


def counting(*, number: str, estate: str, month: Month) -> CountedHouseholds | None:
    """The latest disclosure that counts the bill."""
    entry = entry_of(f"{BILL}{number}")
    if entry is None:
        return None
    of_month = CountedHouseholds.objects.filter(estate__code=estate, start__lte=month.start, end__gt=month.start)
    return of_month.filter(up_to__gte=entry.number).select_related("estate").order_by("-up_to", "-pk").first()


def counted_for(disclosure: str) -> CountedHouseholds | None:
    return CountedHouseholds.objects.filter(disclosure=disclosure).select_related("estate").first()


def counted_in(label: str) -> list[CountedHouseholds]:
    """Those of a quarter such as `2022-Q2`, every edition."""
    return list(CountedHouseholds.objects.filter(label=label).select_related("estate").order_by("disclosure"))


def all_counted() -> Iterator[CountedHouseholds]:
    yield from CountedHouseholds.objects.select_related("estate").order_by("pk")
