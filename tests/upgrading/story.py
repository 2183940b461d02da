"""Told by `scripts/make-upgrade-sample` in an earlier state of the program, with the tests that it has itself."""

import re
import sys
import tempfile
from datetime import date, time
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, models, transaction
from django.test.utils import setup_test_environment
from django.utils import timezone

from invoices.modules.billing.testing import bill
from invoices.modules.charges.public import charge_month
from invoices.modules.collections.models import ReminderLetter, ReminderRun, WriteOff
from invoices.modules.collections.models.reminders import ReminderWay
from invoices.modules.payments.models import Receipt
from property_ops.framework import demonstration, shipped_data
from property_ops.framework.approval.kinds import approval_kinds, kind_named
from property_ops.kernel.period import Month
from property_ops.modules.dispatch.services import demonstrating as board
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from property_ops.modules.works.services import demonstrating as works
from tests.visitors import ADMINISTRATOR, visitor
from tests.web import estate_side, money_side

ROUNDS = 3  # what is approved may make something else that waits


def tell(module):
    """The module's own demonstration, of the estates that are here."""
    told = re.sub("曹州家园|益和小区|丹阳苑", "牡丹花园", module.FILE.read_text(encoding="utf-8"))
    module.FILE = Path(tempfile.mkdtemp()) / module.FILE.name
    module.FILE.write_text(re.sub(r"\d+号楼\"", '5号楼"', told), encoding="utf-8")
    (module.tell_july if module is works else module.set_up_board)(None)


def decide(by):
    for kind in approval_kinds():
        for thing in kind.that_wait(by):
            now = timezone.now()
            try:
                kind.approve(thing, by=by, now=now, today=now.date())
            except Exception as error:  # noqa: BLE001  # it goes on waiting
                sys.stderr.write(f"{kind.name} {thing.pk}: {error!r}\n")


def register(model):
    """A row of a table about which the ledger says nothing."""
    values = {field.name: made_up(field) for field in model._meta.concrete_fields if not field.primary_key}
    try:
        with transaction.atomic():
            model._default_manager.create(**values)
    except DatabaseError as error:
        sys.stderr.write(f"{model._meta.db_table}: {error}\n")


def made_up(field):
    if field.has_default() or field.null:
        return field.get_default()
    if field.is_relation:
        return field.related_model._default_manager.order_by("pk").last()
    if field.choices:
        return field.choices[0][0]
    kinds = (
        (models.DateTimeField, timezone.now()), (models.DateField, date(2022, 6, 1)), (models.TimeField, time(8)),
        (models.UUIDField, uuid4()), (models.JSONField, {}), (models.CharField, "1" * 5), (models.TextField, "一"),
    )  # fmt: skip
    return next((value for kind, value in kinds if isinstance(field, kind)), 1)


def write(boss, path, **typed):
    answer = boss.post(path, typed)
    if answer.status_code != HTTPStatus.FOUND:
        sys.stderr.write(f"{path}: {answer.status_code}\n")


def months(boss, second):
    """The first two are charged and closed, one is opened again; what was prepared before is done once more."""
    for month in (Month(2022, 1), Month(2022, 2)):
        charge_month(month=month, by=boss.user, today=timezone.localdate())
        bill(month, prepared_by=boss.user, approved_by=second.user, today=timezone.localdate())
        write(boss, f"/closing/{month}/acknowledge/", reason="尚未确认，不收费")
        write(boss, f"/closing/{month}/close/")
    write(boss, "/closing/2022-02/reopening/", reason="漏记一笔")
    decide(second.user)
    true_up = kind_named("true_up")
    for thing in true_up.that_wait(boss.user):
        true_up.withdraw(thing, by=thing.prepared_by, now=timezone.now())
    write(boss, "/breakeven/BC01/2022/true-up/", outcome="give_back", basis="业主大会决议")


def money(boss, second):
    written_off = WriteOff.objects.get()
    line = written_off.lines.first()
    write(boss, f"/write-offs/{written_off.pk}/lines/{line.pk}/recover/", amount="1", reason="业主已联系上")
    run = ReminderRun.objects.first()
    letters = [letter.pk for letter in ReminderLetter.objects.all()]
    write(
        boss,
        f"/arrears/reminders/{run.pk}/deliver/",
        letter=letters,
        way=ReminderWay.values[0],
        on=timezone.localdate(),
        note="",
    )
    write(boss, "/receipts/new/", unit_code="BC01-5-2-302", channel="cash", day="2022-07-09", amount="50")
    write(second, f"/receipts/{Receipt.objects.order_by('pk').last().pk}/reverse/", because="记错了户号")


setup_test_environment()
shipped_data.load_all()
demonstration.login()
boss, second = (visitor(ADMINISTRATOR, language="zh-hans", username=name) for name in ("boss", "second"))
other = owned_unit(estate=EstateFactory(code="BC02", name="北城新村"), owner="赵北城").estate
estate_side.furnish(other, boss)
estate = money_side.billed()
estate_side.furnish(estate, boss)
money_side.furnish(estate, boss, second)
tell(works)
tell(board)
for _ in range(ROUNDS):
    decide(second.user)
call_command("statements", "2022-06", out=tempfile.mkdtemp(), by="boss", verbosity=0)
months(boss, second)
money(boss, second)
decide(second.user)
MONEY = (
    "ledger",
    "breakeven",
    "closing",
    "collections",
    "credit_notes",
    "payments",
    "receivables",
    "portal",
)
for model in apps.get_models():
    label = model._meta.app_label
    if label.startswith("po_") and label.removeprefix("po_") not in MONEY and not model._default_manager.exists():
        register(model)
empty = [model._meta.db_table for model in apps.get_models() if not model._default_manager.exists()]
sys.stderr.write(f"{len(empty)} of {len(apps.get_models())} tables are empty: {', '.join(sorted(empty))}\n")
