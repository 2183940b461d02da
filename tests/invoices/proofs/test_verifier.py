"""The stand-alone verifier knows seals, printed heads and households (docs/product.md rule 21)."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from invoices.modules.proofs.domain.seals import seal_in
from property_ops.kernel.canonical import canonical
from tests.invoices.proofs.made import KEY, PUBLIC, exported
from tests.invoices.proofs.verifier import alone

MADE = exported()


def check(*, ledger=MADE.ledger, seals=MADE.seals, households=(), head="", key=""):
    """The code and place of the first thing found; empty if all holds."""
    try:
        read = alone.read_seals(seals, key)
        books = alone.Ledger(read)
        books.wanted = head
        alone.verify(ledger, books)
        alone.check_sealed(read, books)
        if households:
            alone.check_households(households, books, alone.heads_in(read))
    except alone.Changed as change:
        return change.code, change.place
    return ("head", head) if head and not books.found else ()


def test_an_honest_export_keeps_to_its_seals():
    assert check(households=MADE.households, key=PUBLIC) == ()


def test_every_head_that_was_ever_sealed_or_printed_is_known():
    for line in MADE.seals:
        seal = seal_in(line.decode().rstrip("\n"))
        assert check(head=seal.head) == ()
        assert check(head=seal.chains["ledger"].root) == ()
    assert check(head=MADE.digests[3]) == ()
    assert check(head="ab" * 32) == ("head", "ab" * 32)


def test_entries_that_were_erased_are_found():
    assert check(ledger=exported(entries=23).ledger) == ("seal-too-short", 4)
    assert check(ledger=exported(entries=10).ledger) == ("seal-too-short", 3)


def test_a_ledger_that_was_made_anew_is_found():
    lines = [line.replace("账单".encode(), "改单".encode()) for line in MADE.ledger]
    previous = alone.NOUGHT
    for place in range(1, len(lines) - 1):
        entry = json.loads(lines[place])
        del entry["digest"]
        entry["previous"] = previous
        previous = alone.hashlib.sha256(canonical(entry)).hexdigest()
        lines[place] = canonical({**entry, "digest": previous}) + b"\n"
    last = json.loads(lines[-1])
    lines[-1] = canonical({**last, "head": previous}) + b"\n"
    assert check(ledger=lines, seals=[]) == ()
    assert check(ledger=lines) == ("seal-root", 1)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"key": "00" * 32}, "seal-key"),
        ({"name": "2022-06-09"}, "seal-signature"),
        ({"number": 5}, "seal-number"),
        ({"previous": "ab" * 32}, "seal-previous"),
    ],
)
def test_seals_that_do_not_hold_are_found(change, code):
    third = replace(seal_in(MADE.seals[2].decode().rstrip("\n")), **change)
    if code in ("seal-number", "seal-previous"):
        third = replace(third, signature=KEY.sign(third.signed).hex())
    seals = [*MADE.seals[:2], f"{third.line}\n".encode(), MADE.seals[3]]
    assert check(seals=seals) == (code, third.number)


def test_the_key_that_was_printed_is_the_one_that_counts():
    assert check(key="00" * 32) == ("seal-key", 1)


def test_what_is_counted_is_held_against_the_ledger():
    first, *leaves = MADE.households
    bill = next(json.loads(line)["bill"] for line in leaves if json.loads(line)["bill"])
    mine = [line for line in leaves if json.loads(line)["bill"] == bill]
    others = [line for line in leaves if line not in mine]
    assert check(households=[first, *others]) == ("household-missing", bill)
    for not_once in ((*mine, mine[0]), mine[:1]):
        assert check(households=[first, *others, *not_once]) == ("household-twice", bill)
    one = json.loads(mine[0])
    more = canonical({**one, "fen": one["fen"] + 1}) + b"\n"
    assert check(households=[first, *others, more, mine[1]]) == ("household-amount", bill)
    less = canonical({**one, "fen": -1}) + b"\n"
    assert check(households=[first, *others, less, mine[1]]) == ("household-range", "")
    assert check(households=[first, *leaves[1:], leaves[0]]) == ("household-root", "GS2022-000001")


def test_a_household_is_held_against_the_sealed_head():
    heads = alone.heads_in(alone.read_seals(MADE.seals))
    proof = MADE.tree.proof_of("ZD2022-000007")
    assert alone.check_household(proof, heads) == 7 * 101_07
    with pytest.raises(alone.Changed, match="no seal"):
        alone.check_household(proof, ["ab" * 32])


def test_it_runs_alone_on_all_files(tmp_path):
    proof = canonical(MADE.tree.proof_of("ZD2022-000007"))
    for name, content in (
        ("l.jsonl", b"".join(MADE.ledger)), ("s.jsonl", b"".join(MADE.seals)),
        ("h.jsonl", b"".join(MADE.households)), ("p.json", proof),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-I", "-S", alone.__file__, "l.jsonl", "--seals", "s.jsonl", "--key", PUBLIC]
    command += ["--head", seal_in(MADE.seals[0].decode().rstrip("\n")).head]
    command += ["--households", "h.jsonl", "--household", "p.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("OK") == 4
    assert MADE.tree.head in done.stdout
    (tmp_path / "p.json").write_bytes(proof.replace(b'"fen":', b'"fen":1', 1))
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "household-root" in done.stderr
