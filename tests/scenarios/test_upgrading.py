"""An office of an earlier state of the program goes on with this one: on both databases, in place and out of a backup.

Its files lie in tests/upgrading, made by `scripts/make-upgrade-sample`. A migration that cannot carry rows fails here.
"""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.scenarios.processes import watching
from tests.services.installation import ROOT, Installation, python
from tests.services.postgresql import Cluster

SAMPLES = sorted((ROOT / "tests" / "upgrading").glob("*.zip"))
FIRST_TABLES = 140
"""So many tables at least had a row then: of every kind of fact."""
AS_IT_WAS = """
import json
from contextlib import closing
from pathlib import Path
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from property_ops.framework.backups import databases
from property_ops.framework.backups.carrying import carry
then = {{tuple(one) for one in json.loads(Path({manifest!r}).read_text())["migrations"]}}
executor = MigrationExecutor(connection)
graph = executor.loader.graph
last = [key for key in then if not any(c.key in then and c.key[0] == key[0] for c in graph.node_map[key].children)]
executor.migrate(last)
connection.close()
with closing(databases.Database("sqlite:///{copy}").end()) as old, closing(databases.current().end()) as new:
    carry(old, new)
"""
"""PostgreSQL as that state had it: its migrations and no later ones, with its rows."""
JULY = """
from datetime import date
from invoices.modules.billing.testing import bill
from invoices.modules.charges.public import charge_month
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.public import Estate
boss, second = (User.objects.get(username=name) for name in ("boss", "second"))
month = Month(2022, 7)
confirm(Estate.objects.get(code="BC01"), month, 保洁=("0.5", "1"), 秩序维护=("0.5", "1"))
run = charge_month(month=month, by=boss, today=date(2022, 8, 4))
bill(month, prepared_by=boss, approved_by=second, today=date(2022, 8, 5))
from invoices.modules.billing.models import Bill
print(Bill.objects.filter(month=month.start).exclude(number=None).count())
"""
HEAD = "SELECT number, digest FROM po_ledger_entry WHERE number = {number}"
NO_FACTS = {"django_migrations", "django_session", "sqlite_sequence", "po_framework_mutex"}
"""What Django keeps, and locks."""
IN_OTHER_TABLES = {"po_works_historicalacceptanceterms"}
"""Terms of acceptance have a row for each change since, with who asked for it and who approved."""
GROWS = {"auth_permission", "django_content_type", "auth_group", "auth_group_permissions", "po_framework_shippedrow",
         "po_ledger_ledgeraccount", "po_tariffs_feeitem", "po_tax_vatrate"}  # fmt: skip
"""What each version ships itself."""


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


@pytest.fixture
def on_postgresql(sample: Path, postgresql_cluster: Cluster, tmp_path: Path) -> Iterator[Installation]:
    """The database of then, and its data folder."""
    with zipfile.ZipFile(sample) as file:
        file.extractall(tmp_path)
    name = f"old_{uuid4().hex}"
    old = Installation(data=tmp_path / "data", url=postgresql_cluster.create_database(name))
    old.shell(AS_IT_WAS.format(manifest=str(tmp_path / "manifest.json"), copy=tmp_path / "database.sqlite3"))
    yield old
    postgresql_cluster.drop_database(name)


Content = dict[str, int]


def content(path: Path) -> Content:
    """How many rows each table has that has any."""
    with closing(sqlite3.connect(path)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        counted = {table: _count(database, table) for table in tables - NO_FACTS - IN_OTHER_TABLES}
    return {table: count for table, count in counted.items() if count}


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])


@pytest.fixture
def before(sample: Path, tmp_path: Path) -> tuple[Content, list[tuple[int, str]]]:
    """What there was, and the head of the ledger, read without the product."""
    path = tmp_path / "before.sqlite3"
    with zipfile.ZipFile(sample) as file:
        path.write_bytes(file.read("database.sqlite3"))
    with closing(sqlite3.connect(path)) as database:
        head = database.execute("SELECT number, digest FROM po_ledger_entry ORDER BY number DESC LIMIT 1").fetchall()
    return content(path), head


def is_all_there(now: Installation, before: tuple[Content, list[tuple[int, str]]]) -> None:
    then, head = before
    assert len(then) > FIRST_TABLES
    with watching(now) as watched:
        ask = watched.connection.execute
        counts = {table: ask(f'SELECT COUNT(*) FROM "{table}"').fetchall()[0][0] for table in then}
        assert ask(HEAD.format(number=head[0][0])).fetchall() == head
    assert {t: n for t, n in counts.items() if t not in GROWS} == {t: n for t, n in then.items() if t not in GROWS}
    assert all(counts[table] >= then[table] for table in GROWS & then.keys())


def goes_on(now: Installation) -> None:
    """July is billed; before and after it `verify` finds nothing."""
    first, july, last = now.succeed_all(("verify",), python(JULY), ("verify",), PROPERTY_OPS_LANGUAGE="en")
    assert "No difference was found." in first
    assert int(july.split()[-1]) > 0
    assert "No difference was found." in last


def test_an_office_goes_on_in_its_own_database_on_postgresql(on_postgresql: Installation, before: Any) -> None:
    on_postgresql.succeed("init")
    is_all_there(on_postgresql, before)
    goes_on(on_postgresql)


def test_an_old_backup_is_brought_up_to_date_and_goes_on(sample: Path, before: Any, tmp_path: Path) -> None:
    restored = Installation(data=tmp_path / "restored", url="")
    Installation(data=tmp_path / "elsewhere", url="").succeed("restore", str(sample), "--into", str(restored.data))
    is_all_there(restored, before)
    goes_on(restored)
