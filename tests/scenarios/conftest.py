"""An installation with the office pack in it, charged for its half-year; made once, read by all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

import invoices
import property_ops
from tests.scenarios.facts import MONTHS
from tests.scenarios.independent import Held, Line, calculate
from tests.scenarios.papers import Month, Pack, read_pack
from tests.scenarios.product import charge, charges_and_holds
from tests.services.installation import Installation
from tests.services.once import once
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

    def make(folder: Path) -> Path:
        shutil.copytree(sqlite_template, folder / "data")
        return _imported(Installation(data=folder / "data", url=""), office_pack)

    return once(tmp_path_factory, "imported-on-sqlite", make)


@pytest.fixture(scope="session")
def imported_on_postgresql(
    office_pack: Path,
    postgresql_cluster: Cluster,
    postgresql_template: tuple[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Path]:
    """The same as the name of a database, and the data folder that goes with it."""
    name, (template, data) = "imported_office_pack", postgresql_template

    def make(folder: Path) -> Path:
        url = postgresql_cluster.create_database(name, template=template)
        return _imported(Installation(data=data, url=url), office_pack)

    return name, once(tmp_path_factory, name, make)


def _imported(installation: Installation, pack: Path) -> Path:
    installation.take_over(pack)
    return installation.data


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
def office_installation(
    office_pack: Path, imported_on_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Installation, HalfYear]:
    """By the product, through its command, on SQLite; shared by all processes of a run, so never written to."""

    def make(folder: Path) -> tuple[Installation, HalfYear]:
        shutil.copytree(imported_on_sqlite, folder / "data")
        installation = Installation(data=folder / "data", url="")
        printed = charge(installation, MONTHS)
        return installation, HalfYear(*charges_and_holds(installation, MONTHS), printed)

    return once(tmp_path_factory, "half-year", make)


@pytest.fixture(scope="session")
def charged(office_installation: tuple[Installation, HalfYear]) -> HalfYear:
    return office_installation[1]


@pytest.fixture(params=["calculated", "charged"])
def half_year(request: pytest.FixtureRequest) -> HalfYear:
    """Each side in turn, for what was worked out by hand."""
    return request.getfixturevalue(request.param)
