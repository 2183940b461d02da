"""The baseline: the very same rows, put into the same tables with nothing in between.

The tables keep their indexes, checks, unique and foreign keys; triggers, which the product's own run pays for, are
dropped, and the rows are ready in memory: raw writing is as quick as it can be here. Those that are foreign keys
(ADR 0004) stay.
"""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

import psycopg

from benchmarks.installation import Installation
from benchmarks.processor import spent

# Parents before children.
TABLES = (
    "po_charges_chargerun",
    "po_charges_chargebasis",
    "po_charges_charge",
    "po_billing_billingaccount",
    "po_billing_bill",
    "po_billing_billline",
    "po_ledger_entry",
    "po_ledger_leg",
)
RECEIPT_TABLES = (
    "po_payments_receipt",
    "po_receivables_credit",
    "po_payments_match",
    "po_receivables_settlement",
    "po_ledger_entry",
    "po_ledger_leg",
)
_FOREIGN_KEYS = r"SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%\_id\_exists\_insert'"


class RawWriting(NamedTuple):
    """`processor` is what it took of the processor, the database's included."""

    seconds: float
    processor: float
    rows: int


def write_again(full: Installation, empty: Installation, tables: Sequence[str] = TABLES) -> RawWriting:
    """What a run added to `full` is written into `empty`, which was copied before the run."""
    return (_postgresql if full.cluster else _sqlite)(full, empty, tables)


def _sqlite(full: Installation, empty: Installation, tables: Sequence[str]) -> RawWriting:
    with closing(sqlite3.connect(full.file)) as source, closing(sqlite3.connect(empty.file)) as target:
        last = {table: target.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0] for table in tables}
        rows = {
            table: source.execute(f"SELECT * FROM {table} WHERE id > ?", [last[table]]).fetchall() for table in tables
        }
        triggers = target.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            target.execute(f"DROP TRIGGER {name}")
        target.commit()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-64000"):
            target.execute(f"PRAGMA {pragma}")
        began, spent_before = time.perf_counter(), spent()
        for table, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
        target.commit()
        return RawWriting(time.perf_counter() - began, spent() - spent_before, sum(map(len, rows.values())))


def _postgresql(full: Installation, empty: Installation, tables: Sequence[str]) -> RawWriting:
    with psycopg.connect(full.url) as source, psycopg.connect(empty.url) as target:
        rows = {}
        for table in tables:
            last = target.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]  # type: ignore[index]
            with source.cursor().copy(f"COPY (SELECT * FROM {table} WHERE id > {last}) TO STDOUT") as copy:
                rows[table] = b"".join(copy)
            target.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, trigger in target.execute(_FOREIGN_KEYS).fetchall():
            target.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
        target.commit()
        server = target.info.backend_pid
        began, spent_before = time.perf_counter(), spent(server)
        for table, text in rows.items():
            with target.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(text)
        target.commit()
        written = sum(text.count(b"\n") for text in rows.values())
        return RawWriting(time.perf_counter() - began, spent(server) - spent_before, written)
