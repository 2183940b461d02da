"""What is tried by chance and by the hundred: kills of every command and of the site, files whose bytes were changed.

`make test` takes a sample of some seconds; `make torture` goes on for TORTURE_SECONDS. What was drawn is told by its
seed. Nothing may be lost, nothing counted twice, nothing hang, and nothing end in a traceback.
"""

import json
import os
import random
import shutil
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.scenarios.conftest import HalfYear
from tests.scenarios.processes import kill, kill_while_writing
from tests.scenarios.test_crash_and_concurrency import (
    APPROVE,
    CHARGE,
    DRAFT,
    ISSUE,
    MAY,
    assert_billed_once,
    assert_received_once,
)  # fmt: skip
from tests.services.installation import Installation

SECONDS = float(os.environ.get("TORTURE_SECONDS", "0"))
SEED = int(os.environ.get("TORTURE_SEED", "1"))
KILLS, FILES = (50, 3000) if SECONDS else (2, 20)
"""So many at most: kills on each database, files."""
HANGS_SECONDS = 60
"""Of the processor: a busy machine is slow, and hangs at nothing."""
STARTS_SECONDS = 600
CHUNK = 20


def told(**figures: object) -> None:
    """For benchmarks/README.md."""
    print(json.dumps({"seed": SEED, **figures}))


def commands(office: Installation, pack: Path) -> list[tuple[str, ...]]:
    return [
        ("import", str(pack)), CHARGE, DRAFT, APPROVE, ISSUE, ("verify",), ("serve",),
        ("statements", str(MAY), "--out", str(office.data / "statements"), "--merged"),
        ("backup", "--out", str(office.data.with_name("backups"))),
        ("ledger", "export", "--out", str(office.data / "ledger.jsonl")),
    ]  # fmt: skip


def test_killed_by_chance_the_month_comes_out_whole(
    office: Installation, office_pack: Path, calculated: HalfYear
) -> None:
    draw, ended = random.Random(SEED), time.monotonic() + SECONDS / 3
    known, killed, is_issued = commands(office, office_pack), Counter[str](), False
    while killed.total() < KILLS and (not SECONDS or time.monotonic() < ended):
        if not is_issued and killed.total() >= KILLS // 2:  # from here on there are statements to be killed at
            office.succeed_all(CHARGE, DRAFT, APPROVE, ISSUE)
            is_issued = True
        order = draw.choice(known)
        if order[0] == "serve":
            died = kill_the_site(office, draw)
        elif order[0] in ("import", "charge", "bill"):
            died = kill_while_writing(office, *order, after=draw.uniform(0, 0.5))
        else:
            process = office.start(*order)
            time.sleep(draw.uniform(0.5, 6))
            died = kill(process)
        killed[order[0]] += died
    office.succeed_all(CHARGE, DRAFT, APPROVE, ISSUE)
    assert_billed_once(office, calculated.lines[MAY])
    assert_received_once(office)
    office.succeed("statements", str(MAY), "--out", str(office.data / "statements"), "--merged")
    assert list(office.data.rglob(".*.part")) == []
    assert killed.total() > 0
    told(database="postgresql" if office.url else "sqlite", kills=killed.total(), by_command=dict(killed))


def kill_the_site(office: Installation, draw: random.Random) -> bool:
    """The site and its worker at once, while somebody asks."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = office.start("serve", "--port", str(port))
    ended = time.monotonic() + STARTS_SECONDS
    while process.poll() is None and time.monotonic() < ended:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert json.load(answer)["database"] == "ok"
            break
        time.sleep(0.1)
    assert time.monotonic() < ended, "the site did not answer"
    time.sleep(draw.uniform(0, 1))
    return kill(process)


MUTATED = """
import json, os, sys, traceback
from pathlib import Path
from django.db import DatabaseError
from django.utils import timezone
from property_ops.framework.accounts import system_user
from property_ops.framework.importing.runs import import_files
from property_ops.kernel.errors import BusinessError
from property_ops.modules.estates.models import Estate
wrong, slowest, by = [], 0.0, system_user()
paths = sorted(Path({folder!r}).iterdir())
for path in paths:
    began = sum(os.times()[:4])
    before = Estate.objects.count()
    try:
        report = import_files(paths=[path], by=by, as_of=timezone.localdate())
        if any(file.has_errors for file in report.files) and Estate.objects.count() != before:
            wrong.append(path.name + ": half stored")
    except BusinessError:
        pass
    except Exception:
        wrong.append(path.name + ": " + traceback.format_exc()[-600:])
    slowest = max(slowest, sum(os.times()[:4]) - began)
print(json.dumps(dict(files=len(paths), wrong=wrong, slowest=round(slowest, 1))))
"""


ODD_BYTES = (b"\x00", b"=1/0", "，".encode(), b'"', b"9" * 40, b"\xff\xfe", b"-1e308")


def mutations(pack: Path, draw: random.Random) -> Iterator[tuple[str, bytes]]:
    """A paper of the office with some bytes changed, cut out, doubled, or its end missing."""
    papers = sorted(path for path in pack.rglob("*") if path.suffix in (".xlsx", ".csv"))
    for number in range(FILES):
        paper = draw.choice(papers)
        content = bytearray(paper.read_bytes())
        for _ in range(draw.choice((1, 1, 2, 8, 64))):
            place = draw.randrange(len(content))
            kind = draw.randrange(4)
            if kind == 0:
                content[place] = draw.randrange(256)
            elif kind == 1:
                del content[place : place + draw.randrange(1, 200)]
            elif kind == 2:
                content[place:place] = content[place : place + draw.randrange(1, 200)]
            else:
                content[place:place] = draw.choice(ODD_BYTES)
        if draw.random() < 0.1:
            del content[draw.randrange(len(content)) :]
        yield f"{number:05d}-{paper.stem}{paper.suffix}", bytes(content)


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_files_whose_bytes_were_changed_are_imported_whole_or_refused_with_a_sentence(
    installation: Installation, office_pack: Path, tmp_path: Path
) -> None:
    drawn, ended = mutations(office_pack, random.Random(SEED)), time.monotonic() + SECONDS / 3
    files, slowest, wrong = 0, 0.0, list[str]()
    while not SECONDS or time.monotonic() < ended:
        folder = tmp_path / "mutated"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for _, (name, content) in zip(range(CHUNK), drawn, strict=False):
            (folder / name).write_bytes(content)
        if not list(folder.iterdir()):
            break
        found = json.loads(installation.shell(MUTATED.format(folder=str(folder))).splitlines()[-1])
        files, slowest = files + found["files"], max(slowest, found["slowest"])
        wrong += found["wrong"]
    assert not wrong, "\n".join(wrong)
    assert slowest < HANGS_SECONDS
    installation.succeed("verify")
    told(files=files, slowest=slowest)
