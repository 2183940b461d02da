"""A published disclosure counts each bill once, ties to the ledger, and each household can prove it (rule 18)."""

import io
import json
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from invoices.modules.disclosure.public import Quarter, prepare, publish
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.public import EntryDraft, post
from invoices.modules.proofs.domain.households import CountedPeriod, HouseholdTree
from invoices.modules.proofs.models import CountedHouseholds
from invoices.modules.proofs.public import SealKind, counted_for, household_proof, seal_for
from invoices.modules.proofs.services.sealing import append_to_file
from invoices.modules.proofs.verifiers import verify
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company
from property_ops.modules.estates.testing import EstateFactory, owned_unit
from tests.invoices.proofs.verifier import alone
from tests.property_ops.framework.journal.behind import take_rules_away

NOW, TODAY = datetime(2022, 7, 4, 9, 0, tzinfo=UTC), date(2022, 7, 5)
MAY = Month.parse("2022-05")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.SEALS, settings.SEAL_KEY = tmp_path / "seals.jsonl", tmp_path / "key.pem"


def bill(number, fen, *, month=date(2022, 5, 1), source="bill/", estate="BC01"):
    legs = (("1122", estate, f"BC01-1-1-{number}", "7", fen), ("5001.01", estate, "", "", -fen))
    memo = f"红字账单 HZ-1，更正 ZD2022-{number:06d}" if fen < 0 else "账单"
    return EntryDraft(f"{source}ZD2022-{number:06d}", date(2022, 6, 30), month, memo, legs)


@pytest.fixture
def published(shipped, accountant, reviewer):
    """Six bills of May, one of March, one of another estate, and a credit note."""
    Company.objects.update_or_create(id=1, defaults={"name": "城市物业服务有限公司", "phone": "0530-5566778"})
    estate = EstateFactory(code="BC01", name="牡丹花园")
    owned_unit(owner="欧阳修文", estate=estate)
    post(
        [
            *(bill(number, number * 100_01) for number in range(1, 7)),
            bill(8, 5_00, month=date(2022, 3, 1)),
            bill(9, 7_00, estate="BC02"),
            bill(3, -1_00, source="credit_note/HZ-"),
        ]
    )
    quarter = Quarter(2022, 2)
    made = prepare(estate=estate, quarter=quarter, note="", by=accountant, now=NOW, today=TODAY)
    found = publish(disclosure_id=made.pk, by=reviewer, now=NOW, today=TODAY)
    post([bill(7, 9_00)])
    append_to_file()
    return found


def faults():
    return [difference.says % difference.facts for check in verify() for difference in check.differences]


def test_the_poster_shows_seal_and_total_in_full_and_the_seal_signs_both(published):
    counted, seal = counted_for(published.number), seal_for(SealKind.DISCLOSURE, published.number)
    assert (counted.bills, counted.total) == (6, Yuan(2099_21))
    assert seal.seal.facts == {"households": counted.head, "total": 2099_21}
    words = PdfReader(io.BytesIO(bytes(published.poster))).pages[0].extract_text()
    for text in (seal.head, counted.head, "6 张", "2,099.21"):
        assert text in words
    assert faults() == []


def test_each_household_proves_its_bill_with_the_stand_alone_program(published):
    head = counted_for(published.number).head
    for number in range(1, 7):
        proof = household_proof(number=f"ZD2022-{number:06d}", estate="BC01", month=MAY)
        assert alone.check_household(json.loads(json.dumps(proof)), [head]) == number * 100_01 - (
            1_00 if number == 3 else 0
        )


@pytest.mark.parametrize("number", [7, 8, 9, 99])
def test_a_bill_that_is_not_counted_has_no_proof(published, number):
    """Issued later, of another month, of another estate, or not there at all."""
    assert household_proof(number=f"ZD2022-{number:06d}", estate="BC01", month=MAY) is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Leg.objects.filter(entry__source="bill/ZD2022-000002", account__code="1122").update(
            amount=Yuan(200_03)
        ),
        lambda: Leg.objects.filter(entry__source="bill/ZD2022-000002", account__code="1122").update(estate="BC02"),
        lambda: Leg.objects.filter(entry__source__startswith="credit_note/", account__code="1122").update(
            amount=Yuan(-1_01)
        ),
        lambda: Entry.objects.filter(source__startswith="credit_note/").update(
            memo="红字账单 HZ-1，更正 ZD2022-000002"
        ),
        lambda: CountedHouseholds.objects.update(net=False),
        lambda: CountedHouseholds.objects.update(total=Yuan(2100_22)),
        lambda: CountedHouseholds.objects.update(secret=bytes(32)),
        lambda: CountedHouseholds.objects.update(head="ab" * 32),
        lambda: CountedHouseholds.objects.update(up_to=3),
    ],
)
def test_a_total_that_is_not_the_ledgers_is_found(published, tamper):
    take_rules_away("po_")
    tamper()
    assert any(fault.startswith(f"disclosure {published.number} counts") for fault in faults())


def test_what_was_counted_before_credit_notes_were_taken_off_stays_as_it_was_published(published):
    take_rules_away("po_")
    gross = HouseholdTree(
        CountedPeriod(published.number, "BC01", counted_for(published.number).label),
        [(f"ZD2022-{number:06d}", number * 100_01) for number in range(1, 7)],
        bytes(32),
    )
    CountedHouseholds.objects.update(net=False, secret=bytes(32), head=gross.head, total=Yuan(gross.root.fen))
    assert not any(fault.startswith("disclosure") for fault in faults())


def test_the_verifier_is_a_page_without_a_log_in_that_may_load_nothing(client):
    answer = client.get("/verify/")
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'sha256-" in policy
    assert "connect-src" not in policy
