"""A closed month takes no entry, on SQLite and on PostgreSQL, whoever tries: the program or the database itself."""

from tests.services.installation import Installation, python

STAFF = """
from django.contrib.auth.models import Group
from property_ops.framework.models import User
for role in ("accountant", "reviewer"):
    User.objects.create_user(role).groups.add(Group.objects.get(name=role))
"""
POST = """
from datetime import date
from invoices.modules.ledger.public import EntryDraft, post
legs = (("1002", "BC01", "", "", 100), ("5051", "BC01", "", "", -100))
post([EntryDraft("test/{number}", date({day}), date(2022, 6, 1), "记一笔", legs)])
"""
BEHIND_THE_PROGRAM = """
from datetime import date
from django.db import transaction
from invoices.modules.ledger.models import Entry, LedgerAccount, Leg
from property_ops.kernel.money import Yuan
last = Entry.objects.order_by("number").last()
with transaction.atomic():
    for position, (code, fen) in enumerate((("1002", 1), ("5051", -1))):
        account = LedgerAccount.objects.get(code=code)
        Leg.objects.create(entry_id=last.pk + 1, position=position, account=account, amount=Yuan(fen))
    Entry.objects.create(
        id=last.pk + 1, number=last.number + 1, posted_on=date(2022, 6, 30), month=date(2022, 6, 1), source="x",
        memo="x", previous=last.digest, digest="0" * 63 + "1",
    )
"""


def test_a_closed_month_takes_no_entry(installation: Installation) -> None:
    installation.shell(STAFF)
    installation.give_tokens("accountant", "reviewer")
    _, _, closed = installation.succeed_all(
        ("import", *_estates(installation)),
        python(POST.format(number=1, day="2022, 6, 29")),
        ("close", "2022-06", "--by", "accountant"),
    )
    assert "2022-06 已月结" in closed
    program, behind, july, again, refused, verified = installation.run_all(
        python(POST.format(number=2, day="2022, 6, 30")),
        python(BEHIND_THE_PROGRAM),
        python(POST.format(number=3, day="2022, 7, 1")),
        ("close", "2022-06", "--by", "accountant"),
        ("close", "2022-07", "--by", "reviewer"),
        ("verify",),
    )
    assert program.returncode
    assert "MonthIsClosed" in program.stdout + program.stderr
    assert behind.returncode
    assert "closed" in behind.stdout + behind.stderr
    assert july.returncode == 0, july.stderr
    assert (again.returncode, again.stdout.strip()) == (0, "2022-06 已经结账。")
    assert refused.returncode == 1
    assert verified.returncode == 0, verified.stdout


def _estates(installation: Installation) -> list[str]:
    """A register with one estate, so that there is something that could be charged."""
    path = installation.data / "小区台账.csv"
    path.write_text("小区编号,小区名称,管理方式,接管日期\nBC01,牡丹花园,在管,2022-07-01\n", encoding="utf-8")
    return [str(path)]
