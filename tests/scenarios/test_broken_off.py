"""A command that is broken off says what was stored and what was not; the same command again does the rest."""

import os
import resource
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.scenarios.processes import PATIENCE_SECONDS, POLL_SECONDS, rows, watching
from tests.services.installation import COMMAND, TIMEOUT, Installation

ENGLISH = {"PROPERTY_OPS_LANGUAGE": "en"}
on_sqlite = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)


def stop_while_writing(installation: Installation, *order: str, number: signal.Signals) -> tuple[int, str]:
    """Exit code and all it printed, of a command that was sent the signal when it held what it writes with."""
    with watching(installation) as watched:
        process = installation.start(*order, **ENGLISH)
        patience = time.monotonic() + PATIENCE_SECONDS
        while process.poll() is None and not watched.is_written_to():
            assert time.monotonic() < patience
            time.sleep(POLL_SECONDS)
        time.sleep(0.1)
        process.send_signal(number)
        printed = process.communicate()[0]
    return process.returncode, printed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_in_the_middle_is_a_sentence_and_the_rest_is_done_later(
    installation: Installation, office_pack: Path, number: signal.Signals
) -> None:
    order = ("import", str(office_pack))
    code, said = stop_while_writing(installation, *order, number=number)
    assert code == 130, said
    assert said.startswith("Interrupted. ")
    assert len(said.splitlines()) == 1
    stored = len(rows(installation, "SELECT 1 FROM po_estates_estate"))
    assert ("Nothing was stored." in said) == (stored == 0)
    assert ("Stored: Importing" in said) == (stored > 0)
    if number == signal.SIGTERM:
        installation.succeed_all(order, ("verify",))


def with_little_room(installation: Installation, size: int, *order: str) -> subprocess.CompletedProcess[str]:
    """No file may grow beyond the size, as on a disk that is full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [str(COMMAND), *order], env=installation.environment | ENGLISH, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, preexec_fn=limit, timeout=TIMEOUT,
    )  # fmt: skip


@on_sqlite
def test_a_full_disk_is_a_sentence_and_leaves_nothing_half(
    installation: Installation, office_pack: Path, tmp_path: Path
) -> None:
    full = with_little_room(installation, 1_000_000, "import", str(office_pack))
    assert full.returncode == 1, full.stderr
    assert "disk is full" in full.stderr
    assert "stored" in full.stderr.lower()
    assert len(full.stderr.splitlines()) == 1
    out = tmp_path / "out"
    out.mkdir()
    for size, order in (
        (1_000_000, ("backup", "--out", str(out / "backup.zip"))),
        (64_000, ("backup", "--out", str(out / "backup.zip"))),
    ):
        full = with_little_room(installation, size, *order)
        assert (full.returncode, len(full.stderr.splitlines())) == (1, 1), full.stderr
        assert "disk is full" in full.stderr
    assert list(out.iterdir()) == []
    installation.succeed_all(("import", str(office_pack)), ("verify",))


@on_sqlite
def test_nothing_in_the_data_folder_can_be_read_by_others(
    installation: Installation, office_pack: Path, tmp_path: Path
) -> None:
    """Whatever made it: here with the mask that lets everybody read, as a system's may be."""
    fresh = Installation(data=tmp_path / "fresh", url="")
    before = os.umask(0)
    try:
        fresh.succeed_all(
            ("init",), ("import", str(office_pack)), ("charge", "2022-05"),
            ("backup", "--out", str(fresh.data / "backups")),
            ("ledger", "export", "--out", str(fresh.data / "ledger.jsonl")),
            ("report", "charges", "--month", "2022-05", "--out", str(fresh.data / "charges.csv")),
        )  # fmt: skip
    finally:
        os.umask(before)
    found = [fresh.data, *fresh.data.rglob("*")]
    assert len(found) > 6
    open_to_others = {
        str(path): oct(path.stat().st_mode) for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert open_to_others == {}
    assert [path for path in found if path.name.endswith(".part")] == []
