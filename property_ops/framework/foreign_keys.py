"""When PostgreSQL looks at foreign keys: at the commit, unless a service wants a short one (docs/adr/0004, 0083)."""

from typing import Any

from django.db import connection

_NAME = (
    "SELECT quote_ident(conname) FROM pg_constraint WHERE contype = 'f' "
    "AND conrelid = %s::regclass AND confrelid = %s::regclass"
)


def look_now(*, leave: Any) -> None:
    """At those of all that is written so far, and from here on at each as it is written, until the transaction is over.

    `leave` is the field whose rows come before what they point to: that is looked at last. Nothing on SQLite. Raises
    IntegrityError.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(_NAME, [leave.model._meta.db_table, leave.related_model._meta.db_table])
        (name,) = cursor.fetchone()
        cursor.execute(f"SET CONSTRAINTS {name} DEFERRED")
