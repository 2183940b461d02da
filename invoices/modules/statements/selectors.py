"""Reading issued bills as statements need them, and what was made of them before."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from invoices.modules.billing.public import Bill, BillingAccount, BillingTerms, BillLine, BillState, frozen_lines
from invoices.modules.ledger.public import owed, payers_of, was_posted_to
from invoices.modules.statements.domain.frozen import FrozenBill
from invoices.modules.statements.models import Statement
from property_ops.framework.bulk import slices
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Tenure, Unit, visible_units

CHUNK = 1_000
OWES, IN_CREDIT, SETTLED = "owes", "in_credit", "settled"
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_ORDER = ("account__unit__building", "account__unit__entrance", "account__unit__room", "pk")


def issued(estate: Estate, month: Month, *, building: int | None = None) -> list[int]:
    """The issued bills of an estate and month in building order, or those of a building."""
    bills = Bill.objects.filter(estate=estate, month=month.start, state=BillState.ISSUED)
    return _in_building_order(bills if building is None else bills.filter(account__unit__building=building))


def buildings_with_bills(month: Month, estates: QuerySet[Estate]) -> dict[str, list[int]]:
    """The buildings of each of the estates that have an issued bill of the month, by the estate's code."""
    bills = Bill.objects.filter(month=month.start, state=BillState.ISSUED, estate__in=estates).order_by()
    rows = bills.values_list("estate__code", "account__unit__building").distinct()
    found: dict[str, list[int]] = {}
    for estate, building in sorted(rows):
        found.setdefault(estate, []).append(building)
    return found


def _in_building_order(bills: QuerySet[Bill]) -> list[int]:
    """By building, entrance and room; a room that is a number counts as one: 901 comes before 1001."""
    rows = bills.order_by(*_ORDER).values_list("pk", *_ORDER[:3])
    return [row[0] for row in sorted(rows, key=lambda row: (row[1], row[2], _room(row[3]), row[0]))]


def _room(room: str) -> tuple[int, int, str]:
    return (0, int(room), room) if room.isdecimal() else (1, 0, room)


def chunks(ids: Sequence[int], size: int = CHUNK) -> Iterator[list[FrozenBill]]:
    """The issued bills with these keys, in that order, `size` at a time."""
    for some in slices(ids, size):
        yield frozen_bills(some)


def frozen_bills(ids: Sequence[int]) -> list[FrozenBill]:
    """The issued bills with these keys and their lines, in that order; those not issued are left out."""
    rows: Iterable[tuple[Any, ...]] = Bill.objects.filter(pk__in=ids, state=BillState.ISSUED).values_list(
        "pk",
        "number",
        "month",
        "unit_code",
        "estate__code",
        "estate_name",
        "payer_name",
        "account__mask_payer",
        "total",
        "brought_forward",
        "paid",
        "issued_on",
        "due_on",
    )
    found = {row[0]: FrozenBill(row[0], row[1], Month.of(row[2]), *row[3:]) for row in rows}
    for bill, line in frozen_lines(BillLine.objects.filter(bill_id__in=list(found))):
        found[bill].lines.append(line)
    return [found[pk] for pk in ids if pk in found]


def file_names(estate: Estate, month: Month) -> dict[int, str]:
    """By bill: `<unit code>`, and `<unit code>-2` for a second one of the same unit and month."""
    names: dict[int, str] = {}
    seen = Counter[str]()
    bills = Bill.objects.filter(estate=estate, month=month.start, state=BillState.ISSUED)
    for pk, code in bills.order_by("number").values_list("pk", "unit_code").iterator():
        seen[code] += 1
        name = file_name(code)
        names[pk] = name if seen[code] == 1 else f"{name}-{seen[code]}"
    return names


def file_name(code: str) -> str:
    """The code, with an underline for what a file's name can't have."""
    return _NOT_IN_FILE_NAMES.sub("_", code)


def statement_of(bill_id: int) -> Statement | None:
    """What is fixed for a bill's statement, if it was made or looked at already; with its editions."""
    found = Statement.objects.filter(bill_id=bill_id).select_related("link_revoked_by")
    return found.prefetch_related("editions").first()


def unit_words(estate: str, account: str) -> str:
    """`5号楼2单元301` of the account `BC01-5-2-301`."""
    parts = account.removeprefix(f"{estate}-").split("-", 2)
    return "{}号楼{}单元{}".format(*parts) if len(parts) == 3 else account


def place_of(account: str) -> tuple[Any, ...]:
    """Sorts accounts as the buildings stand: 9号楼 before 10号楼, 901 before 1001."""
    return tuple(_room(part) for part in account.split("-"))


def estate_names() -> dict[str, str]:
    return dict(Estate.objects.values_list("code", "name"))


def payer_names() -> dict[str, str]:
    """By the party that the ledger's legs name."""
    return {str(pk): name for pk, name in Tenure.objects.values_list("pk", "name")}


def masked_accounts() -> frozenset[str]:
    return frozenset(BillingAccount.objects.filter(mask_payer=True).values_list("unit__code", flat=True))


def masks_everybody() -> bool:
    return BillingTerms.load().mask_payers


def visible_accounts(user: User) -> QuerySet[Any]:
    """The units that the user may see, with what is `owed` on their account now; None where nothing ever was."""
    return visible_units(user).filter(was_posted_to(OuterRef("code"))).annotate(owed=owed(OuterRef("code")))


def with_balance(accounts: QuerySet[Any], side: str) -> QuerySet[Any]:
    """Those that owe, that are in credit, or that are settled."""
    conditions: dict[str, Any] = {OWES: Q(owed__gt=ZERO), IN_CREDIT: Q(owed__lt=ZERO), SETTLED: Q(owed=ZERO)}
    return accounts.filter(conditions[side])


def owed_on(account: str) -> Yuan | None:
    """What all payers of the account owe now; None where nothing was ever posted to it."""
    found: Yuan | None = (
        Unit.objects.filter(code=account).annotate(owed=owed(OuterRef("code"))).values_list("owed", flat=True).first()
    )
    return found


def parties_of(account: str) -> list[tuple[str, str]]:
    """(key, name) of the account's payers, who paid or owed last first."""
    names = payer_names()
    return [(party, names.get(party, "—")) for party, _day in payers_of(account)]


def latest_movement(account: str, *, until: date) -> date | None:
    """The last day anything moved on the account; `until` where something moves after it."""
    latest = max((day for _party, day in payers_of(account)), default=None)
    return min(latest, until) if latest else None
