"""Foreign keys that PostgreSQL checks once per statement hold what others hold. (On SQLite they are others.)"""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import IsolationLevel
from psycopg.errors import ForeignKeyViolation

from property_ops.framework.foreign_keys import CheckedTogether
from tests.services.postgresql import Cluster, server_programs

TABLES = """
    CREATE TABLE parent (id bigint PRIMARY KEY, name text);
    CREATE TABLE child (id bigint PRIMARY KEY, parent_id bigint CONSTRAINT by_a_digest REFERENCES parent (id)
        DEFERRABLE INITIALLY DEFERRED);
    INSERT INTO parent VALUES (1, 'one'), (2, 'two');
    INSERT INTO child VALUES (10, 1)
"""
RULE = CheckedTogether("child", "parent_id", "parent")


@pytest.fixture
def url(postgresql_url: str) -> str:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute(TABLES)
    with psycopg.connect(postgresql_url) as connection:
        for statement in RULE.create("postgresql"):
            connection.execute(statement)
    return postgresql_url


def run(url: str, *statements: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        for statement in statements:
            connection.execute(statement)
        return connection.execute("SELECT id, parent_id FROM child ORDER BY id").fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO child VALUES (11, 2), (12, 3)",
        "UPDATE child SET parent_id = 3",
        "DELETE FROM parent WHERE id = 1",
        "UPDATE parent SET id = 3 WHERE id = 1",
        "TRUNCATE parent",
    ],
)
def test_no_row_names_a_row_that_is_not_there(url: str, statement: str) -> None:
    with pytest.raises(ForeignKeyViolation):
        run(url, statement)
    assert run(url) == [(10, 1)]


def test_what_a_foreign_key_allows_is_allowed(url: str) -> None:
    assert run(
        url,
        "INSERT INTO child VALUES (11, 2), (12, NULL)",
        "UPDATE child SET parent_id = 2 WHERE id = 10",
        "DELETE FROM parent WHERE id = 1",
        "UPDATE parent SET name = 'two again', id = 2",
        "INSERT INTO parent VALUES (3, 'three')",
        "UPDATE parent SET id = 4 WHERE id = 3",
        "UPDATE child SET parent_id = 4 WHERE id = 11",
    ) == [(10, 2), (11, 4), (12, None)]


@pytest.mark.parametrize("kept", [True, False], ids=["committed", "undone"])
def test_a_row_goes_away_only_when_nobody_is_just_naming_it(url: str, kept: bool) -> None:
    with ThreadPoolExecutor(1) as another, psycopg.connect(url) as connection:
        connection.execute("INSERT INTO child VALUES (11, 2)")
        deletion = another.submit(run, url, "DELETE FROM parent WHERE id = 2")
        with pytest.raises(TimeoutError):
            deletion.result(timeout=0.2)
        if kept:
            connection.commit()
            with pytest.raises(ForeignKeyViolation):
                deletion.result()
        else:
            connection.rollback()
            assert deletion.result() == [(10, 1)]


def test_a_row_is_not_named_while_it_goes_away(url: str) -> None:
    with ThreadPoolExecutor(1) as another, psycopg.connect(url) as connection:
        connection.execute("DELETE FROM parent WHERE id = 2")
        insertion = another.submit(run, url, "INSERT INTO child VALUES (11, 2)")
        with pytest.raises(TimeoutError):
            insertion.result(timeout=0.2)
        connection.commit()
        with pytest.raises(ForeignKeyViolation):
            insertion.result()


def test_parents_are_emptied_together_with_what_names_them(url: str) -> None:
    assert run(url, "TRUNCATE parent, child") == []
    assert run(url, "INSERT INTO parent VALUES (1, 'one')", "INSERT INTO child VALUES (10, 1)") == [(10, 1)]
    assert run(url, "TRUNCATE child", "TRUNCATE parent") == []


STRICTER = [IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE]


@pytest.fixture(params=STRICTER, ids=lambda level: level.name)
def earlier(request: pytest.FixtureRequest, url: str) -> Iterator[psycopg.Connection]:
    """A transaction that looks at the database as it was when it began."""
    with psycopg.connect(url) as connection:
        connection.isolation_level = request.param
        connection.execute("SELECT count(*) FROM parent")
        yield connection
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM parent WHERE id = 2", "UPDATE parent SET id = 3 WHERE id = 2", "TRUNCATE parent"],
)
def test_what_was_named_meanwhile_does_not_go_away(earlier: psycopg.Connection, url: str, statement: str) -> None:
    run(url, "DELETE FROM child", "INSERT INTO child VALUES (11, 2)")
    with pytest.raises(psycopg.Error):
        earlier.execute(statement)
    earlier.rollback()
    assert run(url) == [(11, 2)]


@pytest.mark.parametrize("meanwhile", ["DELETE FROM parent WHERE id = 2", "UPDATE parent SET id = 3 WHERE id = 2"])
def test_what_went_away_meanwhile_is_not_named(earlier: psycopg.Connection, url: str, meanwhile: str) -> None:
    run(url, meanwhile)
    with pytest.raises(psycopg.Error):
        earlier.execute("INSERT INTO child VALUES (11, 2)")
    earlier.rollback()
    assert run(url) == [(10, 1)]


def test_what_is_there_is_named_under_any_isolation(earlier: psycopg.Connection) -> None:
    earlier.execute("INSERT INTO child VALUES (11, 2)")
    earlier.execute("UPDATE parent SET name = 'three' WHERE id = 2")
    earlier.commit()
    assert earlier.execute("SELECT parent_id FROM child WHERE id = 11").fetchall() == [(2,)]


def test_a_dump_brings_the_rule_back(url: str, postgresql_cluster: Cluster, tmp_path: Path) -> None:
    programs, dump = server_programs(), tmp_path / "dump"
    restored = postgresql_cluster.create_database("restored_from_a_dump")
    try:
        subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", url], check=True)
        subprocess.run([programs / "pg_restore", "--exit-on-error", f"--dbname={restored}", dump], check=True)
        assert run(restored, "INSERT INTO child VALUES (11, 2)") == [(10, 1), (11, 2)]
        for statement in ("INSERT INTO child VALUES (12, 3)", "DELETE FROM parent WHERE id = 1", "TRUNCATE parent"):
            with pytest.raises(ForeignKeyViolation):
                run(restored, statement)
    finally:
        postgresql_cluster.drop_database("restored_from_a_dump")


def test_it_becomes_an_ordinary_foreign_key_again(url: str) -> None:
    run(url, *RULE.drop("postgresql"))
    with psycopg.connect(url) as connection:
        constraints = connection.execute("SELECT conname FROM pg_constraint WHERE contype = 'f'").fetchall()
        functions = connection.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'child%'").fetchall()
    assert constraints == [("child_parent_id_fk",)]
    assert functions == []


def test_sqlite_keeps_its_own() -> None:
    assert RULE.create("sqlite") == RULE.drop("sqlite") == []
