"""How a bill and a credit note are put under a digest never changes (docs/product.md rules 7 and 21)."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from invoices.modules.billing.domain.frozen import FrozenBill, digest_of_bill, digest_of_lines
from invoices.modules.charges.domain.frozen import FrozenBasis, FrozenLine
from invoices.modules.credit_notes.domain.frozen import FrozenCredit, FrozenNote, digest_of_note

PAPERS = json.loads((Path(__file__).parent / "vectors" / "papers.json").read_text(encoding="ascii"))
SHANGHAI = timezone(timedelta(hours=8))


def test_a_bill_has_the_digest_that_another_language_gave_it():
    basis = FrozenBasis(PAPERS["basis"]["kind"], PAPERS["basis"]["facts"])
    assert basis.digest == PAPERS["basisDigest"]
    lines = [_line(line, basis).digested for line in PAPERS["lines"]]
    assert digest_of_lines(lines) == PAPERS["linesDigest"]
    assert digest_of_bill(_bill(), PAPERS["linesDigest"]) == PAPERS["billDigest"]


def test_a_bill_has_the_same_digest_wherever_its_moments_were_read():
    bill = _bill()
    elsewhere = bill._replace(prepared_at=bill.prepared_at.astimezone(SHANGHAI))
    assert digest_of_bill(elsewhere, PAPERS["linesDigest"]) == PAPERS["billDigest"]


def test_a_credit_note_has_the_digest_that_another_language_gave_it():
    credits = [
        FrozenCredit(place, code, name, date.fromisoformat(start), date.fromisoformat(end), *amounts)
        for place, code, name, start, end, *amounts in PAPERS["credits"]
    ]
    assert digest_of_note(FrozenNote._make(PAPERS["note"]), credits) == PAPERS["noteDigest"]


def _line(written, basis):
    *head, start, end, quantity, unit, price, numerator, denominator, fen, _basis = written
    days = date.fromisoformat(start), date.fromisoformat(end)
    return FrozenLine(*head, *days, quantity, unit, price, numerator, denominator, fen, basis, *days)


def _bill():
    bill = FrozenBill._make(PAPERS["bill"])
    return bill._replace(
        month=date.fromisoformat(PAPERS["bill"][4]),
        prepared_at=datetime.fromisoformat(bill.prepared_at),
        approved_at=datetime.fromisoformat(bill.approved_at),
        issued_on=date.fromisoformat(PAPERS["bill"][15]),
        due_on=date.fromisoformat(PAPERS["bill"][16]),
    )
