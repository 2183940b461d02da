"""Promises the database itself keeps, in the dialects of SQLite and PostgreSQL. Used in migrations."""

from typing import Any

from django.db.migrations.operations.base import Operation


class DatabaseRule(Operation):
    """A migration operation that runs `sql(vendor)` statements; subclasses say which."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rules change no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.create(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in self.drop(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def create(self, vendor: str) -> list[str]:
        raise NotImplementedError

    def drop(self, vendor: str) -> list[str]:
        raise NotImplementedError


class RefuseWhen(DatabaseRule):
    """Refuse `event` (INSERT, UPDATE, DELETE) on `table` for rows where `condition` (in OLD and NEW) is true."""

    def __init__(self, table: str, event: str, condition: str, message: str) -> None:
        self.table, self.event, self.condition, self.message = table, event, condition, message

    @property
    def name(self) -> str:
        return f"{self.table}_{self.event.lower()}_refused"

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.table, self.event, self.condition, self.message], {}

    def describe(self) -> str:
        return f"Refuse {self.event} on {self.table}: {self.message}"

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        refuse = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation';"
        if self.event == "INSERT":  # one look at all new rows is much quicker than one per row
            found = f"SELECT 1 FROM fresh WHERE {self.condition.replace('NEW.', 'fresh.')}"
            body = f"IF EXISTS ({found}) THEN {refuse} END IF;"
            when = f"AFTER INSERT ON {self.table} REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT"
        elif "SELECT" in self.condition:
            body = f"IF {self.condition} THEN {refuse} END IF; RETURN {'OLD' if self.event == 'DELETE' else 'NEW'};"
            when = f"BEFORE {self.event} ON {self.table} FOR EACH ROW"
        else:
            body = refuse
            when = f"BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN ({self.condition})"
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$",
            f"CREATE TRIGGER {self.name} {when} EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.name}"]
        return [f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()"]


class Lifted(DatabaseRule):
    """A rule is taken away, for one that takes its place, or while the table under it is made anew."""

    def __init__(self, rule: DatabaseRule) -> None:
        self.rule = rule

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.rule], {}

    def describe(self) -> str:
        return f"Lift: {self.rule.describe()}"

    def create(self, vendor: str) -> list[str]:
        return self.rule.drop(vendor)

    def drop(self, vendor: str) -> list[str]:
        return self.rule.create(vendor)


def append_only(table: str) -> list[RefuseWhen]:
    """Rows of `table` are never changed and never deleted."""
    return [
        RefuseWhen(table, "UPDATE", "TRUE", f"{table} is append-only: a row cannot be changed"),
        RefuseWhen(table, "DELETE", "TRUE", f"{table} is append-only: a row cannot be deleted"),
    ]


class NoOverlap(DatabaseRule):
    """Rows of `table` with equal `keys` have no day in common; periods are `[start, end)`, NULL is open.

    `range_type="tstzrange"` is for times of day. `where` leaves other rows alone: SQL in which `{row}` stands before
    every column, as in `{row}state <> 'cancelled'`.
    """

    def __init__(
        self, table: str, keys: list[str], start: str, end: str, *, range_type: str = "daterange", where: str = ""
    ) -> None:
        self.table, self.keys, self.start, self.end = table, keys, start, end
        self.range_type, self.where = range_type, where

    def deconstruct(self) -> Any:
        more = {"range_type": self.range_type, "where": self.where}
        return self.__class__.__qualname__, [self.table, self.keys, self.start, self.end], more

    def describe(self) -> str:
        return f"No two rows of {self.table} overlap in time"

    def create(self, vendor: str) -> list[str]:
        name = f"{self.table}_no_overlap"
        if vendor == "postgresql":
            keys = ", ".join(f"{key} WITH =" for key in self.keys)
            where = f" WHERE ({self.where.format(row='')})" if self.where else ""
            return [
                "CREATE EXTENSION IF NOT EXISTS btree_gist",
                f"ALTER TABLE {self.table} ADD CONSTRAINT {name} EXCLUDE USING gist ({keys}, "
                f'{self.range_type}("{self.start}", "{self.end}") WITH &&){where}',
            ]
        same = " AND ".join(f"other.{key} = NEW.{key}" for key in self.keys)
        overlap = (
            f"EXISTS (SELECT 1 FROM {self.table} other WHERE other.id IS NOT NEW.id AND {same} "
            f"AND COALESCE(other.\"{self.start}\", '0001-01-01') < COALESCE(NEW.\"{self.end}\", '9999-12-31') "
            f"AND COALESCE(NEW.\"{self.start}\", '0001-01-01') < COALESCE(other.\"{self.end}\", '9999-12-31')"
            f"{self._both_count()})"
        )
        return [
            f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {self.table} FOR EACH ROW WHEN {overlap} "
            f"BEGIN SELECT RAISE(ABORT, '{name}: periods overlap'); END"
            for event in ("INSERT", "UPDATE")
        ]

    def _both_count(self) -> str:
        rows = ("other.", "NEW.") if self.where else ()
        return "".join(f" AND ({self.where.format(row=row)})" for row in rows)

    def drop(self, vendor: str) -> list[str]:
        name = f"{self.table}_no_overlap"
        if vendor == "postgresql":
            return [f"ALTER TABLE {self.table} DROP CONSTRAINT {name}"]
        return [f"DROP TRIGGER {name}_insert", f"DROP TRIGGER {name}_update"]


class SumWithin(DatabaseRule):
    """Refuse a new row of `table` where its amount and those that stand already come to more than a limit.

    `standing` and `limit` are queries that give one number each, with NEW for the row. What is written at the same time
    under the same `key` waits for its turn, so that two at once keep the promise as well.
    """

    def __init__(self, table: str, key: str, standing: str, limit: str, message: str) -> None:
        self.table, self.key, self.standing, self.limit, self.message = table, key, standing, limit, message

    @property
    def name(self) -> str:
        return f"{self.table}_sum_within"

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.table, self.key, self.standing, self.limit, self.message], {}

    def describe(self) -> str:
        return f"Limit what is inserted into {self.table}: {self.message}"

    def create(self, vendor: str) -> list[str]:
        exceeded = f"NEW.amount + COALESCE(({self.standing}), 0) > COALESCE(({self.limit}), 0)"
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} BEFORE INSERT ON {self.table} FOR EACH ROW WHEN {exceeded} "
                f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            ]
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"PERFORM pg_advisory_xact_lock(hashtextextended('{self.name}/' || NEW.{self.key}, 0)); "
            f"IF {exceeded} THEN RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END $$",
            f"CREATE TRIGGER {self.name} BEFORE INSERT ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.name}"]
        return [f"DROP TRIGGER {self.name} ON {self.table}", f"DROP FUNCTION {self.name}()"]


DECIDED = "what is decided is frozen"


def decided_once(table: str, *, waits: str = "waiting") -> list[RefuseWhen]:
    """Rows are never deleted, and not changed once their state is no longer `waits`."""
    return [
        RefuseWhen(table, "UPDATE", f"OLD.state <> '{waits}'", DECIDED),
        RefuseWhen(table, "DELETE", "TRUE", f"{table} is kept: a row cannot be deleted"),
    ]
