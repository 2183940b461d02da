"""A start that cannot succeed, whatever is wrong with it: every command ends with one sentence and exit code 1."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from property_ops.framework.commands import product_commands
from tests.services.installation import Installation
from tests.services.postgresql import Cluster

COMMANDS: dict[str, tuple[str, ...]] = {
    "init": (), "demo": (), "serve": ("--port", "0"), "verify": (), "import": ("{pack}",), "doctor": (), "worker": (),
    "export": ("--out", "{data}/registers"),
    "report": ("sales", "--month", "2022-06"),
    "backup": ("--out", "{data}/backups"), "restore": ("{data}/none.zip", "--into", "{data}/restored"),
    "move": ("--to", "sqlite:///{data}/other.sqlite3"), "charge": ("2022-06",), "bill": ("2022-06",),
    "statements": ("2022-06", "--out", "{data}/statements"), "costs": ("2022-06",), "opening": (),
    "close": ("2022-06",),
    "ledger": ("export", "--out", "{data}/ledger.jsonl"), "tax": ("month", "2022-06"),
    "audit-pack": ("2022-Q2", "--out", "{data}/audit"), "seal": (), "token": ("list", "--by", "admin"),
    "approve": ("--by", "admin"), "disclose": ("2022-Q2",), "erpnext": ("push",),
}  # fmt: skip
"""What needs the database, of every command."""
NEEDS_NO_DATABASE = {"openapi"}
DJANGO = (("django", "migrate"), ("django", "db_worker", "--batch"), ("django", "createsuperuser", "--noinput"))
LANGUAGES = ("zh-hans", "en")


def test_every_command_is_tried():
    assert COMMANDS.keys() | NEEDS_NO_DATABASE == product_commands().keys()


def no_address(data: Path, cluster: Cluster) -> Iterator[tuple[str, Path]]:
    for url in (
        "nonsense",
        "mysql://u:secret@h/db",
        "postgresql://u:secret@h:port/db",
        "postgresql:",
        "sqlite://:memory:",
        "sqlite://",
    ):
        yield url, data


def damaged_file(data: Path, cluster: Cluster) -> Iterator[tuple[str, Path]]:
    """Its first page, its middle, its end; another file in its place, and none that can be opened."""
    path = data / "property-ops.sqlite3"
    whole = path.read_bytes()
    damages = {
        "head": b"x" * 4096 + whole[4096:],
        "short": whole[: len(whole) // 3],
        "text": "这不是数据库".encode() * 500,
        "middle": whole[:8192] + os.urandom(len(whole) // 2) + whole[8192 + len(whole) // 2 :],
    }
    for name, content in damages.items():
        folder = data.with_name(f"{data.name}-{name}")
        shutil.copytree(data, folder)
        (folder / path.name).write_bytes(content)
        yield "", folder
    yield f"sqlite:///{data}", data  # a folder
    yield "sqlite:////proc/none/x.sqlite3", data


def no_server(data: Path, cluster: Cluster) -> Iterator[tuple[str, Path]]:
    yield "postgresql://u:secret@127.0.0.1:1/db", data
    yield cluster.url("none"), data
    yield cluster.url("postgres").replace("//property_ops@", "//nobody:secret@"), data


def no_folder(data: Path, cluster: Cluster) -> Iterator[tuple[str, Path]]:
    file = data.with_name("a-file")
    file.write_text("x")
    yield "", file
    yield "", file / "below"
    yield "", Path("/proc/none")


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
@pytest.mark.parametrize("broken", [no_address, damaged_file, no_server, no_folder])
def test_a_broken_start_is_one_sentence_and_never_a_traceback(
    broken, installation: Installation, office_pack: Path, postgresql_cluster: Cluster
) -> None:
    wrong = []
    for number, (url, data) in enumerate(broken(installation.data, postgresql_cluster)):
        orders = [
            (name, *(word.format(data=installation.data, pack=office_pack) for word in words))
            for name, words in COMMANDS.items()
        ]
        language = LANGUAGES[number % 2]
        for order, done in zip(
            (*orders, *DJANGO),
            Installation(data=data, url=url).run_all(*orders, *DJANGO, PROPERTY_OPS_LANGUAGE=language),
            strict=True,
        ):
            said = "\n".join(line for line in done.stderr.splitlines() if " INFO " not in line)
            if done.returncode != 1 or len(said.splitlines()) != 1 or "Traceback" in said or "secret" in said:
                wrong.append(f"{url or data} {' '.join(order)}: {done.returncode} {said[-600:]}")
    assert not wrong, "\n".join(wrong)
