"""One changed byte of the ledger is found and its entry named: in the database, and in an exported file (rule 21)."""

import importlib.util
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from invoices.modules.ledger.public import EntryDraft, export_ledger, export_verifier, head, post
from property_ops.framework.accounts import system_user
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from tests.invoices.ledger.test_services import bill
from tests.services.installation import TIMEOUT

TAMPER = Path(__file__).with_name("tamper.py")


def test_any_changed_character_of_an_entry_or_leg_is_found_in_the_database(installation):
    done = subprocess.run(
        [sys.executable, str(TAMPER)], env=installation.environment, capture_output=True, text=True, timeout=TIMEOUT
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    silent = [place for place, faults in said.items() if not faults]
    assert silent == []
    unnamed = {place: faults for place, faults in said.items() if not any("entry 2" in fault for fault in faults)}
    assert unnamed == {}
    changed_columns = {place.split("[")[0].split(" ")[0] for place in said}
    assert changed_columns >= {
        "posted_on", "month", "source", "memo", "evidence", "previous", "digest", "number", "estate", "subledger",
        "party", "amount", "position", "account_id",
    }  # fmt: skip


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_the_command_names_it_and_fails(installation):
    subprocess.run([sys.executable, str(TAMPER)], env=installation.environment, check=True, capture_output=True)
    with sqlite3.connect(installation.data / "property-ops.sqlite3") as database:
        database.execute("UPDATE po_ledger_entry SET memo = '账单 9' WHERE number = 2")
    done = installation.run("verify")
    assert done.returncode == 1
    assert "凭证 2（bill/ZD-1）" in done.stdout + done.stderr


@pytest.fixture(scope="module")
def verifier():
    """The stand-alone program, as a module."""
    source = Path(__file__).parents[3] / "invoices/modules/ledger/static/ledger/verify_ledger.py"
    spec = importlib.util.spec_from_file_location("verify_ledger", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def exported(shipped, tmp_path):
    """Three entries in a file, the second with all that may stand in a text."""
    odd = EntryDraft(
        "bill/'2'\"\\",
        bill(2, 1).posted_on,
        bill(2, 1).month,
        "账单\t\u2028 \x7f é 😀 \\n",
        bill(2, 50_00).legs,
        "e" * 64,
    )
    post([bill(1, 100_00), odd, bill(3, 1)])
    path = tmp_path / "ledger.jsonl"
    assert export_ledger(out=path, by=system_user()) == 3
    return path


def test_an_honest_file_is_whole(exported, verifier):
    with exported.open("rb") as file:
        read = verifier.verify(file)
    assert (read.entries, read.head, read.balances) == (3, head().digest, {"1122": 150_01, "5001.01": -150_01})


def test_any_changed_byte_of_the_file_is_found_and_the_entry_named(exported, verifier):
    lines = exported.read_bytes().splitlines(keepends=True)
    assert len(lines) == 5
    for place, line in enumerate(lines):
        for at in range(len(line)):
            for other in (line[at] ^ 1, 0x20):
                if other == line[at]:
                    continue
                changed = [*lines[:place], line[:at] + bytes([other]) + line[at + 1 :], *lines[place + 1 :]]
                with pytest.raises(verifier.Changed) as found:
                    verifier.verify(b"".join(changed).splitlines(keepends=True))
                if place in (1, 2, 3):
                    assert f"entry {place}" in str(found.value), (place, at, other)


def test_a_missing_a_doubled_or_a_moved_entry_is_found(exported, verifier):
    lines = exported.read_bytes().splitlines(keepends=True)
    first, one, two, three, last = lines
    wrongs = (
        [first, one, three, last], [first, one, two, two, three, last], [first, two, one, three, last],
        [first, one, two, three], [first, one, two, three, last, last], [one, two, three, last], [],
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(verifier.Changed):
            verifier.verify(wrong)


def test_the_verifier_runs_alone(exported, tmp_path):
    program = tmp_path / "verify_ledger.py"
    export_verifier(out=program)
    alone = [sys.executable, "-I", "-S", str(program)]  # no site packages: nothing but the standard library
    done = subprocess.run([*alone, str(exported)], capture_output=True, text=True)
    assert (done.returncode, head().digest in done.stdout) == (0, True)
    assert subprocess.run([*alone, str(exported), "--head", "0" * 64], capture_output=True).returncode == 1
    exported.write_bytes(exported.read_bytes().replace(b'"8",', b'"9",').replace(b"5000", b"5001"))
    done = subprocess.run([*alone, str(exported)], capture_output=True, text=True)
    assert (done.returncode, "entry 2 (bill/'2'" in done.stderr) == (1, True)
    assert subprocess.run([*alone, "missing.jsonl"], capture_output=True).returncode == 2


def test_only_who_may_exports_the_ledger(shipped, tmp_path):
    with pytest.raises(NotAllowed):
        export_ledger(out=tmp_path / "x", by=UserFactory(role="reviewer"))
    assert not (tmp_path / "x").exists()


@pytest.mark.django_db
def test_the_command_writes_both(shipped, tmp_path, capsys):
    call_command("ledger", "export", out=tmp_path / "l.jsonl")
    call_command("ledger", "verifier", out=tmp_path / "v.py")
    assert subprocess.run([sys.executable, "-I", tmp_path / "v.py", tmp_path / "l.jsonl"]).returncode == 0
