"""An installation with the office pack in it, charged for its half-year; made once, read by all."""

import fcntl
import os
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

import invoices
import property_ops
from tests.scenarios.facts import MONTHS
from tests.scenarios.independent import Held, Line, calculate
from tests.scenarios.papers import Month, Pack, read_pack
from tests.scenarios.product import charge, charges, held
from tests.services.installation import Installation
from tests.services.postgresql import Cluster


@pytest.fixture(scope="session")
def office_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's own papers, registers and receipts, as they are shipped with the demo."""
    folder = tmp_path_factory.mktemp("office-pack")
    for package, place in ((property_ops, "modules/estates/demo/office-pack"), (invoices, "modules/payments/demo")):
        shutil.copytree(Path(package.__path__[0]) / place, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def office_facts(office_pack: Path) -> Pack:
    return read_pack(office_pack)


@pytest.fixture(scope="session")
def imported_on_sqlite(office_pack: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with the office pack imported; copied, never written to."""
    folder = tmp_path_factory.mktemp("imported-on-sqlite") / "data"
    shutil.copytree(sqlite_template, folder)
    Installation(data=folder, url="").succeed("import", str(office_pack))
    return folder


@pytest.fixture(scope="session")
def imported_on_postgresql(
    office_pack: Path, postgresql_cluster: Cluster, postgresql_template: tuple[str, Path]
) -> tuple[str, Path]:
    """The same as the name of a database, and the data folder that goes with it."""
    template, folder = postgresql_template
    url = postgresql_cluster.create_database("imported_office_pack", template=template)
    Installation(data=folder, url=url).succeed("import", str(office_pack))
    return "imported_office_pack", folder


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An installation of this test alone with the office pack imported, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        folder, url = request.getfixturevalue("imported_on_sqlite"), ""
    else:
        template, folder = request.getfixturevalue("imported_on_postgresql")
        cluster: Cluster = request.getfixturevalue("postgresql_cluster")
        name = f"office_{uuid4().hex}"
        url = cluster.create_database(name, template=template)
    shutil.copytree(folder, tmp_path / "data")
    installation = Installation(data=tmp_path / "data", url=url)
    yield installation
    installation.end_processes()
    if url:
        cluster.drop_database(name)


@dataclass(frozen=True)
class HalfYear:
    """What one side made of January to June 2022."""

    lines: dict[Month, list[Line]]
    held: dict[Month, list[Held]]
    printed: dict[Month, str]

    def of(self, unit_code: str, month: str) -> list[Line]:
        """The lines of a unit in a month written 2022-01."""
        return [line for line in self.lines[Month(*map(int, month.split("-")))] if line.unit_code == unit_code]


@pytest.fixture(scope="session")
def calculated(office_facts: Pack) -> HalfYear:
    """By the independent calculation."""
    months = {month: calculate(office_facts, month) for month in MONTHS}
    return HalfYear(
        {month: lines for month, (lines, _) in months.items()}, {month: held for month, (_, held) in months.items()}, {}
    )


@pytest.fixture(scope="session")
def office_installation(office_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, HalfYear]:
    """By the product, through its command, on SQLite; shared by all processes of a run, so never written to."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "scenario-office-pack"
    installation = Installation(data=shared / "data", url="")
    with _one_at_a_time(shared):
        kept = shared / "half-year.pickle"
        if not kept.exists():
            installation.initialise()
            printed = charge(installation, office_pack, MONTHS)
            lines = {month: charges(installation, month) for month in MONTHS}
            waiting = {month: held(installation, month) for month in MONTHS}
            kept.write_bytes(pickle.dumps(HalfYear(lines, waiting, printed)))
        return installation, pickle.loads(kept.read_bytes())


@pytest.fixture(scope="session")
def charged(office_installation: tuple[Installation, HalfYear]) -> HalfYear:
    return office_installation[1]


@pytest.fixture(params=["calculated", "charged"])
def half_year(request: pytest.FixtureRequest) -> HalfYear:
    """Each side in turn, for what was worked out by hand."""
    return request.getfixturevalue(request.param)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
