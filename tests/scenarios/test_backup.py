"""A backup that was restored, and an installation that moved: the same to the row, with pictures, papers and keys."""

import json
import re
import shutil
import sqlite3
import stat
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from tests.scenarios.papers import Pack
from tests.scenarios.processes import PATIENCE_SECONDS, kill, rows, watching
from tests.services.installation import Installation, python
from tests.services.postgresql import Cluster

KEEP_PICTURE = """
from datetime import datetime, UTC
from pathlib import Path
from property_ops.framework.pictures.store import keep
print(keep(Path({path!r}).read_bytes(), now=datetime.now(UTC)).sha256)
"""
ADDRESSES = """
from django.test import Client
from property_ops.framework.models import User
from property_ops.framework.signing import token
client = Client()
User.objects.filter(username="admin").update(must_change_password=False)
client.force_login(User.objects.get(username="admin"))
print([client.get(url, headers=dict(host="localhost")).status_code for url in ("/", "/units/", "/audit/", "/healthz")])
print(token("test", "key"), User.objects.create(username="new").pk)
"""
KEYS_GIVEN_TWICE = """
from django.apps import apps
from django.db import connection
for model in apps.get_models(include_auto_created=True):
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
        sequence = cursor.fetchone()[0]
        if sequence:
            cursor.execute(f'SELECT MAX("{key}") FROM "{table}"')
            last = cursor.fetchone()[0] or 0
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")
            if cursor.fetchone()[0] < last:
                print(table)
"""
"""The tables whose next row would get a key that is there already."""
HEAD = "SELECT number, digest FROM po_ledger_entry ORDER BY number DESC LIMIT 1"
on_sqlite = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
COUNTED = (
    "po_estates_unit", "po_ledger_entry", "po_ledger_leg", "po_payments_receipt", "po_framework_auditevent",
    "po_framework_storedpicture", "auth_permission", "po_framework_user",
)  # fmt: skip


@pytest.fixture
def furnished(office: Installation, tmp_path: Path) -> Installation:
    """An installation with a picture, a paper, and somebody's upload."""
    path = tmp_path / "photo.jpg"
    Image.effect_noise((640, 480), 90).convert("RGB").save(path)
    office.shell(KEEP_PICTURE.format(path=str(path)))
    paper = office.data / "print" / "2022-05" / "3号楼.pdf"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"%PDF-1.4 a paper")
    return office


@pytest.fixture
def empty_database(postgresql_cluster: Cluster) -> Iterator[str]:
    name = f"empty_{uuid4().hex}"
    yield postgresql_cluster.create_database(name)
    postgresql_cluster.drop_database(name)


def backup_of(installation: Installation, folder: Path) -> Path:
    installation.succeed("backup", "--out", str(folder))
    (made,) = folder.glob("property-ops-*.zip")
    return made


def counts(installation: Installation) -> dict[str, int]:
    return {table: rows(installation, f"SELECT COUNT(*) FROM {table}")[0][0] for table in COUNTED}


def test_a_backup_is_restored_to_the_row_with_pictures_papers_and_keys(
    furnished: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What was given out and went away since is not given out again either."""
    furnished.shell("from property_ops.framework.models import User; User.objects.create(username='gone').delete()")
    before = counts(furnished)
    made = backup_of(furnished, tmp_path / "backups")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    url = request.getfixturevalue("empty_database") if furnished.url else ""
    restored = Installation(data=tmp_path / "restored", url=url)
    furnished.succeed(
        "restore", str(made), "--into", str(restored.data), *(("--database", url) if url else ()),
    )  # fmt: skip
    assert counts(restored) == before
    assert rows(restored, HEAD) == rows(furnished, HEAD) != []
    assert (restored.data / "print" / "2022-05" / "3号楼.pdf").read_bytes() == b"%PDF-1.4 a paper"
    assert (restored.data / "secret-key").read_text() == (furnished.data / "secret-key").read_text().strip()
    (kept,) = [path.relative_to(furnished.data) for path in furnished.data.glob("pictures/*/*.full.jpg")]
    assert (restored.data / kept).read_bytes() == (furnished.data / kept).read_bytes()
    lives = restored.shell(ADDRESSES)
    assert lives == furnished.shell(ADDRESSES)
    assert lives.startswith("[200, 200, 200, 200]")


@pytest.mark.parametrize("office", ["sqlite"], indirect=True)
def test_an_installation_moves_to_postgresql_and_back_the_same(
    furnished: Installation, empty_database: str, tmp_path: Path
) -> None:
    before, head = counts(furnished), rows(furnished, HEAD)
    said = furnished.succeed("move", "--to", empty_database, PROPERTY_OPS_LANGUAGE="en")
    assert "each the same as before" in said
    moved = Installation(data=furnished.data, url=empty_database)
    before["po_framework_auditevent"] += 1  # that it moved
    assert counts(moved) == before
    assert [behind for behind in moved.shell(KEYS_GIVEN_TWICE).splitlines() if behind] == []
    assert rows(moved, HEAD) == head
    with pytest.raises(AssertionError, match="append-only"):
        moved.shell("from property_ops.framework.models import AuditEvent; AuditEvent.objects.update(action='x')")
    back = tmp_path / "back.sqlite3"
    moved.succeed("move", "--to", f"sqlite:///{back}")
    before["po_framework_auditevent"] += 1
    with closing(sqlite3.connect(back)) as database:
        assert {t: database.execute(f"SELECT COUNT(*) FROM {t}").fetchone()[0] for t in COUNTED} == before
        assert database.execute(HEAD).fetchall() == head
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute("UPDATE po_framework_auditevent SET action = 'x'")


@on_sqlite
def test_nothing_moves_over_what_is_there_or_while_somebody_works(
    installation: Installation,
    empty_database: str,
    postgresql_cluster: Cluster,
    postgresql_template: tuple[str, Path],
) -> None:
    english = {"PROPERTY_OPS_LANGUAGE": "en"}
    with closing(sqlite3.connect(installation.data / "property-ops.sqlite3")) as somebody:
        somebody.execute("SELECT COUNT(*) FROM po_framework_user").fetchone()
        refused = installation.run("move", "--to", empty_database, **english)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "in use by another program" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    used = postgresql_cluster.create_database(f"used_{uuid4().hex}", template=postgresql_template[0])
    refused = installation.run("move", "--to", used, **english)
    postgresql_cluster.drop_database(used.rpartition("/")[2])
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    refused = installation.run("move", "--to", f"sqlite:///{installation.data / 'property-ops.sqlite3'}", **english)
    assert "already" in refused.stderr


@on_sqlite
def test_nothing_is_restored_over_what_is_there_or_if_damaged(installation: Installation, tmp_path: Path) -> None:
    made = backup_of(installation, tmp_path / "backups")
    target = tmp_path / "target"
    order = ("restore", str(made), "--into", str(target))
    target.mkdir()
    (target / "somebody's").write_text("work")
    full = installation.run(*order, PROPERTY_OPS_LANGUAGE="en")
    assert (full.returncode, "is not empty" in full.stderr) == (1, True)
    assert [path.name for path in target.iterdir()] == ["somebody's"]
    shutil.rmtree(target)
    whole = made.read_bytes()
    damages = [whole[:-100], whole[: len(whole) // 2], b"nonsense", b""]
    with zipfile.ZipFile(made) as file:
        places = [info.header_offset + 80 + info.compress_size // 2 for info in file.infolist()]
    for place in places:
        damages.append(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    paths = [tmp_path / f"{number}.zip" for number in range(len(damages))]
    for path, content in zip(paths, damages, strict=True):
        path.write_bytes(content)
    orders = [("restore", str(path), "--into", str(target)) for path in paths]
    for order, refused in zip(orders, installation.run_all(*orders, PROPERTY_OPS_LANGUAGE="en"), strict=True):
        assert refused.returncode == 1, order
        assert re.search(r"Nothing was restored", refused.stderr), refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert not target.exists()


@pytest.mark.long
@on_sqlite
def test_a_restore_that_was_killed_says_so_to_whatever_uses_its_folder(
    installation: Installation, tmp_path: Path
) -> None:
    """Nobody builds an empty installation over half of another's papers."""
    order = ("restore", str(backup_of(installation, tmp_path / "backups")), "--into", str(tmp_path / "target"))
    process, ends = installation.start(*order), time.monotonic() + PATIENCE_SECONDS
    while not (tmp_path / "target" / ".restore-under-way").exists() and process.poll() is None:
        assert time.monotonic() < ends
        time.sleep(0.002)
    assert kill(process)
    left = sorted(tmp_path.rglob("target/**/*"))
    half = Installation(tmp_path / "target", "")
    for again in (
        installation.run(*order, PROPERTY_OPS_LANGUAGE="en"),
        *half.run_all(("init",), ("serve",), PROPERTY_OPS_LANGUAGE="en"),
    ):
        assert (again.returncode, "broken off" in again.stderr) == (1, True), again.stderr
    assert sorted(tmp_path.rglob("target/**/*")) == left
    shutil.rmtree(tmp_path / "target")
    installation.succeed(*order)


@on_sqlite
def test_a_member_that_would_be_written_elsewhere_is_refused(installation: Installation, tmp_path: Path) -> None:
    made = backup_of(installation, tmp_path / "backups")
    bads = []
    for number, name in enumerate(("data/../../outside", "/etc/outside", "data//x", "data/..\\x")):
        bad = tmp_path / f"bad-{number}.zip"
        bads.append(bad)
        with zipfile.ZipFile(made) as whole, zipfile.ZipFile(bad, "w") as copy:
            manifest = json.loads(whole.read("manifest.json"))
            manifest["members"].append({"name": name, "size": 0, "sha256": sha256().hexdigest()})
            copy.writestr("database.sqlite3", whole.read("database.sqlite3"))
            copy.writestr(name, b"")
            copy.writestr("manifest.json", json.dumps(manifest))
    orders = [("restore", str(bad), "--into", str(tmp_path / f"target-{bad.stem}")) for bad in bads]
    for bad, refused in zip(bads, installation.run_all(*orders), strict=True):
        assert refused.returncode == 1
        assert not (tmp_path / f"target-{bad.stem}").exists()
    assert not (tmp_path / "outside").exists()
    assert not Path("/etc/outside").exists()


@on_sqlite
def test_keys_are_kept_apart_if_so_wished(installation: Installation, tmp_path: Path) -> None:
    made, keys, wrong = tmp_path / "made.zip", tmp_path / "keys" / "key", tmp_path / "wrong"
    installation.succeed("backup", "--out", str(made), "--keys-apart", str(keys))
    key = (installation.data / "secret-key").read_text().strip()
    assert json.loads(keys.read_text())["secret-key"] == key
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    with zipfile.ZipFile(made) as file:
        assert not [name for name in file.namelist() if "-key" in name]
        assert not any(key.encode() in file.read(name) for name in file.namelist())
    wrong.write_text("x" * 60)
    order = ("restore", str(made), "--into", str(tmp_path / "restored"))
    without, mistaken = installation.run_all(order, (*order, "--keys", str(wrong)), PROPERTY_OPS_LANGUAGE="en")
    assert "was kept apart" in without.stderr
    assert "is not the key" in mistaken.stderr
    assert not (tmp_path / "restored").exists()
    installation.succeed(*order, "--keys", str(keys))
    assert (tmp_path / "restored" / "secret-key").read_text() == key


PICTURES = """
import io, time
from itertools import count
from datetime import datetime, UTC
from PIL import Image
from property_ops.framework.pictures.store import keep
for number in count():
    time.sleep(0.02)
    file = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(file, "JPEG")
    keep(file.getvalue(), now=datetime.now(UTC))
    print(number, flush=True)
"""


def test_a_backup_in_the_middle_of_an_import_and_of_photos_that_come_is_one_moment_of_all(
    installation: Installation, office_pack: Path, office_facts: Pack, tmp_path: Path
) -> None:
    """Whole files of the pack or none; and every picture that the backup names is in it: `restore` verifies."""
    photos = installation.start(*python(PICTURES))
    assert photos.stdout
    photos.stdout.readline()
    importing = installation.start("import", str(office_pack))
    with watching(installation) as watched:
        patience = time.monotonic() + PATIENCE_SECONDS
        while not watched.is_written_to() and importing.poll() is None:
            assert time.monotonic() < patience
    made = backup_of(installation, tmp_path / "backups")
    assert kill(photos), "it takes photos for as long as it lives"
    importing.communicate()
    installation.succeed("restore", str(made), "--into", str(tmp_path / "restored"))
    with closing(sqlite3.connect(tmp_path / "restored" / "property-ops.sqlite3")) as restored:
        assert restored.execute("SELECT COUNT(*) FROM po_framework_storedpicture").fetchone()[0] > 0
        assert restored.execute("SELECT COUNT(*) FROM po_estates_unit").fetchone()[0] in (0, len(office_facts.units))
