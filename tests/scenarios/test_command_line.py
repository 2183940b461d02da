"""The command line as its users meet it: exit codes, sentences, and that repeating is harmless."""

import csv
import json
import signal
import socket
import stat
import urllib.request
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.scenarios.product import COLUMNS
from tests.services.installation import Installation

ON_SQLITE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
MONTH = "2022-06"


def figures(installation: Installation) -> str:
    """What `verify` prints: equal figures are equal data."""
    return installation.succeed("verify")


def refused(installation: Installation, *arguments: str, **more: str) -> str:
    """The one sentence of a command that must fail."""
    done = installation.run(*arguments, PROPERTY_OPS_LANGUAGE="en", **more)
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


# --- from the papers to issued bills ----------------------------------------------------------------------------------


def test_a_month_from_import_to_statements(installation: Installation, office_pack: Path, tmp_path: Path) -> None:
    """Each step says what comes first if it is too early; each may be repeated; verify finds nothing to say."""
    assert "Import" in refused(installation, "charge", MONTH)
    installation.succeed("import", str(office_pack))
    assert "charging" in refused(installation, "bill", MONTH)

    charged = installation.succeed("charge", MONTH)
    assert "BC04" in charged  # its June was never confirmed: held, and still success
    assert "Approve" not in refused(installation, "bill", MONTH, "--issue")

    installation.succeed("bill", MONTH)
    assert "--by" in refused(installation, "bill", MONTH, "--approve")
    assert "another person" in refused(installation, "bill", MONTH, "--approve", "--by", "system")
    assert "nobody" in refused(installation, "bill", MONTH, "--approve", "--by", "nobody")
    installation.succeed("bill", MONTH, "--approve", "--issue", "--by", "admin")

    before = figures(installation)
    for again in (["charge", MONTH], ["bill", MONTH], ["bill", MONTH, "--approve", "--issue", "--by", "admin"]):
        installation.succeed(*again)
    installation.succeed("import", str(office_pack))
    assert figures(installation) == before

    installation.succeed("statements", MONTH, "--out", str(tmp_path / "out"), "--estate", "BC04")
    assert len(list((tmp_path / "out").glob("BC04-*.pdf"))) == 69


@ON_SQLITE
def test_what_cannot_be_is_refused_in_one_sentence(installation: Installation, office_pack: Path) -> None:
    installation.succeed("import", str(office_pack / "小区台账.xlsx"))
    assert "2022-06" in refused(installation, "charge", "2022-13")
    assert "XX" in refused(installation, "charge", MONTH, "--estate", "XX")
    assert "charges, held" in refused(installation, "report", "nothing", "--month", MONTH)
    assert "/proc/x" in refused(installation, "report", "charges", "--month", MONTH, "--out", "/proc/x")


# --- reports ----------------------------------------------------------------------------------------------------------


def test_the_charge_report_is_the_same_in_three_formats(
    office_installation: tuple[Installation, object], tmp_path: Path
) -> None:
    installation = office_installation[0]
    report = ["report", "charges", "--month", "2022-05", "--estate", "BC03"]
    lines = list(csv.DictReader(StringIO(installation.succeed(*report, "--format", "csv"))))
    objects = json.loads(installation.succeed(*report, "--format", "json"))
    assert list(lines[0]) == COLUMNS
    assert [{name: value or "" for name, value in one.items()} for one in objects] == lines
    assert all(len(one["amount"].split(".")[1]) == 2 for one in lines)

    file = tmp_path / "charges.xlsx"
    installation.succeed(*report, "--format", "xlsx", "--out", str(file))
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
    for command in (["init"], ["charge", MONTH], ["verify"]):
        sentence = refused(installation, *command, DATABASE_URL=url)
        assert "127.0.0.1" in sentence
        assert "secret" not in sentence


@ON_SQLITE
def test_a_database_that_was_never_set_up_says_so(installation: Installation, tmp_path: Path) -> None:
    empty = {"PROPERTY_OPS_DATA": str(tmp_path / "new")}
    for command in (["charge", MONTH], ["verify"], ["serve", "--port", "0"]):
        assert "property-ops init" in refused(installation, *command, **empty)


@ON_SQLITE
def test_init_is_safe_to_repeat_and_tells_the_password_once(installation: Installation) -> None:
    assert "admin" in installation.succeed("init", PROPERTY_OPS_LANGUAGE="en")
    assert "Password" not in installation.succeed("init", PROPERTY_OPS_LANGUAGE="en")


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
    verified = installation.succeed("verify", **where)

    second = installation.succeed("demo", **where)
    assert login.read_text(encoding="utf-8").rstrip() in second
    assert installation.succeed("verify", **where) == verified


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
    assert server.wait(timeout=30) == 0
    assert not Path(f"/proc/{worker}").exists()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
