"""`property-ops erpnext pull`: payments that were entered in ERPNext become receipts here, each once.

By payment entry or by journal entry. One that was cancelled there is reversed here once a second person approves
(`corrections`); one that was cancelled and entered anew unchanged (Cancel + Amend) is the same as before.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from invoices.modules.erpnext import selectors
from invoices.modules.erpnext.connector.gateway import Gateway, Row
from invoices.modules.erpnext.domain.bookings import booking_key
from invoices.modules.erpnext.domain.documents import PAYMENT, SOURCE_FIELD, party_in
from invoices.modules.erpnext.domain.money import money_in
from invoices.modules.erpnext.domain.roles import needed_to_read
from invoices.modules.erpnext.domain.states import DocStatus, SyncState
from invoices.modules.erpnext.models import SyncEvent, SyncRecord
from invoices.modules.erpnext.services.changes import propose_changes
from invoices.modules.erpnext.services.company_defaults import books
from invoices.modules.erpnext.services.connection import ErpNextAccess
from invoices.modules.erpnext.services.corrections import PAYMENT_FIELDS, follow_corrections, replacing
from invoices.modules.erpnext.services.journals import received_by_journal
from invoices.modules.erpnext.services.names import customers_anew
from invoices.modules.erpnext.services.rights import require_rights
from invoices.modules.payments.public import (
    ACCOUNTS,
    MatchedAccount,
    MoneyMovement,
    PaymentChannel,
    SubledgerAccount,
    record,
)
from property_ops.framework import audit
from property_ops.framework.bulk import slices
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Tenure, Unit

CHUNK = 500

STRANGER = gettext_noop("its customer is none of ours")
OTHER_ACCOUNT = gettext_noop("its account is none of cash, bank, WeChat, Alipay here")
NO_MONEY = gettext_noop("its amount is no whole number of fen above zero")
WAITS = gettext_noop("it replaces a cancelled payment whose receipt still stands here")


@dataclass(frozen=True, slots=True)
class SkippedPayment:
    """What was not taken over: its name in ERPNext, and a msgid that says why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """`corrections`: receipts whose payments were cancelled there wait for a second person; `amended`: are the same.

    `changes`: what else was changed or booked there, and waits for one.
    """

    taken: int
    amount: Yuan
    left: Sequence[SkippedPayment]
    corrections: Sequence[str] = ()
    amended: int = 0
    changes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ImportedPayment:
    """A payment as it becomes a receipt of an account; a journal entry may be several."""

    doctype: str
    name: str
    movement: MoneyMovement
    meant: MatchedAccount


def pull(*, access: ErpNextAccess, gateway: Gateway, by: User, now: datetime, today: date) -> Pulled:
    """Take over the submitted payments of our customers that did not come from here. Safe to repeat.

    Raises NotAllowed, RolesMissing, and what the gateway raises. What is entered in a month that is closed here is
    posted today.
    """
    require(by, "erpnext.push")
    with process_lock("erpnext-push"):
        require_rights(gateway, needed_to_read(selectors.doctypes_sent()))
        customers_anew(gateway)
        corrected = follow_corrections(access=access, gateway=gateway, by=by, now=now)
        taken, left = _sorted_out(_entered_over_there(access, gateway), corrected.replacing)
        for some in slices(taken, CHUNK):
            with transaction.atomic():
                _take_over(some, by, now, today)
        changes = propose_changes(company=access.company, gateway=gateway, by=by, now=now)
        left = [*left, *(SkippedPayment(name, why) for name, why in changes.left)]
        amount = sum((one.movement.amount for one in taken), ZERO)
        audit.record(by=by, action="erpnext.pulled", subject=access.company, taken=len(taken))
    return Pulled(len(taken), amount, left, corrected.proposed, corrected.same, changes.proposed)


def _entered_over_there(access: ErpNextAccess, gateway: Gateway) -> list[Row]:
    """Payments first, then what journal entries brought."""
    known = selectors.taken_over()
    filters = {
        "payment_type": "Receive",
        "party_type": "Customer",
        "company": access.company,
        "docstatus": DocStatus.SUBMITTED,
        SOURCE_FIELD: ["is", "not set"],
    }
    payments = [row | {"doctype": PAYMENT} for row in gateway.rows(PAYMENT, PAYMENT_FIELDS, filters)]
    journals = received_by_journal(gateway, access.company, books(access, gateway).receivable, set(_channels()))
    return [row for row in [*payments, *journals] if row["name"] not in known]


def _sorted_out(rows: Sequence[Row], replacing: Collection[str]) -> tuple[list[ImportedPayment], list[SkippedPayment]]:
    customers, channels = selectors.customers_over_there({row["party"] for row in rows}), _channels()
    units = {code for code, _ in map(party_in, customers.values())}
    places = {unit.code: unit for unit in Unit.objects.filter(code__in=units).select_related("estate")}
    taken, left = [], []
    for row in rows:
        amount, received = _amounts(row)
        if row["name"] in replacing:
            left.append(SkippedPayment(row["name"], WAITS))
        elif row["party"] not in customers:
            left.append(SkippedPayment(row["name"], STRANGER))
        elif row["paid_to"] not in channels:
            left.append(SkippedPayment(row["name"], OTHER_ACCOUNT))
        elif amount is None or received is None or not ZERO < received <= amount:
            left.append(SkippedPayment(row["name"], NO_MONEY))
        else:
            code, party = party_in(customers[row["party"]])
            movement = _movement(row, channels[row["paid_to"]], amount, received)
            taken.append(ImportedPayment(row["doctype"], row["name"], movement, _meant(places[code], party)))
    return taken, left


def _channels() -> dict[str, PaymentChannel]:
    """ERPNext's account → the way in which the money came."""
    places = selectors.account_mappings()
    return {places[code]: channel for channel, code in ACCOUNTS.items() if code in places}


def _amounts(row: Row) -> tuple[Yuan | None, Yuan | None]:
    """What the customer's debt went down by, and what came in: the difference are fees."""
    parts = [money_in(row.get(name) or 0) for name in ("total_allocated_amount", "unallocated_amount")]
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None, money_in(row.get("received_amount") or 0)


def _movement(row: Row, channel: PaymentChannel, amount: Yuan, received: Yuan) -> MoneyMovement:
    return MoneyMovement(
        channel=channel,
        transaction=f"ERPNext {row['name']} {row.get('part', '')}".strip()[:64],
        day=date.fromisoformat(str(row["posting_date"])),
        amount=amount,
        fee=amount - received,
        memo=f"{row.get('reference_no') or ''} {row.get('remarks') or ''}".strip()[:200],
    )


def _meant(unit: Unit, party: str) -> MatchedAccount:
    name = Tenure.objects.filter(pk=party).values_list("name", flat=True).first() if party else None
    return MatchedAccount(unit.pk, unit.estate_id, SubledgerAccount(unit.estate.code, unit.code, party), name or "")


def _take_over(taken: Sequence[ImportedPayment], by: User, now: datetime, today: date) -> None:
    """Receipts as if entered here, and for each a record that says where it came from: no push sends it back."""
    meant = [one.meant for one in taken]
    receipts = record(
        movements=[one.movement for one in taken],
        by=by,
        now=now,
        today=today,
        choose=lambda movements, on: list(meant),
    )
    numbers = {receipt.transaction: receipt.number for receipt in receipts}
    space = selectors.current_space()
    for one in taken:
        number = numbers[one.movement.transaction]
        made = SyncRecord.objects.create(
            space=space,
            doctype=one.doctype,
            key=booking_key(f"receipt/{number}"),
            label=number,
            estate=one.meant.place.estate,
            month=one.movement.day.replace(day=1),
            amount=one.movement.amount - one.movement.fee,
            content={},
            state=SyncState.SENT,
            remote_name=one.name,
            from_there=True,
            settled_at=now,
        )
        SyncEvent.objects.create(record=made, happened_at=now, state=SyncState.SENT, detail=one.name)


def what_would_be_pulled(*, access: ErpNextAccess, gateway: Gateway, by: User) -> Pulled:
    """The same reckoning without storing anything. Raises as pull."""
    require(by, "erpnext.push")
    require_rights(gateway, needed_to_read(selectors.doctypes_sent()))
    taken, left = _sorted_out(_entered_over_there(access, gateway), replacing(gateway, access.company))
    return Pulled(len(taken), sum((one.movement.amount for one in taken), ZERO), left)
