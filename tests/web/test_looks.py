"""Every list with people's data, every file of it, and every command that writes one leaves a row (rule 20)."""

from typing import Any

import pytest
from django.core.management import call_command, load_command_class

from property_ops.framework.audit.writer import take_in
from property_ops.framework.commands import product_commands
from property_ops.framework.models import AuditEvent
from property_ops.framework.web.lists import ListPage
from tests.visitors import ADMINISTRATOR, visitor

pytestmark = pytest.mark.django_db
ENOUGH = 20
READS_THE_LOG = {"audit"}


def looks() -> int:
    take_in()
    return AuditEvent.objects.count()


def test_every_list_of_people_and_its_export_leave_a_row(site):
    client, tried, silent = visitor(ADMINISTRATOR), 0, []
    lists = {place.name: place for place, answer in site.answers.items() if answer.status_code == 200}
    for name, place in lists.items():
        view = place.view
        if not (isinstance(view, type) and issubclass(view, ListPage) and view.personal_data) or name in READS_THE_LOG:
            continue
        tried += 1
        mark = "&" if "?" in place.url else "?"
        for address in (place.url, *([f"{place.url}{mark}export=xlsx"] if view.export_name else [])):
            before = looks()
            answer = client.get(address)
            assert answer.status_code == 200, address
            if answer.streaming:
                b"".join(answer.streaming_content)
            if looks() != before + 1:
                silent.append(address)
    assert silent == []
    assert tried >= ENOUGH


OF_DEBTS = ("reminders", "account_statements", "charges", "units", "estate_arrears", "journal")


def test_lists_of_debts_count_as_lists_of_people(site):
    views = {place.name: place.view for place in site.answers}
    assert [name for name in OF_DEBTS if not views[name].personal_data] == []


WRITES_A_FILE = {
    "audit-pack": "its service records it: proofs.audit_pack",
    "backup": "its service records it: backup.made",
    "disclose": "posters hold aggregates only, and say so (rule 18)",
    "export": "its service records it: register.exported",
    "ledger": "its service records it: ledger.exported",
    "report": "tried below",
    "statements": "its service records it: statements.printed",
    "tax": "its service records it: tax.exported",
}


def options_of(parser: Any) -> set[str]:
    found: set[str] = set()
    for action in parser._actions:
        found |= set(action.option_strings)
        for inner in action.choices.values() if isinstance(action.choices, dict) else ():
            found |= options_of(inner) if hasattr(inner, "_actions") else set()
    return found


def test_every_command_that_writes_a_file_is_known_to_leave_a_row():
    commands = {name: load_command_class(package, name) for name, package in product_commands().items()}
    writing = {name for name, one in commands.items() if "--out" in options_of(one.create_parser("x", name))}
    assert writing == WRITES_A_FILE.keys()


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("report", ("charges", "--month", "2022-06")),
        ("report", ("account-statements", "--month", "2022-06")),
        ("ledger", ("export",)),
        ("statements", ("2022-06",)),
    ],
)
def test_a_command_that_writes_names_leaves_a_row_with_who_asked(furnished, tmp_path, command, given):
    before = looks()
    call_command(command, *given, out=tmp_path / "out")
    assert looks() > before
    event = AuditEvent.objects.order_by("pk").last()
    assert event.detail["via"] == "command line"
    assert event.detail["operating_user"]
