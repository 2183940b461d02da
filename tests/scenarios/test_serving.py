"""The served site while somebody writes, while many are connected, while processes die.

One site on SQLite serves most of these tests; those that kill it have their own.
"""

import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import requests

from tests.scenarios.away import Line
from tests.scenarios.processes import rows
from tests.scenarios.serving import (
    MAKE_ADMINISTRATOR,
    PASSWORD,
    PATIENCE_SECONDS,
    Person,
    Site,
    cut_connections,
    free_port,
    somebody_writes,
    wait_until,
)
from tests.services.installation import Installation

SOON = 20.0
"""Seconds within which everything is answered; of these, somebody else's lock is waited for three."""
YEAR = 365 * 24 * 3600
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LISTED = "SELECT count(*) FROM po_framework_auditevent WHERE action = 'people.listed'"


@pytest.fixture(scope="module")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Installation(data=tmp_path_factory.mktemp("served") / "data", url="")
    shutil.copytree(sqlite_template, made.data)
    made.shell(MAKE_ADMINISTRATOR)
    served = Site(made)
    yield served
    served.end()
    made.end_processes()


@pytest.fixture
def person(site: Site) -> Person:
    return site.logged_in()


def test_who_looks_does_not_wait_for_who_writes_and_the_look_is_recorded_once(site: Site, person: Person) -> None:
    before = rows(site.installation, LISTED)[0][0]
    with somebody_writes(site.installation):
        for page in ("/units/", "/requests/", "/", "/audit/", "/estates/"):
            status, seconds, _text = person.look(page)
            assert (status, seconds < SOON) == (200, True), (page, status, seconds)
        assert site.health()["status"] == "ok"
        assert rows(site.installation, LISTED)[0][0] == before
    wait_until(lambda: rows(site.installation, LISTED)[0][0] == before + 2, "the looks came into the log")
    time.sleep(1)
    assert rows(site.installation, LISTED)[0][0] == before + 2


def test_who_writes_is_told_that_the_database_is_busy_and_keeps_the_form(site: Site, person: Person) -> None:
    fields = {"username": "zhangsan", "display_name": "张三", "roles": "dispatcher", "language": "zh-hans"}
    with somebody_writes(site.installation):
        begun = time.monotonic()
        answer = person.send_form("/staff/new/", **fields)
        assert time.monotonic() - begun < SOON
    assert answer.status_code == 503
    assert "数据库正忙" in answer.text
    assert 'value="zhangsan"' in answer.text
    assert 'value="张三"' in answer.text


def test_logging_in_says_so_too(site: Site) -> None:
    with somebody_writes(site.installation):
        begun = time.monotonic()
        stranger = requests.Session()
        page = stranger.get(f"{site.url}/login/", timeout=PATIENCE_SECONDS)
        assert page.status_code == 200
        form = {"username": "boss", "password": PASSWORD, "csrfmiddlewaretoken": stranger.cookies["csrftoken"]}
        answer = stranger.post(f"{site.url}/login/", form, timeout=PATIENCE_SECONDS, allow_redirects=False)
        assert time.monotonic() - begun < SOON + 1
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_eight_who_wait_to_write_keep_nobody_from_looking(site: Site, person: Person) -> None:
    token = person.cookies["csrftoken"]
    with somebody_writes(site.installation), ExitStack() as open_sockets:
        for _ in range(8):
            body = f"csrfmiddlewaretoken={token}&language=en"
            head = (
                f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: csrftoken={token}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}"
            )
            connection = open_sockets.enter_context(socket.create_connection(("127.0.0.1", site.port)))
            connection.sendall(head.encode())
        begun = time.monotonic()
        assert site.health()["status"] == "ok"
        assert person.look("/units/")[0] == 200
        assert time.monotonic() - begun < SOON


def test_hundreds_of_open_connections_silence_nobody(site: Site, person: Person) -> None:
    """Idle ones, and ones that never finish what they ask."""
    with ExitStack() as connections:
        for number in range(300):
            connection = connections.enter_context(
                socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS)
            )
            if number % 3 == 0:
                connection.sendall(b"POST /login/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc")
            elif number % 3 == 1:
                connection.sendall(b"GET /login/ HTT")
        assert person.look("/")[1] < SOON
        assert site.health()["status"] == "ok"


def test_what_a_stranger_sends_is_not_read_beyond_a_limit(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS) as connection:
        head = f"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nContent-Length: {300 * 1024**2}\r\n\r\n"
        connection.sendall(head.encode())
        sent = 0
        try:
            while sent < 300 * 1024**2:
                sent += connection.send(b"x" * 65536)
        except OSError:
            pass
        assert sent < 64 * 1024**2
    answer = requests.post(f"{site.url}/login/", data=b"x" * 400_000, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 413
    assert "256 KB" in answer.text


def test_static_files_are_named_by_content_and_kept_for_good(site: Site, person: Person) -> None:
    linked = set(LINKED.findall(person.look("/login/")[2] + person.look("/")[2] + person.look("/phone/")[2]))
    assert len(linked) > 8
    for address in sorted(linked):
        answer = requests.get(site.url + address, timeout=PATIENCE_SECONDS)
        assert answer.status_code == 200
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        age = re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])
        assert age
        assert int(age[1]) >= YEAR, address
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_first_page_of_a_phone_is_small(site: Site, person: Person) -> None:
    """All that a phone fetches which has nothing yet; the big font is asked for only where there is a mouse."""
    page = person.get(f"{site.url}/phone/", timeout=PATIENCE_SECONDS)
    files = [
        requests.get(site.url + address, timeout=PATIENCE_SECONDS, stream=True) for address in LINKED.findall(page.text)
    ]
    assert len(files) >= 3
    assert len(page.content) + sum(len(file.raw.read()) for file in files) < 100_000


def test_a_killed_worker_is_told_of_and_started_again(site: Site, person: Person) -> None:
    wait_until(lambda: site.health()["worker"] == "ok", "the worker runs")
    [worker] = site.children("worker")
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: site.health()["worker"] == "not running", "the monitor is told")
    assert "后台任务进程没有运行" in person.look("/")[2]
    wait_until(lambda: site.health()["worker"] == "ok", "the worker runs again")
    assert "后台任务进程没有运行" not in person.look("/")[2]
    assert site.children("worker") != [worker]


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_killed_before_it_was_stored_a_look_is_stored_by_the_next_who_comes(installation: Installation) -> None:
    installation.shell(MAKE_ADMINISTRATOR)
    site = Site(installation)
    person = site.logged_in()
    with somebody_writes(installation):
        assert person.look("/units/")[0] == 200
        site.kill()
    assert rows(installation, LISTED) == [(0,)]
    installation.succeed_all(["verify"], ["verify"])
    assert rows(installation, LISTED) == [(1,)]


TASK_OF_A_DEAD_WORKER = """
from django_tasks_db.models import DBTaskResult, get_date_max
from property_ops.framework.background.losses import new_worker_id
from property_ops.modules.dispatch.models import Proposal
from property_ops.framework.models import User
from django.utils import timezone
now = timezone.now()
made = Proposal.objects.create(
    first_day=now.date(), days=14, by=User.objects.get(username="boss"), started_at=now, beat_at=now, state="running"
)
DBTaskResult.objects.create(
    status="RUNNING", args_kwargs={"args": [made.pk], "kwargs": {}}, backend_name="default", run_after=get_date_max(),
    task_path="property_ops.modules.dispatch.tasks.make_proposal", worker_ids=[new_worker_id()],
    exception_class_path="", traceback="",
)
"""


def test_what_a_dead_worker_began_is_taken_up_again(installation: Installation) -> None:
    """On both databases; and several web servers answer at one port, each started again when it dies.

    A server of the database that is restarted between two requests is noticed by nobody.
    """
    installation.shell(MAKE_ADMINISTRATOR + TASK_OF_A_DEAD_WORKER)
    site = Site(installation, "--processes", "2")
    state = "SELECT state FROM po_dispatch_proposal"
    wait_until(lambda: rows(installation, state) == [("failed",)], "nothing to plan is what it says")
    [server] = wait_until(lambda: site.children("web"), "the second web server")
    os.kill(server, signal.SIGKILL)
    wait_until(lambda: site.children("web") not in ([], [server]), "it is started again")
    person = site.logged_in()
    assert person.look("/units/")[0] == 200
    cut_connections(installation)
    for _ in range(4):
        assert person.look("/units/")[0] == 200
    wait_until(lambda: rows(installation, LISTED) == [(5,)], "every look is in the log, once")
    wait_until(lambda: site.health()["worker"] == "ok", "the worker runs again")
    site.end()
    assert not Path(f"/proc/{server}").exists()
    assert free_port()


START_CHARGING = """
from invoices.modules.month_end.public import start_step
from invoices.modules.month_end.tasks import run_part
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import EstateFactory
from django.utils import timezone
EstateFactory(code="BC01", name="牡丹花园")
by = User.objects.get(username="boss")
start_step(step="charge", month=Month(2022, 6), by=by, now=timezone.now(), estate_codes=[], enqueue=run_part.enqueue)
"""


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_database_that_goes_away_and_comes_back_is_told_of_and_nothing_hangs(installation: Installation) -> None:
    """In the middle of a month's end too: it is taken up again, and ends once."""
    installation.shell(MAKE_ADMINISTRATOR)
    line = Line(installation.url)
    through = Installation(data=installation.data, url=line.url)
    site, state = Site(through), "SELECT state FROM po_month_end_monthendrun"
    person = site.logged_in()
    with psycopg.connect(installation.url) as other:
        other.execute("LOCK TABLE po_charges_chargerun IN ACCESS EXCLUSIVE MODE")
        installation.shell(START_CHARGING)
        wait_until(lambda: rows(installation, state) == [("running",)], "the worker begins")
        line.cut()
        status, _seconds, said = person.look("/units/")
        assert status == 503
        assert "数据库" in said
        assert person.post(site.url + "/requests/new/", {"content": "漏水"}, timeout=30).status_code == 503
        assert site.health()["database"] == "unreachable"
        line.mend()
    wait_until(lambda: person.look("/units/")[0] == 200, "the site goes on")
    wait_until(lambda: rows(installation, state) in ([("done",)], [("failed",)]), "the step ends, once")
    wait_until(lambda: site.health()["status"] == "ok", "all is well again")
    site.end()
    through.end_processes()
    line.close()
