"""A stranger checks the folder of a quarter with nothing but what lies in it (docs/product.md rule 21)."""

import hashlib
import subprocess
import sys

import pytest
from django.core.management import call_command

from invoices.modules.proofs.domain.errors import NothingDisclosed
from invoices.modules.proofs.models import CountedHouseholds
from invoices.modules.proofs.public import SealKind, counted_for, public_key, seal_for, write_audit_pack
from property_ops.framework.testing import UserFactory
from property_ops.kernel.errors import NotAllowed
from tests.invoices.proofs.test_disclosed import _own_files, published  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(published, tmp_path, accountant):  # noqa: F811
    folder = tmp_path / "核验包"
    assert write_audit_pack(period="2022-Q2", out=folder, by=accountant) == 1
    return folder


def run(pack, *more):
    """On a machine without the product: no site packages."""
    command = [sys.executable, "-I", "-S", "verify_ledger.py", "ledger.jsonl", "--seals", "seals.jsonl", *more]
    return subprocess.run(command, cwd=pack, capture_output=True, text=True)


def test_it_holds_all_that_is_needed(pack, published):  # noqa: F811
    assert {path.name for path in pack.iterdir()} == {
        "ledger.jsonl", "seals.jsonl", "households-GS2022-000001.jsonl", "poster-GS2022-000001.pdf", "verify.html",
        "verify_ledger.py", "读我.txt",
    }  # fmt: skip
    assert (pack / "poster-GS2022-000001.pdf").read_bytes() == bytes(published.poster)


def test_the_programs_in_it_find_it_whole(pack):
    head = seal_for(SealKind.DISCLOSURE, "GS2022-000001").head
    done = run(pack, "--key", public_key(), "--head", head, "--households", "households-GS2022-000001.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert counted_for("GS2022-000001").head in done.stdout


def test_a_changed_file_of_it_is_found(pack):
    households = pack / "households-GS2022-000001.jsonl"
    text = households.read_text(encoding="utf-8")
    households.write_text(text.replace('"fen":', '"fen":1', 1), encoding="utf-8")
    assert "household-amount" in run(pack, "--households", households.name).stderr
    (pack / "seals.jsonl").write_bytes((pack / "seals.jsonl").read_bytes().replace(b"2022", b"2023", 1))
    assert "seal-signature" in run(pack).stderr


def test_the_read_me_says_what_the_posters_say_and_what_the_files_are(pack):
    said = (pack / "读我.txt").read_text(encoding="utf-8-sig")
    counted = counted_for("GS2022-000001")
    for words in (counted.head, counted.total.grouped(), "逐户账单 6 张", public_key(), "牡丹花园"):
        assert words in said
    for path in pack.iterdir():
        assert path.name == "读我.txt" or hashlib.sha256(path.read_bytes()).hexdigest() in said


def test_nothing_published_makes_no_folder_and_only_who_may_exports(published, tmp_path, accountant):  # noqa: F811
    with pytest.raises(NothingDisclosed, match="2022-Q3"):
        write_audit_pack(period="2022-Q3", out=tmp_path / "a", by=accountant)
    with pytest.raises(NotAllowed):
        write_audit_pack(period="2022-Q2", out=tmp_path / "b", by=UserFactory(role="dispatcher"))
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "b").exists()


def test_the_command_writes_it(published, tmp_path, capsys):  # noqa: F811
    call_command("audit-pack", "2022-q2", out=tmp_path / "pack")
    assert CountedHouseholds.objects.count() == 1
    assert run(tmp_path / "pack").returncode == 0
