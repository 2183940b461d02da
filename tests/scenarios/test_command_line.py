"""The command line as its users meet it: exit codes, sentences, and that repeating is harmless."""

import csv
import json
import shutil
import signal
import socket
import stat
import urllib.request
from io import BytesIO, StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from openpyxl import load_workbook

from tests.scenarios.product import COLUMNS
from tests.services.installation import APPROVE_IMPORTED, TIMEOUT, Installation

ON_SQLITE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
MONTH = "2022-06"
ENGLISH = {"PROPERTY_OPS_LANGUAGE": "en"}


def refused(installation: Installation, *arguments: str, **more: str) -> str:
    """The one sentence of a command that must fail."""
    return sentence(installation.run(*arguments, **ENGLISH, **more))


def sentence(done: CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_factories_of_one_call_do_not_meet_those_of_another(sqlite_template: Path, tmp_path: Path) -> None:
    """Tests that share an installation run in any order; each call's process counts anew."""
    shutil.copytree(sqlite_template, tmp_path / "data")
    shared = Installation(data=tmp_path / "data", url="")
    make = "from property_ops.framework.testing import UserFactory\nprint(UserFactory().username)"
    assert shared.shell(make) != shared.shell(make)


# --- from the papers to issued bills ----------------------------------------------------------------------------------


def test_a_month_from_import_to_statements(installation: Installation, office_pack: Path, tmp_path: Path) -> None:
    """Each step says what comes first if it is too early; each may be repeated; verify finds nothing to say."""
    early, imported, waiting, approved, too_early, charged, unapproved = installation.run_all(
        ("charge", MONTH),
        ("import", str(office_pack)),
        ("charge", MONTH),
        APPROVE_IMPORTED,
        ("bill", MONTH),
        ("charge", MONTH),
        ("bill", MONTH, "--issue"),
        **ENGLISH,
    )
    assert "Import" in sentence(early)
    assert imported.returncode == 0, imported.stderr
    assert "property-ops approve --by USER" in imported.stdout
    assert "charged: 0 lines" in waiting.stdout
    assert "waits for another person's approval" in waiting.stdout
    assert "Approved by admin: tariffs 26, register of works 14" in approved.stdout
    assert "charging" in sentence(too_early)
    assert charged.returncode == 0, charged.stderr
    assert "BC04" in charged.stdout  # its June was never confirmed: held, and still success
    assert "Approve" not in sentence(unapproved)

    drafted, by_none, by_the_system, by_nobody, issued, *repeated = installation.run_all(
        ("bill", MONTH),
        ("bill", MONTH, "--approve"),
        ("bill", MONTH, "--approve", "--by", "system"),
        ("bill", MONTH, "--approve", "--by", "nobody"),
        ("bill", MONTH, "--approve", "--issue", "--by", "admin"),
        ("verify",),
        ("charge", MONTH),
        ("bill", MONTH),
        ("bill", MONTH, "--approve", "--issue", "--by", "admin"),
        ("import", str(office_pack)),
        ("verify",),
        **ENGLISH,
    )
    assert drafted.returncode == 0, drafted.stderr
    assert "--by" in sentence(by_none)
    assert "is no person" in sentence(by_the_system)
    assert "nobody" in sentence(by_nobody)
    assert [one.returncode for one in (issued, *repeated)] == [0] * 7, [one.stderr for one in repeated]
    assert repeated[-1].stdout == repeated[0].stdout  # equal figures are equal data

    installation.succeed("statements", MONTH, "--out", str(tmp_path / "out"), "--estate", "BC04")
    assert len(list((tmp_path / "out").glob("BC04-*.pdf"))) == 69


@ON_SQLITE
def test_what_cannot_be_is_refused_in_one_sentence(installation: Installation, office_pack: Path) -> None:
    imported, *cannot = installation.run_all(
        ("import", str(office_pack / "小区台账.xlsx")),
        ("charge", "2022-13"),
        ("charge", MONTH, "--estate", "XX"),
        ("report", "nothing", "--month", MONTH),
        ("report", "charges", "--month", MONTH, "--out", "/proc/x"),
        **ENGLISH,
    )
    assert imported.returncode == 0, imported.stderr
    for words, done in zip(("2022-06", "XX", "charges, held", "/proc/x"), cannot, strict=True):
        assert words in sentence(done)


# --- reports ----------------------------------------------------------------------------------------------------------


def test_the_charge_report_is_the_same_in_three_formats(
    office_installation: tuple[Installation, object], tmp_path: Path
) -> None:
    installation = office_installation[0]
    report = ["report", "charges", "--month", "2022-05", "--estate", "BC03"]
    file = tmp_path / "charges.xlsx"
    as_csv, as_json, _ = installation.succeed_all(
        (*report, "--format", "csv"), (*report, "--format", "json"), (*report, "--format", "xlsx", "--out", str(file))
    )
    lines = list(csv.DictReader(StringIO(as_csv)))
    objects = json.loads(as_json)
    assert list(lines[0]) == COLUMNS
    assert [{name: value or "" for name, value in one.items()} for one in objects] == lines
    assert all(len(one["amount"].split(".")[1]) == 2 for one in lines)

    sheet = load_workbook(BytesIO(file.read_bytes())).active
    assert sheet is not None
    cells = list(sheet.iter_rows(values_only=True))
    assert list(cells[0]) == COLUMNS
    assert len(cells) == len(lines) + 1
    amount = COLUMNS.index("amount")
    assert [f"{row[amount]:.2f}" for row in cells[1:]] == [one["amount"] for one in lines]


# --- the database is not there ----------------------------------------------------------------------------------------


@ON_SQLITE
def test_an_unreachable_database_is_one_sentence_without_the_password(installation: Installation) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"postgres://clerk:secret@127.0.0.1:{free.getsockname()[1]}/office"
    for done in installation.run_all(["init"], ["charge", MONTH], ["verify"], **ENGLISH, DATABASE_URL=url):
        assert "127.0.0.1" in sentence(done)
        assert "secret" not in sentence(done)


@ON_SQLITE
def test_a_database_that_was_never_set_up_says_so(installation: Installation, tmp_path: Path) -> None:
    empty = {"PROPERTY_OPS_DATA": str(tmp_path / "new")}
    for done in installation.run_all(["charge", MONTH], ["verify"], ["serve", "--port", "0"], **ENGLISH, **empty):
        assert "property-ops init" in sentence(done)


@ON_SQLITE
def test_init_is_safe_to_repeat_and_tells_the_password_once(installation: Installation) -> None:
    first, second = installation.succeed_all(["init"], ["init"], **ENGLISH)
    assert "admin" in first
    assert "Password" not in second


# --- demo and serve ---------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_the_demo_runs_from_nothing_and_again_does_nothing_twice(installation: Installation, tmp_path: Path) -> None:
    data = tmp_path / "demo"
    where = {"PROPERTY_OPS_DATA": str(data)}
    first = installation.succeed("demo", **where)
    login = data / "demo-login.txt"
    assert stat.S_IMODE(login.stat().st_mode) == 0o600
    assert login.read_text(encoding="utf-8").rstrip() in first
    months = sorted(path.name for path in (data / "statements").iterdir())
    assert months == [f"2022-{number:02d}" for number in range(1, 7)]
    assert (data / "statements" / MONTH / "BC01-1-1-201.pdf").read_bytes().startswith(b"%PDF")
    assert (data / "statements" / MONTH / "BC01.pdf").exists()

    second = installation.succeed("demo", **where)
    assert login.read_text(encoding="utf-8").rstrip() in second
    assert verified_in(second) == verified_in(first) != []


def verified_in(said: str) -> list[str]:
    """What `verify`, with which a demonstration ends, says of each figure."""
    return [line for line in said.splitlines() if line.startswith(("✓", "✗"))]


@ON_SQLITE
def test_the_demo_stays_out_of_an_installation_in_use(installation: Installation) -> None:
    code = "from property_ops.framework.models import User; User.objects.create_user('zhang')"
    installation.shell(code)
    assert "zhang" in refused(installation, "demo")


@ON_SQLITE
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_answers_and_ends_well_with_its_worker(installation: Installation, number: signal.Signals) -> None:
    port = _free_port()
    server = installation.start("serve", "--port", str(port))
    assert server.stdout is not None
    while f":{port}" not in (line := server.stdout.readline()):
        assert line, "the server ended before it could be opened"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
    [worker] = _children(server.pid)
    assert "127.0.0.1" in refused(installation, "serve", "--port", str(port))
    server.send_signal(number)
    assert server.wait(timeout=TIMEOUT) == 0
    assert not Path(f"/proc/{worker}").exists()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _children(process: int) -> list[int]:
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for listed in lists for child in listed.read_text().split()]
