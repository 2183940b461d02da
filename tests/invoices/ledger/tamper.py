"""Run in an installation: posts three entries, then changes one character of the second, everywhere, one at a time.

Prints, as JSON, what the check of the chain says of each change that the database lets through: `{place: faults}`.
The database's triggers are switched off first, as somebody with its password could.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date

import django
from django.db import DatabaseError, connection, transaction
from django.utils import translation

ENTRY_COLUMNS = ("posted_on", "month", "source", "memo", "evidence", "previous", "digest", "number")
LEG_COLUMNS = ("estate", "subledger", "party", "amount", "position", "account_id", "entry_id")


def main() -> None:
    from invoices.modules.ledger.public import EntryDraft, broken_links, post
    from property_ops.framework.checks import one_moment

    translation.activate("en")
    day = date(2022, 7, 1)
    legs = (("1122", "BC01", "BC01-1-1-101", "77", 123_45), ("5001.01", "BC01", "单", "8", -123_45))
    post([EntryDraft(f"bill/ZD-{one}", day, date(2022, 6, 1), f"账单 {one}", legs, "e" * 64) for one in range(3)])
    _switch_triggers_off()
    said = {}
    for place, statement, values in _changes():
        try:
            with transaction.atomic():
                _run(statement, values)
                with one_moment():
                    said[place] = list(broken_links())
                transaction.set_rollback(True)
        except DatabaseError:
            continue  # the database refuses even this
    assert not list(broken_links())
    json.dump(said, sys.stdout)


def _changes() -> Iterator[tuple[str, str, list[object]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM po_ledger_entry WHERE number = 2")
        (entry,) = cursor.fetchone()
        cursor.execute("SELECT id FROM po_ledger_leg WHERE entry_id = %s ORDER BY position", [entry])
        leg = cursor.fetchone()[0]
    for table, pk, columns in (("po_ledger_entry", entry, ENTRY_COLUMNS), ("po_ledger_leg", leg, LEG_COLUMNS)):
        for column in columns:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {column} FROM {table} WHERE id = %s", [pk])
                stored = str(cursor.fetchone()[0])
            for at, character in enumerate(stored):
                other = "7" if character != "7" else "6"
                changed = stored[:at] + other + stored[at + 1 :]
                yield f"{column}[{at}]", f"UPDATE {table} SET {column} = %s WHERE id = %s", [changed, pk]
            if connection.vendor == "sqlite" and column in ("source", "memo", "estate"):
                broken = stored.encode()[:-1] + b"\xe8"
                yield f"{column} byte", f"UPDATE {table} SET {column} = CAST(%s AS TEXT) WHERE id = %s", [broken, pk]


def _run(statement: str, values: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _switch_triggers_off() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'po_ledger%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            for table in ("po_ledger_entry", "po_ledger_leg"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")


if __name__ == "__main__":
    django.setup()
    main()
