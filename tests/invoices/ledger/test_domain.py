"""An entry balances, and its digest covers all that it says (docs/product.md rule 21)."""

import importlib.util
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.modules.ledger.domain.chain import GENESIS, Unlinked, digest
from invoices.modules.ledger.domain.entries import EntryDraft
from invoices.modules.ledger.domain.errors import DoesNotBalance
from property_ops.kernel.canonical import LARGEST, NotCanonical

DRAFT = EntryDraft(
    source="bill/ZD2022-000001",
    posted_on=date(2022, 7, 1),
    month=date(2022, 6, 1),
    memo="账单",
    legs=(("1122", "BC01", "BC01-1-1-101", "7", 100_00), ("5001.01", "BC01", "", "", -100_00)),
)
TEXT = st.text(max_size=8)
LEGS = st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT, st.integers(-LARGEST, LARGEST)), max_size=4).map(tuple)


def of(draft, *, previous=GENESIS, number=1):
    return digest(previous, number, draft.posted_on, draft.month, draft.source, draft.memo, draft.evidence, draft.legs)


@pytest.mark.parametrize(
    "legs",
    [
        (),
        (("1122", "", "", "", 0),),
        (("1122", "", "", "", 100), ("5001.01", "", "", "", -99)),
        (("1122", "", "", "", 100),),
    ],
)
def test_an_entry_that_does_not_balance_is_refused(legs):
    with pytest.raises(DoesNotBalance, match="bill/ZD2022-000001"):
        replace(DRAFT, legs=legs)


def test_the_same_content_has_the_same_digest():
    assert of(DRAFT) == of(replace(DRAFT))


@given(source=TEXT, memo=TEXT, evidence=TEXT, legs=LEGS, number=st.integers(1, LARGEST), previous=st.sampled_from("0a"))
def test_what_is_linked_at_the_end_has_the_digest_of_the_whole(source, memo, evidence, legs, number, previous):
    day, month, before = DRAFT.posted_on, DRAFT.month, previous * 64
    try:
        whole = digest(before, number, day, month, source, memo, evidence, legs)
    except NotCanonical:
        with pytest.raises(NotCanonical):
            Unlinked(day, month, source, memo, evidence, legs)
    else:
        one = Unlinked(day, month, source, memo, evidence, legs)
        assert one.link(number + 1 if number < LARGEST else 1, before) != whole
        assert one.link(number, before) == whole


def test_every_part_of_an_entry_changes_its_digest():
    receivable, income = DRAFT.legs
    others = [
        of(DRAFT, previous="1" * 64),
        of(DRAFT, number=2),
        of(replace(DRAFT, posted_on=date(2022, 7, 2))),
        of(replace(DRAFT, month=date(2022, 5, 1))),
        of(replace(DRAFT, source="bill/ZD2022-000002")),
        of(replace(DRAFT, memo="账单 ")),
        of(replace(DRAFT, evidence="0" * 64)),
        of(replace(DRAFT, legs=(income, receivable))),
        of(replace(DRAFT, legs=((*receivable[:3], "8", receivable[4]), income))),
        of(replace(DRAFT, legs=((*receivable[:4], 100_01), (*income[:4], -100_01)))),
    ]
    assert len({of(DRAFT), *others}) == len(others) + 1


@given(LEGS, LEGS, TEXT, TEXT)
def test_no_two_contents_share_a_digest(one, other, memo, source):
    """Texts with quotes, blanks and line ends cannot be arranged to look like other legs."""
    day = date(2022, 6, 1)
    digests = {digest(GENESIS, 1, day, day, source, memo, "", legs) for legs in (one, other)}
    assert len(digests) == len({one, other})
    moved = digest(GENESIS, 1, day, day, source + memo, "", "", one)
    assert (moved == digest(GENESIS, 1, day, day, source, memo, "", one)) == (memo == "")


def test_an_amount_that_other_languages_would_round_is_not_put_under_a_digest():
    with pytest.raises(NotCanonical):
        of(replace(DRAFT, legs=(("1122", "", "", "", LARGEST + 1), ("5001.01", "", "", "", -LARGEST - 1))))


def test_a_ledger_that_another_language_wrote_has_our_digests_and_is_whole():
    """With names of Unicode's newest tables, combining marks and emoji: no Python reads them otherwise."""
    written = (Path(__file__).parent / "vectors" / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    for line in written[1:-1]:
        entry = json.loads(line)
        stored = entry.pop("digest")
        entry["legs"] = list(map(tuple, entry["legs"]))
        assert digest(**entry) == stored
    read = _verifier().verify(written)
    assert (read.entries, read.head) == (3, stored)


def _verifier():
    source = Path(__file__).parents[3] / "invoices/modules/ledger/static/ledger/verify_ledger.py"
    spec = importlib.util.spec_from_file_location("verify_ledger", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
