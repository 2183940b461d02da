"""A session of PostgreSQL that ends in the middle of money: a sentence, nothing half, the same again counts once."""

import json
from pathlib import Path

import pytest

from tests.services.installation import Installation

LINES = (
    "交易日期,借方发生额,贷方发生额,余额,对方户名,摘要\n"
    "2022-07-05,,120.00,1120.00,张明,物业费\n"
    "2022-07-06,20.00,,1100.00,保洁公司,保洁费\n"
)
CUT = """
import json, os, re
from contextlib import contextmanager
from unittest import mock
import psycopg
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection, connections
from django.utils import timezone
from invoices.modules.ledger.models import Entry
from invoices.modules.month_end.models import MonthEndRun
from invoices.modules.month_end.public import start_step
from invoices.modules.month_end.tasks import run_part
from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.background.losses import take_up_again
from property_ops.framework.background.workers import ALL, TaskWorker
from property_ops.framework.checks import verify_all
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.testing import owned_unit
from tests.visitors import visitor

WRITES = re.compile(r"\\s*(INSERT|UPDATE|DELETE)\\b")
wrong = []

class Cut:
    # The server ends this session before the `at`th statement that writes, or (0) before all is made to stay.
    def __init__(self, at):
        self.at, self.seen, self.done = at, 0, False
    def __call__(self, execute, sql, params, many, context):
        if connection.in_atomic_block and WRITES.match(sql):
            self.seen += 1
            if self.seen == self.at:
                self.end()
        return execute(sql, params, many, context)
    def end(self):
        if self.done or self.at is None:
            return
        self.done = True
        info = connection.connection.info
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [info.backend_pid])

@contextmanager
def cut(at):
    close_old_connections()
    database = type(connections["default"])
    watched, commit = Cut(at), database._commit
    def committing(self):
        if watched.at == 0:
            watched.end()
        return commit(self)
    with connection.execute_wrapper(watched), mock.patch.object(database, "_commit", committing):
        yield watched
    close_old_connections()

def expect(what, is_so, *told):
    if not is_so:
        wrong.append([what, *map(str, told)])

def state():
    return Receipt.objects.count(), Disbursement.objects.count(), Entry.objects.count()

client, unit = visitor("administrator", username="boss"), owned_unit(owner="张明")
client.defaults["HTTP_HOST"] = "127.0.0.1"
def pay(fen, key):
    day = timezone.localdate().isoformat()
    return client.post("/receipts/new/", {{"unit_code": unit.code, "amount": f"{{fen / 100:.2f}}", "channel": "bank",
        "transaction": f"T{{fen}}", "day": day, "payer_name": "", "memo": "", "form_key": key}})

with cut(None) as counted:
    expect("web, whole", pay(6000, "f" * 32).status_code == 302)
for number, at in enumerate((1, counted.seen // 2, counted.seen, 0), start=1):
    before, key = state(), str(number) * 32
    with cut(at) as watched:
        answer = pay(6000 + number, key)
    expect("web was cut", watched.done, at)
    expect("web says 503", answer.status_code == 503, at, answer.status_code)
    expect("web says so", "database does not answer" in answer.content.decode(), at)
    expect("web, nothing half", state() == before, at, state(), before)
    for _ in range(2):
        expect("web again", pay(6000 + number, key).status_code == 302, at)
    expect("web again counts once", state()[0] == before[0] + 1, at, state())

for at in (2, 0):
    before = state()
    with cut(at) as watched:
        try:
            call_command("import", {file!r})
            expect("import told", False, at)
        except CommandError as error:
            expect("import says so", "cannot be used" in str(error), error)
    expect("import was cut", watched.done, at)
    expect("import, nothing half", state() == before, at, state(), before)
for _ in range(2):
    call_command("import", {file!r}, verbosity=0)
expect("import again counts once", state()[1] == 1, state())

boss = User.objects.get(username="boss")
start_step(step="charge", month=Month(2022, 6), by=boss, now=timezone.now(), estate_codes=[], enqueue=run_part.enqueue)
try:
    with cut(2) as watched:
        TaskWorker("dead", [ALL], one=True).run()
    expect("worker goes with its session", False)
except Exception as error:
    close_old_connections()
    expect("worker goes with its session", type(error).__name__ == "OperationalError", repr(error))
expect("worker was cut", watched.done, watched.seen)
expect("taken up", take_up_again() == 1)
TaskWorker("next", [ALL], one=True).run()
expect("worker again", MonthEndRun.objects.get().state == "done", MonthEndRun.objects.get().state)
wrong += [one.says % one.facts for check in verify_all() for one in check.differences]
print(json.dumps(wrong))
"""


@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
def test_a_session_cut_in_the_middle_of_money_is_a_sentence_and_the_same_again_counts_once(
    installation: Installation, tmp_path: Path
) -> None:
    """Of the web, the command line and the worker, at several statements and before the commit."""
    file = tmp_path / "流水.csv"
    file.write_text(LINES, encoding="utf-8")
    said = installation.shell(CUT.format(file=str(file)), PROPERTY_OPS_LANGUAGE="en", PYTHONPATH=str(Path.cwd()))
    assert json.loads(said.strip().splitlines()[-1]) == []
