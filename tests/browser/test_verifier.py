"""verify.html says what verify_ledger.py says: two programs in two languages agree about every change (rule 21)."""

import base64
import json
import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from invoices.modules.proofs.domain.seals import seal_in
from property_ops.kernel.canonical import canonical
from tests.invoices.proofs.made import PUBLIC, exported
from tests.invoices.proofs.verifier import alone

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "invoices/modules/ledger/static/ledger/verify.html"
VECTORS = ROOT / "tests/property_ops/kernel/vectors/canonical.json"
MADE = exported(entries=12, sealed=(3, 4, 9, 12))
SAMPLE = 240

ASK = """
async ([ledger, seals, households, proof, paper]) => {
  const file = (name, text) => new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name);
  const files = [[ledger, "ledger.jsonl"], [seals, "seals.jsonl"], [households, "households.jsonl"]];
  try {
    const given = files.filter(([text]) => text).map(([text, name]) => file(name, text));
    const said = await checkAll({ files: given, paper, household: proof });
    return ["", "", said.notices.length];
  } catch (error) {
    if (!(error instanceof Changed)) throw error;
    return [error.code, error.place];
  }
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser):
    """From the disk, without a network, as a stranger opens it."""
    context = browser.new_context(offline=True)
    found = context.new_page()
    asked: list[str] = []
    found.on("request", lambda request: asked.append(request.url))
    found.goto(PAGE.as_uri())
    yield found
    context.close()
    assert set(asked) == {PAGE.as_uri()}


def in_browser(page: Page, *, ledger=(), seals=(), households=(), proof="", paper=""):
    texts = [base64.b64encode(b"".join(lines)).decode() for lines in (ledger, seals, households)]
    code, place, *notices = page.evaluate(ASK, [*texts, proof, paper])
    assert notices in ([], [0])  # Chromium knows Ed25519
    return code, place


def in_python(*, ledger=(), seals=(), households=()):
    """In the order in which the page reads its files."""
    try:
        read = alone.read_seals(seals)
        books = alone.Ledger(read)
        alone.verify(ledger, books)
        alone.check_sealed(read, books)
        if households:
            alone.check_households(households, books, alone.heads_in(read))
    except alone.Changed as change:
        return change.code, change.place
    return "", ""


def test_both_find_an_honest_export_whole(page):
    files = {"ledger": MADE.ledger, "seals": MADE.seals, "households": MADE.households}
    assert in_browser(page, **files) == in_python(**files) == ("", "")


def test_a_ledger_written_by_node_is_whole_in_both(page):
    lines = (ROOT / "tests/invoices/ledger/vectors/ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert in_browser(page, ledger=lines) == in_python(ledger=lines) == ("", "")


def test_the_vectors_of_the_canonical_form_hold_in_the_browser(page):
    vectors = json.loads(VECTORS.read_text(encoding="ascii"))["vectors"]
    ask = "([value]) => { try { return [canonical(value), digestOf(value)] } catch { return null } }"
    for vector in vectors:
        found = page.evaluate(ask, [vector["value"]])
        if "names" not in vector["name"] and "keys" not in vector["name"]:
            assert found == [vector["canonical"], vector["sha256"]], vector["name"]


def changed_at(lines, place, other):
    whole = bytearray(b"".join(lines))
    whole[place] = other
    return bytes(whole).splitlines(keepends=True) if b"\r" not in whole else [bytes(whole)]


def test_both_say_the_same_of_every_sampled_byte(page):
    """The same code and the same place, whichever byte of whichever file is another."""
    drawn = random.Random(20220630)
    said = set()
    for _ in range(SAMPLE):
        files = {"ledger": MADE.ledger, "seals": MADE.seals, "households": MADE.households}
        name = drawn.choice(["ledger", "ledger", "seals", "households"])
        whole = b"".join(files[name])
        place = drawn.randrange(200 if name != "households" else 400, len(whole))
        other = drawn.choice([whole[place] ^ 1, 0x20, 0x30, drawn.randrange(256)])
        if other in (whole[place], 0x0A, 0x0D):
            continue
        files[name] = changed_at(files[name], place, other)
        told = in_python(**files)
        assert told[0], (name, place, other)
        assert in_browser(page, **files) == told, (name, place, other, told)
        said.add(told[0])
    assert len(said) >= 6, said


def test_both_say_the_same_of_lines_left_out_doubled_and_moved(page):
    for name in ("ledger", "seals", "households"):
        files = {"ledger": MADE.ledger, "seals": MADE.seals, "households": MADE.households}
        lines = files[name]
        for wrong in (
            lines[:-1], lines[:2] + lines[3:], [*lines[:2], lines[1], *lines[2:]], [*lines, lines[-1]],
            [*lines[:1], lines[2], lines[1], *lines[3:]],
        ):  # fmt: skip
            given = {**files, name: wrong}
            told = in_python(**given)
            assert told[0], name
            assert in_browser(page, **given) == told


def test_a_households_proof_is_checked_against_the_paper(page):
    proof = MADE.tree.proof_of("ZD2022-000005")
    written = canonical(proof).decode()
    paper = f"property-ops seal 4\nhead {seal_in(MADE.seals[3].decode()[:-1]).head}\nhouseholds GS {MADE.tree.head} 1"
    assert in_browser(page, proof=written, paper=MADE.tree.head) == ("", "")
    assert in_browser(page, proof=written, seals=MADE.seals, paper=paper) == ("", "")
    carried = base64.urlsafe_b64encode(canonical(proof)).decode().rstrip("=")
    assert in_browser(page, proof=carried) == ("", "")
    assert in_browser(page, proof=written, paper="ab" * 32) == ("household-head", "GS2022-000001")
    one_fen = {**proof, "parts": [{**proof["parts"][0], "fen": proof["parts"][0]["fen"] + 1}, proof["parts"][1]]}
    assert in_browser(page, proof=canonical(one_fen).decode()) == ("household-root", "ZD2022-000005")
    negative = {**proof, "parts": [{**proof["parts"][0], "fen": -1}, proof["parts"][1]]}
    assert in_browser(page, proof=json.dumps(negative)) == ("household-range", "")
    assert in_browser(page, proof="no proof") == ("household-unreadable", "")


def test_heads_and_keys_from_paper_must_be_the_exports_own(page):
    for line in MADE.seals:
        head = seal_in(line.decode()[:-1]).head
        assert in_browser(page, ledger=MADE.ledger, paper=f"head {head.upper()}") == ("", "")
    assert in_browser(page, ledger=MADE.ledger, seals=MADE.seals, paper=PUBLIC) == ("", "")
    assert in_browser(page, ledger=MADE.ledger, paper="cd" * 32) == ("head", "cd" * 32)


def test_a_stranger_chooses_files_and_reads_the_verdict(page, tmp_path):
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(MADE.ledger))
    (tmp_path / "seals.jsonl").write_bytes(b"".join(MADE.seals))
    page.reload()
    page.set_input_files("#files", [tmp_path / "ledger.jsonl", tmp_path / "seals.jsonl"])
    expect(page.locator("#said")).to_contain_text("完好")
    expect(page.locator("#said")).to_contain_text(PUBLIC)
    page.click("#language")
    expect(page.locator("#said")).to_contain_text("Whole")
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(MADE.ledger).replace(b'"number":7', b'"number":8'))
    page.set_input_files("#files", [tmp_path / "ledger.jsonl"])
    expect(page.locator("#said")).to_contain_text("entry 7 is numbered otherwise")
