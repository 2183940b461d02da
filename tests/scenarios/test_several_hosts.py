"""Workers on several hosts, on a real PostgreSQL and a real Redis, one of which is killed and the other restarted."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from tests.scenarios.processes import rows
from tests.scenarios.serving import MAKE_ADMINISTRATOR, wait_until
from tests.scenarios.test_serving import START_CHARGING
from tests.services.installation import Installation
from tests.services.redis import PrivateRedis

PLAN_AND_LOOK = """
from django.test import Client
from django.utils import timezone
from property_ops.framework.models import User
from property_ops.modules.dispatch.services.proposing import start_proposal
from property_ops.modules.dispatch.tasks import make_proposal
by, now = User.objects.get(username="boss"), timezone.now()
start_proposal(first=timezone.localdate(), by=by, now=now, enqueue=make_proposal.enqueue)
client = Client(headers={"host": "localhost"})
client.force_login(by)
print(client.get("/operations/tasks/").content.decode())
print(client.get("/operations/").content.decode())
"""
MONTH, PLAN = "invoices.modules.month_end.tasks.run_part", "property_ops.modules.dispatch.tasks.make_proposal"


def task(installation: Installation, path: str) -> tuple[str, list[str]]:
    query = f"SELECT status, worker_ids FROM django_tasks_database_dbtaskresult WHERE task_path = '{path}'"
    [(status, workers)] = rows(installation, query)
    return status, workers


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_killed_worker_and_a_redis_that_forgets_all_lose_nothing_and_do_nothing_twice(
    installation: Installation, redis_server: PrivateRedis
) -> None:
    engine = {"PROPERTY_OPS_TASKS": "redis", "PROPERTY_OPS_REDIS_URL": redis_server.url}
    with psycopg.connect(installation.url) as other:
        other.execute("LOCK TABLE po_charges_chargerun IN ACCESS EXCLUSIVE MODE")
        for _ in range(2):
            installation.start("worker", "--queues", "long,default", **engine)
        installation.shell(MAKE_ADMINISTRATOR + START_CHARGING, **engine)
        wait_until(lambda: task(installation, MONTH)[0] == "RUNNING", "a worker begins the month's end")
        [first] = task(installation, MONTH)[1]
        [(process,)] = rows(installation, f"SELECT process FROM po_framework_backgroundworker WHERE id = '{first}'")
        redis_server.kill()
        for one in (parent_of(process), process):
            os.kill(one, signal.SIGKILL)
        silent = "SELECT 1 FROM po_framework_backgroundworker WHERE beat_at < now() - interval '10 seconds'"
        wait_until(lambda: rows(installation, silent), "the killed one gives no sign")
        pages = installation.shell(PLAN_AND_LOOK, **engine)
        assert "没有动静" in pages
        assert "Redis 没有应答" in pages
        assert task(installation, PLAN)[0] == "READY"
        redis_server.start()
    wait_until(lambda: task(installation, MONTH)[0] == "SUCCESSFUL", "the month's end ends")
    wait_until(lambda: task(installation, PLAN)[0] == "SUCCESSFUL", "what was asked for without Redis is done")
    assert len(task(installation, PLAN)[1]) == 1
    assert rows(installation, "SELECT count(*), min(state) FROM po_month_end_monthendrun") == [(1, "done")]
    took_it_up = len(task(installation, MONTH)[1]) - 1  # one, or more where signs come late
    ended = rows(installation, "SELECT count(*) FROM po_charges_chargerun WHERE finished_at IS NOT NULL")
    assert 1 <= ended[0][0] <= took_it_up  # the killed one may have begun its own, which stays unfinished
