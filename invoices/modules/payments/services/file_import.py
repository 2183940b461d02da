"""Payment files come in by the same door as all papers: each format of the slot `payment_formats` is an importer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from invoices.modules.ledger.public import books
from invoices.modules.payments.domain.errors import NotInTheFuture
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.importers.contract import PaymentFormat
from invoices.modules.payments.models import MISTYPED, Disbursement, Receipt
from invoices.modules.payments.services.channel_refunds import note_refunds
from invoices.modules.payments.services.later_fees import record_later_fees
from invoices.modules.payments.services.recognising import new_of_statement, with_twins_in_statements
from invoices.modules.payments.services.recording import record
from property_ops.framework.bulk import slices
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.repeats import first_rows, rows_of
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.slots import plugged_into
from property_ops.kernel.text import gettext_noop

CHUNK = 500
NO_CELLS: Mapping[str, Any] = MappingProxyType({})


class PaymentFileImporter(Importer):
    """Reads the movements of a file, checks its totals, and records what is new (docs/product.md rule 16)."""

    after = ("estates.units",)
    right = "payments.import"
    company_wide = True
    not_exported = gettext_noop(
        "it is a file of the bank or the payment service; what came by it is exported as receipts."
    )

    def __init__(self, form: PaymentFormat) -> None:
        self.form = form
        self.name, self.title, self.columns = form.name, form.title, form.columns  # type: ignore[misc]

    def is_foot(self, row: Sequence[Any]) -> bool:
        return self.form.is_foot(row)

    def complete(self, table: RegisterTable) -> None:
        if self.form.instead:
            table.report(
                Level.ERROR,
                gettext_noop("This is the %(kind)s: it does not hold what residents paid here."),
                self.form.instead,
                kind=gettext(self.form.title),
            )
        self.form.prepare(table)
        read = []
        for row in table.rows:
            row.values["movement"] = self.form.movement(row) if row.is_good else None
            if row["movement"] is not None:
                read.append((row, row["movement"]))
        if not table.has_errors:
            self.form.check(table, read)
        for row, movement in read if self.form.is_statement else ():  # what it was read from is large, and done with
            row.values = {"movement": movement, "is_doubtful": row.values.get("is_doubtful", False)}
            row.cells = NO_CELLS

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        with books():  # what is known, and what is recorded, at one moment
            self._record(tables, run)

    def _record(self, tables: Sequence[RegisterTable], run: Run) -> None:
        rows = [row for row in rows_of(tables) if row.is_good and row["movement"] is not None]
        new = self._new_of_statement(rows) if self.form.is_statement else self._new_of_service(rows, run)
        today = timezone.localdate()
        for row in new:
            if row["movement"].day > today:
                row.error(
                    "",
                    NotInTheFuture.message,
                    gettext_noop("Check the file, and the clock of this machine."),
                    day=row["movement"].day,
                )
        if any(table.has_errors for table in tables):
            return
        moment: dict[str, Any] = {"by": run.by, "now": timezone.now(), "today": today, "file": run.file}
        record(movements=[row["movement"] for row in new], **moment)
        if not self.form.is_statement:
            record_later_fees(movements=[row["movement"] for row in rows], **moment)
        for row in new:
            row.outcome = RowOutcome.CREATED

    def _new_of_statement(self, rows: Sequence[RegisterRow]) -> list[RegisterRow]:
        """The rows that are not recorded yet, each with its place among equal ones and its probable double."""
        doubtful = [row.values.get("is_doubtful", False) for row in rows]
        fresh = new_of_statement([row["movement"] for row in rows], doubtful)
        new = []
        for row, movement in zip(rows, fresh, strict=True):
            if movement is not None:
                row.values["movement"] = movement
                new.append(row)
        _tell_twins(new)
        return new

    def _new_of_service(self, rows: Sequence[RegisterRow], run: Run) -> list[RegisterRow]:
        """The transactions that are not recorded yet, once each, with what became of refunds."""
        once = first_rows(
            rows,
            lambda row: _with_state(row["movement"]),
            lambda row: row["movement"].transaction,
            "transaction",
            run=run,
            same=lambda row: row["movement"],
        )
        moved = note_refunds(once)
        stored = _stored([row["movement"] for row in moved])
        new = [row for row in moved if _is_new(row, stored)]
        for row, movement in zip(new, with_twins_in_statements([row["movement"] for row in new]), strict=True):
            row.values["movement"] = movement
        _tell_twins(new)
        return new


def _with_state(movement: MoneyMovement) -> tuple[Any, ...]:
    return *movement.key, movement.refund_state


def _tell_twins(rows: Sequence[RegisterRow]) -> None:
    for row in rows:
        if row["movement"].twin:
            row.warn(
                "",
                gettext_noop("This may be money that is recorded already: it waits for a person, beside its twin."),
                gettext_noop("Look at it among the receipts to be matched."),
            )


def payment_files() -> list[PaymentFileImporter]:
    """One importer for each format that is plugged in."""
    return [PaymentFileImporter(form()) for form in plugged_into("payment_formats")]


def _stored(movements: Sequence[MoneyMovement]) -> dict[Any, tuple[Any, ...]]:
    """What is recorded of these transactions already: key → amount and day."""
    found: dict[Any, tuple[Any, ...]] = {}
    for some in slices(movements, CHUNK):
        told = (Receipt.objects.exclude(MISTYPED), False, "received_on"), (Disbursement.objects.all(), True, "paid_on")
        for recorded, is_out, day in told:
            numbers = [movement.transaction for movement in some if movement.is_out == is_out]
            rows = recorded.filter(transaction__in=numbers)
            for channel, transaction, amount, on in rows.values_list("channel", "transaction", "amount", day):
                found[channel, transaction, is_out] = amount, on
    return found


def _is_new(row: RegisterRow, stored: dict[Any, tuple[Any, ...]]) -> bool:
    movement: MoneyMovement = row["movement"]
    known = stored.get((str(movement.channel), movement.transaction, movement.is_out))
    facts = {"transaction": movement.transaction} | ({"amount": known[0], "day": known[1]} if known else {})
    if known is not None and known[0] != movement.amount:
        row.error(
            "transaction",
            gettext_noop("%(transaction)s is recorded with %(amount)s on %(day)s already."),
            gettext_noop("Find out which is right: a transaction has one amount."),
            **facts,
        )
    elif known is not None and known[1] != movement.day:
        row.warn(
            "transaction",
            gettext_noop("%(transaction)s is recorded on %(day)s already: it stays on that day."),
            gettext_noop("A service's bills may name the day of the order, or that of the payment."),
            **facts,
        )
    return known is None
