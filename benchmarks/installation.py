"""Fresh databases to measure in: SQLite in a temporary folder, PostgreSQL in a private cluster as in the tests."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.services.postgresql import Cluster, PostgreSQLMissing, private_cluster

KINDS = ("sqlite", "postgresql")
_serial = count(1)


@dataclass
class Installation:
    """A data folder and a database; `cluster` is None for SQLite."""

    kind: str
    data: Path
    database: str = ""
    cluster: Cluster | None = None

    @property
    def url(self) -> str:
        return self.cluster.url(self.database) if self.cluster else ""

    @property
    def file(self) -> Path:
        return self.data / "property-ops.sqlite3"

    def run(self, *command: str) -> str:
        """`python -m COMMAND…` on this installation, in a process of its own: its standard output."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            env=os.environ
            | {
                "PROPERTY_OPS_DATA": str(self.data),
                "DATABASE_URL": self.url,
                "DJANGO_SETTINGS_MODULE": "property_ops.framework.settings",
            },
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout

    def copy(self) -> "Installation":
        """The same content in a database of its own; nobody may be connected."""
        name = f"copy_{next(_serial)}"
        twin = Installation(self.kind, self.data.with_name(name), name, self.cluster)
        twin.data.mkdir()
        if self.cluster:
            self.cluster.create_database(name, template=self.database)
        else:
            shutil.copy(self.file, twin.file)
        return twin

    def drop(self) -> None:
        """A copy that is done with; nobody may be connected."""
        if self.cluster:
            self.cluster.drop_database(self.database)
        shutil.rmtree(self.data)


@contextmanager
def fresh(kind: str) -> Iterator[Installation]:
    """An empty installation, gone afterwards. Raises PostgreSQLMissing."""
    folder = Path(tempfile.mkdtemp(prefix="property-ops-benchmark-"))
    try:
        data = folder / "data"
        data.mkdir()
        if kind == "sqlite":
            yield Installation(kind, data)
            return
        with private_cluster() as cluster:
            cluster.create_database("benchmark")
            yield Installation(kind, data, "benchmark", cluster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


__all__ = ["KINDS", "Installation", "PostgreSQLMissing", "fresh"]
