"""Fixtures that give tests real services: PostgreSQL, an installation with processes of its own, Chromium."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.services.installation import Installation
from tests.services.kept_states import BEGINNINGS, Beginning, KeptStates, beginning_of
from tests.services.migrated import migrated_database, migrated_file
from tests.services.once import once, shared_folder
from tests.services.postgresql import Cluster, PostgreSQLMissing, shared_cluster
from tests.services.redis import PrivateRedis, RedisMissing, private_redis
from tests.services.shipped import keep_shipped, load_shipped

# Chromium as root, without a graphics card, and without its own errands on the network.
CHROMIUM_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


LONG = (
    "tests/browser/", "tests/packaging/test_sample_module.py", "tests/packaging/test_wheel.py",
    *(f"tests/scenarios/test_{name}.py" for name in (
        "backup", "broken_off", "broken_starts", "closing", "command_line", "crash_and_concurrency", "erpnext",
        "month_on_hosts", "other_packs", "serving", "several_hosts", "torture", "upgrading",
    )),
)  # fmt: skip
"""What drives whole processes, installations and browsers; and stories that are told on PostgreSQL once more."""

LONGEST_FIRST = ("tests/web/", "tests/scenarios/", "tests/packaging/", "tests/browser/", "tests/")
LAST_OF_ITS_FOLDER = "tests/web/test_behind_the_back.py"
"""It takes triggers away, in the transaction which the folder shares. From then on SQLite reads its whole schema anew
whenever a savepoint is taken back: a hundredth of a second for each of the thousands of requests there."""


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is marked so, and comes first, so that at the end there is something left for every worker.

    A worker takes what it is given from the front, and from another it takes the end: what shares a costly fixture
    stays together, and what begins with the same state of the database. Two workers are given a half each: the second
    begins with what needs no database, while the first makes it for both.
    """

    def place(item: pytest.Item) -> tuple[int, bool, int]:
        folder = [item.nodeid.startswith(folder) for folder in LONGEST_FIRST].index(True)
        beginning = beginning_of(getattr(item, "fixturenames", ()))
        return folder, item.nodeid.startswith(LAST_OF_ITS_FOLDER), ["", *BEGINNINGS].index(beginning)

    for item in items:
        once_more = "[postgresql" in item.nodeid and "installation" in getattr(item, "fixturenames", ())
        if once_more or item.nodeid.startswith(LONG):
            item.add_marker("long")
    items.sort(key=place)
    long, short = _parted(items, lambda item: item.get_closest_marker("long") is not None)
    others, free = _parted(short, _needs_database)
    half = len(short) // 2
    items[:] = [*long, *others[:half], *free, *others[half:]]


def _is_transactional(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in getattr(item, "fixturenames", ()) or bool(mark and mark.kwargs.get("transaction"))


def _needs_database(item: pytest.Item) -> bool:
    return "db" in getattr(item, "fixturenames", ()) or item.get_closest_marker("django_db") is not None


def _parted(items: list[pytest.Item], chosen: Callable[[pytest.Item], bool]) -> tuple[list[pytest.Item], ...]:
    """Those that are, and those that are not, each in their order."""
    return [item for item in items if chosen(item)], [item for item in items if not chosen(item)]


def skip_unless_ci(reason: str) -> None:
    """A developer may lack a service; the CI may not."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """In place of pytest-django's, which migrates in every process."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            stack.enter_context(migrated_database(tmp_path_factory))
        yield
        with django_db_blocker.unblock():
            stack.close()


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What the modules ship has been read, once for all tests."""
    with django_db_blocker.unblock():
        keep_shipped()


@pytest.fixture(scope="session")
def kept_states(shipped_rows: None, django_db_blocker: DjangoDbBlocker) -> KeptStates:
    """What tests begin with (tests/services/kept_states.py)."""
    with django_db_blocker.unblock():
        return KeptStates()


@pytest.fixture(autouse=True)
def _django_db_marker(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """In place of pytest-django's: before its transaction the database is as the test begins with it."""
    if not _needs_database(request.node):
        return
    if not connection.in_atomic_block:  # a folder's or file's own transaction has its own beginning
        states: KeptStates = request.getfixturevalue("kept_states")
        with django_db_blocker.unblock():
            states.enter(beginning_of(request.fixturenames))
        if _is_transactional(request.node):
            states.forget()
    request.getfixturevalue("_django_db_helper")


@pytest.fixture
def shipped(kept_states: KeptStates, db: None) -> None:
    """Roles, chart of accounts, terms and fee items, as after `property-ops init`."""
    if not kept_states.is_able:
        load_shipped()


BEGINNINGS["shipped"] = Beginning(load_shipped)


@pytest.fixture(scope="session")
def postgresql_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A PostgreSQL server of this run."""
    try:
        with shared_cluster(shared_folder(tmp_path_factory, "postgresql")) as cluster:
            yield cluster
    except PostgreSQLMissing as missing:
        skip_unless_ci(str(missing))


@pytest.fixture
def redis_server() -> Iterator[PrivateRedis]:
    """A Redis of this test alone, which it may end and start again."""
    try:
        with private_redis() as server:
            yield server
    except RedisMissing as missing:
        skip_unless_ci(str(missing))


@pytest.fixture
def objects() -> Iterator[Any]:
    """An object storage of this test alone."""
    from tests.services.objects import private_objects  # slow to import: half a second

    with private_objects() as storage:
        yield storage


@pytest.fixture
def postgresql_url(postgresql_cluster: Cluster) -> Iterator[str]:
    """The URL of an empty database of this test alone."""
    name = f"test_{uuid4().hex}"
    yield postgresql_cluster.create_database(name)
    postgresql_cluster.drop_database(name)


@pytest.fixture(scope="session")
def sqlite_template(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an initialised, empty installation on SQLite; copied, never written to.

    Its `init` finds the migrations done. One that begins with nothing is in the demonstration's test.
    """

    def make(folder: Path) -> Path:
        if migrated := migrated_file(tmp_path_factory):
            (folder / "data").mkdir(mode=0o700)
            database = folder / "data" / "property-ops.sqlite3"
            shutil.copyfile(migrated, database)
            database.chmod(0o600)
        return _initialised(folder, "")

    return once(tmp_path_factory, "sqlite-template", make)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Name of a database with an initialised, empty installation, and the data folder that goes with it."""
    name = "template_installation"
    data = once(tmp_path_factory, name, lambda folder: _initialised(folder, postgresql_cluster.create_database(name)))
    return name, data


def _initialised(folder: Path, url: str) -> Path:
    made = Installation(data=folder / "data", url=url)
    made.initialise()
    return made.data


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """An initialised, empty installation, once on SQLite and once on PostgreSQL, for tests with real processes.

    A test for one of them: `@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)`.
    """
    data = tmp_path / "data"
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("sqlite_template"), data)
        made = Installation(data=data, url="")
        yield made
        made.end_processes()
        return
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    template, folder = request.getfixturevalue("postgresql_template")
    shutil.copytree(folder, data)
    name = f"installation_{uuid4().hex}"
    made = Installation(data=data, url=cluster.create_database(name, template=template))
    yield made
    made.end_processes()
    cluster.drop_database(name)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The machine's Chromium: a browser build that a test tool would download itself is not to be had everywhere."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    skip_unless_ci("Chromium is not installed. Run: scripts/install-services chromium")
    raise AssertionError("unreachable")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict, chromium_path: str) -> dict:
    """pytest-playwright's own fixture, so that its `page` and `context` start the machine's Chromium."""
    return browser_type_launch_args | {"executable_path": chromium_path, "args": CHROMIUM_OPTIONS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """As in the office: Chinese, Shanghai's time, a desktop screen."""
    return browser_context_args | {
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 900},
    }
