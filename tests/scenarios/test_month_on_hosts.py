"""A month on several hosts: two web processes and three workers on a PostgreSQL and a Redis, while all of them fail.

Each step is held in the middle by a lock on what it writes, so that what fails does so while workers are at it.
"""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

import psycopg
import pytest
import yaml

from tests.scenarios.away import Line
from tests.scenarios.conftest import HalfYear
from tests.scenarios.papers import Month
from tests.scenarios.processes import rows
from tests.scenarios.serving import MAKE_ADMINISTRATOR, PASSWORD, Person, Site, wait_until
from tests.scenarios.test_several_hosts import parent_of
from tests.services.installation import Installation
from tests.services.redis import PrivateRedis

JUNE = Month(2022, 6)
COMPOSE = Path(__file__).resolve().parents[2] / "deploy/compose.yaml"
COMMANDS = {name: one.get("command") for name, one in yaml.safe_load(COMPOSE.read_text("utf-8"))["services"].items()}
"""Of each container."""
PAGE = f"/month-end/{JUNE}/"
ANOTHER = f"""
User.objects.create_superuser("other", password="{PASSWORD}", display_name="复核人", language="zh-hans")
"""
TASKS = "SELECT {what} FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%{task}' AND {where}"
PARTS = (
    "SELECT DISTINCT part.state FROM po_month_end_monthendpart part JOIN po_month_end_monthendrun run "
    "ON run.id = part.run_id WHERE run.step = '{step}'"
)


class Office:
    """The site, its workers, and the lines between them and the two servers."""

    def __init__(self, office: Installation, redis: PrivateRedis, papers: Any) -> None:
        self.direct, self.redis = office, redis
        self.database, self.bells = Line(office.url), Line(redis.url)
        self.through = Installation(office.data, self.database.url, office._started)  # ended with the test
        self.engine = {
            "PROPERTY_OPS_TASKS": "redis",
            "PROPERTY_OPS_REDIS_URL": self.bells.url,
            "PROPERTY_OPS_PAPERS": papers.url,
        }
        self.site = Site(self.through, *COMMANDS["pages"][-2:], **self.engine)
        self.workers = [self._worker(name) for name in ("worker", "worker", "worker-quick")]
        self.boss, self.other = self.site.logged_in(), self.site.logged_in("other")

    def _worker(self, name: str = "worker") -> Popen[str]:
        return self.through.start(*COMMANDS[name], **self.engine)

    @contextmanager
    def step(self, name: str, table: str, by: Person | None = None) -> Iterator[None]:
        """Begun, and held while the block runs; then all of its parts are done."""
        with self._held(table):
            self.press(name, by)
            wait_until(lambda: self.running("run_part"), f"{name} is begun")
            yield
        self.await_step(name)

    @contextmanager
    def _held(self, table: str) -> Iterator[None]:
        """It may be read and not be written to."""
        with psycopg.connect(self.direct.url) as other:
            other.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE".encode())
            yield

    def press(self, name: str, by: Person | None = None) -> None:
        answer = (by or self.boss).send_form(f"{PAGE}steps/{name}/", found_on=PAGE, confirm_day="1")
        assert answer.status_code == 302, answer.text

    def await_step(self, name: str) -> None:
        open_run = (
            f"SELECT state FROM po_month_end_monthendrun WHERE step = '{name}' AND state IN ('waiting', 'running')"
        )
        wait_until(lambda: not rows(self.direct, open_run), f"{name} ends")
        found = {state for (state,) in rows(self.direct, PARTS.format(step=name))}
        assert found <= {"done", "nothing"}, (name, found)

    def running(self, task: str) -> list[tuple[str]]:
        return rows(self.direct, TASKS.format(what="worker_ids->>-1", task=task, where="status = 'RUNNING'"))

    def kill_who_works(self) -> None:
        """kill -9: the whole host of one who is at a task."""
        [at_work, *_] = [name for (name,) in self.running("run_part")]
        [(process,)] = rows(self.direct, f"SELECT process FROM po_framework_backgroundworker WHERE id = '{at_work}'")
        [host] = [one for one in self.workers if one.pid == parent_of(process)]
        for one in (host.pid, process):
            os.kill(one, signal.SIGKILL)
        self.workers[self.workers.index(host)] = self._worker()

    def says(self, path: str, words: str) -> bool:
        status, _seconds, text = self.boss.look(path)
        return status in (200, 503) and words in text

    def close(self) -> None:
        self.through.end_processes()
        self.database.close()
        self.bells.close()


@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_a_month_comes_to_its_end_whatever_is_killed_restarted_or_cut(
    office: Installation, redis_server: PrivateRedis, objects: Any, calculated: HalfYear
) -> None:
    office.shell(MAKE_ADMINISTRATOR + ANOTHER)
    with closing(Office(office, redis_server, objects)) as hosts:
        _all_fails(hosts, redis_server)
        _nothing_is_lost_and_nothing_twice(office, objects, calculated)
        page = hosts.boss.look(PAGE)[2]
        estates = re.findall(rf"{PAGE}print/(\w+)\.pdf", page)
        assert [f"office/print/{JUNE}/{code}.pdf" for code in sorted(estates)] == objects.names()
        hosts.site.end()


def _all_fails(hosts: Office, redis_server: PrivateRedis) -> None:
    with hosts.step("charge", "po_charges_chargerun"):
        hosts.kill_who_works()
        wait_until(lambda: hosts.says("/operations/tasks/", "没有动静"), "the page tells of the killed worker")

    with hosts.step("draft", "po_billing_bill"):
        [web] = hosts.site.children("web")
        redis_server.kill()
        os.kill(web, signal.SIGKILL)
        wait_until(lambda: hosts.says("/operations/", "Redis 没有应答"), "the page tells of Redis")
        redis_server.start()  # empty
        wait_until(lambda: hosts.site.children("web") not in ([], [web]), "the web process is started again")

    hosts.press("approve", hosts.other)
    hosts.await_step("approve")

    with hosts.step("issue", "po_billing_bill"):
        hosts.database.cut()
        assert hosts.says(PAGE, "数据库")
        hosts.database.mend()
        wait_until(lambda: hosts.boss.look(PAGE)[0] == 200, "the page comes back")

    hosts.bells.cut()
    hosts.press("print")
    wait_until(lambda: hosts.says("/operations/", "Redis 没有应答"), "the page tells of the cut line")
    hosts.bells.mend()
    hosts.await_step("print")
    sealed = TASKS.format(what="1", task="daily_seal", where="status = 'SUCCESSFUL'")
    wait_until(lambda: rows(hosts.direct, sealed), "the day is sealed")


def _nothing_is_lost_and_nothing_twice(office: Installation, papers: Any, calculated: HalfYear) -> None:
    [(charged,)] = rows(office, "SELECT sum(amount) FROM po_charges_charge WHERE month = '2022-06-01'")
    assert charged == sum(line.amount_fen for line in calculated.lines[JUNE])
    issued = "FROM po_billing_bill WHERE state = 'issued'"
    [(bills, numbers, billed)] = rows(office, f"SELECT count(*), count(DISTINCT number), sum(total) {issued}")
    assert (numbers, billed) == (bills, charged)
    gaps = f"SELECT left(number, -6) {issued} GROUP BY 1 HAVING max(right(number, 6))::int <> count(*)"
    assert rows(office, gaps) == []
    posted = "SELECT count(*) FROM po_ledger_entry WHERE source LIKE 'bill/%'"
    assert rows(office, posted) == [(bills,)]
    asked = TASKS.format(what="count(*)", task="daily_seal", where="true")
    assert rows(office, asked) == [(1,)], "what is due by the clock is asked for once, by four hosts"
    office.succeed("verify", PROPERTY_OPS_PAPERS=papers.url)
