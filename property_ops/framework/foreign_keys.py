"""Foreign keys of tables that are filled by the ten thousand rows (ADR 0004). Used in migrations."""

from typing import Any

from property_ops.framework.triggers import DatabaseRule

_VIOLATION = "USING ERRCODE = 'foreign_key_violation'"


class CheckedTogether(DatabaseRule):
    """PostgreSQL looks at the foreign key `column` of `table` once per statement, not once per row at the commit.

    The promise stays: no row names a row of `parent` that is not there, and none that is named goes away or gets
    another id, by whatever statement. Parents come first, even inside a transaction. On SQLite nothing changes.
    """

    def __init__(self, table: str, column: str, parent: str) -> None:
        self.table, self.column, self.parent = table, column, parent

    @property
    def name(self) -> str:
        return f"{self.table}_{self.column}"

    def deconstruct(self) -> Any:
        return self.__class__.__qualname__, [self.table, self.column, self.parent], {}

    def describe(self) -> str:
        return f"Check {self.column} of {self.table} once per statement"

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return []
        return [self._without_constraint(), *self._named_exist(), *self._named_stay()]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return []
        children = [f"{self.name}_exists_{event}" for event in ("insert", "update")]
        parents = [f"{self.name}_stays", f"{self.name}_keeps_id", f"{self.name}_not_emptied"]
        return [
            *(f"DROP TRIGGER {name} ON {self.table}" for name in children),
            *(f"DROP TRIGGER {name} ON {self.parent}" for name in parents),
            *(f"DROP FUNCTION {name}()" for name in (*children, *parents)),
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.name}_fk FOREIGN KEY ({self.column}) "
            f"REFERENCES {self.parent} (id) DEFERRABLE INITIALLY DEFERRED",
        ]

    def _without_constraint(self) -> str:
        """Django names the constraint by a digest: it is looked up."""
        return (
            "DO $$ DECLARE found name; BEGIN FOR found IN SELECT conname FROM pg_constraint JOIN pg_attribute "
            "ON attrelid = conrelid AND conkey = ARRAY[attnum] "
            f"WHERE contype = 'f' AND conrelid = '{self.table}'::regclass AND attname = '{self.column}' "
            f"LOOP EXECUTE format('ALTER TABLE {self.table} DROP CONSTRAINT %I', found); END LOOP; END $$"
        )

    def _named_exist(self) -> list[str]:
        """The parents that a statement newly names are there, and are locked until the commit, as by a foreign key."""
        message = f"{self.table} names a row of {self.parent} in {self.column} that is not there"
        keys = f"SELECT {self.column} AS key FROM fresh"
        statements = []
        for event, transition, named in (
            ("INSERT", "NEW TABLE AS fresh", keys.replace("SELECT", "SELECT DISTINCT")),
            ("UPDATE", "OLD TABLE AS former NEW TABLE AS fresh", f"{keys} EXCEPT SELECT {self.column} FROM former"),
        ):
            missing = (
                f"SELECT 1 FROM ({named}) AS named WHERE named.key IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {self.parent} parent WHERE parent.id = named.key FOR KEY SHARE)"
            )
            statements += _checked(
                f"{self.name}_exists_{event.lower()}", event, self.table, transition, missing, message
            )
        return statements

    def _named_stay(self) -> list[str]:
        """Only a statement that sees what others have committed until now can tell that nobody names the row."""
        gone = f"SELECT 1 FROM gone JOIN {self.table} child ON child.{self.column} = gone.id"
        left = f"SELECT 1 FROM {self.table} WHERE {self.column} IS NOT NULL"
        named = f"SELECT 1 FROM {self.table} WHERE {self.column} = OLD.id"
        each = "FOR EACH STATEMENT"
        parent = self.parent
        return [
            *self._refused("stays", gone, f"AFTER DELETE ON {parent} REFERENCING OLD TABLE AS gone {each}"),
            *self._refused("not_emptied", left, f"AFTER TRUNCATE ON {parent} {each}"),
            *self._refused(
                "keeps_id", named, f"BEFORE UPDATE OF id ON {parent} FOR EACH ROW WHEN (OLD.id <> NEW.id)", "RETURN NEW"
            ),
        ]

    def _refused(self, promise: str, query: str, when: str, end: str = "RETURN NULL") -> list[str]:
        """Refuse the statement on the parent if `query` finds anything, or might have overlooked it."""
        name, message = f"{self.name}_{promise}", f"a row of {self.parent} is named by {self.table}"
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF current_setting('transaction_isolation') <> 'read committed' THEN "
            f"RAISE EXCEPTION 'rows of {self.parent} go away under READ COMMITTED only' "
            "USING ERRCODE = 'feature_not_supported'; END IF; "
            f"IF EXISTS ({query}) THEN RAISE EXCEPTION '{message}' {_VIOLATION}; END IF; {end}; END $$",
            f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
        ]


def _checked(name: str, event: str, table: str, transition: str, query: str, message: str) -> list[str]:
    """Refuse the statement if `query` over the rows it touched finds anything."""
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ({query}) THEN "
        f"RAISE EXCEPTION '{message}' {_VIOLATION}; END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {transition} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]
